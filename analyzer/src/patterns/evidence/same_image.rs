//! E26: a neighbour runs the same image with another command: two processes of one product.

use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::SAME_IMAGE;
use crate::patterns::words::Code;
use crate::pod::Container;

pub(super) const EVIDENCE: Kind =
    Kind { slug: "same-image", looks_for: "the same image in two containers with different commands.", observe };

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running().filter(|(at, _)| !is_tool(facts, *at)) {
        let Some((image, parts)) = container.image.zip(facts.image(at)) else { continue };
        let twin = facts.neighbours(at).find(|(other, neighbour)| {
            facts.image(*other).is_some_and(|other| other.is_same_repository(parts))
                && !same_command(container, neighbour)
        });
        if let Some((_, twin)) = twin {
            notes.add(
                at,
                Toward::Core,
                SAME_IMAGE,
                image.span,
                format_args!(
                    "It and {} run the same image with different commands: two processes of one product.",
                    Code(twin.label())
                ),
            );
        }
    }
}

fn same_command(one: &Container<'_>, other: &Container<'_>) -> bool {
    one.argv().map(|argument| argument.value).eq(other.argv().map(|argument| argument.value))
}

/// Whether the image is a known helper or a tool box, whose commands say everything.
fn is_tool(facts: &Facts<'_, '_>, at: usize) -> bool {
    // Vendors put their helpers into the same image; then the name says it.
    facts.is_known_helper(at)
        || facts.helper_word(at).is_some()
        || facts.entry(at).is_some_and(|found| found.entry.role.is_none())
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(
            noted(&EVIDENCE, &["{name: a, image: 'x/a:1', args: [web]}", "{name: b, image: 'x/a:1', args: [worker]}"]),
            ["a", "b"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(
            noted(
                &EVIDENCE,
                &[
                    "{name: a, image: busybox, args: [web]}",
                    "{name: b, image: busybox, args: [worker]}",
                    "{name: c, image: x/c}",
                    "{name: d, image: x/c}"
                ]
            )
            .is_empty()
        );
    }
}
