//! Where things stand on their lines, and how the text around them is laid out.

use crate::yaml::{Node, Shape, StepKind};

/// The text before a place.
pub(super) fn before(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or("")
}

/// The text from a place on.
pub(super) fn from(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or("")
}

/// Where the line of a place starts.
pub(crate) fn line_start(text: &str, at: usize) -> usize {
    before(text, at).rfind('\n').map_or(0, |found| found + 1)
}

/// Where the line of a place ends, before its line break.
pub(crate) fn line_end(text: &str, at: usize) -> usize {
    let rest = from(text, at);
    let line = rest.find('\n').map_or(rest, |end| &rest[..end]);
    at + line.strip_suffix('\r').unwrap_or(line).len()
}

/// Where the next line starts; the end of the text where there is none.
pub(crate) fn next_line(text: &str, at: usize) -> usize {
    from(text, at).find('\n').map_or(text.len(), |end| at + end + 1)
}

/// The longest line that is edited. Nobody reads a longer one; and a text that is one line with a hundred thousand places to
/// repair must not be gone through a hundred thousand times.
const LONGEST_LINE: usize = 10_000;

/// Where the line of a place ends, before its line break; none where that is too far away.
pub(crate) fn near_line_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?;
    let near = &rest[..rest.len().min(LONGEST_LINE)];
    let length = near.iter().position(|byte| *byte == b'\n').or((near.len() == rest.len()).then_some(rest.len()))?;
    Some(at + length - usize::from(near[..length].ends_with(b"\r")))
}

/// How lines end in a text.
pub(crate) fn line_break(text: &str) -> &'static str {
    let start = &text.as_bytes()[..text.len().min(LONGEST_LINE)];
    match start.iter().position(|byte| *byte == b'\n') {
        Some(at) if start[..at].ends_with(b"\r") => "\r\n",
        _ => "\n",
    }
}

/// How far a place stands from the start of its line, where only spaces and dashes stand before it.
pub(crate) fn column(text: &str, at: usize) -> Option<usize> {
    let margin =
        before(text, at).bytes().rev().take_while(|byte| matches!(byte, b' ' | b'-')).take(LONGEST_LINE).count();
    (at == margin || text.as_bytes().get(at - margin - 1) == Some(&b'\n')).then_some(margin)
}

/// Whether nothing but spaces and a comment stands between a place and the end of its line.
pub(super) fn ends_line(text: &str, at: usize) -> bool {
    let Some(rest) = near_line_end(text, at).and_then(|end| text.get(at..end)) else { return false };
    let bare = rest.trim_start();
    bare.is_empty() || bare.starts_with('#') && bare.len() < rest.len()
}

/// Whether a list or mapping stands in brackets.
pub(crate) fn is_flow(node: Node<'_>) -> bool {
    matches!(node.text().as_bytes().get(node.value_span().start as usize), Some(b'{' | b'['))
}

/// Whether an empty value stands for null: nothing at all behind the colon.
pub(super) fn is_nothing(node: Node<'_>) -> bool {
    node.shape() == Shape::Null && node.span().start == node.span().end
}

/// Where the last character of a node stands, plus one; none where that is unclear.
pub(crate) fn end_of(node: Node<'_>) -> Option<usize> {
    let (text, span) = (node.text(), node.span());
    let (start, end) = (span.start as usize, span.end as usize);
    if node.is_alias() || is_nothing(node) {
        return Some(end);
    }
    match node.shape() {
        Shape::Missing => None,
        Shape::Mapping if !is_flow(node) => end_of(node.written_entries().next_back()?.value),
        Shape::Sequence if !is_flow(node) => end_of(node.items().next_back()?),
        Shape::Mapping | Shape::Sequence => Some(end),
        _ => {
            let written = text.get(start..end)?;
            // A block that keeps its last line breaks owns the blank lines behind it.
            let keeps = is_block_scalar(node) && header(text, start).contains('+');
            let is_marked = written.starts_with(['&', '!']);
            (!keeps && !is_marked).then(|| start + written.trim_end().len())
        }
    }
}

/// Whether a scalar stands behind `|` or `>`.
pub(super) fn is_block_scalar(node: Node<'_>) -> bool {
    let is_scalar = !matches!(node.shape(), Shape::Mapping | Shape::Sequence | Shape::Missing | Shape::Null);
    is_scalar && !node.is_plain() && !node.span().of(node.text()).starts_with(['"', '\''])
}

/// The line of a block's `|` or `>`: its first, or the one before where the text of the block starts.
fn header(text: &str, start: usize) -> &str {
    if from(text, start).starts_with(['|', '>']) {
        return text.get(start..line_end(text, start)).unwrap_or("");
    }
    let head = before(text, start).trim_end();
    head.get(line_start(head, head.len())..).unwrap_or("")
}

/// The dash of an item in a list without brackets.
pub(super) fn dash_of(item: Node<'_>) -> Option<usize> {
    let text = item.text();
    let head = before(text, item.span().start as usize).trim_end();
    let dash = head.len().checked_sub(1).filter(|_| head.ends_with('-'))?;
    let is_first = text.get(line_start(text, dash)..dash)?.bytes().all(|byte| byte == b' ');
    is_first.then_some(dash)
}

/// Where the comment lines right above a line start, if they are indented like it; else where the line itself starts.
pub(super) fn with_comments(text: &str, line: usize, column: usize) -> usize {
    let mut start = line;
    while let Some(above) = start.checked_sub(1).map(|end| line_start(text, end)) {
        let written = text.get(above..start).unwrap_or("");
        let bare = written.trim_start();
        if !bare.starts_with('#') || written.len() - bare.len() != column {
            break;
        }
        start = above;
    }
    start
}

/// How a text is indented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    /// How much further a mapping stands than its key.
    pub(crate) unit: usize,
    /// How much further the dashes of a list stand than its key.
    pub(crate) dash: usize,
    /// How lines end.
    pub(crate) line_break: &'static str,
}

impl Style {
    /// The style of the lines before a place of a node's text; where they do not tell, of those behind it.
    pub(crate) fn around(node: Node<'_>, at: usize) -> Self {
        /// So many steps are looked at on either side.
        const FAR_ENOUGH: usize = 60;
        let steps = node.steps();
        let (above, below) = steps.split_at(steps.partition_point(|step| step.line as usize <= at));
        let above = above.iter().rev().take(FAR_ENOUGH).take_while(|step| step.kind != StepKind::Document);
        let near = above.chain(below.iter().take(FAR_ENOUGH));
        let first = |kind: StepKind| near.clone().find(|step| step.kind == kind).map(|step| step.by as usize);
        Self {
            unit: first(StepKind::Mapping).unwrap_or(2).min(8),
            dash: first(StepKind::Item).unwrap_or(0).min(8),
            line_break: line_break(node.text()),
        }
    }
}
