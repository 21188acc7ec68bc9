//! `injector-label-vs-annotation`: a key that is written as an annotation and read as a label.

use super::{New, Report, Rule, Subject, remove};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "injector-label-vs-annotation",
    severity: Severity::Info,
    summary: "Some injectors read labels only, and pass over an annotation of the same name.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-objectselector",
    check,
};

/// Keys, and what happens to them as annotations.
const KEYS: [(&str, &str); 2] = [
    ("sidecar.istio.io/inject", "Istio looks at the label of that name first, and in most namespaces at nothing else"),
    ("kuma.io/sidecar-injection", "Kuma looks only at the label of that name"),
];

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (key, consequence) in KEYS {
        let Some(pair) = subject.pod.annotation(key).filter(|_| subject.pod.label(key).is_none()) else { continue };
        // As an annotation "false" still keeps Istio away.
        if pair.value == "false" {
            continue;
        }
        let mut place = subject.in_metadata("annotations");
        place.span = pair.span;
        report.say(
            place,
            format!("`{key}` is written as an annotation: {consequence}"),
            format!("Write `{key}` under `labels` of the pod."),
        );
        report.suggest("Make it a label", || {
            let gone = remove(subject.template.metadata?.get("annotations")?, key)?;
            let is_label = pair.value.bytes().all(|byte| byte.is_ascii_alphanumeric()) && pair.value.len() <= 63;
            Some(gone.and(subject.put_in_metadata(&["labels", key], New::text(pair.value))?)).filter(|_| is_label)
        });
    }
}
