//! `privileged-helper`: a helper that may do more to the node than the app.

use super::{Report, Rule, Subject, called, remove, short};
use crate::finding::Severity;
use crate::pod::Container;

pub(super) const RULE: Rule = Rule {
    id: "privileged-helper",
    severity: Severity::Warning,
    summary: "A helper with the rights of the node opens it to whoever breaks into the pod.",
    source: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
    check,
};

/// What cannot be done without such rights.
const NEEDS_THEM: [&str; 12] = [
    "network-setup", "network", "mesh-proxy", "network-controller", "routing-daemon", "storage-csi", "storage-driver", "ci", "install",
    "vpn", "security", "egress-proxy",
];
const CAPABILITIES: [&str; 6] = ["ALL", "SYS_ADMIN", "NET_ADMIN", "SYS_PTRACE", "SYS_MODULE", "CAP_SYS_ADMIN"];

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (index, container) in subject.containers() {
        let is_known = NEEDS_THEM.contains(&subject.function(index));
        if subject.is_core(index) || subject.role(index).is_none() || is_known || subject.is_injected(container) {
            continue;
        }
        let Some((path, what)) = rights(container) else { continue };
        report.say(
            subject.in_container(container, path),
            format!(
                "`{}` {what}: whoever breaks into it has rights on the node",
                called(container)
            ),
            "Drop all capabilities and add only the one that it needs.",
        );
        report.suggest("Take its rights away", || {
            let (owner, key) = path.rsplit_once('.')?;
            remove(container.node.at(owner)?, key)
        });
    }
}

fn rights(container: &Container<'_>) -> Option<(&'static str, String)> {
    let security = container.node.get("securityContext")?;
    if security.get("privileged").and_then(|flag| flag.bool()) == Some(true) {
        return Some(("securityContext.privileged", "is privileged".to_owned()));
    }
    let added = security.at("capabilities.add")?.items().filter_map(|capability| capability.raw());
    let dangerous = added.into_iter().find(|capability| CAPABILITIES.contains(capability))?;
    Some(("securityContext.capabilities.add", format!("has the capability `{}`", short(dangerous))))
}
