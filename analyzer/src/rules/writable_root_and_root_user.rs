//! `writable-root-and-root-user`: containers that may run as root and change their own programs.

use super::{Change, New, Report, Rule, Subject, list, put};
use crate::finding::Severity;
use crate::pod::Container;
use crate::yaml::Node;

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
    report.suggest("Forbid root, and fix the files of the images", || restrict(subject, &written));
}

/// `runAsNonRoot` for the pod and `readOnlyRootFilesystem` for each container, where they are missing; none where somebody
/// asked for root.
fn restrict(subject: &Subject<'_>, written: &[&Container<'_>]) -> Option<Change> {
    let asks_for_root = |node: Node<'_>| {
        let context = node.get("securityContext");
        let says = |key: &str| context.and_then(|context| context.get(key));
        says("runAsUser").and_then(|user| user.int()) == Some(0)
            || says("runAsNonRoot").and_then(|flag| flag.bool()) == Some(false)
    };
    if asks_for_root(subject.pod.node) || written.iter().any(|container| asks_for_root(container.node)) {
        return None;
    }
    let fixed = written.iter().filter(|container| !has_fixed_root(container));
    let fixed = fixed.map(|container| put(container.node, &["securityContext", "readOnlyRootFilesystem"], New::plain("true")));
    let may_be_root = written.iter().any(|container| may_be_root(subject, container));
    let user = may_be_root.then(|| put(subject.pod.node, &["securityContext", "runAsNonRoot"], New::plain("true")));
    Change::all(fixed.chain(user))
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
