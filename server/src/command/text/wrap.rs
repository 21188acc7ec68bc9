//! Breaking text into lines by the width that a terminal gives it.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The cells that `text` takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// The cells that one character takes.
pub(super) fn char_width(character: char) -> usize {
    character.width().unwrap_or(0)
}

/// `text` broken at spaces into lines of at most `most` cells; a longer word stays whole. Of the first line `taken` cells
/// are taken already.
pub(super) fn wrapped(text: &str, most: usize, taken: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = taken;
    for word in text.split_whitespace() {
        if !line.is_empty() && used + 1 + width(word) > most {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if !line.is_empty() {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += width(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrapped("one two three", 7, 0), ["one two", "three"]);
        assert_eq!(wrapped("one two six", 7, 4), ["one", "two six"]);
        assert_eq!(wrapped("界界 界", 4, 0), ["界界", "界"]);
        assert_eq!(wrapped("unbreakable", 3, 0), ["unbreakable"]);
        assert!(wrapped("  ", 3, 0).is_empty());
    }
}
