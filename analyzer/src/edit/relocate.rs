//! Moves items of lists: within their list, or from one list of a mapping to another.

use super::place::{Style, column, dash_of, end_of, ends_line, is_flow, line_start, next_line, with_comments};
use super::remove::{lines, remove};
use super::{Change, line_break};
use crate::yaml::{Entry, Node};

/// The lines of an item, with the comments right above it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    /// Where its first line starts.
    pub(crate) start: usize,
    /// Where the line after it starts.
    pub(crate) end: usize,
    /// How far its dash is indented.
    pub(crate) column: usize,
    /// Where its last character stands, plus one.
    last: usize,
}

/// The lines of an item of a list without brackets.
pub(crate) fn block_of(item: Node<'_>) -> Option<Block> {
    let text = item.text();
    let (dash, last) = (dash_of(item)?, end_of(item)?);
    let column = column(text, dash)?;
    let start = with_comments(text, line_start(text, dash), column);
    ends_line(text, last).then(|| Block { start, end: next_line(text, last), column, last })
}

/// Moves an item of the list at `from` to the end of the list at `to` of the same mapping, which is made where it is
/// missing, right before `from`. `inside` is a change of the item itself.
pub(crate) fn move_to_list(
    node: Node<'_>,
    from: &str,
    index: usize,
    to: &str,
    inside: Option<Change>,
) -> Option<Change> {
    let source = node.entry(from)?;
    let item = source.value.items().nth(index)?;
    if node.has_merge() || node.is_alias() || source.value.is_alias() || is_flow(source.value) {
        return None;
    }
    // A pod cannot be without containers; any other list goes with its last item.
    let is_only = source.value.items().len() == 1;
    if (is_only && from == "containers") || item.is_alias() {
        return None;
    }
    let text = node.text();
    let block = block_of(item)?;
    let mut moved = match inside {
        Some(change) => change.within(text, block.start, block.end)?,
        None => text.get(block.start..block.end)?.to_owned(),
    };
    if !moved.ends_with('\n') {
        moved.push_str(line_break(text));
    }
    let taken = if is_only { remove(node, from)? } else { lines(text, block.start, block.last) };
    Some(taken.and(landing(node, &source, to, &moved, block.column)?))
}

/// The moved lines in their new place.
fn landing(node: Node<'_>, source: &Entry<'_>, to: &str, moved: &str, from_column: usize) -> Option<Change> {
    let text = node.text();
    match node.entry(to) {
        Some(target) if target.value.items().len() > 0 => {
            let first = block_of(target.value.items().next()?)?;
            let last = block_of(target.value.items().next_back()?)?;
            if target.value.is_alias() || is_flow(target.value) {
                return None;
            }
            Some(insertion(text, last.end, &reindent(moved, from_column, first.column)))
        }
        Some(_) => None,
        None => {
            let key = source.key.span().start as usize;
            let style = Style::around(node, key);
            let indent = column(text, key)?;
            let at = line_start(text, key);
            let is_own_line = text.get(at..key)?.bytes().all(|byte| byte == b' ');
            let start = with_comments(text, at, indent);
            let head = format!("{}{to}:{}", " ".repeat(indent), style.line_break);
            let body = reindent(moved, from_column, from_column);
            is_own_line.then(|| Change::replace(start, start, head + &body))
        }
    }
}

/// The lines of an item, to be put elsewhere, and how far its dash is indented.
pub(crate) fn block_text(item: Node<'_>) -> Option<(String, usize)> {
    let block = block_of(item)?;
    let mut lines = item.text().get(block.start..block.end)?.to_owned();
    if !lines.ends_with('\n') {
        lines.push_str(line_break(item.text()));
    }
    Some((lines, block.column))
}

/// Adds the lines of an item to the end of the list at a key, which is made at the end of the mapping where it is missing.
pub(crate) fn add_block(node: Node<'_>, key: &str, (lines, column): &(String, usize)) -> Option<Change> {
    let text = node.text();
    if let Some(list) = node.entry(key).map(|entry| entry.value) {
        let first = block_of(list.items().next()?)?;
        let last = block_of(list.items().next_back()?)?;
        return (!list.is_alias()).then(|| insertion(text, last.end, &reindent(lines, *column, first.column)));
    }
    let first = node.written_entries().next()?.key.span().start as usize;
    let (indent, style) = (super::place::column(text, first)?, Style::around(node, first));
    let end = next_line(text, end_of(node)?);
    let head = format!("{}{key}:{}", " ".repeat(indent), style.line_break);
    Some(insertion(text, end, &(head + &reindent(lines, *column, indent + style.dash))))
}

/// Lines at the start of a line; behind the last one where the text has no line break at its end.
fn insertion(text: &str, at: usize, moved: &str) -> Change {
    if at == text.len() && !text.ends_with('\n') {
        let break_ = line_break(text);
        let bare = moved.strip_suffix(break_).unwrap_or(moved);
        return Change::replace(at, at, format!("{break_}{bare}"));
    }
    Change::replace(at, at, moved)
}

/// Moves an item before another one of its list.
pub(crate) fn move_item(list: Node<'_>, index: usize, before: usize) -> Option<Change> {
    if list.is_alias() || is_flow(list) || before >= index {
        return None;
    }
    let text = list.text();
    let (item, place) = (list.items().nth(index)?, list.items().nth(before)?);
    let (block, target) = (block_of(item)?, block_of(place)?);
    let mut moved = text.get(block.start..block.end)?.to_owned();
    if !moved.ends_with('\n') {
        moved.push_str(line_break(text));
    }
    Some(Change::replace(target.start, target.start, moved).and(lines(text, block.start, block.last)))
}

/// Lines further in or further out. A line that has too little space in front loses what it has.
pub(crate) fn reindent(lines: &str, from: usize, to: usize) -> String {
    let mut out = String::with_capacity(lines.len());
    for line in lines.split_inclusive('\n') {
        let spaces = line.bytes().take_while(|byte| *byte == b' ').count();
        if line.trim().is_empty() {
            out.push_str(line);
        } else if to >= from {
            out.extend(std::iter::repeat_n(' ', to - from));
            out.push_str(line);
        } else {
            out.push_str(line.get((from - to).min(spaces)..).unwrap_or(line));
        }
    }
    out
}
