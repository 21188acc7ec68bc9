//! E07: an annotation names the container that `kubectl` should pick.

use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::DEFAULT_CONTAINER;

pub(super) const EVIDENCE: Kind =
    Kind { slug: "default-container", looks_for: "the annotation that names the default container.", observe };

const KEYS: [&str; 2] = ["kubectl.kubernetes.io/default-container", "kubectl.kubernetes.io/default-logs-container"];

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for annotation in KEYS.iter().filter_map(|key| facts.pod.annotation(key)) {
        for (at, _) in facts.running().filter(|(_, container)| container.name.value == annotation.value) {
            notes.add(
                at,
                Toward::Core,
                DEFAULT_CONTAINER,
                annotation.span,
                format_args!("The annotation `{}` names it: whoever wrote this means it by default.", annotation.key),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted_in;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(
            noted_in(
                &EVIDENCE,
                "kind: Pod\nmetadata: {annotations: {kubectl.kubernetes.io/default-container: b}}\nspec: {containers: [{name: a}, {name: b}]}"
            ),
            ["b"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(noted_in(&EVIDENCE, "kind: Pod\nmetadata: {annotations: {example.com/default-container: b}}\nspec: {containers: [{name: a}, {name: b}]}").is_empty());
    }
}
