//! Well-known images: what they usually do in a pod.
//!
//! The families are data: `analyzer/catalogue/*.yaml`, one file a family, which the build turns into a static table.
//! An image alone never decides a role; it is one piece of evidence, and [`Entry`] says what else to look for.

mod condition;
mod functions;
mod matching;

use crate::analysis::{Direction, Role};
use crate::pod::Container;
pub use condition::{Condition, command_says};
pub use functions::{FUNCTIONS, Function, function};
pub(crate) use matching::glob;
pub use matching::{Match, Quality};

/// One family of images.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id, which is also the name of its file.
    pub id: &'static str,
    /// Its name in a sentence.
    pub name: &'static str,
    /// What it does, as the end of a sentence: `forwards the app's logs`.
    pub does: &'static str,
    /// What it does, as an id of [`FUNCTIONS`].
    pub function: &'static str,
    /// Its usual role; none for tool boxes, whose command alone tells what they do.
    pub role: Option<Role>,
    /// Another common role.
    pub also: Option<Role>,
    /// Its images.
    pub images: &'static [Image],
    /// Usual names of its containers; `*` stands for anything.
    pub containers: &'static [&'static str],
    /// Ports it usually listens on.
    pub ports: &'static [u16],
    /// Environment variables that configure it; `*` stands for anything.
    pub env: &'static [&'static str],
    /// Pieces of its usual command line.
    pub args: &'static [&'static str],
    /// Paths that it reads where a volume is mounted there; `*` is any path.
    pub reads: &'static [&'static str],
    /// Paths that it writes where a volume is mounted there; `*` is any path.
    pub writes: &'static [&'static str],
    /// What must be seen besides the image before the family is recognised: others use the same image.
    pub needs: Option<&'static Condition>,
    /// Where it is the app itself.
    pub main_if: Option<&'static Condition>,
    /// Where it is a helper though it is usually the app.
    pub helper_if: Option<&'static Condition>,
    /// Where it carries outbound traffic.
    pub ambassador_if: Option<&'static Condition>,
}

/// An image of a family.
#[derive(Debug, PartialEq, Eq)]
pub struct Image {
    /// The registry; empty for Docker Hub, `*` for any.
    pub registry: &'static str,
    /// The repository, without `library/`.
    pub repository: &'static str,
}

/// What only people want to know about a family.
#[derive(Debug, PartialEq, Eq)]
pub struct Details {
    /// Where to read more; empty where there is no one place.
    pub homepage: &'static str,
    /// How to tell its uses apart; empty where there is one only.
    pub note: &'static str,
}

/// All families, by id.
pub fn entries() -> &'static [Entry] {
    table::ENTRIES
}

/// The entry of an id.
pub fn entry(id: &str) -> Option<&'static Entry> {
    table::ENTRIES.binary_search_by(|entry| entry.id.cmp(id)).ok().map(|place| &table::ENTRIES[place])
}

/// The entry of a container's image.
pub fn find(container: &Container<'_>) -> Option<&'static Entry> {
    matching::find(container).map(|found| found.entry)
}

/// The helper whose containers usually have this name. Names that many families share, such as `metrics`, say nothing.
pub fn helper_named(name: &str) -> Option<&'static Entry> {
    let helps = |entry: &&Entry| matches!(entry.role, Some(Role::Sidecar | Role::Ambassador | Role::Adapter));
    let distinctive = name.contains('-');
    entries().iter().filter(|_| distinctive).filter(helps).find(|entry| entry.containers.contains(&name))
}

/// The entry of a container's image, and how well it fits.
pub fn best_match(container: &Container<'_>) -> Option<Match> {
    matching::find(container)
}

impl Entry {
    /// What only people want to know about it.
    pub fn details(&self) -> &'static Details {
        let place = table::ENTRIES.binary_search_by(|entry| entry.id.cmp(self.id)).unwrap_or_default();
        &table::DETAILS[place]
    }

    /// What it does with a volume that is mounted at a path; none where that is not known. What it does with volumes
    /// anywhere counts only for a `shared` one.
    pub fn direction(&self, mount_path: &str, shared: bool) -> Option<Direction> {
        let depth = |paths: &[&str]| {
            paths.iter().filter(|path| shared || **path != "*").filter_map(|path| fits(path, mount_path)).max()
        };
        match (depth(self.reads), depth(self.writes)) {
            (None, None) => None,
            (Some(reads), Some(writes)) if reads == writes => Some(Direction::ReadWrite),
            (reads, writes) => Some(if reads > writes { Direction::Read } else { Direction::Write }),
        }
    }
}

/// How exactly a path of the table fits: the length of what it names; none where it does not.
fn fits(path: &str, mount_path: &str) -> Option<usize> {
    if path == "*" {
        return Some(0);
    }
    let rest = mount_path.strip_prefix(path)?;
    (rest.is_empty() || rest.starts_with('/')).then_some(path.len())
}

/// The table that the build makes from the files.
mod table {
    use super::{Condition, Details, Entry, Image};
    use crate::analysis::Role;
    include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
}

#[cfg(test)]
mod tests;
