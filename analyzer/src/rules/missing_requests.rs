//! `missing-requests`: a container for which the scheduler reserves nothing.

use super::{Change, New, Report, Rule, Subject, called, put};
use crate::finding::Severity;
use crate::pod::Container;

pub(super) const RULE: Rule = Rule {
    id: "missing-requests",
    severity: Severity::Warning,
    summary: "Without requests the scheduler reserves nothing for a container.",
    source: "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.pod.is_pod_spec {
        return;
    }
    let others_ask = subject.running().any(|(_, container)| asks(subject, container, "cpu"));
    for (index, container) in subject.written_here() {
        let what = match (asks(subject, container, "cpu"), asks(subject, container, "memory")) {
            (true, true) => continue,
            (true, false) => "no memory",
            (false, true) => "no CPU",
            (false, false) => "neither CPU nor memory",
        };
        let consequence = if others_ask && subject.is_helper(index) && what != "no memory" {
            "so the pod cannot be of the class Guaranteed, nor be scaled by its use of CPU"
        } else if what == "neither CPU nor memory" {
            "the scheduler reserves nothing for it, and it is among the first to go when the node runs short"
        } else {
            "the scheduler reserves none for it"
        };
        report.say(
            subject.in_container(container, "resources.requests"),
            format!("`{}` requests {what}: {consequence}", called(container)),
            "Set `resources.requests` to what it usually needs.",
        );
        report.suggest("Request what it needs", || requests(subject, container));
    }
}

/// Requests, to be filled in, for what the container does not ask for yet.
fn requests(subject: &Subject<'_>, container: &Container<'_>) -> Option<Change> {
    let wanted = [
        ("cpu", "100m", "the CPU that it usually needs, like 100m"),
        ("memory", "128Mi", "the memory that it usually needs, like 128Mi"),
    ];
    let missing = wanted.into_iter().filter(|(name, _, _)| !asks(subject, container, name));
    let missing: Vec<_> = missing.map(|(name, value, asks)| (name, New::ask(value, asks))).collect();
    if container.node.at("resources.requests").is_none_or(|node| node.is_null()) {
        return put(container.node, &["resources", "requests"], New::Map(missing));
    }
    Change::all(missing.into_iter().map(|(name, value)| put(container.node, &["resources", "requests", name], value)))
}

/// Whether a container asks for a resource. A limit counts: the request defaults to it. So does a request of the whole pod.
fn asks(subject: &Subject<'_>, container: &Container<'_>, name: &str) -> bool {
    container.resources.request(name).or_else(|| container.resources.limit(name)).is_some()
        || ["requests", "limits"].iter().any(|list| subject.pod_resource(list, name).is_some())
}
