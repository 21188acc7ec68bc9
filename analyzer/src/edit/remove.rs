//! Takes entries and items away, with the comments that belong to them.

use super::Change;
use super::place::{
    before, column, dash_of, end_of, ends_line, from, is_flow, line_end, line_start, next_line, with_comments,
};
use crate::yaml::{Entry, Node, Shape};

/// Takes a key and its value out of a mapping. Where it is the only one, the mapping stays, empty.
pub(crate) fn remove(node: Node<'_>, key: &str) -> Option<Change> {
    if node.shape() != Shape::Mapping || node.is_alias() {
        return None;
    }
    let entries: Vec<Entry<'_>> = node.written_entries().collect();
    let mut places = entries.iter().enumerate().filter(|(_, entry)| entry.key.raw() == Some(key));
    let ((index, entry), None) = (places.next()?, places.next()) else { return None };
    let (start, end) = (entry.key.span().start as usize, end_of(entry.value)?);
    if entries.len() == 1 {
        return emptied(node, start, end);
    }
    let next = entries.get(index + 1).map(|next| next.key.span().start as usize);
    if is_flow(node) {
        let previous = index.checked_sub(1).and_then(|before| end_of(entries[before].value));
        return between(node.text(), previous, (start, end), next);
    }
    let text = node.text();
    let indent = column(text, start)?;
    if !ends_line(text, end) {
        return None;
    }
    if before(text, start).ends_with(' ') && text.get(line_start(text, start)..start)?.contains('-') {
        // It stands behind the dash of an item: the next key moves up.
        let next = next?;
        let gap = text.get(line_end(text, end)..next)?;
        return gap.trim().is_empty().then(|| Change::replace(start, next, ""));
    }
    let first = if index == 0 { line_start(text, start) } else { with_comments(text, line_start(text, start), indent) };
    Some(lines(text, first, end))
}

/// `{}` in place of a mapping's only entry.
fn emptied(node: Node<'_>, start: usize, end: usize) -> Option<Change> {
    let text = node.text();
    if is_flow(node) {
        return Some(Change::replace(node.span().start as usize, node.span().end as usize, "{}"));
    }
    let head = before(text, start).trim_end();
    let owner = head.ends_with(':') || head.ends_with('-');
    (owner && ends_line(text, end)).then(|| Change::replace(head.len(), end, " {}"))
}

/// Takes an item out of a list that has others.
pub(crate) fn remove_item(list: Node<'_>, index: usize) -> Option<Change> {
    if list.is_alias() || list.items().len() < 2 {
        return None;
    }
    let text = list.text();
    let item = list.items().nth(index)?;
    let end = end_of(item)?;
    if is_flow(list) {
        let previous = index.checked_sub(1).and_then(|before| end_of(list.items().nth(before)?));
        let next = list.items().nth(index + 1).map(|next| next.span().start as usize);
        return between(text, previous, (item.span().start as usize, end), next);
    }
    let dash = dash_of(item)?;
    let first = with_comments(text, line_start(text, dash), column(text, dash)?);
    ends_line(text, end).then(|| lines(text, first, end))
}

/// A piece between two others in brackets, with the comma on one of its sides.
fn between(text: &str, previous: Option<usize>, (start, end): (usize, usize), next: Option<usize>) -> Option<Change> {
    let (start, end) = match (previous, next) {
        (Some(previous), _) => (previous, end),
        (None, Some(next)) => (start, next),
        (None, None) => return None,
    };
    (!text.get(start..end)?.contains('#')).then(|| Change::replace(start, end, ""))
}

/// Whole lines, from the start of the first to the line of `end`.
pub(super) fn lines(text: &str, first: usize, end: usize) -> Change {
    let past = next_line(text, end);
    if past == text.len() && !from(text, end).contains('\n') && first > 0 {
        // The last line has no line break, so the one before it gives its own.
        return Change::replace(line_end(text, first - 1), past, "");
    }
    Change::replace(first, past, "")
}
