//! Puts values into mappings and lists.

use super::Change;
use super::place::{Style, column, dash_of, end_of, ends_line, is_block_scalar, is_flow, is_nothing, line_end};
use super::value::{New, Printed, can_write, quoted};
use crate::yaml::{Entry, Node, Shape};

/// Sets the value at a path of keys below a mapping: replaces the scalar that is there, or adds what is missing.
pub(crate) fn put<'v>(node: Node<'_>, path: &[&'v str], value: New<'v>) -> Option<Change> {
    let (key, rest) = path.split_first()?;
    match Own::of(node, key) {
        Own::Unsure => None,
        Own::Absent => add_entry(node, key, &value.under(rest)),
        Own::Once(entry) if rest.is_empty() || entry.value.is_null() => set(&entry, is_flow(node), &value.under(rest)),
        Own::Once(entry) => put(entry.value, rest, value),
    }
}

/// Adds an item to the list at a key of a mapping, or the list with it.
pub(crate) fn put_item<'v>(node: Node<'_>, key: &'v str, item: New<'v>) -> Option<Change> {
    match Own::of(node, key) {
        Own::Unsure => None,
        Own::Once(entry) if entry.value.shape() == Shape::Sequence => add_item(entry.value, &item),
        _ => put(node, &[key], New::List(vec![item])),
    }
}

/// Another key and value in place of an entry.
pub(crate) fn replace_entry<'v>(node: Node<'_>, key: &str, new_key: &'v str, value: &New<'v>) -> Option<Change> {
    let entry = Own::of(node, key).once()?;
    let start = entry.key.span().start as usize;
    let end = end_of(entry.value)?;
    let text = node.text();
    let mut printed = Printed::new();
    if is_flow(node) {
        let json = is_json(node);
        can_write(value, json).then_some(())?;
        printed.flow_entry(new_key, value, json);
        return printed.inside_line(text, start, end, true);
    }
    let is_block = matches!(value, New::Map(pairs) if !pairs.is_empty());
    if entry.value.is_alias() || !ends_line(text, end) || !is_block {
        return None;
    }
    printed.text.push_str(new_key);
    printed.text.push(':');
    // Comments about the old value stay, behind the new key.
    for line in text.get(start..line_end(text, end))?.lines() {
        let comment =
            if line.trim_start().starts_with('#') { Some(line) } else { line.find(" #").map(|at| &line[at..]) };
        printed.text.extend(comment.iter().flat_map(|comment| [" ", comment.trim()]));
    }
    printed.block_value(value, column(text, start)?, &Style::around(node, start));
    Some(printed.replacing(start, line_end(text, end)))
}

/// Another key for the value of an entry.
pub(crate) fn rename(node: Node<'_>, key: &str, new_key: &str) -> Option<Change> {
    let entry = Own::of(node, key).once()?;
    let span = entry.key.span();
    let text = if span.of(node.text()).starts_with('"') { quoted(new_key) } else { new_key.to_owned() };
    Some(Change::replace(span.start as usize, span.end as usize, text))
}

/// What a mapping itself says of a key.
enum Own<'a> {
    Absent,
    Once(Entry<'a>),
    /// Merged in, said twice, or no mapping at all: no edit is safe.
    Unsure,
}

impl<'a> Own<'a> {
    fn of(node: Node<'a>, key: &str) -> Self {
        if node.shape() != Shape::Mapping || node.is_alias() || node.has_merge() {
            return Self::Unsure;
        }
        let mut found = node.written_entries().filter(|entry| entry.key.raw() == Some(key));
        match (found.next(), found.next()) {
            (None, _) => Self::Absent,
            (Some(entry), None) => Self::Once(entry),
            _ => Self::Unsure,
        }
    }

    fn once(self) -> Option<Entry<'a>> {
        match self {
            Self::Once(entry) => Some(entry),
            Self::Absent | Self::Unsure => None,
        }
    }
}

/// Whether a mapping in brackets writes its keys as JSON does.
fn is_json(node: Node<'_>) -> bool {
    let text = node.text();
    match node.written_entries().next() {
        Some(entry) => text.as_bytes().get(entry.key.span().start as usize) == Some(&b'"'),
        None => text.trim_start().starts_with('{'),
    }
}

