//! Conditions of catalogue entries: what to look for besides the image.
//!
//! A condition holds where any one of its parts is seen. Nothing here weighs anything.

use super::matching::glob;
use crate::pod::{Container, Pod};
use crate::word_list::Starts;

/// Something to look for besides the image.
#[derive(Debug, PartialEq, Eq)]
pub struct Condition {
    /// Pieces of the command line.
    pub args: &'static [&'static str],
    /// Tags of the image; `*` stands for anything.
    pub tag: &'static [&'static str],
    /// Environment variables; `*` stands for anything.
    pub env: &'static [&'static str],
    /// Names of the container; `*` stands for anything.
    pub containers: &'static [&'static str],
    /// Directories of the node that it mounts.
    pub host_path: &'static [&'static str],
    /// Whether it mounts a persistent volume.
    pub claim: bool,
    /// Whether it is enough that another container runs beside it which is no known helper. Only the judgement sees that.
    pub beside: bool,
}

impl Condition {
    /// Whether the container itself shows it.
    pub fn holds_for(&self, container: &Container<'_>) -> bool {
        let name = container.name.value;
        self.containers.iter().any(|pattern| glob(pattern, name))
            || command_says(container, self.args).is_some()
            || self.env.iter().any(|pattern| container.env.iter().any(|variable| glob(pattern, variable.name.value)))
            || !self.tag.is_empty()
                && container
                    .image_ref()
                    .and_then(|image| image.tag)
                    .is_some_and(|tag| self.tag.iter().any(|pattern| glob(pattern, tag)))
    }

    /// Whether the container or its volumes show it.
    pub fn holds_in(&self, container: &Container<'_>, pod: &Pod<'_>) -> bool {
        self.holds_for(container)
            || container.mounts.iter().filter_map(|mount| pod.volume(mount.volume.value)).any(|volume| {
                match volume.source.kind {
                    "persistentVolumeClaim" => self.claim,
                    "hostPath" => volume.source.field("path").is_some_and(|path| self.host_path.contains(&path)),
                    _ => false,
                }
            })
    }
}

/// The first of several word sequences that a container's command line has: as a whole argument, as arguments in a row, or
/// inside a script. Gives its place in the list.
pub fn command_says(container: &Container<'_>, any: &[&str]) -> Option<usize> {
    let argv = || container.argv().map(|argument| argument.value);
    if any.is_empty() || argv().next().is_none() {
        return None;
    }
    let starts = Starts::of(any);
    let inside = argv().fold(any.len(), |best, argument| first_inside(argument, &any[..best], &starts));
    let in_a_row = any[..inside].iter().position(|words| is_in_a_row(argv, words));
    in_a_row.or((inside < any.len()).then_some(inside))
}

/// Whether a sequence of several words stands in a command line as arguments in a row; the first may be a path.
fn is_in_a_row<'w, I: Iterator<Item = &'w str>>(argv: impl Fn() -> I, words: &str) -> bool {
    let Some((first, _)) = words.split_once(' ') else { return false };
    let end = first.as_bytes().last();
    let starts = |argument: &str| {
        // Nearly every argument ends in another letter.
        argument.as_bytes().last() == end
            && argument.strip_suffix(first).is_some_and(|before| before.is_empty() || before.ends_with('/'))
    };
    argv()
        .enumerate()
        .filter(|(_, argument)| starts(argument))
        .any(|(at, _)| words.split(' ').skip(1).eq(argv().skip(at + 1).take(words.split(' ').count() - 1)))
}

/// The first of several word sequences that stands in `text`, and not inside of a longer word; their number where none
/// does. The text, which can be a long script, is gone through once.
fn first_inside(text: &str, any: &[&str], starts: &Starts) -> usize {
    let text = text.as_bytes();
    let mut best = any.len();
    let second = |at: usize| text.get(at + 1).copied().unwrap_or(0);
    for (at, byte) in text.iter().enumerate().filter(|(at, byte)| starts.fit(**byte, second(*at))) {
        let in_word = at.checked_sub(1).is_some_and(|before| joins(text[before]));
        if in_word && is_word(*byte) {
            continue;
        }
        let here = any[..best].iter().position(|words| stands_at(text, at, words.as_bytes()));
        best = here.unwrap_or(best);
    }
    best
}

/// Whether `words` stand at a place of a text, and no longer word goes on behind them.
fn stands_at(text: &[u8], at: usize, words: &[u8]) -> bool {
    let ([first, ..], [.., last]) = (words, words) else { return false };
    text[at] == *first
        && text[at..].starts_with(words)
        && !(is_word(*last) && text.get(at + words.len()).is_some_and(|behind| joins(*behind)))
}

/// Whether a byte makes a longer word of the word beside it.
const fn joins(byte: u8) -> bool {
    is_word(byte) || byte == b'-'
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sequence_of_the_list_counts_wherever_it_stands() {
        for (text, any, expected) in [
            ("cd /x; git pull && git clone y", &["git clone", "git pull"][..], 0),
            ("git pull", &["git clone", "git pull"], 1),
            ("digit clone; my-rsync; rsync-x", &["git clone", "rsync"], 2),
            ("run --serve", &["--serve", "run"], 0),
            ("run x--serve", &["--serve"], 0),
            ("", &["a"], 1),
        ] {
            assert_eq!(first_inside(text, any, &Starts::of(any)), expected, "{text}");
        }
    }

    #[test]
    fn arguments_in_a_row_count() {
        for (argv, expected) in [
            (&["/usr/bin/git", "clone", "x"][..], true),
            (&["sh", "git", "clone"], true),
            (&["digit", "clone"], false),
            (&["git", "x", "clone"], false),
            (&["git"], false),
        ] {
            assert_eq!(is_in_a_row(|| argv.iter().copied(), "git clone"), expected, "{argv:?}");
        }
    }
}
