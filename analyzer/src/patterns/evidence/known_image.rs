//! E01: the image is one that the catalogue knows.
//!
//! What a family usually is counts, unless this pod shows one of its other uses. Tool boxes say nothing.

use super::{Kind, Notes, Toward};
use crate::analysis::Role;
use crate::catalogue::{Entry, Match, Quality};
use crate::patterns::facts::Facts;
use crate::patterns::weights::{KNOWN_APP, KNOWN_AS_MAIN, KNOWN_EITHER, KNOWN_EXACT, KNOWN_MIRROR, KNOWN_TAIL, Weight};
use crate::pod::Container;

pub(super) const EVIDENCE: Kind =
    Kind { slug: "known-image", looks_for: "an image of the catalogue, and its usual role.", observe };

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running() {
        let Some((found, image)) = facts.entry(at).zip(container.image) else { continue };
        let Some((toward, weight)) = judge(facts, container, found) else { continue };
        let Entry { name, does, .. } = found.entry;
        let like = match found.quality {
            Quality::Exact => "The image is",
            Quality::Mirror => "The image is a copy of",
            Quality::Tail => "The image is named like",
        };
        match weight {
            KNOWN_AS_MAIN => notes.add(
                at,
                toward,
                weight,
                image.span,
                format_args!("{like} {name}, usually a helper, but it is used here as an application of its own."),
            ),
            KNOWN_EITHER => notes.add(
                at,
                toward,
                weight,
                image.span,
                format_args!("{like} {name}, which can be the application or a helper; the image alone does not tell."),
            ),
            _ => notes.add(at, toward, weight, image.span, format_args!("{like} {name}: it {does}.")),
        }
    }
}

fn judge(facts: &Facts<'_, '_>, container: &Container<'_>, found: Match) -> Option<(Toward, Weight)> {
    let entry = found.entry;
    let holds = |condition: Option<&crate::catalogue::Condition>| {
        condition.is_some_and(|condition| condition.holds_in(container, facts.pod))
    };
    let role = if holds(entry.ambassador_if) { Role::Ambassador } else { entry.role? };
    if holds(entry.main_if) {
        return Some((Toward::Core, KNOWN_AS_MAIN));
    }
    if role == Role::Main {
        return Some(match entry.also {
            Some(also) if holds(entry.helper_if) => (toward(also), KNOWN_TAIL),
            Some(_) => (Toward::Core, KNOWN_EITHER),
            None => (Toward::Core, KNOWN_APP),
        });
    }
    let weight = match found.quality {
        Quality::Exact => KNOWN_EXACT,
        Quality::Mirror => KNOWN_MIRROR,
        Quality::Tail => KNOWN_TAIL,
    };
    Some((toward(role), weight))
}

fn toward(role: Role) -> Toward {
    match role {
        Role::Ambassador => Toward::Ambassador,
        Role::Adapter => Toward::Adapter,
        Role::Sidecar => Toward::Sidecar,
        Role::Init => Toward::Helper,
        Role::Main | Role::BusinessPeer => Toward::Core,
    }
}
