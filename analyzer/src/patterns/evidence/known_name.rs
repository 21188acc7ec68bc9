//! The container has the very name that a well-known helper usually has, though its image is not a known one.
//!
//! People keep images of their own of `cloud-sql-proxy` or `git-sync` and call the container as everybody does.

use super::{Kind, Notes, Toward};
use crate::analysis::Role;
use crate::patterns::facts::Facts;
use crate::patterns::weights::KNOWN_NAME;

pub(super) const EVIDENCE: Kind = Kind {
    slug: "known-name",
    looks_for: "a container with an unknown image and the usual name of a well-known helper.",
    observe,
};

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running() {
        let Some(entry) = facts.namesake(at) else { continue };
        let toward = match entry.role {
            Some(Role::Ambassador) => Toward::Ambassador,
            Some(Role::Adapter) => Toward::Adapter,
            _ => Toward::Sidecar,
        };
        notes.add(
            at,
            toward,
            KNOWN_NAME,
            container.name.span,
            format_args!("It has the usual name of {}, which {}.", entry.name, entry.does),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        let containers =
            ["{name: app, image: x/app}", "{name: cloud-sql-proxy, image: 'registry.example.com/base/sqlproxy:1'}"];
        assert_eq!(noted(&EVIDENCE, &containers), ["cloud-sql-proxy"]);
    }

    #[test]
    fn stays_silent() {
        let known = "{name: cloud-sql-proxy, image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2}";
        assert!(noted(&EVIDENCE, &["{name: proxy, image: x/p}", "{name: redis, image: x/r}", known]).is_empty());
    }
}
