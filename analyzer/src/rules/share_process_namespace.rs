//! `share-process-namespace`: containers that see into each other.

use super::{Report, Rule, Subject, remove};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "share-process-namespace",
    severity: Severity::Warning,
    summary: "With a shared process namespace each container sees the processes of the others, and may reach their variables and files.",
    source: "https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.pod.share_process_namespace || subject.running().count() < 2 {
        return;
    }
    // To send a signal is what it is for.
    let signals = subject.running().any(|(index, _)| subject.function(index) == "config-reload");
    report.say_as(
        if signals { Severity::Info } else { Severity::Warning },
        subject.at("shareProcessNamespace"),
        "the containers share their processes: each sees those of the others, and as the same user it can signal them and read \
         their variables and files"
            .to_owned(),
        "Remove `shareProcessNamespace`, unless one container has to send signals to another.",
    );
    report.suggest("Remove `shareProcessNamespace`", || remove(subject.pod.node, "shareProcessNamespace"));
}
