//! `writable-root-and-root-user`: containers that may run as root and change their own programs.

use super::{Report, Rule, Subject, list};
use crate::finding::Severity;
use crate::pod::Container;

pub(super) const RULE: Rule = Rule {
    id: "writable-root-and-root-user",
    severity: Severity::Info,
    summary: "A container that runs as root, or can write its own files, gives an attacker more to work with.",
    source: "https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.pod.is_pod_spec {
        return;
    }
    let written: Vec<_> = subject.written_here().map(|(_, container)| container).collect();
    let root: Vec<_> = written.iter().filter(|container| may_be_root(subject, container)).map(|one| one.label()).collect();
    let writable: Vec<_> = written.iter().filter(|container| !has_fixed_root(container)).map(|one| one.label()).collect();
    let (names, what) = match (root.is_empty(), writable.is_empty()) {
        (true, true) => return,
        (false, false) if root == writable => (root, "may run as root, and can change the files of its image"),
        (false, _) => (root, "may run as root"),
        (true, false) => (writable, "can change the files of its image"),
    };
    let (each, them) = if names.len() == 1 { ("", "it") } else { ("each of ", "them") };
    report.say(
        subject.at("securityContext"),
        format!("{each}{} {what}: whoever breaks into {them} has more to work with", list(names)),
        "Set `runAsNonRoot: true` for the pod, and `readOnlyRootFilesystem: true` and `allowPrivilegeEscalation: false` for each \
         container.",
    );
}

fn may_be_root(subject: &Subject<'_>, container: &Container<'_>) -> bool {
    let own = |key: &str| container.node.get("securityContext").and_then(|context| context.get(key));
    let both = |key: &str| own(key).or_else(|| subject.pod.node.get("securityContext")?.get(key));
    let not_root = both("runAsNonRoot").and_then(|flag| flag.bool()) == Some(true);
    !not_root && both("runAsUser").and_then(|user| user.int()).unwrap_or(0) == 0
}

fn has_fixed_root(container: &Container<'_>) -> bool {
    container.node.at("securityContext.readOnlyRootFilesystem").and_then(|flag| flag.bool()) == Some(true)
}
