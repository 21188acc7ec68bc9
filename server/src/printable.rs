//! What of a manifest may reach a terminal: nothing that moves its cursor, ends its line or reorders its text.

/// Whether a terminal or a line reader could be fooled by this character: controls, line ends of other worlds,
/// direction marks, invisible tags.
pub(crate) fn is_treacherous(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// `text` on one line with every treacherous character shown as a picture of itself.
pub(crate) fn line(text: &str) -> String {
    text.chars().map(|character| if character == '\t' { ' ' } else { shown(character) }).collect()
}

/// `text` with its line breaks and tabs kept and every other treacherous character shown.
pub(crate) fn lines(text: &str) -> String {
    text.chars().map(|character| if matches!(character, '\n' | '\t') { character } else { shown(character) }).collect()
}

/// The character itself, or one that stands for it: Unicode has pictures of the old controls; the rest is `�`.
fn shown(character: char) -> char {
    match character {
        '\0'..='\x1f' => char::from_u32(0x2400 + character as u32).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        _ if is_treacherous(character) => '\u{fffd}',
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_not_steered() {
        assert_eq!(line("a\x1b[31mb\r\n\u{9b}c\u{202e}d\te"), "a␛[31mb␍␊�c�d e");
        assert_eq!(lines("a\n\tb\x07"), "a\n\tb␇");
    }
}
