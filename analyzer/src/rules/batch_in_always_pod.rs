//! `batch-in-always-pod`: a command that ends, in a pod that starts it again for ever.

use crate::lifecycle::command::{Course, course, text};
use super::{Report, Rule, Subject, Use, called};
use crate::analysis::Lifecycle;
use crate::edit::pods::move_before_the_app;
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
    for (index, container) in subject.of(Lifecycle::Regular).filter(|(_, container)| course(container) == Course::Ends) {
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
        let is_needed = subject.uses().any(|used| used.at.container == index && shared(subject, &used));
        if is_needed && container.probes.is_empty() && container.hooks.is_empty() {
            report.suggest("Run it before the others", || move_before_the_app(subject.pod, container, None));
        }
    }
}

/// Whether another container uses the volume too.
fn shared(subject: &Subject<'_>, used: &Use<'_>) -> bool {
    used.at.volume.is_some_and(|volume| subject.uses_of(volume).any(|other| other.at.container != used.at.container))
}
