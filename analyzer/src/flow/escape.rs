//! The one place that makes text safe for XML, and for the eye.
//!
//! Characters that XML forbids, and those that turn the writing direction or cannot be seen, become a visible mark:
//! a name must not look like another one.

/// Text for XML and SVG: content of elements and of quoted attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            character => escaped.push(shown(character)),
        }
    }
    escaped
}

/// Text of one line with everything invisible made visible.
pub(super) fn visible(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// A character as it may be shown.
fn shown(character: char) -> char {
    match character {
        '\t' | '\n' | '\r' => ' ',
        '\u{0}'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff0}'..='\u{ffff}'
        | '\u{e0000}'..='\u{e0fff}' => '\u{fffd}',
        character => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_an_attribute_or_an_element() {
        assert_eq!(escape("<a b=\"c\" d='e'>&"), "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
    }

    #[test]
    fn what_xml_forbids_or_the_eye_misses_is_marked() {
        assert_eq!(escape("a\u{0}b\u{1b}c\u{202e}d\u{ffff}"), "a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}");
        assert_eq!(visible("a\nb\u{200b}é漢"), "a b\u{fffd}é漢");
    }
}
