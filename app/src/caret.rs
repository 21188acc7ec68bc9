//! Shows a place of the text in the textarea: selects it and scrolls it into view.
//!
//! This is the one file that talks to the browser's textarea. It knows bytes, UTF-16 units and lines; not YAML.

use analyzer::{LineIndex, Span};
use web_sys::HtmlTextAreaElement;

/// Selects `span` of the text in `area`, gives it the focus and scrolls its first line into view.
pub(crate) fn show(area: &HtmlTextAreaElement, text: &str, span: Span) {
    let (start, end) = units(text, span);
    // The focus first: a selection made in a textarea without focus does not scroll in every browser.
    let _ = area.focus();
    let _ = area.set_selection_range(start, end);
    area.set_scroll_top(scroll_top(text, span, area.scroll_height(), area.client_height()));
    area.set_scroll_left(0);
}

/// How far to scroll so that the first line of `span` stands in the upper third of the visible part.
fn scroll_top(text: &str, span: Span, whole: i32, visible: i32) -> i32 {
    let lines = LineIndex::new(text);
    let line = i64::from(lines.position(span.start).line - 1);
    let count = i64::from(lines.position(u32::MAX).line);
    let above = line * i64::from(whole) / count;
    i32::try_from(above - i64::from(visible / 3)).unwrap_or(0).max(0)
}

/// A byte span as UTF-16 offsets, which is how a textarea counts.
fn units(text: &str, span: Span) -> (u32, u32) {
    let span = span.clamped(text);
    let count = |part: &str| u32::try_from(part.encode_utf16().count()).unwrap_or(u32::MAX);
    let start = count(Span::new(0, span.start).of(text));
    (start, start + count(span.of(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_utf16_units() {
        assert_eq!(units("a😀b", Span::new(5, 6)), (3, 4));
        assert_eq!(units("a😀b", Span::new(1, 5)), (1, 3));
        assert_eq!(units("ab", Span::new(9, 12)), (2, 2));
    }

    #[test]
    fn the_line_comes_into_the_upper_third() {
        let text = "a\n".repeat(99);
        assert_eq!(scroll_top(&text, Span::new(0, 1), 1000, 300), 0);
        assert_eq!(scroll_top(&text, Span::new(100, 101), 1000, 300), 400);
        assert_eq!(scroll_top("", Span::new(0, 0), 20, 300), 0);
    }
}
