//! `batch-in-always-pod`: a command that ends, in a pod that starts it again for ever.

use crate::lifecycle::command::{Course, course, text};
use super::{Report, Rule, Subject, called};
use crate::analysis::Lifecycle;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "batch-in-always-pod",
    severity: Severity::Warning,
    summary: "A container that ends is started again for ever where the restart policy is Always.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.is_whole() || subject.pod.runs_to_completion() {
        return;
    }
    for (_, container) in subject.of(Lifecycle::Regular).filter(|(_, container)| course(container) == Course::Ends) {
        // Since 1.35 a container may have a policy of its own.
        let own = container.restart_policy.is_some_and(|policy| policy.value != "Always");
        if own && subject.options.kubernetes.minor() >= 35 {
            continue;
        }
        let sleeps = text(container).contains("sleep ");
        let consequence = if sleeps {
            "its command ends after a while, and is started again each time"
        } else {
            "its command ends, and is started again for ever, with longer and longer pauses"
        };
        report.say_as(
            if sleeps { Severity::Info } else { Severity::Warning },
            subject.in_container(container, if container.command.is_empty() { "args" } else { "command" }),
            format!("`{}` never rests: {consequence}", called(container)),
            "Make it an init container if the others need its result, or run it as a Job.",
        );
    }
}
