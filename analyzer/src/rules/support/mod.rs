//! What several rules need: places, words for findings, and readings of commands, paths and quantities.
//!
//! Nothing here objects to anything; that is for the rules beside it.

pub(super) mod hook;
pub(super) mod mend;
pub(super) mod path;
pub(super) mod place;
pub(super) mod remarks;
pub(super) mod report;
pub(super) mod silence;
pub(super) mod subject;

use crate::patterns::words;
use crate::pod::Container;
use crate::quantity::Quantity;
use std::fmt::{self, Display, Write as _};

/// A text from the manifest for a sentence: cut where it is longer than a reader would read, without anything that could end
/// its quotes.
pub(super) fn short(text: &str) -> impl Display {
    const LONGEST: usize = 80;
    fmt::from_fn(move |formatter| {
        for character in text.chars().take(LONGEST) {
            formatter.write_char(if character == '`' || character.is_control() { ' ' } else { character })?;
        }
        if text.chars().nth(LONGEST).is_some() { formatter.write_char('…') } else { Ok(()) }
    })
}

/// A quantity in thousandths of its unit.
pub(super) fn milli(text: &str) -> Option<i128> {
    Quantity::parse(text).map(Quantity::milli)
}

/// What a container is called in a sentence.
pub(super) fn called(container: &Container<'_>) -> impl Display {
    short(container.label())
}

/// `a`, `b` and 3 more: names for a sentence.
pub(super) fn list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.into_iter().map(words::code).collect();
    words::list(&names)
}
