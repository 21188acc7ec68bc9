//! `unknown-emptydir-medium`: a medium that no node knows, and the API server does not check.

use super::{New, Report, Rule, Subject, put, remove, short};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "unknown-emptydir-medium",
    severity: Severity::Error,
    summary: "An emptyDir with an unknown medium is accepted, and then cannot be mounted.",
    source: "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (_, volume) in subject.empty_dirs() {
        let Some(medium) = volume.source.field("medium") else { continue };
        if matches!(medium, "" | "Memory" | "HugePages") || medium.starts_with("HugePages-") {
            continue;
        }
        let means_memory = ["memory", "ram", "tmpfs", "mem"].iter().any(|word| word.eq_ignore_ascii_case(medium));
        let help = if means_memory {
            "Write `Memory`, with a capital letter, for a volume in memory."
        } else {
            "Remove `medium` for a volume on the node's disk, or write `Memory` for one in memory."
        };
        report.say(
            subject.in_volume(volume, "emptyDir.medium"),
            format!(
                "the emptyDir `{}` has the unknown medium `{}`: the pod is accepted and then never starts",
                short(volume.name.value),
                short(medium)
            ),
            help,
        );
        if means_memory {
            report.suggest("Write `Memory`", || put(volume.node, &["emptyDir", "medium"], New::text("Memory")));
        } else {
            report.suggest("Remove `medium`", || remove(volume.source.node?, "medium"));
        }
    }
}
