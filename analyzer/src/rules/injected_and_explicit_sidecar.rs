//! `injected-and-explicit-sidecar`: a sidecar that is written down, and asked for once more.

use super::{Report, Rule, Subject, called, remove, short};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "injected-and-explicit-sidecar",
    severity: Severity::Warning,
    summary: "A sidecar that is written down and injected too comes twice, or is merged in ways that surprise.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for injection in subject.asked_for() {
        let name = injection.injector.container;
        // A gateway is written by hand, with an image that the injector fills in; a status shows a copy of a live pod.
        let written = subject.pod.containers.iter().find(|container| {
            container.name.value == name
                && container.image.is_some_and(|image| image.value != "auto")
                && !subject.is_injected(container)
        });
        let Some(container) = written else { continue };
        let mut place = subject.in_metadata("annotations");
        place.span = injection.pair.span;
        report.say(
            place,
            format!(
                "`{}` asks {} for a container, and `{}` is already here: it comes twice, or the two are merged",
                short(injection.pair.key),
                injection.injector.who,
                called(container)
            ),
            "Remove one of the two: the key, or the container.",
        );
        report.suggest(format!("Remove the annotation `{}`", short(injection.pair.key)), || {
            remove(subject.template.metadata?.get("annotations")?, injection.pair.key)
        });
        return;
    }
}
