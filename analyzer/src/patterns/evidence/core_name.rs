//! E05: the container's name says core work.

use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::CORE_NAME;

pub(super) const EVIDENCE: Kind = Kind {
    slug: "core-name",
    looks_for: "a container name with a word such as api, web, worker or processor.",
    observe,
};

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running() {
        let Some(word) = facts.core_word(at) else { continue };
        notes.add(
            at,
            Toward::Core,
            CORE_NAME,
            container.name.span,
            format_args!("Its name says “{word}”, a word for work of its own rather than for a helper."),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(noted(&EVIDENCE, &["{name: orders-api}", "{name: api-proxy}"]), ["orders-api"]);
    }

    #[test]
    fn stays_silent() {
        assert!(noted(&EVIDENCE, &["{name: hello}", "{name: exporter}"]).is_empty());
    }
}
