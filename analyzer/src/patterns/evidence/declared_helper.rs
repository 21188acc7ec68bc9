//! The object itself lists the container among its helpers, as Tekton and Argo Workflows do with `sidecars`.

use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::DECLARED_HELPER;

pub(super) const EVIDENCE: Kind =
    Kind { slug: "declared-helper", looks_for: "a container in a field that its kind keeps for helpers.", observe };

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running().filter(|(_, container)| container.declared_helper) {
        notes.add(
            at,
            Toward::Helper,
            DECLARED_HELPER,
            container.span,
            format_args!("The {} lists it among its sidecars.", facts.pod.kind.unwrap_or("object")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{noted, noted_in};
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(
            noted_in(
                &EVIDENCE,
                "apiVersion: tekton.dev/v1\nkind: Task\nspec: {steps: [{name: a, image: x}], sidecars: [{name: b, image: y}]}"
            ),
            ["b"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(noted(&EVIDENCE, &["{name: sidecar}"]).is_empty());
    }
}
