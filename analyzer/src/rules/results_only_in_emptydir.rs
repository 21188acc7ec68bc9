//! `results-only-in-emptydir`: results that are deleted with the pod that made them.

use super::{New, Report, Rule, Subject, Use, called, replace_entry, short};
use crate::analysis::Direction;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "results-only-in-emptydir",
    severity: Severity::Info,
    summary: "What a container leaves in an emptyDir is deleted with the pod.",
    source: "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    check,
};

const WORDS: [&str; 14] = [
    "out", "output", "outputs", "result", "results", "report", "reports", "backup", "backups", "export", "exports", "artifacts",
    "dist", "processed",
];

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.is_whole() {
        return;
    }
    for (index, volume) in subject.empty_dirs() {
        let uses: Vec<Use<'_>> = subject.uses_of(index).collect();
        let leaves = |used: &&Use<'_>| used.at.direction == Direction::Write && used.container.lifecycle.runs_beside();
        let Some(writer) = uses.iter().find(|used| leaves(used) && is_result(used)) else { continue };
        let is_read = uses.iter().any(|used| used.at.container != writer.at.container);
        let sends = subject.trace.externals.iter().any(|external| external.container == writer.at.container);
        if is_read || sends || !writer.container.ports.is_empty() {
            continue;
        }
        report.say(
            subject.in_mount(writer.container, writer.at.mount, "mountPath"),
            format!(
                "`{}` leaves its results in the emptyDir `{}`, which no other container reads: they are deleted with the pod",
                called(writer.container),
                short(volume.name.value)
            ),
            "Write them to a PersistentVolumeClaim or an object store, or add a container that delivers them.",
        );
        report.suggest("Use a PersistentVolumeClaim", || {
            let claim = New::ask(volume.name.value, "the name of a PersistentVolumeClaim that exists");
            replace_entry(volume.node, "emptyDir", "persistentVolumeClaim", &New::Map(vec![("claimName", claim)]))
        });
    }
}

/// Whether the words of a mount say that what it holds is wanted afterwards.
fn is_result(used: &Use<'_>) -> bool {
    let words = used.mount.mount_path.value.split('/').chain(used.mount.volume.value.split('-'));
    words.into_iter().any(|word| WORDS.contains(&word))
}
