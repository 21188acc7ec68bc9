//! New values, and how they are written: in lines of their own, in brackets, or as JSON.

use super::Change;
use super::place::{Style, ends_line, near_line_end};
use crate::finding::FILL_IN;
use std::borrow::Cow;
use std::fmt::Write as _;

/// A value that does not stand in the text yet.
#[derive(Clone, Debug)]
pub(crate) enum New<'v> {
    /// Written as it is: a number, a boolean, a quantity.
    Plain(Cow<'v, str>),
    /// A string, quoted where it must be.
    Text(Cow<'v, str>),
    /// A valid value in place of one that only the owner knows, and what is asked for.
    Ask(Cow<'v, str>, &'static str),
    /// A mapping.
    Map(Vec<(&'v str, New<'v>)>),
    /// A list.
    List(Vec<New<'v>>),
}

impl<'v> New<'v> {
    /// A value that is written as it is.
    pub(crate) fn plain(value: impl Into<Cow<'v, str>>) -> Self {
        Self::Plain(value.into())
    }

    /// A string.
    pub(crate) fn text(value: impl Into<Cow<'v, str>>) -> Self {
        Self::Text(value.into())
    }

    /// A value to be filled in.
    pub(crate) fn ask(value: impl Into<Cow<'v, str>>, asks: &'static str) -> Self {
        Self::Ask(value.into(), asks)
    }

    /// The value below a path of keys.
    pub(super) fn under(self, path: &[&'v str]) -> Self {
        path.iter().rev().fold(self, |value, key| Self::Map(vec![(*key, value)]))
    }

    fn asks(&self) -> bool {
        match self {
            Self::Ask(..) => true,
            Self::Map(pairs) => pairs.iter().any(|(_, value)| value.asks()),
            Self::List(items) => items.iter().any(Self::asks),
            Self::Plain(_) | Self::Text(_) => false,
        }
    }
}

/// A piece of new text, with the values in it that are to be filled in.
pub(super) struct Printed {
    pub(super) text: String,
    asks: Vec<(usize, usize, &'static str)>,
}

impl Printed {
    /// Nothing yet, with room for a few short lines.
    pub(super) fn new() -> Self {
        Self { text: String::with_capacity(80), asks: Vec::new() }
    }

    /// What replaces the text from `start` to `end`.
    pub(super) fn replacing(self, start: usize, end: usize) -> Change {
        let change = Change::replace(start, end, self.text);
        self.asks.into_iter().fold(change, |change, (from, to, asks)| change.asking(from, to, asks))
    }

    /// The same where the new text stands in the middle of a line: what is asked for is said at the line's end.
    pub(super) fn inside_line(self, text: &str, start: usize, end: usize, in_brackets: bool) -> Option<Change> {
        let marks: String = self.asks.iter().flat_map(|(_, _, asks)| [FILL_IN, asks]).collect();
        if marks.is_empty() {
            return Some(self.replacing(start, end));
        }
        let at = near_line_end(text, end)?;
        let may_comment = ends_line(text, end) || in_brackets && breaks_between_values(text.get(end..at)?);
        may_comment.then(|| self.replacing(start, end).and(Change::replace(at, at, marks)))
    }

    /// A key and what belongs to it, on lines of their own.
    pub(super) fn block_entry(&mut self, key: &str, value: &New<'_>, indent: usize, style: &Style) {
        self.text.push_str(key);
        self.text.push(':');
        self.block_value(value, indent, style);
    }

    /// A value behind its key, which stands at `indent`.
    pub(super) fn block_value(&mut self, value: &New<'_>, indent: usize, style: &Style) {
        match value {
            New::Map(pairs) if !pairs.is_empty() => {
                for (key, value) in pairs {
                    self.line(indent + style.unit, style);
                    self.block_entry(key, value, indent + style.unit, style);
                }
            }
            New::List(items) if !items.is_empty() => {
                for item in items {
                    self.line(indent + style.dash, style);
                    self.text.push_str("- ");
                    self.block_item(item, indent + style.dash + 2, style);
                }
            }
            scalar => {
                self.text.push(' ');
                self.marked(scalar);
            }
        }
    }

    /// An item behind its dash; its keys stand at `indent`.
    pub(super) fn block_item(&mut self, item: &New<'_>, indent: usize, style: &Style) {
        let New::Map(pairs) = item else { return self.marked(item) };
        for (index, (key, value)) in pairs.iter().enumerate() {
            if index > 0 {
                self.line(indent, style);
            }
            self.block_entry(key, value, indent, style);
        }
    }

    /// A scalar at the end of its line, with what is asked for.
    fn marked(&mut self, scalar: &New<'_>) {
        self.flow(scalar, false);
        if let New::Ask(_, asks) = scalar {
            self.text.push_str(FILL_IN);
            self.text.push_str(asks);
        }
    }

    fn line(&mut self, indent: usize, style: &Style) {
        self.text.push_str(style.line_break);
        self.text.extend(std::iter::repeat_n(' ', indent));
    }

    /// A value in brackets.
    pub(super) fn flow(&mut self, value: &New<'_>, json: bool) {
        match value {
            New::Plain(value) => self.text.push_str(value),
            New::Text(value) => self.string(value, json),
            New::Ask(value, asks) => {
                let start = self.text.len();
                self.text.push_str(value);
                self.asks.push((start, self.text.len(), asks));
            }
            New::Map(pairs) => {
                self.text.push('{');
                for (index, (key, value)) in pairs.iter().enumerate() {
                    self.text.push_str(if index > 0 { ", " } else { "" });
                    self.flow_entry(key, value, json);
                }
                self.text.push('}');
            }
            New::List(items) => {
                self.text.push('[');
                for (index, item) in items.iter().enumerate() {
                    self.text.push_str(if index > 0 { ", " } else { "" });
                    self.flow(item, json);
                }
                self.text.push(']');
            }
        }
    }

    /// A key and its value in brackets.
    pub(super) fn flow_entry(&mut self, key: &str, value: &New<'_>, json: bool) {
        if json {
            self.string(key, true);
        } else {
            self.text.push_str(key);
        }
        self.text.push_str(": ");
        self.flow(value, json);
    }

    fn string(&mut self, value: &str, json: bool) {
        if json || !is_plain(value) {
            self.text.push_str(&quoted(value));
        } else {
            self.text.push_str(value);
        }
    }
}

/// Whether a value can be written: JSON has no comments that could say what is asked for.
pub(super) fn can_write(value: &New<'_>, json: bool) -> bool {
    !(json && value.asks())
}

/// Whether the rest of a line in brackets stops where a comment may stand: not inside of a string.
fn breaks_between_values(rest: &str) -> bool {
    let code = rest.split(" #").next().unwrap_or("").trim_end();
    !code.contains(['"', '\'']) && (code.is_empty() || code.ends_with([',', '}', ']', '{', '[']))
}

/// Whether a string needs no quotes, whatever surrounds it.
fn is_plain(value: &str) -> bool {
    const WORDS: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"];
    let first = value.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'/');
    let rest = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-./@:+".contains(&byte));
    first && rest && !value.ends_with(':') && !WORDS.iter().any(|word| word.eq_ignore_ascii_case(value))
}

/// A string as a scalar, quoted where it must be.
pub(crate) fn scalar(value: &str) -> String {
    if is_plain(value) { value.to_owned() } else { quoted(value) }
}

/// A string in double quotes, which YAML and JSON read alike.
pub(super) fn quoted(value: &str) -> String {
    let mut out = String::from('"');
    for character in value.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            character if character.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            character => out.push(character),
        }
    }
    out.push('"');
    out
}
