//! Where a finding stands: the field that it is about, or, where that is missing, the nearest key that should hold it.

use crate::span::Span;
use crate::yaml::{Entry, Node, Shape};

/// A place in the text and its name.
pub(in crate::rules) struct Place {
    /// Where.
    pub(in crate::rules) span: Span,
    /// The field path as the API server prints it.
    pub(in crate::rules) field: String,
}

/// The deepest part of `path` below `node` that is written; `otherwise` where nothing of it is.
///
/// A path is dotted, with `[2]` after the key of a list: `volumeMounts[2].readOnly`.
pub(super) fn nearest(node: Node<'_>, path: &str, otherwise: Span) -> Span {
    let mut node = node;
    let mut span = otherwise;
    for step in path.split('.') {
        let (key, index) = match step.split_once('[') {
            Some((key, index)) => (key, index.trim_end_matches(']').parse::<usize>().ok()),
            None => (step, None),
        };
        let Some(entry) = node.entry(key) else { return span };
        span = of_entry(&entry);
        node = entry.value;
        if let Some(index) = index {
            let Some(item) = node.items().nth(index) else { return span };
            span = head(item);
            node = item;
        }
    }
    span
}

/// An entry, short enough to underline: the key alone where the value has parts.
pub(in crate::rules) fn of_entry(entry: &Entry<'_>) -> Span {
    let whole = entry.span();
    let is_short = !matches!(entry.value.shape(), Shape::Mapping | Shape::Sequence | Shape::Null | Shape::Missing)
        && !entry.value.is_alias();
    if is_short && entry.key.span().start <= entry.value.span().start {
        first_line(entry.value, whole)
    } else {
        entry.key.span()
    }
}

/// The first line of a value: of a mapping its first entry, of a list its first item.
pub(in crate::rules) fn head(node: Node<'_>) -> Span {
    if node.is_alias() {
        return node.span();
    }
    let inner = match node.shape() {
        Shape::Mapping => node.written_entries().next().map(|entry| of_entry(&entry)),
        Shape::Sequence => node.items().next().map(|item| item.span()),
        _ => None,
    };
    first_line(node, inner.unwrap_or_else(|| node.span()))
}

/// The part of `span` on its first line.
fn first_line(node: Node<'_>, span: Span) -> Span {
    let length = span.of(node.text()).find(['\n', '\r']).unwrap_or((span.end - span.start) as usize);
    Span::new(span.start, span.start + crate::span::offset(length))
}
