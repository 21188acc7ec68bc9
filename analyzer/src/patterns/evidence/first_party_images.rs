//! E25: two images come from one maker, from different repositories, and neither is a known helper.
//!
//! Two products of one house are two pieces of its business. An image that is named for a helper does not count.

use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::{FIRST_PARTY, FIRST_PARTY_HELPER};
use crate::patterns::words::Code;
use crate::pod::ImageRef;

pub(super) const EVIDENCE: Kind =
    Kind { slug: "first-party-images", looks_for: "two images of one maker that are no known helpers.", observe };

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running() {
        let Some((image, maker)) = container.image.zip(first_party(facts, at)) else { continue };
        let other = facts.neighbours(at).find(|(other, _)| {
            first_party(facts, *other) == Some(maker)
                && facts.image(*other).map(ImageRef::name) != facts.image(at).map(ImageRef::name)
        });
        if let Some((_, other)) = other {
            let named_helper = facts.helper_word(at).is_some();
            notes.add(
                at,
                Toward::Core,
                if named_helper { FIRST_PARTY_HELPER } else { FIRST_PARTY },
                image.span,
                format_args!(
                    "Its image and that of {} come from the same maker, {}, and neither is a known helper.",
                    Code(other.label()),
                    Code(maker.1)
                ),
            );
        }
    }
}

/// Registry and organisation of an image that is no known one and not named for a helper.
fn first_party<'a>(facts: &Facts<'_, 'a>, at: usize) -> Option<(Option<&'a str>, &'a str)> {
    let image = facts.image(at).filter(|_| facts.entry(at).is_none())?;
    let organisation = image.organisation();
    (!organisation.is_empty() && facts.image_helper_word(at).is_none()).then_some((image.registry, organisation))
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(
            noted(
                &EVIDENCE,
                &["{name: a, image: my-company/a}", "{name: b, image: my-company/b}", "{name: c, image: other/c}"]
            ),
            ["a", "b"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(
            noted(
                &EVIDENCE,
                &[
                    "{name: a, image: my-company/a}",
                    "{name: b, image: my-company/a-exporter}",
                    "{name: c, image: nginx}"
                ]
            )
            .is_empty()
        );
    }
}
