//! E01: the image is one that the catalogue knows.
//!
//! What a family usually is counts, unless this pod shows one of its other uses. Tool boxes say nothing.

use super::{Kind, Notes, Toward};
use crate::analysis::Role;
use crate::catalogue::{Condition, Entry, Match, Quality};
use crate::patterns::facts::Facts;
use crate::patterns::weights::{
    KNOWN_APP, KNOWN_AS_MAIN, KNOWN_BESIDE, KNOWN_EITHER, KNOWN_EXACT, KNOWN_FRONT, KNOWN_MIRROR, KNOWN_TAIL, Weight,
};
use crate::pod::VolumeSource;

pub(super) const EVIDENCE: Kind =
    Kind { slug: "known-image", looks_for: "an image of the catalogue, and its usual role.", observe };

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running() {
        let Some((found, image)) = facts.entry(at).zip(container.image) else { continue };
        let Some((toward, weight)) = judge(facts, at, found) else { continue };
        let Entry { name, does, .. } = found.entry;
        let like = match found.quality {
            Quality::Exact => "The image is",
            Quality::Mirror => "The image is a copy of",
            Quality::Tail => "The image is named like",
        };
        let but = match weight {
            KNOWN_AS_MAIN => ", usually a helper, but used here as an application of its own",
            KNOWN_EITHER => ", which can be the application or a helper; the image alone does not tell",
            KNOWN_BESIDE => ", which is an application when alone; beside one, it helps",
            KNOWN_FRONT => ", with configuration but nothing to serve: it passes requests on to a neighbour",
            _ => "",
        };
        if but.is_empty() {
            notes.add(at, toward, weight, image.span, format_args!("{like} {name}: it {does}."));
        } else {
            notes.add(at, toward, weight, image.span, format_args!("{like} {name}{but}."));
        }
    }
}

/// What the image speaks for here, and how much.
fn judge(facts: &Facts<'_, '_>, at: usize, found: Match) -> Option<(Toward, Weight)> {
    let entry = found.entry;
    if facts.borrows_image(at) || matches!(entry.function, "debug" | "placeholder") && super::only_sleepers(facts) {
        return None;
    }
    let holds = |condition: Option<&Condition>| {
        condition.is_some_and(|condition| condition.holds_in(facts.container(at), facts.pod))
    };
    let role = if holds(entry.ambassador_if) { Role::Ambassador } else { entry.role? };
    if holds(entry.main_if) {
        return Some((Toward::Core, KNOWN_AS_MAIN));
    }
    if role == Role::Main {
        return Some(match entry.also {
            Some(also) if holds(entry.helper_if) => (toward(also), KNOWN_TAIL),
            Some(_) if facts.helps_beside(at) => (Toward::Helper, KNOWN_BESIDE),
            Some(_) if is_front(facts, at, entry) => (Toward::Sidecar, KNOWN_FRONT),
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

/// Whether a web server has configuration mounted and nothing to serve, beside a container that serves and is no helper.
fn is_front(facts: &Facts<'_, '_>, at: usize, entry: &Entry) -> bool {
    let configures = |source: &VolumeSource<'_>| matches!(source.kind, "configMap" | "secret" | "projected");
    let mut sources = facts.mounts(at).filter_map(|mount| facts.volume(mount)).map(|volume| volume.source).peekable();
    matches!(entry.function, "web-server" | "proxy")
        && sources.peek().is_some()
        && sources.all(|source| configures(&source))
        && facts.neighbours(at).any(|(other, neighbour)| !facts.is_known_helper(other) && !neighbour.ports.is_empty())
}

const fn toward(role: Role) -> Toward {
    match role {
        Role::Ambassador => Toward::Ambassador,
        Role::Adapter => Toward::Adapter,
        Role::Sidecar => Toward::Sidecar,
        Role::Init => Toward::Helper,
        Role::Main | Role::BusinessPeer => Toward::Core,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(noted(&EVIDENCE, &["{name: a, image: fluent/fluent-bit}", "{name: b, image: my-company/b}"]), ["a"]);
    }

    #[test]
    fn stays_silent() {
        assert!(
            noted(&EVIDENCE, &["{name: fluent-bit, image: my-company/b}", "{name: b, image: busybox}", "{name: c}"])
                .is_empty()
        );
    }
}
