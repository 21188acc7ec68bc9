//! `identical-liveness-readiness`: probes that restart a program where a pause would do.

use super::{New, Report, Rule, Subject, called, put};
use crate::finding::Severity;
use crate::pod::ProbeKind;
use crate::yaml::{Node, Shape};

pub(super) const RULE: Rule = Rule {
    id: "identical-liveness-readiness",
    severity: Severity::Info,
    summary: "With identical probes a program that is only busy is restarted.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/probes/",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (_, container) in subject.running() {
        let (Some(liveness), Some(readiness)) =
            (container.probe(ProbeKind::Liveness), container.probe(ProbeKind::Readiness))
        else {
            continue;
        };
        if !same(liveness.node, readiness.node, &mut MOST_VALUES.clone()) {
            continue;
        }
        report.say(
            subject.in_container(container, "livenessProbe"),
            format!(
                "the liveness and readiness probes of `{}` are the same: when it is only busy, it is restarted too",
                called(container)
            ),
            "Give the liveness probe a higher `failureThreshold`, or let it ask something that fails only when nothing helps.",
        );
        report.suggest("Let the liveness probe fail later", || {
            let now = liveness.node.get("failureThreshold").map_or(Some(3), |threshold| threshold.int())?;
            let later = now.checked_mul(4).filter(|later| (1..=1_000).contains(later))?;
            let ask = New::ask(later.to_string(), "how often it may fail before the container is restarted, like 12");
            put(liveness.node, &["failureThreshold"], ask)
        });
    }
}

/// How many values are compared; more than any probe has.
const MOST_VALUES: usize = 200;

/// Whether two nodes say the same, whatever the order of their keys.
fn same(one: Node<'_>, other: Node<'_>, left: &mut usize) -> bool {
    let Some(rest) = left.checked_sub(1) else { return false };
    *left = rest;
    match (one.shape(), other.shape()) {
        (Shape::Mapping, Shape::Mapping) => {
            let entries = one.entries();
            entries.len() == other.entries().len()
                && entries.iter().all(|entry| {
                    entry.key.raw().and_then(|key| other.get(key)).is_some_and(|value| same(entry.value, value, left))
                })
        }
        (Shape::Sequence, Shape::Sequence) => {
            one.items().len() == other.items().len() && one.items().zip(other.items()).all(|(a, b)| same(a, b, left))
        }
        _ => one.scalar().is_some() && one.scalar() == other.scalar(),
    }
}
