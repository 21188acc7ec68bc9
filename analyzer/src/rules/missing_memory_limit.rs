//! `missing-memory-limit`: a container that may take all the memory of its node.

use super::{New, Report, Rule, Subject, called, put};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "missing-memory-limit",
    severity: Severity::Warning,
    summary: "Without a memory limit a leak in one container takes the memory of the node.",
    source: "https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/#if-you-do-not-specify-a-memory-limit",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.pod.is_pod_spec || subject.pod_resource("limits", "memory").is_some() {
        return;
    }
    for (_, container) in subject.written_here().filter(|(_, container)| container.resources.limit("memory").is_none()) {
        let neighbours = subject.running().nth(1).map_or("", |_| "its neighbours in the pod and ");
        report.say(
            subject.in_container(container, "resources.limits.memory"),
            format!("`{}` has no memory limit: if it leaks, {neighbours}other pods of the node suffer", called(container)),
            "Set `resources.limits.memory` to the most that it may ever need.",
        );
        report.suggest("Limit its memory", || {
            // A limit below the request would be refused.
            let value = container.resources.request("memory").unwrap_or("256Mi");
            let limit = New::ask(value, "the most memory that it may ever need, like 256Mi");
            put(container.node, &["resources", "limits", "memory"], limit)
        });
    }
}
