//! From a container to the family of its image.
//!
//! An image fits exactly, as a mirror (another registry, the same repository path) or by its last part only. The last
//! part alone is a weak hint: it counts only together with a usual container name or a usual argument.

use super::table::{ENTRIES, TAILS, WILD};
use super::{Entry, Image, command_says};
use crate::pod::{Container, ImageRef};

/// An entry and how well a container fits it.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// The entry.
    pub entry: &'static Entry,
    /// How well the image fits.
    pub quality: Quality,
    /// Whether the container has a usual name.
    pub named: bool,
}

/// How well an image fits; the best is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// Only the last part of the repository is the same.
    Tail,
    /// The repository ends in the same path.
    Mirror,
    /// Registry and repository are the same.
    Exact,
}

/// How well an entry describes a container, the most telling sign first; see [`find`].
type Rank = (bool, bool, Quality, bool, bool);

/// The best entry for a container.
pub(super) fn find(container: &Container<'_>) -> Option<Match> {
    let image = container.image_ref()?;
    let mut best: Option<(Match, Rank)> = None;
    for (entry, pattern) in candidates(&image) {
        let Some(quality) = pattern.quality(&image) else { continue };
        let named = is_named(entry, container);
        if quality == Quality::Tail && !confirms(entry, container, image.name(), named) {
            continue;
        }
        if entry.needs.is_some_and(|needs| !needs.holds_for(container)) {
            continue;
        }
        // A family that asks for more than the image is the closer description.
        let rank = (quality > Quality::Tail, entry.needs.is_some(), quality, named, entry.role.is_some());
        if best.as_ref().is_none_or(|(_, other)| rank > *other) {
            best = Some((Match { entry, quality, named }, rank));
        }
    }
    best.map(|(found, _)| found)
}

/// The families that have an image with the same last part, or one with a `*` that fits.
fn candidates<'i>(image: &'i ImageRef<'_>) -> impl Iterator<Item = (&'static Entry, &'static Image)> + use<'i> {
    let name = image.name();
    let start = TAILS.partition_point(|(tail, ..)| *tail < name);
    let same = TAILS[start..].iter().take_while(move |(tail, ..)| *tail == name);
    let wild = WILD.iter().filter(move |(tail, ..)| glob(tail, name));
    same.chain(wild).map(|(_, entry, place)| {
        let entry = &ENTRIES[usize::from(*entry)];
        (entry, &entry.images[usize::from(*place)])
    })
}

/// Last parts of image names that say nothing alone, whatever the container is called.
const GENERIC: [&str; 14] = [
    "agent",
    "app",
    "api",
    "auth",
    "cli",
    "client",
    "controller",
    "init",
    "manager",
    "node",
    "operator",
    "proxy",
    "server",
    "web",
];

/// Whether something besides the last part of the image's name speaks for a family.
fn confirms(entry: &Entry, container: &Container<'_>, tail: &str, named: bool) -> bool {
    let telling_name = named && (container.name.value != tail || !GENERIC.contains(&tail));
    telling_name || has_hint(entry, container)
}

fn is_named(entry: &Entry, container: &Container<'_>) -> bool {
    entry.containers.iter().any(|pattern| glob(pattern, container.name.value))
}

fn has_hint(entry: &Entry, container: &Container<'_>) -> bool {
    command_says(container, entry.args).is_some()
        || entry.env.iter().any(|pattern| container.env.iter().any(|variable| glob(pattern, variable.name.value)))
        || container
            .ports
            .iter()
            .filter_map(|port| port.container_port)
            .any(|port| port > 1024 && entry.ports.contains(&port))
}

impl Image {
    /// How well an image fits this one.
    fn quality(&self, image: &ImageRef<'_>) -> Option<Quality> {
        if self.registry == "*" {
            // Named without a place: any image of that name is meant.
            return glob(last(self.repository), image.name()).then_some(Quality::Mirror);
        }
        if self.repository == "*" {
            return Some(Quality::Exact);
        }
        if path_matches(self.repository, image.repository) {
            let registry = image.registry.unwrap_or_default();
            return Some(if glob(self.registry, registry) { Quality::Exact } else { Quality::Mirror });
        }
        let depth = self.repository.split('/').count();
        let path = image.repository;
        let tail = path.rmatch_indices('/').nth(depth - 1).map(|(slash, _)| &path[slash + 1..]);
        if depth > 1 && tail.is_some_and(|tail| path_matches(self.repository, tail)) {
            return Some(Quality::Mirror);
        }
        glob(last(self.repository), image.name()).then_some(Quality::Tail)
    }
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether two paths are the same, part by part.
fn path_matches(pattern: &str, path: &str) -> bool {
    let mut parts = path.split('/');
    pattern.split('/').all(|pattern| parts.next().is_some_and(|part| glob(pattern, part))) && parts.next().is_none()
}

/// Whether a text matches a pattern in which each `*` stands for any characters.
pub(crate) fn glob(pattern: &str, text: &str) -> bool {
    // Bytes, because patterns and texts are short: a search for characters takes longer to begin than to end.
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let star = |pattern: &[u8]| pattern.iter().position(|byte| *byte == b'*');
    let Some(first) = star(pattern) else { return pattern == text };
    let Some(mut text) = text.strip_prefix(&pattern[..first]) else { return false };
    let mut rest = &pattern[first + 1..];
    while let Some(end) = star(rest) {
        let part = &rest[..end];
        let Some(at) = (0..=text.len()).find(|at| text[*at..].starts_with(part)) else { return false };
        text = &text[at + part.len()..];
        rest = &rest[end + 1..];
    }
    text.ends_with(rest)
}

#[cfg(test)]
mod tests {
    use super::glob;

    #[test]
    fn a_star_stands_for_anything() {
        assert!(glob("*", "") && glob("a*", "a") && glob("*-exporter", "redis-exporter") && glob("a*b*c", "a-b-b-c"));
        assert!(!glob("a*b", "a") && !glob("ab", "abc") && !glob("*proxy", "proxy-agent") && !glob("ab*b", "ab"));
    }
}
