//! What several rules need: places, words for findings, and readings of commands, paths and quantities.
//!
//! Nothing here objects to anything; that is for the rules beside it.

pub(super) mod command;
pub(super) mod hook;
pub(super) mod path;
pub(super) mod place;
pub(super) mod quantity;
pub(super) mod report;
pub(super) mod silence;
pub(super) mod subject;

use crate::pod::Container;
use std::fmt::{self, Display};

/// A text from the manifest for a sentence, cut where it is longer than a reader would read.
pub(super) fn short(text: &str) -> impl Display {
    const LONGEST: usize = 80;
    let end = text.char_indices().map(|(at, _)| at).nth(LONGEST);
    fmt::from_fn(move |formatter| match end {
        Some(end) => write!(formatter, "{}…", &text[..end]),
        None => formatter.write_str(text),
    })
}

/// What a container is called in a sentence.
pub(super) fn called(container: &Container<'_>) -> impl Display {
    short(container.label())
}

/// `a`, `b` and 3 more: names for a sentence.
pub(super) fn list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    const SHOWN: usize = 4;
    let names: Vec<&str> = names.into_iter().collect();
    let quoted: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{}`", short(name))).collect();
    match (quoted.as_slice(), names.len().saturating_sub(SHOWN)) {
        ([], _) => String::new(),
        ([one], _) => one.clone(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
        (shown, more) => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn lists_read_like_sentences() {
        assert_eq!(super::list(["a"]), "`a`");
        assert_eq!(super::list(["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(super::list(["a", "b", "c", "d", "e", "f"]), "`a`, `b`, `c`, `d` and 2 more");
    }
}
