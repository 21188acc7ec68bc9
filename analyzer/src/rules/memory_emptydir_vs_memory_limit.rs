//! `memory-emptydir-vs-memory-limit`: a RAM disk larger than what its writer may use.

use super::support::milli;
use super::{New, Report, Rule, Subject, called, put, short};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "memory-emptydir-vs-memory-limit",
    severity: Severity::Warning,
    summary: "Files in a memory-backed emptyDir count against the memory limit of the container that writes them.",
    source: "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (index, volume) in subject.empty_dirs() {
        let Some(size) = volume.source.field("sizeLimit").filter(|_| volume.source.field("medium") == Some("Memory")) else {
            continue;
        };
        let Some(most) = milli(size) else { continue };
        for used in subject.uses_of(index).filter(|used| !used.mount.is_read_only()) {
            let Some(limit) = used.container.resources.limit("memory") else { continue };
            let Some(allowed) = milli(limit).filter(|allowed| most.saturating_mul(2) > *allowed) else { continue };
            let (severity, consequence) = if most >= allowed {
                (Severity::Warning, "it is killed before the volume is full, and the files stay and still count")
            } else {
                (Severity::Info, "a full volume leaves the process less than half of its memory")
            };
            let (writer, name) = (called(used.container), short(volume.name.value));
            let (size, limit) = (short(size), short(limit));
            report.say_as(
                severity,
                subject.in_volume(volume, "emptyDir.sizeLimit"),
                format!("`{writer}` may fill `{name}` with {size} of memory, out of its limit of {limit}: {consequence}"),
                format!("Lower `sizeLimit`, or raise the memory limit of `{writer}` by it."),
            );
            report.suggest("Lower the size limit", || {
                let half = New::ask((allowed / 2_000).to_string(), "the most memory that the volume may take, like 64Mi");
                put(volume.node, &["emptyDir", "sizeLimit"], half).filter(|_| allowed >= 2_000)
            });
        }
    }
}
