//! Texts as HTML: what is written for readers, and the manifest in its `<textarea>`, which must come out unchanged.
//!
//! A browser rewrites line ends and NUL, drops the first line break of a textarea, and ends it at `</textarea>`.
//! What the analyzer sees on the server must be what the browser gives back, or spans would differ.

use std::borrow::Cow;

use leptos::either::Either;
use leptos::prelude::*;

/// The text as a browser's textarea would hold it: line ends are `\n`, and NUL is U+FFFD.
pub fn as_edited(text: &str) -> Cow<'_, str> {
    if !text.contains(['\r', '\0']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}"))
}

/// The text as the HTML inside a `<textarea>`. In a page the leading line break is the one that browsers drop; a browser
/// that is handed the inside alone drops none.
pub(crate) fn textarea_html(text: &str) -> String {
    let dropped = if cfg!(target_arch = "wasm32") { "" } else { "\n" };
    [dropped, &escape(text)].concat()
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

/// A sentence of the analyzer: what stands between back quotes is code. These are nodes and not HTML, so that a sentence
/// which stays the same costs nothing when its view is made anew.
pub(crate) fn prose(sentence: &str) -> Vec<Either<String, impl IntoView + use<>>> {
    let code = |code: &str| Either::Right(view! { <code>{code.to_owned()}</code> });
    let mut parts = Vec::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('`')
        && let Some((quoted, after)) = after.split_once('`')
    {
        parts.extend((!before.is_empty()).then(|| Either::Left(before.to_owned())));
        parts.push(code(quoted));
        rest = after;
    }
    parts.extend((!rest.is_empty()).then(|| Either::Left(rest.to_owned())));
    parts
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

    #[test]
    fn back_quotes_make_code() {
        let html = |sentence| prose(sentence).to_html();
        assert!(html("`a<b` and `c`.").starts_with("<code>a&lt;b</code> and <code>c</code>."));
        assert!(html("one ` alone").starts_with("one ` alone"));
    }
}
