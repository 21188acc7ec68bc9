//! `shared-volume-single-user`: a volume whose name says that it is shared, and which only one container mounts.

use super::{Report, Rule, Subject, called, short};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "shared-volume-single-user",
    severity: Severity::Info,
    summary: "A volume that is called shared has one user only.",
    source: "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    check,
};

const WORDS: [&str; 6] = ["shared", "share", "common", "exchange", "handoff", "handover"];

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.is_whole() || subject.pod.containers.len() < 2 {
        return;
    }
    for (index, volume) in subject.empty_dirs() {
        if !volume.name.value.split('-').any(|word| WORDS.contains(&word)) {
            continue;
        }
        let mut uses = subject.uses_of(index);
        let Some(first) = uses.next().filter(|first| uses.all(|used| used.at.container == first.at.container)) else {
            continue;
        };
        report.say(
            subject.in_volume(volume, "name"),
            format!(
                "`{}` is called shared, but only `{}` mounts it: a mount may be missing",
                short(volume.name.value),
                called(first.container)
            ),
            "Add the mount to the other container, or rename the volume.",
        );
    }
}
