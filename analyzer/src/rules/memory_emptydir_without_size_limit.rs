//! `memory-emptydir-without-size-limit`: a RAM disk that may take all the memory of the pod, or of the node.

use super::{New, Report, Rule, Subject, put, short};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "memory-emptydir-without-size-limit",
    severity: Severity::Warning,
    summary: "An emptyDir in memory without a size limit can use up all memory that the pod may have.",
    source: "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#memory-backed-emptydir",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (index, volume) in subject.empty_dirs() {
        if volume.source.field("medium") != Some("Memory") || volume.source.field("sizeLimit").is_some() {
            continue;
        }
        let name = short(volume.name.value);
        let pod_limit = subject.pod_resource("limits", "memory").is_some();
        let unlimited = !pod_limit
            && subject.uses_of(index).any(|used| {
                !used.mount.is_read_only() && used.container.resources.limit("memory").is_none()
            });
        let (severity, consequence) = if unlimited {
            (Severity::Error, "and a container that writes to it has no memory limit: it can use up the memory of the node")
        } else {
            (Severity::Warning, "its files count as memory of the container that writes them, which is killed when they are too many")
        };
        report.say_as(
            severity,
            subject.in_volume(volume, "emptyDir.sizeLimit"),
            format!("the emptyDir `{name}` is in memory and has no size limit: {consequence}"),
            "Set `emptyDir.sizeLimit`, and a memory limit on each container that writes to it.",
        );
        report.suggest("Set a size limit", || {
            put(volume.node, &["emptyDir", "sizeLimit"], New::ask("64Mi", "the most memory that the volume may take, like 64Mi"))
        });
    }
}
