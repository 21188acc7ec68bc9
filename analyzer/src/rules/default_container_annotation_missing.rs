//! `default-container-annotation-missing`: tools that have to guess which container is meant.

use super::{New, Report, Rule, Subject, called, list, short};
use crate::analysis::Lifecycle;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "default-container-annotation-missing",
    severity: Severity::Info,
    summary: "In a pod of several containers tools should know which one is meant.",
    source: "https://kubernetes.io/docs/reference/labels-annotations-taints/#kubectl-kubernetes-io-default-container",
    check,
};

const KEY: &str = "kubectl.kubernetes.io/default-container";

fn check(subject: &Subject<'_>, report: &mut Report) {
    let regular: Vec<_> = subject.of(Lifecycle::Regular).collect();
    if !subject.is_whole() || regular.len() < 2 || subject.pod.annotation(KEY).is_some() {
        return;
    }
    let core: Vec<_> = regular.iter().filter(|(index, _)| subject.is_core(*index)).collect();
    let advice = match core.as_slice() {
        [(_, main)] => format!("Add the annotation `{KEY}: {}`.", called(main)),
        _ => format!("Add the annotation `{KEY}` with the name of the container that people look at first."),
    };
    report.say(
        subject.in_metadata("annotations"),
        format!(
            "nothing says which of {} is meant: `kubectl logs` and `kubectl exec` take the first",
            list(regular.iter().map(|(_, container)| container.label()))
        ),
        advice,
    );
    let path = ["annotations", KEY];
    match core.as_slice() {
        [(_, main)] => {
            let name = main.name.value;
            report.mend(format!("Name `{}`", short(name)), || subject.put_in_metadata(&path, New::text(name)));
        }
        _ => report.suggest("Name the container", || {
            let first = regular.first()?.1.name.value;
            subject.put_in_metadata(&path, New::ask(first, "the container that people look at first"))
        }),
    }
}
