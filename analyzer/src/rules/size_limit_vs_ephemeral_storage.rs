//! `size-limit-vs-ephemeral-storage`: a size limit that the pod's own storage requests and limits do not fit.

use super::support::milli;
use super::{New, Report, Rule, Subject, put, short};
use crate::arrange::Arrange;
use crate::finding::Severity;
use crate::pod::Volume;

pub(super) const RULE: Rule = Rule {
    id: "size-limit-vs-ephemeral-storage",
    severity: Severity::Warning,
    summary: "A size limit evicts the whole pod when it is passed, and needs requests and limits that fit it.",
    source: "https://kubernetes.io/docs/concepts/storage/ephemeral-storage/",
    check,
};

const STORAGE: &str = "ephemeral-storage";

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (index, volume) in subject.empty_dirs() {
        let on_disk = volume.source.field("medium").is_none_or(str::is_empty);
        let Some(limit) = volume.source.field("sizeLimit").filter(|_| on_disk) else { continue };
        if let Some(sum) = sum_of_limits(subject).filter(|sum| milli(limit).is_some_and(|limit| limit > *sum)) {
            unreachable_limit(subject, report, volume, limit, sum);
        } else if !reserves_storage(subject) {
            unreserved(subject, report, (index, volume), limit);
        }
    }
}

/// The pod may use as much storage as its containers' limits together; a container without one adds nothing.
fn sum_of_limits(subject: &Subject<'_>) -> Option<i128> {
    let limits = subject.running().filter_map(|(_, container)| milli(container.resources.limit(STORAGE)?));
    limits.reduce(i128::saturating_add)
}

/// Whether any container asks for storage. A limit alone counts: the request defaults to it.
fn reserves_storage(subject: &Subject<'_>) -> bool {
    subject.pod.containers.iter().any(|container| {
        container.resources.request(STORAGE).or_else(|| container.resources.limit(STORAGE)).is_some()
    })
}

fn unreachable_limit(subject: &Subject<'_>, report: &mut Report, volume: &Volume<'_>, limit: &str, sum: i128) {
    let limit = short(limit);
    let name = short(volume.name.value);
    report.say(
        subject.in_volume(volume, "emptyDir.sizeLimit"),
        format!(
            "`{name}` may hold {limit}, but the containers' ephemeral-storage limits allow the pod only {} bytes: it is \
             evicted before the volume is full",
            sum / 1_000
        ),
        "Lower `sizeLimit`, or raise `limits.ephemeral-storage` of the containers that write to the volume. Watch the volume \
         fill: `kubectl exec` with `du -sh`.",
    );
    report.suggest("Lower the size limit to what the pod may use", || {
        put(volume.node, &["emptyDir", "sizeLimit"], New::plain((sum / 1_000).to_string()))
    });
}

fn unreserved(subject: &Subject<'_>, report: &mut Report, (index, volume): (usize, &Volume<'_>), limit: &str) {
    let limit = short(limit);
    let name = short(volume.name.value);
    let mut users: Vec<usize> = subject.uses_of(index).map(|used| used.at.container).collect();
    users.arrange();
    users.dedup();
    // The more depends on the files, the worse it is to lose them.
    let at_stake = users.len() > 1 || subject.is_bare_pod();
    let together =
        if users.len() > 1 { format!(" for the {} containers that use it together", users.len()) } else { String::new() };
    let gone = if subject.is_bare_pod() { ", and nothing makes the pod again" } else { "" };
    report.say_as(
        if at_stake { Severity::Warning } else { Severity::Info },
        subject.in_volume(volume, "emptyDir.sizeLimit"),
        format!(
            "`{name}` may hold {limit}{together}; past that the whole pod is evicted with its files{gone}. No container requests \
             ephemeral-storage, so the scheduler keeps no room for it"
        ),
        "Set `requests.ephemeral-storage` on the containers that write to it. Watch it fill: `kubectl exec` with `du -sh`, or \
         `usedBytes` of the volume in the kubelet's `/stats/summary`.",
    );
    report.suggest("Request storage for the size limit", || {
        let writer = subject.uses_of(index).find(|used| !used.mount.is_read_only() && used.container.lifecycle.runs_beside())?;
        let value = New::plain(volume.source.field("sizeLimit").filter(|size| milli(size).is_some_and(|size| size > 0))?);
        put(writer.container.node, &["resources", "requests", STORAGE], value)
    });
}
