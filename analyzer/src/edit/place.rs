//! Where things stand on their lines, and how the text around them is laid out.

use crate::yaml::{Node, Shape};

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
    /// The style of the lines before a place.
    pub(crate) fn around(text: &str, at: usize) -> Self {
        const FAR_ENOUGH: usize = 60;
        let is_break = |byte: &u8| *byte == b'\n';
        let above = before(text, next_line(text, at)).as_bytes().rsplit(is_break).take(FAR_ENOUGH);
        let (unit, dash) = steps(above.take_while(|line| !line.starts_with(b"---")), true);
        let below = from(text, line_start(text, at)).as_bytes().split(is_break).take(FAR_ENOUGH);
        let (unit, dash) = if unit.is_some() && dash.is_some() {
            (unit, dash)
        } else {
            let (later_unit, later_dash) = steps(below, false);
            (unit.or(later_unit), dash.or(later_dash))
        };
        Self { unit: unit.unwrap_or(2).min(8), dash: dash.unwrap_or(0).min(8), line_break: line_break(text) }
    }
}

/// How far mappings and dashes stand from their keys, where the lines tell. The lines come in their order, or backwards.
fn steps<'t>(lines: impl Iterator<Item = &'t [u8]>, backwards: bool) -> (Option<usize>, Option<usize>) {
    let (mut unit, mut dash) = (None, None);
    let mut last: Option<&[u8]> = None;
    for line in lines {
        let first = line.iter().position(|byte| *byte != b' ').map(|at| &line[at..]);
        let Some(words) = first.filter(|words| !matches!(words[0], b'#' | b'\r')) else { continue };
        let pair = last.map(|last| if backwards { (line, last) } else { (last, line) });
        last = Some(line);
        let Some((above, below)) = pair.filter(|(above, _)| above.trim_ascii_end().ends_with(b":")) else { continue };
        let step = indentation(below, false).checked_sub(indentation(above, true));
        let starts_item = if backwards { below.trim_ascii_start() } else { words }.starts_with(b"- ");
        if starts_item {
            dash = dash.or(step);
        } else {
            unit = unit.or(step.filter(|step| *step > 0));
        }
        if unit.is_some() && dash.is_some() {
            break;
        }
    }
    (unit, dash)
}

/// How far a line's first key stands from its start.
fn indentation(line: &[u8], past_dashes: bool) -> usize {
    line.iter().take_while(|byte| **byte == b' ' || past_dashes && **byte == b'-').count()
}
