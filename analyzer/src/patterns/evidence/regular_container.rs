//! The container stands among the regular ones, which are there to work: the benefit of the doubt.
//!
//! Without it, one weak sign would make a helper of a container about which nothing else is known.

use super::{Kind, Notes, Toward};
use crate::analysis::Lifecycle;
use crate::patterns::facts::Facts;
use crate::patterns::weights::REGULAR;

pub(super) const EVIDENCE: Kind =
    Kind { slug: "regular-container", looks_for: "a place among the regular containers.", observe };

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running().filter(|(_, container)| container.lifecycle == Lifecycle::Regular) {
        notes.add(
            at,
            Toward::Core,
            REGULAR,
            container.name.span,
            format_args!("It stands among the regular containers, which do the work unless something else is said."),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{noted, noted_in};
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(noted(&EVIDENCE, &["{name: a}"]), ["a"]);
    }

    #[test]
    fn stays_silent() {
        assert!(
            noted_in(&EVIDENCE, "kind: Pod\nspec:\n  initContainers: [{name: a, restartPolicy: Always}, {name: b}]\n")
                .is_empty()
        );
    }
}
