//! The last part of an unknown image's name says helper or core work, as container names do.
//!
//! Container and image are often called the same: a word that the container's own name has already said is not counted
//! again.

use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::{CORE_IMAGE, HELPER_IMAGE};

pub(super) const EVIDENCE: Kind = Kind {
    slug: "image-name",
    looks_for: "an unknown image whose name has a word such as proxy or exporter, or api or worker.",
    observe,
};

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running().filter(|(at, _)| facts.entry(*at).is_none()) {
        let Some(image) = container.image.filter(|_| !facts.borrows_image(at)) else { continue };
        if let Some(word) = facts.image_helper_word(at).filter(|word| facts.helper_word(at) != Some(word)) {
            notes.add(
                at,
                Toward::Helper,
                HELPER_IMAGE,
                image.span,
                format_args!("The name of its image says “{word}”, a word for helpers."),
            );
        } else if let Some(word) = facts.image_core_word(at).filter(|word| facts.core_word(at) != Some(word)) {
            notes.add(
                at,
                Toward::Core,
                CORE_IMAGE,
                image.span,
                format_args!("The name of its image says “{word}”, a word for work of its own."),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(noted(&EVIDENCE, &["{name: a, image: x/ssl-proxy}", "{name: b, image: x/quiz-api}"]), ["a", "b"]);
    }

    #[test]
    fn stays_silent() {
        let known = "{name: b, image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2}";
        let again = "{name: quiz-api, image: x/quiz-api}";
        assert!(noted(&EVIDENCE, &["{name: a, image: x/kiada}", known, again, "{name: c}"]).is_empty());
    }
}
