//! `too-many-containers`: a pod that has become a machine of its own.

use super::{Report, Rule, Subject};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "too-many-containers",
    severity: Severity::Info,
    summary: "Everything in a pod is placed, scaled, updated and evicted together.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/#how-pods-manage-multiple-containers",
    check,
};

/// More than this are hard to keep in mind.
const MANY: usize = 5;

fn check(subject: &Subject<'_>, report: &mut Report) {
    let count = subject.written_here().count();
    if count <= MANY || !subject.pod.is_pod_spec {
        return;
    }
    report.say(
        subject.at("containers"),
        format!("{count} containers run in this pod: they are placed, scaled, updated and evicted only together"),
        "Move what could run alone into a workload of its own.",
    );
}
