//! Several errors from one text: the line that stops the parser is blanked, and the text is read again.
//!
//! So one bad line costs one line. A reading that finds less than the one before is not taken; nothing here parses.

use super::read::read_once;
use super::{Document, MAX_PROBLEMS, Problem, ProblemKind, Tree};
use crate::arrange::Arrange;
use crate::span::{Span, offset};
use std::borrow::Cow;

/// How often a text is read again after blanking a line, and how long it may be for that.
const MAX_RECOVERIES: usize = 8;
const MAX_RECOVERED_TEXT: usize = 256 * 1024;

/// Reads a text, and again without the lines that stop the parser.
pub(super) fn read(text: &str) -> Tree<'_> {
    let (mut source, marks) = without_marks(text);
    let mut tree = read_once(text, &source, &marks);
    for _ in 0..MAX_RECOVERIES {
        if text.len() > MAX_RECOVERED_TEXT || !space_tabs(&mut source, &marks, &tree.problems) {
            break;
        }
        tree = read_once(text, &source, &marks);
    }
    tree.problems.extend(stray_marks(text).take(MAX_PROBLEMS.saturating_sub(tree.problems.len())));
    if tree.problems.iter().all(|problem| !problem.kind.stops()) || text.len() > MAX_RECOVERED_TEXT {
        mark_incomplete(&mut tree.documents, &tree.problems, text);
        return tree;
    }
    let mut patched = source.into_owned();
    let mut problems = tree.problems.clone();
    for _ in 0..MAX_RECOVERIES {
        if !blank_lines(&mut patched, &marks, &tree.problems) {
            break;
        }
        let next = read_once(text, &patched, &marks);
        let new = next.problems.iter().filter(|new| !problems.iter().any(|known| known.span.start == new.span.start));
        let new: Vec<Problem> = new.cloned().collect();
        problems.extend(new);
        // The damage must shrink: a blanked line that opened a block can leave less than before.
        if next.nodes.len() < tree.nodes.len() {
            break;
        }
        tree = next;
    }
    problems.arrange_by_key(|problem| problem.span);
    problems.truncate(MAX_PROBLEMS);
    mark_incomplete(&mut tree.documents, &problems, text);
    tree.problems = problems;
    tree
}

/// Overwrites the tabs that start lines inside brackets, where kubectl allows them, with spaces: on the line that stops
/// the parser and on those behind it that start with a tab too. False where there is none.
fn space_tabs(source: &mut Cow<'_, str>, marks: &[u32], problems: &[Problem]) -> bool {
    let mut changed = false;
    for problem in problems.iter().filter(|problem| problem.kind == ProblemKind::TabInBrackets) {
        let at = unmapped(marks, problem.span).min(source.len());
        let start = source.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |line_break| line_break + 1);
        let mut blanked = String::new();
        for line in source.get(start..).unwrap_or("").split_inclusive('\n') {
            let rest = line.trim_start_matches([' ', '\t']);
            let indentation = &line[..line.len() - rest.len()];
            if !indentation.contains('\t') {
                break;
            }
            blanked.push_str(&" ".repeat(indentation.len()));
            blanked.push_str(rest);
        }
        changed |= !blanked.is_empty();
        source.to_mut().replace_range(start..start + blanked.len(), &blanked);
    }
    changed
}

/// Overwrites the lines on which the parser stopped with spaces; false where nothing was left to overwrite.
fn blank_lines(source: &mut String, marks: &[u32], problems: &[Problem]) -> bool {
    let mut changed = false;
    for problem in problems.iter().filter(|problem| problem.kind.stops()) {
        let at = unmapped(marks, problem.span).min(source.len());
        let start = source.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |line_break| line_break + 1);
        let end = source.get(at..).and_then(|rest| rest.find('\n')).map_or(source.len(), |line_break| at + line_break);
        // The separator of the next document must stay.
        let line = source.get(start..end).unwrap_or("");
        if !line.trim().is_empty() && !line.starts_with("---") {
            let blank = " ".repeat(line.len());
            source.replace_range(start..end, &blank);
            changed = true;
        }
    }
    changed
}

/// A document with a problem is not complete, whatever the last reading says. A problem belongs to the document that
/// starts last before it, or else to the first one where no `---` stands between.
fn mark_incomplete(documents: &mut [Document], problems: &[Problem], text: &str) {
    for problem in problems {
        let at = problem.span.start;
        let after = documents.partition_point(|document| document.start <= at);
        if let Some(document) = after.checked_sub(1).and_then(|before| documents.get_mut(before)) {
            document.complete = false;
        }
        if let Some(next) = documents.get_mut(after) {
            let between = Span::new(at, next.span.start).of(text);
            next.complete &= between.contains("\n---");
        }
    }
}

/// The text without the byte-order marks at the starts of its lines, and where they were, in offsets of the shorter
/// text. kubectl skips a mark at the start of what stands between two `---`.
fn without_marks(text: &str) -> (Cow<'_, str>, Vec<u32>) {
    if !text.contains(MARK) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut source = String::with_capacity(text.len());
    let mut marks = Vec::new();
    for line in text.split_inclusive('\n') {
        let rest = line.strip_prefix(MARK).unwrap_or(line);
        if rest.len() < line.len() {
            marks.push(offset(source.len()));
        }
        source.push_str(rest);
    }
    (Cow::Owned(source), marks)
}

/// The marks that kubectl does not skip but takes for a part of what follows.
fn stray_marks(text: &str) -> impl Iterator<Item = Problem> {
    let mut at = 0;
    let mut line_before = None;
    // Most texts have none: do not look at their lines.
    let lines = if text.contains(MARK) { text } else { "" };
    lines.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let skipped = match line_before.replace((start, line)) {
            None => true,
            Some((before, line)) => before > 0 && line.starts_with("---"),
        };
        let span = Span::new(offset(start), offset(start + MARK.len_utf8()));
        (line.starts_with(MARK) && !skipped).then_some(Problem { kind: ProblemKind::ByteOrderMark, span })
    })
}

const MARK: char = '\u{feff}';

/// The place of a span of the text in the source without its marks.
fn unmapped(marks: &[u32], span: Span) -> usize {
    let before = (0..marks.len()).take_while(|index| marks[*index] + 3 * offset(*index) < span.start).count();
    (span.start as usize).saturating_sub(3 * before)
}

impl ProblemKind {
    /// Whether the parser stopped here, so that the rest of the document is unread.
    fn stops(&self) -> bool {
        !matches!(
            self,
            Self::ComplexKey
                | Self::UnknownAnchor(_)
                | Self::SelfReference
                | Self::WrongTag(_)
                | Self::ByteOrderMark
                | Self::JsonEscape
                | Self::TooManyNodes
                | Self::TooDeep
        )
    }
}
