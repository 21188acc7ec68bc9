//! E20: the container has no ports, no probes and no resources, while a neighbour has some.

use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::BARE;
use crate::pod::Container;

pub(super) const EVIDENCE: Kind = Kind {
    slug: "bare-container",
    looks_for: "a container without ports, probes and resources beside one that has them.",
    observe,
};

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running().filter(|(_, container)| is_bare(container)) {
        if facts.neighbours(at).any(|(_, neighbour)| !neighbour.ports.is_empty() || !neighbour.probes.is_empty()) {
            notes.add(
                at,
                Toward::Helper,
                BARE,
                container.span,
                format_args!("It has no ports, probes or resources, while a neighbour has."),
            );
        }
    }
}

/// Whether nothing says that somebody calls or sizes it.
pub(super) fn is_bare(container: &Container<'_>) -> bool {
    container.ports.is_empty()
        && container.probes.is_empty()
        && container.resources.requests.is_empty()
        && container.resources.limits.is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(noted(&EVIDENCE, &["{name: a, ports: [{containerPort: 80}]}", "{name: b}"]), ["b"]);
    }

    #[test]
    fn stays_silent() {
        assert!(noted(&EVIDENCE, &["{name: a}", "{name: b}"]).is_empty());
    }
}
