//! Makes the layout of a text even: two spaces a level, one space behind a dash, no blanks at the ends of lines.
//!
//! Nothing but white space changes. A list stays where its author has it: under its key, or further in. The new text is
//! read again, and where it does not mean exactly the same, there is none; nor is there one for a text with errors.

use super::place::{dash_of, is_block_scalar, line_end};
use super::{is_flow, line_start, next_line};
use crate::arrange::Arrange;
use crate::finding::{Edit, apply};
use crate::span::offset;
use crate::yaml::{self, Node, Shape, Tree};
use std::collections::BTreeMap;

/// Deeper than this nobody nests by hand.
const DEEPEST: usize = 200;

/// The edits that make the layout of a text even, in its order; none where that cannot be done surely.
pub fn tidy(text: &str) -> Option<Vec<Edit>> {
    let tree = yaml::read(text);
    if !tree.problems.is_empty() || tree.documents.iter().any(|document| !document.complete) {
        return None;
    }
    let mut plan = Plan { text, lines: BTreeMap::new(), gaps: Vec::new(), depth: 0 };
    for document in &tree.documents {
        let root = tree.root(document);
        plan.inside(root, None, 0)?;
    }
    let edits = plan.edits()?;
    let new = apply(text, &edits);
    let keeps_words = text.split_whitespace().eq(new.split_whitespace());
    (keeps_words && same(&tree, &yaml::read(&new))).then_some(edits)
}

/// What is known about a line.
#[derive(Clone, Copy)]
enum Line {
    /// It starts a key or an item, which gets this column.
    Starts(usize),
    /// It goes on with what starts on this line.
    GoesOn(usize),
    /// It belongs to the text behind `|` or `>`: its indentation, and the new one.
    Block(usize, usize),
}

struct Plan<'t> {
    text: &'t str,
    /// What is known, by the start of the line.
    lines: BTreeMap<usize, Line>,
    /// What stands between dashes and their items.
    gaps: Vec<Edit>,
    depth: usize,
}

