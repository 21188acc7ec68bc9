//! Escaping for the HTML that the server writes itself. Everything that an author, a reader or a manifest says passes
//! through here, through the app's components or through pulldown-cmark's writer.

use pulldown_cmark_escape::escape_html;

/// `text` as it stands in an element or in a quoted attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    // Writing into a string cannot fail.
    let _ = escape_html(&mut escaped, text);
    escaped
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_leaves_its_element_or_attribute() {
        assert_eq!(super::escape("<a href=\"x\">'&"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
    }
}
