//! E14: a neighbour calls the container over localhost.
//!
//! What that means depends on the one that is called: a proxy carries the call outside, another helper serves its
//! neighbour, and anything else is a second service in the same pod.

use super::points_at_main::is_pointing;
use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::{CALLED_CACHE, CALLED_HELPER, CALLED_PEER, CALLED_PROXY};
use crate::patterns::words::Code;

pub(super) const EVIDENCE: Kind = Kind {
    slug: "called-over-localhost",
    looks_for: "a neighbour whose settings name its port on localhost.",
    observe,
};

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (connection, text) in facts.connections() {
        if is_pointing(facts, connection, text) {
            continue;
        }
        let (at, port) = (connection.to, connection.port);
        let caller = Code(facts.container(connection.from).label());
        if passes_on(facts, at) {
            notes.add(
                at,
                Toward::Ambassador,
                CALLED_PROXY,
                connection.span,
                format_args!(
                    "{caller} calls it at localhost:{port} instead of the place it really wants: it is the way out."
                ),
            );
        } else if is_local_cache(facts, at) {
            notes.add(
                at,
                Toward::Sidecar,
                CALLED_CACHE,
                connection.span,
                format_args!(
                    "{caller} keeps its cache in it, at localhost:{port}, and nothing in it outlives the pod."
                ),
            );
        } else if facts.is_known_helper(at) || facts.helper_word(at).is_some() {
            notes.add(
                at,
                Toward::Helper,
                CALLED_HELPER,
                connection.span,
                format_args!("{caller} calls it at localhost:{port}."),
            );
        } else {
            notes.add(
                at,
                Toward::Core,
                CALLED_PEER,
                connection.span,
                format_args!("{caller} calls it at localhost:{port}: it offers a service of its own."),
            );
        }
    }
}

/// Whether a container is a cache whose data die with the pod.
fn is_local_cache(facts: &Facts<'_, '_>, at: usize) -> bool {
    facts.entry(at).is_some_and(|found| found.entry.function == "cache")
        && facts
            .mounts(at)
            .filter_map(|mount| facts.volume(mount))
            .all(|volume| volume.source.kind != "persistentVolumeClaim")
}

/// Whether a container passes calls on to somewhere else.
pub(in crate::patterns) fn passes_on(facts: &Facts<'_, '_>, at: usize) -> bool {
    let container = facts.container(at);
    let name = container.name.value;
    let by_entry = facts.entry(at).map(|found| found.entry).or(facts.namesake(at)).is_some_and(|entry| {
        matches!(entry.function, "db-proxy" | "api-proxy" | "egress-proxy" | "mesh-proxy")
            || entry.also == Some(crate::analysis::Role::Ambassador)
    });
    let by_name = facts.core_word(at).is_none()
        && ["proxy", "ambassador", "tunnel", "pooler", "bouncer"].iter().any(|word| name.contains(word));
    by_entry || by_name && facts.entry(at).is_none_or(|found| found.entry.role.is_none())
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(
            noted(
                &EVIDENCE,
                &[
                    "{name: a, env: [{name: API_URL, value: 'http://localhost:8080'}]}",
                    "{name: b, ports: [{containerPort: 8080}]}"
                ]
            ),
            ["b"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(
            noted(
                &EVIDENCE,
                &[
                    "{name: a, env: [{name: API_URL, value: 'http://api:8080'}]}",
                    "{name: b, ports: [{containerPort: 8080}]}"
                ]
            )
            .is_empty()
        );
    }
}
