//! `hostpath`: a volume that is a directory of the node.

use super::hostpath_sensitive_writable::danger;
use super::{Report, Rule, Subject, short};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "hostpath",
    severity: Severity::Warning,
    summary: "A hostPath ties the pod to the files of one node, and the node to the pod.",
    source: "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (index, volume) in subject.volumes().filter(|(_, volume)| volume.source.kind == "hostPath") {
        if danger(subject, index, volume).is_some() {
            continue;
        }
        let mut uses = subject.uses_of(index).peekable();
        let only_read = uses.peek().is_some() && uses.all(|used| used.mount.is_read_only());
        let is_agent = subject.pod.kind == Some("DaemonSet");
        let severity = if only_read && is_agent { Severity::Info } else { Severity::Warning };
        report.say_as(
            severity,
            subject.in_volume(volume, "hostPath.path"),
            format!(
                "`{}` is the directory `{}` of whatever node the pod runs on: its files differ from node to node, and no limit \
                 counts them",
                short(volume.name.value),
                short(volume.source.field("path").unwrap_or_default())
            ),
            "Use an emptyDir, a ConfigMap or a PersistentVolumeClaim, unless the pod is an agent that works on the node itself; \
             then mount it read-only.",
        );
    }
}
