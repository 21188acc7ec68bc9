//! `restartpolicy-on-regular-container`: a restart policy in a place where it makes no sidecar.

use super::{Report, Rule, Subject, called, remove, short};
use crate::analysis::Lifecycle;
use crate::finding::Severity;
use crate::manifest::Validated;

pub(super) const RULE: Rule = Rule {
    id: "restartpolicy-on-regular-container",
    severity: Severity::Warning,
    summary: "A restartPolicy on a regular container does not make it a sidecar.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let version = subject.options.kubernetes;
    // Up to 1.33 the API server refuses it itself, where it looks at all.
    let refused = version.minor() <= 33 && subject.manifest.entry.is_some_and(|entry| entry.validated == Validated::Yes);
    if !subject.pod.is_pod_spec || refused {
        return;
    }
    for (_, container) in subject.of(Lifecycle::Regular) {
        let Some(policy) = container.restart_policy.map(|policy| policy.value) else { continue };
        let (severity, consequence) = match version.minor() {
            ..=33 => (Severity::Error, "accepted now, fails when pods are created"),
            34 => (Severity::Warning, "Kubernetes 1.34 ignores it without a word"),
            _ if policy == "Always" => (Severity::Warning, "it is restarted, but it starts, stops and counts like any other"),
            _ => (Severity::Info, "clusters before 1.35 refuse or ignore it"),
        };
        let help = if policy == "Always" {
            "Move the container to `initContainers` if it is meant as a sidecar; else remove `restartPolicy`."
        } else {
            "Use it only where all clusters run Kubernetes 1.35 or later."
        };
        report.say_as(
            severity,
            subject.in_container(container, "restartPolicy"),
            format!("`restartPolicy: {}` does not make `{}` a sidecar: {consequence}", short(policy), called(container)),
            help,
        );
        report.suggest("Remove `restartPolicy`", || remove(container.node, "restartPolicy"));
    }
}