impl<'t> Plan<'t> {
    /// Looks at a value that stands in a line which starts at `line`, for what is in it to start at `column`.
    fn inside(&mut self, node: Node<'t>, line: Option<usize>, column: usize) -> Option<()> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        match node.shape() {
            _ if node.is_alias() => {}
            Shape::Missing => return None,
            Shape::Mapping if !is_flow(node) => self.mapping(node, line, column)?,
            Shape::Sequence if !is_flow(node) => self.sequence(node, column)?,
            _ if is_block_scalar(node) => self.block(node, column)?,
            _ => self.goes_on(node),
        }
        self.depth -= 1;
        Some(())
    }

    fn mapping(&mut self, node: Node<'t>, line: Option<usize>, column: usize) -> Option<()> {
        for entry in node.written_entries() {
            let at = entry.key.span().start as usize;
            let start = line_start(self.text, at);
            if Some(start) != line {
                let is_first = self.text.get(start..at)?.bytes().all(|byte| byte == b' ');
                is_first.then(|| self.lines.insert(start, Line::Starts(column)))?;
            }
            let key = entry.key.span().of(self.text);
            if key.contains('\n') || entry.key.raw().is_none() {
                return None;
            }
            let old = at - start;
            let is_under = entry.value.shape() == Shape::Sequence
                && !entry.value.is_alias()
                && !is_flow(entry.value)
                && entry
                    .value
                    .items()
                    .next()
                    .and_then(dash_of)
                    .is_some_and(|dash| dash - line_start(self.text, dash) == old);
            self.inside(entry.value, Some(start), if is_under { column } else { column + 2 })?;
        }
        Some(())
    }

    fn sequence(&mut self, node: Node<'t>, column: usize) -> Option<()> {
        for item in node.items() {
            let dash = dash_of(item)?;
            let start = line_start(self.text, dash);
            self.lines.insert(start, Line::Starts(column));
            let at = item.span().start as usize;
            let gap = self.text.get(dash + 1..at)?;
            if !gap.contains('\n') {
                gap.bytes().all(|byte| byte == b' ').then_some(())?;
                if gap.len() != 1 {
                    self.gaps.push(Edit { start: offset(dash + 1), end: offset(at), text: " ".to_owned() });
                }
            }
            self.inside(item, Some(start), column + 2)?;
        }
        Some(())
    }

    /// The lines of a scalar or of brackets behind the first one.
    fn goes_on(&mut self, node: Node<'t>) {
        let (start, end) = (node.span().start as usize, node.span().end as usize);
        let first = line_start(self.text, start);
        let mut at = next_line(self.text, first);
        while at < end {
            self.lines.insert(at, Line::GoesOn(first));
            at = next_line(self.text, at);
        }
    }

    /// The lines of a block of text.
    fn block(&mut self, node: Node<'t>, column: usize) -> Option<()> {
        let (start, end) = (node.span().start as usize, node.span().end as usize);
        let written = node.span().of(self.text);
        let mut at =
            if written.starts_with(['|', '>']) { next_line(self.text, start) } else { line_start(self.text, start) };
        let header_end = self.text.get(..at)?.trim_end().len();
        let header = self.text.get(line_start(self.text, header_end)..header_end)?;
        let indicator = header.rfind(['|', '>']).and_then(|mark| header.get(mark + 1..))?;
        // A number says how far in the block is: it would have to change too.
        (!indicator.bytes().any(|byte| byte.is_ascii_digit())).then_some(())?;
        // The first line that is not blank says how far in the block is; one that is less far in comes after it.
        let mut own = None;
        let mut lines = Vec::new();
        while at < end {
            let line = self.text.get(at..line_end(self.text, at))?;
            let indent = line.len() - line.trim_start_matches(' ').len();
            if indent < line.len() && indent < *own.get_or_insert(indent) {
                break;
            }
            lines.push(at);
            at = next_line(self.text, at);
        }
        let own = own.unwrap_or(column);
        self.lines.extend(lines.into_iter().map(|at| (at, Line::Block(own, column))));
        Some(())
    }

    /// The edits of all lines; none where a line is not understood.
    fn edits(self) -> Option<Vec<Edit>> {
        let mut edits = self.gaps.clone();
        let mut at = 0;
        while at < self.text.len() {
            let end = line_end(self.text, at);
            let line = self.text.get(at..end)?;
            let indent = line.len() - line.trim_start_matches(' ').len();
            let is_blank = indent == line.len();
            let (to, trims) = match self.lines.get(&at) {
                Some(Line::Starts(column)) => (*column, !self.goes_on_after(end)),
                Some(Line::GoesOn(first)) => (self.moved(*first, indent)?, false),
                Some(Line::Block(own, _)) if is_blank && indent <= *own => (0, false),
                Some(Line::Block(own, column)) => (indent - own + column, false),
                None if is_blank => (0, false),
                None if line.trim_start().starts_with('#') => (self.beside(at, indent), true),
                None if indent == 0 => (0, true),
                None => return None,
            };
            let mut change = |start: usize, end: usize, text: String| {
                if self.text.get(start..end) != Some(text.as_str()) {
                    edits.push(Edit { start: offset(start), end: offset(end), text });
                }
            };
            change(at, at + indent, " ".repeat(to));
            if trims {
                change(at + line.trim_end_matches(' ').len(), end, String::new());
            }
            at = next_line(self.text, at);
        }
        edits.arrange_by_key(|edit| (edit.start, edit.end));
        Some(edits)
    }

    /// Whether the line behind `end` goes on with what stands before it.
    fn goes_on_after(&self, end: usize) -> bool {
        matches!(self.lines.get(&next_line(self.text, end)), Some(Line::GoesOn(_)))
    }

    /// The new column of a line that goes on with another: as far from it as before.
    fn moved(&self, first: usize, indent: usize) -> Option<usize> {
        let Some(Line::Starts(column)) = self.lines.get(&first) else { return Some(indent) };
        let line = self.text.get(first..)?;
        let old = line.len() - line.trim_start_matches(' ').len();
        Some((indent + column).saturating_sub(old))
    }

    /// The new column of a comment: that of a line beside it which starts where it does, looking down first.
    fn beside(&self, at: usize, indent: usize) -> usize {
        let starts = |(start, line): (&usize, &Line)| {
            let Line::Starts(column) = line else { return None };
            let line = self.text.get(*start..)?;
            Some((line.len() - line.trim_start_matches(' ').len(), *column))
        };
        let below = self.lines.range(at..).find_map(starts);
        let same = |found: &(usize, usize)| found.0 == indent;
        let above = || self.lines.range(..at).rev().filter_map(starts).find(same);
        match below.filter(same).or_else(above).or(below) {
            Some((old, column)) => (indent + column).saturating_sub(old),
            None => indent,
        }
    }
}

