//! From the parser's complaint to what a reader should look at.
//!
//! The parser stops where it cannot go on; the cause often stands elsewhere on the line, or is a template or a tab.

use super::ProblemKind;
use crate::span::{Span, offset};

/// What the parser objects to, in our words, before the line was looked at.
pub(super) struct Complaint(pub(super) ProblemKind);

impl Complaint {
    /// What to report, and where, for a parser that stopped at byte `at`.
    pub(super) fn at(self, text: &str, at: u32) -> (ProblemKind, u32) {
        let line_start = line_start(text, at as usize);
        let line = line_at(text, line_start);
        let indentation = &line[..line.len() - line.trim_start().len()];
        if let Some(braces) = line.find("{{") {
            return (ProblemKind::Template, offset(line_start + braces));
        }
        if let Some(tab) = indentation.find('\t') {
            return (ProblemKind::Tab, offset(line_start + tab));
        }
        if self.0 == ProblemKind::NotAKey {
            return not_a_key(text, at, line_start, line);
        }
        (self.0, at)
    }
}

/// A line that misses its colon is often noticed on the next line only.
fn not_a_key(text: &str, at: u32, line_start: usize, line: &str) -> (ProblemKind, u32) {
    let is_bare = |line: &str| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with(['#', '-']) && !line.ends_with(':') && !line.contains(": ")
    };
    if !is_bare(line) && line_start > 0 {
        let before_start = self::line_start(text, line_start - 1);
        let before = line_at(text, before_start);
        if is_bare(before) {
            return (ProblemKind::NotAKey, offset(before_start + before.len() - before.trim_start().len()));
        }
    }
    (ProblemKind::NotAKey, at)
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |found| found + 1)
}

fn line_at(text: &str, start: usize) -> &str {
    text.get(start..).unwrap_or("").lines().next().unwrap_or("")
}

/// From a place to the end of its word, at least one character.
pub(super) fn span_at(text: &str, at: u32) -> Span {
    let rest = text.get(at as usize..).unwrap_or("");
    let line = rest.split(['\n', '\r']).next().unwrap_or("");
    let length = line.find([' ', '\t']).filter(|length| *length > 0).unwrap_or(line.len());
    Span::new(at, at + offset(length))
}
