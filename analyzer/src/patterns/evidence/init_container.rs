//! E03: an init container without `restartPolicy: Always` runs to its end before the app starts.
//!
//! This is certain, whatever the container is called. A program that never ends there is most likely a mistake.

use super::{Kind, Notes, Toward};
use crate::analysis::Role;
use crate::patterns::facts::Facts;
use crate::patterns::weights::INIT_CONTAINER;

pub(super) const EVIDENCE: Kind =
    Kind { slug: "init-container", looks_for: "an init container that runs to its end.", observe };

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.init() {
        if never_ends(facts, at) {
            notes.add(
                at,
                Toward::Init,
                INIT_CONTAINER,
                container.span,
                format_args!(
                    "It is an init container, so the app waits for its end; but this program usually never ends. \
                 `restartPolicy: Always` may be missing."
                ),
            );
        } else {
            notes.add(
                at,
                Toward::Init,
                INIT_CONTAINER,
                container.span,
                format_args!("It is an init container, so it runs to its end before the app starts."),
            );
        }
    }
}

/// Whether an init container holds a program that serves for as long as the pod lives.
pub(in crate::patterns) fn never_ends(facts: &Facts<'_, '_>, at: usize) -> bool {
    let container = facts.container(at);
    let serves = matches!(
        facts.entry(at).map(|found| found.entry),
        Some(entry) if matches!(entry.role, Some(Role::Sidecar | Role::Ambassador | Role::Adapter))
            && matches!(entry.function, "mesh-proxy" | "db-proxy" | "api-proxy" | "auth" | "proxy" | "metrics" | "vpn" | "logging")
    );
    serves && container.command.is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{noted_in, pod};
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(noted_in(&EVIDENCE, &pod("initContainers", &["{name: a, image: x}"])), ["a"]);
    }

    #[test]
    fn stays_silent() {
        assert!(
            noted_in(&EVIDENCE, &pod("initContainers", &["{name: a, image: x, restartPolicy: Always}"])).is_empty()
        );
    }
}
