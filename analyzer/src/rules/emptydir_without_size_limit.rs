//! `emptydir-without-size-limit`: an `emptyDir` on disk that may grow until the node is full.

use super::{New, Report, Rule, Subject, put, short};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "emptydir-without-size-limit",
    severity: Severity::Warning,
    summary: "An emptyDir without a size limit can fill the disk of its node.",
    source: "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (index, volume) in subject.empty_dirs() {
        let field = |name| volume.source.field(name);
        let writers: Vec<_> = subject.uses_of(index).filter(|used| !used.mount.is_read_only()).collect();
        if field("sizeLimit").is_some() || field("medium").is_some_and(|medium| !medium.is_empty()) || writers.is_empty() {
            continue;
        }
        let limited = writers.iter().all(|used| used.container.resources.limit("ephemeral-storage").is_some());
        let severity = if limited { Severity::Info } else { Severity::Warning };
        let consequence = if limited {
            "only the containers' own limits stop it, and they count logs and other files too"
        } else {
            "it can fill the disk of the node, and then other pods are evicted too"
        };
        report.say_as(
            severity,
            subject.in_volume(volume, "emptyDir.sizeLimit"),
            format!("the emptyDir `{}` has no size limit: {consequence}", short(volume.name.value)),
            "Set `emptyDir.sizeLimit` to the most that the volume should ever hold, and watch it fill: `kubectl exec` with \
             `du -sh`, or `usedBytes` of the volume in the kubelet's `/stats/summary`.",
        );
        report.suggest("Set a size limit", || {
            put(volume.node, &["emptyDir", "sizeLimit"], New::ask("1Gi", "the most that the volume may hold, like 500Mi"))
        });
    }
}
