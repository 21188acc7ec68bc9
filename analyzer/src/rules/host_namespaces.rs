//! `host-namespaces`: a pod that sees the node as if it were not in a container.

use super::{Report, Rule, Subject, remove};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "host-namespaces",
    severity: Severity::Warning,
    summary: "A pod in the namespaces of its node sees the network, processes or memory of everything on it.",
    source: "https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline",
    check,
};

const NAMESPACES: [(&str, &str, &str); 3] = [
    (
        "hostNetwork",
        "uses the network of the node: its ports are ports of the node, and it reaches whatever listens there on localhost",
        "Remove `hostNetwork` and reach the pod through a Service.",
    ),
    (
        "hostPID",
        "sees all processes of the node, and can read variables and files of many that run as the same user",
        "Remove `hostPID`, unless the pod watches processes of the node.",
    ),
    ("hostIPC", "shares memory with the processes of the node", "Remove `hostIPC`."),
];

fn check(subject: &Subject<'_>, report: &mut Report) {
    // An agent of each node usually needs it.
    let severity = if subject.pod.kind == Some("DaemonSet") { Severity::Info } else { Severity::Warning };
    for (key, consequence, help) in NAMESPACES {
        if subject.pod.node.get(key).and_then(|flag| flag.bool()) == Some(true) {
            report.say_as(severity, subject.at(key), format!("the pod {consequence}"), help);
            report.suggest(format!("Remove `{key}`"), || remove(subject.pod.node, key));
        }
    }
}
