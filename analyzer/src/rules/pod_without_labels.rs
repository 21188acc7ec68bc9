//! `pod-without-labels`: a pod that nothing can select.

use super::{New, Report, Rule, Subject, short};
use crate::finding::Severity;
use crate::manifest::Found;

pub(super) const RULE: Rule = Rule {
    id: "pod-without-labels",
    severity: Severity::Info,
    summary: "Services, network policies and disruption budgets find pods by their labels.",
    source: "https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.is_bare_pod() || subject.template.found != Found::ByKind || !subject.pod.labels.is_empty() {
        return;
    }
    report.say(
        subject.in_metadata("labels"),
        format!(
            "the pod `{}` has no labels: no Service finds it, and a NetworkPolicy or PodDisruptionBudget only if it takes every pod",
            short(subject.pod.name.unwrap_or_default())
        ),
        "Add at least the label `app.kubernetes.io/name`.",
    );
    report.mend("Add a label with the pod's name", || {
        let name = subject.pod.name.filter(|name| name.len() <= 63)?;
        subject.put_in_metadata(&["labels", "app.kubernetes.io/name"], New::text(name))
    });
}
