//! `joint-readiness-of-unrelated-services`: two Services that fail together.

use super::{Report, Rule, Subject, list};
use crate::analysis::Lifecycle;
use crate::finding::Severity;
use crate::manifest::Manifest;

pub(super) const RULE: Rule = Rule {
    id: "joint-readiness-of-unrelated-services",
    severity: Severity::Info,
    summary: "A pod is ready only as a whole, so one unready container takes it out of all its Services.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if subject.pod.labels.is_empty() || subject.of(Lifecycle::Regular).count() < 2 {
        return;
    }
    let mut first: Option<(&Manifest<'_>, usize)> = None;
    for service in subject.objects("Service").filter(|service| selects(service, subject)) {
        let Some(target) = target(subject, service) else { continue };
        match first {
            None => first = Some((service, target)),
            Some((other, index)) if index != target && subject.is_core(index) && subject.is_core(target) => {
                let name = |index: usize| subject.pod.containers[index].label();
                report.say(
                    subject.at("containers"),
                    format!(
                        "the Services {} lead to {} of one pod: when one of the two is not ready, both Services lose the pod",
                        list([other.name.unwrap_or_default(), service.name.unwrap_or_default()]),
                        list([name(index), name(target)])
                    ),
                    "Give each Service pods of its own, unless neither container is any use without the other.",
                );
                return;
            }
            Some(_) => {}
        }
    }
}

fn selects(service: &Manifest<'_>, subject: &Subject<'_>) -> bool {
    let entries = service.node.at("spec.selector").map(|selector| selector.entries()).unwrap_or_default();
    !entries.is_empty()
        && entries.iter().all(|entry| {
            let label = entry.key.raw().and_then(|key| subject.pod.label(key));
            label.is_some_and(|pair| entry.value.raw() == Some(pair.value))
        })
}

/// The container that has the first port of a Service.
fn target(subject: &Subject<'_>, service: &Manifest<'_>) -> Option<usize> {
    let port = service.node.at("spec.ports")?.items().next()?;
    let wanted = port.get("targetPort").or_else(|| port.get("port"))?;
    let number = wanted.int().and_then(|number| u16::try_from(number).ok());
    let has = |port: &crate::pod::Port<'_>| match number {
        Some(_) => port.container_port == number,
        None => port.name.is_some() && port.name == wanted.raw(),
    };
    subject.running().find(|(_, container)| container.ports.iter().any(has)).map(|(index, _)| index)
}
