//! `uid-mismatch-without-fsgroup`: users that share files and may not be able to.

use super::{Change, New, Report, Rule, Subject, Use, list, put, short};
use crate::finding::Severity;
use crate::pod::Container;

pub(super) const RULE: Rule = Rule {
    id: "uid-mismatch-without-fsgroup",
    severity: Severity::Warning,
    summary: "Containers that run as different users and share files need a group in common.",
    source: "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
    check,
};

const HELP: &str =
    "Set `securityContext.fsGroup` of the pod, which gives the files a common group, or run them as the same user.";

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.pod.is_pod_spec || subject.pod.node.at("securityContext.fsGroup").is_some() {
        return;
    }
    for (index, volume) in subject.volumes().filter(|(_, volume)| volume.source.starts_empty()) {
        let uses: Vec<Use<'_>> = subject.uses_of(index).collect();
        let name = short(volume.name.value);
        let Some(writer) = uses.iter().find(|used| !used.mount.is_read_only() && used.at.direction.writes()) else { continue };
        let Some(other) = uses.iter().find(|other| differ(subject, writer.container, other.container)) else { continue };
        let names = list([writer.container.label(), other.container.label()]);
        let place = subject.at("securityContext.fsGroup");
        if user(subject, writer.container).is_some() {
            let message = format!(
                "{names} share `{name}` and run as different users without a common group: files of the one may be closed to the other"
            );
            report.say(place, message, HELP);
            report.suggest(TITLE, || group(subject));
        } else {
            let message = format!(
                "{names} share `{name}`, and their images decide as which users they run: if those differ, files of the one may be \
                 closed to the other"
            );
            report.say_as(Severity::Info, place, message, HELP);
            report.suggest(TITLE, || group(subject));
            return;
        }
    }
}

const TITLE: &str = "Give the pod a group for its files";

fn group(subject: &Subject<'_>) -> Option<Change> {
    let id = New::ask("2000", "the id of the group that may use the files, like 2000");
    put(subject.pod.node, &["securityContext", "fsGroup"], id)
}

/// Whether two containers may run as different users: they say so, or neither says anything and their images differ.
fn differ(subject: &Subject<'_>, one: &Container<'_>, other: &Container<'_>) -> bool {
    match (user(subject, one), user(subject, other)) {
        (Some(one), Some(other)) => one != other,
        (None, None) => {
            one.image_ref().map(|image| image.repository) != other.image_ref().map(|image| image.repository)
        }
        _ => false,
    }
}

fn user(subject: &Subject<'_>, container: &Container<'_>) -> Option<i64> {
    let own = container.node.at("securityContext.runAsUser").and_then(|user| user.int());
    own.or_else(|| subject.pod.node.at("securityContext.runAsUser")?.int())
}
