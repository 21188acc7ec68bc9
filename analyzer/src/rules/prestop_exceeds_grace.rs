//! `prestop-exceeds-grace`: a preStop hook that leaves the program no time to stop.

use super::support::hook::seconds;
use super::{New, Report, Rule, Subject, called, put};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "prestop-exceeds-grace",
    severity: Severity::Warning,
    summary: "The grace period runs while the preStop hook does; a longer hook leaves hardly any time to stop.",
    source: "https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-execution",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.pod.is_pod_spec {
        return;
    }
    let grace = subject.grace_period();
    for (_, container) in subject.running() {
        let Some((path, seconds)) = container.hook("preStop").and_then(seconds) else { continue };
        // The API server itself refuses a `sleep` that is longer.
        let refused = path == "sleep.seconds" && seconds > grace;
        if seconds < grace || refused {
            continue;
        }
        let default = if subject.pod.termination_grace_period_seconds.is_none() { ", the default" } else { "" };
        report.say(
            subject.in_container(container, &format!("lifecycle.preStop.{path}")),
            format!(
                "the preStop hook of `{}` takes {seconds} s and the grace period is {grace} s{default}: the program gets about \
                 two seconds to stop, and is then killed",
                called(container)
            ),
            format!("Set `terminationGracePeriodSeconds` to more than {seconds}, or shorten the hook."),
        );
        report.suggest("Raise the grace period", || {
            let enough = New::ask((seconds + 30).to_string(), "how many seconds the pod may take to stop, the hook included");
            put(subject.pod.node, &["terminationGracePeriodSeconds"], enough)
        });
    }
}