/// A new entry at the end of a mapping.
fn add_entry(node: Node<'_>, key: &str, value: &New<'_>) -> Option<Change> {
    let text = node.text();
    let span = node.span();
    let mut printed = Printed::new();
    if is_flow(node) {
        let json = is_json(node);
        can_write(value, json).then_some(())?;
        return match node.written_entries().next_back() {
            None => {
                printed.text.push('{');
                printed.flow_entry(key, value, json);
                printed.text.push('}');
                printed.inside_line(text, span.start as usize, span.end as usize, true)
            }
            Some(last) if last.value.is_null() => None,
            Some(last) => {
                let at = end_of(last.value)?;
                printed.text.push_str(", ");
                printed.flow_entry(key, value, json);
                printed.inside_line(text, at, at, true)
            }
        };
    }
    let first = node.written_entries().next()?.key.span().start as usize;
    let (indent, style) = (column(text, first)?, Style::around(node, first));
    match end_of(node) {
        Some(end) if ends_line(text, end) => {
            let at = line_end(text, end);
            new_line(&mut printed, indent, &style);
            printed.block_entry(key, value, indent, &style);
            Some(printed.replacing(at, at))
        }
        Some(_) => None,
        None => {
            printed.block_entry(key, value, indent, &style);
            new_line(&mut printed, indent, &style);
            Some(printed.replacing(first, first))
        }
    }
}

fn new_line(printed: &mut Printed, indent: usize, style: &Style) {
    printed.text.push_str(style.line_break);
    printed.text.extend(std::iter::repeat_n(' ', indent));
}

/// A value for an entry that has another one, or none.
fn set(entry: &Entry<'_>, in_flow: bool, value: &New<'_>) -> Option<Change> {
    let (node, text) = (entry.value, entry.key.text());
    let (start, end) = (node.span().start as usize, node.span().end as usize);
    let json = text.as_bytes().get(entry.key.span().start as usize) == Some(&b'"');
    if node.is_alias() || !can_write(value, json && in_flow) {
        return None;
    }
    let mut printed = Printed::new();
    let is_scalar = !matches!(value, New::Map(_) | New::List(_));
    if is_nothing(node) && !in_flow && ends_line(text, end) {
        let at = if is_scalar { end } else { line_end(text, end) };
        let key = entry.key.span().start as usize;
        if is_scalar && at < line_end(text, end) {
            return None;
        }
        printed.block_value(value, column(text, key)?, &Style::around(node, key));
        return Some(printed.replacing(at, at));
    }
    if is_nothing(node) {
        printed.text.push(' ');
    }
    let is_empty = matches!(node.shape(), Shape::Mapping | Shape::Sequence) && text.get(start..end)?.len() == 2;
    let can_go = if is_scalar { is_one_line_scalar(node) } else { node.is_null() || is_empty };
    if !can_go {
        return None;
    }
    let quote = text.get(start..end)?.chars().next().filter(|first| matches!(first, '"' | '\''));
    match (value, quote) {
        (New::Text(value), Some('"')) => printed.text.push_str(&quoted(value)),
        (New::Ask(value, _), Some(_)) if value.contains(['"', '\'', '\\']) => return None,
        (New::Ask(..), Some(quote)) => {
            printed.text.push(quote);
            printed.flow(value, false);
            printed.text.push(quote);
        }
        _ => printed.flow(value, json),
    }
    printed.inside_line(text, start, end, in_flow)
}

/// Whether a node is a scalar that a new one can take the place of.
fn is_one_line_scalar(node: Node<'_>) -> bool {
    let written = node.span().of(node.text());
    let is_scalar = !matches!(node.shape(), Shape::Mapping | Shape::Sequence | Shape::Missing);
    is_scalar && !is_block_scalar(node) && !written.contains('\n') && !written.starts_with(['&', '!'])
}

/// A new item at the end of a list.
fn add_item(list: Node<'_>, item: &New<'_>) -> Option<Change> {
    if list.shape() != Shape::Sequence || list.is_alias() {
        return None;
    }
    let text = list.text();
    let (start, end) = (list.span().start as usize, list.span().end as usize);
    let mut printed = Printed::new();
    let Some(final_item) = list.items().next_back() else {
        printed.flow(&New::List(vec![item.clone()]), text.trim_start().starts_with('{'));
        can_write(item, text.trim_start().starts_with('{')).then_some(())?;
        return printed.inside_line(text, start, end, true);
    };
    let at = end_of(final_item)?;
    if is_flow(list) {
        let json = is_json(final_item);
        can_write(item, json).then_some(())?;
        printed.text.push_str(", ");
        printed.flow(item, json);
        return printed.inside_line(text, at, at, true);
    }
    let dash = dash_of(list.items().next()?)?;
    let (indent, style) = (column(text, dash)?, Style::around(list, dash));
    if !ends_line(text, at) {
        return None;
    }
    new_line(&mut printed, indent, &style);
    printed.text.push_str("- ");
    printed.block_item(item, indent + 2, &style);
    let at = line_end(text, at);
    Some(printed.replacing(at, at))
}
