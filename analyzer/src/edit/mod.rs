//! Changes of a manifest's text that keep its comments, its indentation, its line breaks and the style of what stands there.
//!
//! Each builder looks at a node and the text around it. It gives none where it cannot be sure that nothing else would
//! change: behind an alias or a merge key, where a key is written twice, behind text of which the end is unclear. Whether
//! a change is wise is not known here.

mod insert;
mod place;
pub(crate) mod pods;
mod relocate;
mod remove;
pub(crate) mod tidy;
mod value;

use crate::arrange::Arrange;
use crate::finding::{Edit, Fix, Placeholder};
use crate::span::offset;
pub(crate) use insert::{put, put_item, rename, replace_entry};
pub(crate) use place::{Style, column, end_of, is_flow, line_break, line_end, line_start, near_line_end, next_line};
pub(crate) use relocate::{add_block, block_text, move_item, move_to_list, reindent};
pub(crate) use remove::{remove, remove_item};
use std::borrow::Cow;
pub(crate) use value::{New, scalar};

/// Edits that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Change {
    edits: Vec<Edit>,
    placeholders: Vec<Placeholder>,
}

impl Change {
    /// A piece of text in place of another.
    pub(crate) fn replace(start: usize, end: usize, text: impl Into<String>) -> Self {
        let edits = vec![Edit { start: offset(start), end: offset(end), text: text.into() }];
        Self { edits, placeholders: Vec::new() }
    }

    /// The same with a value in its last edit that is to be filled in.
    pub(crate) fn asking(mut self, start: usize, end: usize, asks: &'static str) -> Self {
        let edit = self.edits.len().saturating_sub(1);
        self.placeholders.push(Placeholder { edit, start: offset(start), end: offset(end), asks });
        self
    }

    /// The same where only a part of the first value is to be filled in: `length` bytes, after `skip` bytes.
    pub(crate) fn asking_for(mut self, skip: usize, length: usize) -> Option<Self> {
        let first = self.placeholders.first_mut()?;
        first.start += offset(skip);
        first.end = first.end.min(first.start + offset(length));
        Some(self)
    }

    /// Both changes.
    pub(crate) fn and(mut self, other: Self) -> Self {
        let shift = self.edits.len();
        self.edits.extend(other.edits);
        let moved = other.placeholders.into_iter().map(|place| Placeholder { edit: place.edit + shift, ..place });
        self.placeholders.extend(moved);
        self
    }

    /// All of several changes; none where one of them is none, or there are none.
    pub(crate) fn all(changes: impl IntoIterator<Item = Option<Self>>) -> Option<Self> {
        let mut all: Option<Self> = None;
        for change in changes {
            let change = change?;
            all = Some(match all {
                Some(before) => before.and(change),
                None => change,
            });
        }
        all
    }

    /// The edits in the order of the text; none where two of them meet.
    pub(crate) fn into_fix(self, title: impl Into<Cow<'static, str>>, safe: bool) -> Option<Fix> {
        let mut order: Vec<usize> = (0..self.edits.len()).collect();
        order.arrange_by_key(|index| (self.edits[*index].start, self.edits[*index].end));
        let mut edits = self.edits;
        edits.arrange_by_key(|edit| (edit.start, edit.end));
        if edits.is_empty() || edits.windows(2).any(|pair| pair[1].start < pair[0].end) {
            return None;
        }
        let place = |old: usize| order.iter().position(|index| *index == old).unwrap_or(0);
        let placeholders = self.placeholders.into_iter().map(|one| Placeholder { edit: place(one.edit), ..one });
        let mut placeholders: Vec<Placeholder> = placeholders.collect();
        placeholders.arrange_by_key(|one| (one.edit, one.start));
        Some(Fix { title: title.into(), edits, safe: safe && placeholders.is_empty(), placeholders })
    }

    /// The piece of `text` from `start` to `end` with the edits made; none where one of them stands outside, or asks.
    fn within(&self, text: &str, start: usize, end: usize) -> Option<String> {
        let mut edits = self.edits.clone();
        edits.arrange_by_key(|edit| (edit.start, edit.end));
        let inside = edits.iter().all(|edit| edit.start as usize >= start && edit.end as usize <= end);
        if !inside || !self.placeholders.is_empty() {
            return None;
        }
        for edit in &mut edits {
            edit.start -= offset(start);
            edit.end -= offset(start);
        }
        Some(crate::finding::apply(text.get(start..end)?, &edits))
    }
}

#[cfg(test)]
mod tests;
