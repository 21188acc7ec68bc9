//! How a text gets into a `<textarea>` and out of it unchanged.
//!
//! A browser rewrites line ends and NUL, drops the first line break of a textarea, and ends it at `</textarea>`.
//! What the analyzer sees on the server must be what the browser gives back, or spans would differ.

use std::borrow::Cow;

/// The text as a browser's textarea would hold it: line ends are `\n`, and NUL is U+FFFD.
pub fn as_edited(text: &str) -> Cow<'_, str> {
    if !text.contains(['\r', '\0']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}"))
}

/// The text as the HTML inside a `<textarea>`. The leading line break is the one that browsers drop.
pub(crate) fn textarea_html(text: &str) -> String {
    format!("\n{}", escape(text))
}

/// Escapes a text for HTML, inside elements and inside quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 16);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_become_those_of_a_textarea() {
        assert_eq!(as_edited("a\r\nb\rc\0"), "a\nb\nc\u{fffd}");
        assert!(matches!(as_edited("a\nb"), Cow::Borrowed(_)));
    }

    #[test]
    fn nothing_ends_the_textarea_early() {
        assert_eq!(textarea_html("\n</textarea>&"), "\n\n&lt;/textarea&gt;&amp;");
    }
}
