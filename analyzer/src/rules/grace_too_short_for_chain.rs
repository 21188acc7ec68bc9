//! `grace-too-short-for-chain`: native sidecars that get little time to stop after a slow app.

use super::support::hook::seconds;
use super::{New, Report, Rule, Subject, called, put};
use crate::analysis::Lifecycle;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "grace-too-short-for-chain",
    severity: Severity::Info,
    summary: "Native sidecars stop one after the other after the app, all within one grace period.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let sidecars = subject.of(Lifecycle::NativeSidecar).count();
    let grace = subject.grace_period();
    let slowest = subject
        .of(Lifecycle::Regular)
        .filter_map(|(_, container)| Some((container.hook("preStop").and_then(seconds)?.1, container)))
        .max_by_key(|(seconds, _)| *seconds);
    let Some((seconds, app)) = slowest.filter(|(seconds, _)| sidecars > 0 && *seconds < grace && seconds * 2 >= grace) else {
        return;
    };
    report.say(
        subject.at("terminationGracePeriodSeconds"),
        format!(
            "the hook of `{}` takes {seconds} s of the {grace} s in which the pod must stop: the app and then {} share the rest",
            called(app),
            if sidecars == 1 { "its sidecar".to_owned() } else { format!("{sidecars} sidecars, one after the other,") }
        ),
        "Raise `terminationGracePeriodSeconds` by what the app and each sidecar need.",
    );
    report.suggest("Raise the grace period", || {
        let enough = New::ask((seconds * 2 + 30).to_string(), "how many seconds the whole pod may take to stop");
        put(subject.pod.node, &["terminationGracePeriodSeconds"], enough)
    });
}
