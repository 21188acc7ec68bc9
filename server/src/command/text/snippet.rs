//! A finding's line of source, with a mark under the place. Of a long line only the part around the mark is shown.

use super::FAINT;
use super::wrap::char_width;
use crate::printable;
use analyzer::{Finding, LineIndex};
use anstyle::Style;
use std::io::{self, Write};

/// At most this many characters of a line are shown.
const MOST: usize = 110;
/// So many of them before the mark.
const BEFORE: usize = 60;

/// Prints place, line and mark.
pub(super) fn write(
    out: &mut dyn Write,
    name: &str,
    finding: &Finding,
    index: &LineIndex<'_>,
    style: Style,
) -> io::Result<()> {
    let (from, to) = (index.position(finding.span.start), index.position(finding.span.end));
    let gutter = from.line.to_string().len();
    writeln!(out, "{:gutter$}{FAINT}--> {FAINT:#}{name}:{}:{}", " ", from.line, from.column)?;
    let line = index.line(from.line);
    if line.trim().is_empty() {
        return Ok(());
    }
    let end = if to.line == from.line { to.column } else { u32::MAX };
    let window = Window::new(line, from.column, end);
    writeln!(out, "{FAINT}{:gutter$} |{FAINT:#}", " ")?;
    writeln!(out, "{FAINT}{} |{FAINT:#} {}", from.line, window.text)?;
    let (indent, mark) = (" ".repeat(window.indent), "^".repeat(window.mark));
    writeln!(out, "{FAINT}{:gutter$} |{FAINT:#} {indent}{style}{mark}{style:#}", " ")
}

/// What is shown of a line, in cells of a terminal.
struct Window {
    text: String,
    indent: usize,
    mark: usize,
}

impl Window {
    /// The part of `line` around the UTF-16 columns `from` to `end`, both from 1.
    fn new(line: &str, from: u32, end: u32) -> Self {
        let from = char_at(line, from);
        let end = char_at(line, end);
        let skipped = if line.chars().count() > MOST { from.saturating_sub(BEFORE) } else { 0 };
        let shown = printable::line(&line.chars().skip(skipped).take(MOST).collect::<String>());
        let cells = |from: usize, to: usize| -> usize {
            shown.chars().skip(from - skipped).take(to.saturating_sub(from)).map(char_width).sum()
        };
        Self { indent: cells(skipped, from), mark: cells(from, end).max(1), text: shown.trim_end().to_owned() }
    }
}

/// The index of the character at a UTF-16 column; the number of characters where the line is shorter.
fn char_at(line: &str, column: u32) -> usize {
    let mut units = 1;
    line.chars()
        .take_while(|character| {
            let before = units < column;
            units = units.saturating_add(u32::try_from(character.len_utf16()).unwrap_or(2));
            before
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(line: &str, from: u32, end: u32) -> String {
        let window = Window::new(line, from, end);
        format!("{}\n{}{}", window.text, " ".repeat(window.indent), "^".repeat(window.mark))
    }

    #[test]
    fn the_mark_stands_under_the_place() {
        assert_eq!(drawn("image: nginx", 8, 13), "image: nginx\n       ^^^^^");
        assert_eq!(drawn("a: 界b", 4, 5), "a: 界b\n   ^^");
        assert_eq!(drawn("a: 😀b", 6, 7), "a: 😀b\n     ^");
        assert_eq!(drawn("a:\tb", 4, u32::MAX), "a: b\n   ^");
    }

    #[test]
    fn of_a_long_line_the_part_around_the_mark_is_shown() {
        let line = format!("{}here{}", "x".repeat(5000), "y".repeat(5000));
        let window = Window::new(&line, 5001, 5005);
        assert_eq!((window.indent, window.mark, window.text.len()), (BEFORE, 4, MOST));
    }
}
