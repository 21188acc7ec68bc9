//! E28: the container is the first of the regular ones. Weak: injectors may put theirs first.

use super::{Kind, Notes, Toward};
use crate::analysis::Lifecycle;
use crate::patterns::facts::Facts;
use crate::patterns::weights::FIRST_IN_LIST;

pub(super) const EVIDENCE: Kind =
    Kind { slug: "first-in-list", looks_for: "the first of the regular containers.", observe };

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    let first = facts.running().find(|(_, container)| container.lifecycle == Lifecycle::Regular);
    if let Some((at, container)) = first.filter(|_| facts.is_shared()) {
        notes.add(
            at,
            Toward::Core,
            FIRST_IN_LIST,
            container.name.span,
            format_args!("It is the first of the containers, where most people put the main one."),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(noted(&EVIDENCE, &["{name: a}", "{name: b}"]), ["a"]);
    }

    #[test]
    fn stays_silent() {
        assert!(noted(&EVIDENCE, &["{name: a}"]).is_empty());
    }
}
