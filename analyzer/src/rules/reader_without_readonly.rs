//! `reader-without-readonly`: a container that only reads a volume, and may write it.

use super::{New, Report, Rule, Subject, called, put, short};
use crate::analysis::{Access, Certainty, Direction};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "reader-without-readonly",
    severity: Severity::Warning,
    summary: "A container that only reads a shared directory should mount it read-only.",
    source: "https://kubernetes.io/docs/concepts/storage/volumes/#read-only-mounts",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for used in subject.uses() {
        let reads = used.at.direction == Direction::Read && used.at.certainty == Certainty::Inferred;
        let writable = used.at.access == Access::ReadWrite && !used.mount.is_read_only();
        // What it also writes under another path is `same-volume-root-and-subpath`'s.
        let writes_too = subject.uses().any(|other| {
            other.at.container == used.at.container && other.at.volume == used.at.volume && other.at.direction.writes()
        });
        let shared = used.at.volume.is_some_and(|volume| {
            subject.uses_of(volume).any(|other| other.at.container != used.at.container)
        });
        if !(reads && writable && shared) || writes_too {
            continue;
        }
        report.say(
            subject.in_mount(used.container, used.at.mount, "readOnly"),
            format!(
                "`{}` seems only to read `{}` of `{}`, but may write it too: nothing protects the files of the others",
                called(used.container),
                short(used.mount.mount_path.value),
                short(used.mount.volume.value)
            ),
            "Set `readOnly: true`. If it deletes or moves files when it is done with them, leave it writable and say so in a \
             comment.",
        );
        report.suggest("Set `readOnly: true`", || put(used.mount.node, &["readOnly"], New::plain("true")));
    }
}
