//! `missing-liveness`: a program that may hang without anybody noticing.

use super::{Report, Rule, Subject, list};
use crate::analysis::Lifecycle;
use crate::finding::Severity;
use crate::pod::ProbeKind;

pub(super) const RULE: Rule = Rule {
    id: "missing-liveness",
    severity: Severity::Info,
    summary: "Without a liveness probe a program that hangs is never restarted.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/probes/",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.pod.is_pod_spec || subject.pod.runs_to_completion() {
        return;
    }
    let without: Vec<_> = subject
        .of(Lifecycle::Regular)
        .filter(|(index, container)| subject.is_core(*index) && container.probe(ProbeKind::Liveness).is_none())
        .collect();
    let Some((_, first)) = without.first() else { return };
    let has_ports = without.iter().any(|(_, container)| !container.ports.is_empty());
    let how = if has_ports { "a port that always answers quickly" } else { "a file that the program touches while it works" };
    report.say(
        subject.in_container(first, "livenessProbe"),
        format!(
            "{} {} no liveness probe: a program that hangs stays as it is",
            list(without.iter().map(|(_, container)| container.label())),
            if without.len() == 1 { "has" } else { "have" }
        ),
        format!("Add a `livenessProbe` on {how}, if the program can hang. A wrong one does more harm than none."),
    );
}
