//! `missing-requests`: a container for which the scheduler reserves nothing.

use super::{Report, Rule, Subject, called};
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
        let consequence = if others_ask && subject.is_helper(index) {
            "so the whole pod counts as less important, and cannot be scaled by its use of CPU"
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
    }
}

/// Whether a container asks for a resource. A limit counts: the request defaults to it. So does a request of the whole pod.
fn asks(subject: &Subject<'_>, container: &Container<'_>, name: &str) -> bool {
    container.resources.request(name).or_else(|| container.resources.limit(name)).is_some()
        || ["requests", "limits"].iter().any(|list| subject.pod_resource(list, name).is_some())
}
