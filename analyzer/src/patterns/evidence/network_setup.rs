//! E22: the marks of a mesh: an init container that may change the network, a proxy under a user of its own.

use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::{MESH_USER, NETWORK_INIT};
use crate::pod::Container;
use crate::yaml::Node;

pub(super) const EVIDENCE: Kind = Kind {
    slug: "network-setup",
    looks_for: "NET_ADMIN in an init container, or a user that mesh proxies run as.",
    observe,
};

/// Users of Istio, Linkerd, Kuma and Consul.
const USERS: [i64; 4] = [1337, 2102, 5678, 5995];

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.init() {
        if let Some(node) = capability(container, &["NET_ADMIN", "NET_RAW"]) {
            notes.add(
                at,
                Toward::Init,
                NETWORK_INIT,
                node.span(),
                format_args!("It may change the pod’s network, which is how a mesh redirects traffic."),
            );
        }
    }
    for (at, container) in facts.running() {
        let user = container.node.at("securityContext.runAsUser");
        if let Some(user) = user.filter(|user| user.int().is_some_and(|id| USERS.contains(&id))) {
            notes.add(
                at,
                Toward::Sidecar,
                MESH_USER,
                user.span(),
                format_args!("It runs as user {}, which mesh proxies use.", user.raw().unwrap_or("?")),
            );
        }
    }
}

/// A capability that a container adds.
pub(super) fn capability<'a>(container: &Container<'a>, names: &[&str]) -> Option<Node<'a>> {
    let added = container.node.at("securityContext.capabilities.add")?;
    added.items().find(|item| item.raw().is_some_and(|name| names.contains(&name.trim_start_matches("CAP_"))))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{noted_in, pod};
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(
            noted_in(
                &EVIDENCE,
                &pod(
                    "initContainers",
                    &[
                        "{name: a, securityContext: {capabilities: {add: [NET_ADMIN]}}}",
                        "{name: b, restartPolicy: Always, securityContext: {runAsUser: 1337}}"
                    ]
                )
            ),
            ["a", "b"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(
            noted_in(
                &EVIDENCE,
                &pod(
                    "initContainers",
                    &["{name: a, securityContext: {capabilities: {add: [CHOWN]}, runAsUser: 1000}}"]
                )
            )
            .is_empty()
        );
    }
}
