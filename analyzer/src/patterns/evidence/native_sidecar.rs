//! E02: an init container with `restartPolicy: Always`, which Kubernetes runs beside the app.
//!
//! A lifecycle, not a role: a business service that is declared like this has other evidence for what it is.

use super::{Kind, Notes, Toward};
use crate::analysis::Lifecycle;
use crate::patterns::facts::Facts;
use crate::patterns::weights::NATIVE_SIDECAR;

pub(super) const EVIDENCE: Kind =
    Kind { slug: "native-sidecar", looks_for: "an init container with `restartPolicy: Always`.", observe };

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running().filter(|(_, container)| container.lifecycle == Lifecycle::NativeSidecar) {
        let span = container.restart_policy.map_or(container.span, |policy| policy.span);
        notes.add(
            at,
            Toward::Helper,
            NATIVE_SIDECAR,
            span,
            format_args!(
                "It is an init container with `restartPolicy: Always`, the form that Kubernetes has for sidecars."
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{noted_in, pod};
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(noted_in(&EVIDENCE, &pod("initContainers", &["{name: a, image: x, restartPolicy: Always}"])), ["a"]);
    }

    #[test]
    fn stays_silent() {
        assert!(noted_in(&EVIDENCE, &pod("initContainers", &["{name: a, image: x}"])).is_empty());
    }
}
