//! `missing-readiness`: a server that gets requests before it can answer them.

use crate::edit::pods::{asks_port, first_port};
use super::{New, Report, Rule, Subject, called, put};
use crate::analysis::Lifecycle;
use crate::finding::Severity;
use crate::pod::{Container, ProbeKind};

pub(super) const RULE: Rule = Rule {
    id: "missing-readiness",
    severity: Severity::Warning,
    summary: "Without a readiness probe a Service sends requests to a container that is still starting.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/probes/",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.pod.is_pod_spec || subject.pod.runs_to_completion() {
        return;
    }
    for (index, container) in subject.of(Lifecycle::Regular).filter(|(index, _)| subject.is_core(*index)) {
        if !serves(container) || container.probe(ProbeKind::Readiness).is_some() {
            continue;
        }
        let others = subject.running().any(|(other, _)| other != index);
        let joint = if others { "; in a pod all containers count together" } else { "" };
        report.say(
            subject.in_container(container, "readinessProbe"),
            format!(
                "`{}` has ports and no readiness probe: it gets requests as soon as its process runs{joint}",
                called(container)
            ),
            "Add a `readinessProbe` that asks the program whether it can answer.",
        );
        report.suggest("Wait until its port answers", || {
            put(container.node, &["readinessProbe"], New::Map(asks_port(first_port(container)?)))
        });
    }
}

/// Whether a container takes requests; metrics alone are none.
fn serves(container: &Container<'_>) -> bool {
    container.ports.iter().any(|port| {
        port.protocol == "TCP" && port.name.is_none_or(|name| !name.contains("metric") && !name.contains("prom"))
    })
}