/// Whether two trees mean the same.
fn same(one: &Tree<'_>, other: &Tree<'_>) -> bool {
    if !other.problems.is_empty() || one.documents.len() != other.documents.len() {
        return false;
    }
    let roots = one.documents.iter().zip(&other.documents);
    let mut pairs: Vec<_> = roots.map(|(a, b)| (one.root(a), other.root(b))).collect();
    while let Some((a, b)) = pairs.pop() {
        let alike = a.shape() == b.shape()
            && a.is_alias() == b.is_alias()
            && a.raw() == b.raw()
            && a.is_plain() == b.is_plain();
        if !alike || a.items().len() != b.items().len() || a.written_entries().len() != b.written_entries().len() {
            return false;
        }
        if !a.is_alias() {
            pairs.extend(a.items().zip(b.items()));
            let entries = a.written_entries().zip(b.written_entries());
            pairs.extend(entries.flat_map(|(a, b)| [(a.key, b.key), (a.value, b.value)]));
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidied(text: &str) -> Option<String> {
        tidy(text).map(|edits| apply(text, &edits))
    }

    #[test]
    fn levels_get_two_spaces_and_lists_stay_where_they_are() {
        let text =
            "a:   1  \nspec:\n    list:\n    -   x: 1\n        y:\n             - 2\n    other:\n          z: 3\n";
        let want = "a:   1\nspec:\n  list:\n  - x: 1\n    y:\n      - 2\n  other:\n    z: 3\n";
        assert_eq!(tidied(text).as_deref(), Some(want));
        assert_eq!(tidied(want).as_deref(), Some(want));
        assert_eq!(tidy(want), Some(Vec::new()));
    }

    #[test]
    fn comments_and_blocks_of_text_move_along() {
        let text = "# top\na:\n    # about b\n    b: 1 # beside\n       # odd\n    c: |\n          one\n            two\n\n          three\n    # last\nd: >-\n   folded\n";
        let want = "# top\na:\n  # about b\n  b: 1 # beside\n     # odd\n  c: |\n    one\n      two\n\n    three\n  # last\nd: >-\n  folded\n";
        assert_eq!(tidied(text).as_deref(), Some(want));
    }

    #[test]
    fn what_goes_over_several_lines_keeps_its_form() {
        let text = "a:\n    b: [1,\n        2,\n      3]\n    c: \"x\n        y\"\n    d: one\n      two\n";
        let want = "a:\n  b: [1,\n      2,\n    3]\n  c: \"x\n      y\"\n  d: one\n    two\n";
        assert_eq!(tidied(text).as_deref(), Some(want));
    }

    #[test]
    fn documents_and_line_breaks_stay() {
        let text = "---\r\na:\r\n    b: 1\r\n---\r\n-   x\r\n-   y\r\n";
        assert_eq!(tidied(text).as_deref(), Some("---\r\na:\r\n  b: 1\r\n---\r\n- x\r\n- y\r\n"));
        assert_eq!(tidied("{\"a\": {\n  \"b\": 1}}"), Some("{\"a\": {\n  \"b\": 1}}".to_owned()));
    }

    #[test]
    fn where_it_is_not_sure_nothing_is_done() {
        for text in
            ["a: [1\n", "a: |2\n    x\n", "- - a\n  - b\n", "? a\n: b\n", "a:\n\tb: 1\n", "--- {a: 1}\n", "--- a: 1\n"]
        {
            let done = tidied(text);
            assert!(done.is_none() || done.as_deref() == Some(text), "{text:?}: {done:?}");
        }
    }
}
