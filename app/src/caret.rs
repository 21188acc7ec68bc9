//! Shows a place of the text in the textarea: selects it and scrolls it into view.
//!
//! This is the one file that talks to the browser's textarea. It knows bytes, UTF-16 units and lines; not YAML.

use analyzer::finding::Edit;
use analyzer::{LineIndex, Span};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlTextAreaElement};

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

/// Makes edits as if they were typed, so that undo takes them back and the textarea says so itself. Gives the new text
/// back where the browser does not do that; then the caller has to pass it on.
pub(crate) fn replace(area: &HtmlTextAreaElement, text: &str, edits: &[Edit]) -> Option<String> {
    let (span, new) = merged(text, edits)?;
    let (start, end) = units(text, span);
    let _ = area.focus();
    let _ = area.set_selection_range(start, end);
    let document = area.owner_document()?.dyn_into::<HtmlDocument>().ok()?;
    let typed = match new.as_str() {
        "" => document.exec_command("delete"),
        new => document.exec_command_with_show_ui_and_value("insertText", false, new),
    };
    if typed == Ok(true) {
        return None;
    }
    let _ = area.set_range_text_with_start_and_end(&new, start, end);
    Some(area.value())
}

/// Sorted edits as one: the span from the first to the last of them, and what stands there afterwards.
fn merged(text: &str, edits: &[Edit]) -> Option<(Span, String)> {
    let span = Span::new(edits.first()?.start, edits.last()?.end).clamped(text);
    let mut new = String::new();
    let mut at = span.start;
    for edit in edits {
        new.push_str(Span::new(at, edit.start).of(text));
        new.push_str(&edit.text);
        at = edit.end;
    }
    Some((span, new))
}

/// A byte span as UTF-16 offsets, which is how a textarea counts.
pub(crate) fn units(text: &str, span: Span) -> (u32, u32) {
    let span = span.clamped(text);
    let count = |part: &str| {
        let units = if part.is_ascii() { part.len() } else { part.encode_utf16().count() };
        u32::try_from(units).unwrap_or(u32::MAX)
    };
    let start = count(Span::new(0, span.start).of(text));
    (start, start + count(span.of(text)))
}

/// An offset in UTF-16 units as one in bytes.
pub(crate) fn byte_at(text: &str, units: u32) -> u32 {
    let mut left = units as usize;
    let mut at = 0;
    for character in text.chars() {
        if left < character.len_utf16() {
            break;
        }
        left -= character.len_utf16();
        at += character.len_utf8();
    }
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_utf16_units() {
        assert_eq!(units("a😀b", Span::new(5, 6)), (3, 4));
        assert_eq!(units("a😀b", Span::new(1, 5)), (1, 3));
        assert_eq!(units("ab", Span::new(9, 12)), (2, 2));
        assert_eq!((byte_at("a😀b", 3), byte_at("a😀b", 2), byte_at("a", 9)), (5, 1, 1));
    }

    #[test]
    fn the_line_comes_into_the_upper_third() {
        let text = "a\n".repeat(99);
        assert_eq!(scroll_top(&text, Span::new(0, 1), 1000, 300), 0);
        assert_eq!(scroll_top(&text, Span::new(100, 101), 1000, 300), 400);
        assert_eq!(scroll_top("", Span::new(0, 0), 20, 300), 0);
    }

    #[test]
    fn edits_become_one_replacement() {
        let edit = |start, end, text: &str| Edit { start, end, text: text.into() };
        let edits = [edit(2, 3, "X"), edit(5, 5, "Y")];
        assert_eq!(merged("abcdefg", &edits), Some((Span::new(2, 5), "XdeY".into())));
        assert_eq!(merged("abc", &[]), None);
    }
}
