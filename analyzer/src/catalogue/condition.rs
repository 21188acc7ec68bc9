//! Conditions of catalogue entries: what to look for besides the image.
//!
//! A condition holds where any one of its parts is seen. Nothing here weighs anything.

use super::matching::glob;
use crate::pod::{Container, Pod};

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
            || self.args.iter().any(|words| command_says(container, words))
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

/// Whether a container's command line has these words: as a whole argument, as arguments in a row, or inside a script.
pub fn command_says(container: &Container<'_>, words: &str) -> bool {
    if container.argv().any(|argument| has_words(argument.value, words)) {
        return true;
    }
    let Some((first, _)) = words.split_once(' ') else { return false };
    let argv = || container.argv().map(|argument| argument.value);
    argv().enumerate().any(|(at, argument)| {
        argument.rsplit('/').next() == Some(first)
            && words.split(' ').eq(std::iter::once(first).chain(argv().skip(at + 1)).take(words.split(' ').count()))
    })
}

/// Whether `text` has `words`, not inside a longer word.
fn has_words(text: &str, words: &str) -> bool {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    let ([first, ..], [.., last]) = (words, words) else { return false };
    let joins = |edge: u8, beside: Option<&u8>| {
        is_word(edge) && beside.is_some_and(|beside| is_word(*beside) || *beside == b'-')
    };
    let starts = text.iter().enumerate().filter(|(_, byte)| *byte == first).map(|(at, _)| at);
    starts.filter(|at| text[*at..].starts_with(words)).any(|at| {
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        !joins(*first, before) && !joins(*last, text.get(at + words.len()))
    })
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
