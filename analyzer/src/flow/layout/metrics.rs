//! How wide texts are, from a table: the same on the server, in a browser and in a test, whatever fonts they have.
//!
//! Each character counts as the wider of Atkinson Hyperlegible Next and Arial, so that a text also fits where the first
//! is missing. Nothing here draws.

/// A style of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::flow) enum Face {
    /// Names: 15 px, semi-bold.
    Name,
    /// Everything else: 13 px.
    Small,
    /// Paths and ports: 13 px, all characters alike.
    Mono,
}

/// Advances of the printable ASCII characters in hundredths of the size.
#[rustfmt::skip]
const ADVANCES: [u8; 95] = [
    28, 29, 36, 66, 60, 92, 74, 20, 34, 34, 49, 61, 28, 37, 28, 39, 65, 56, 56, 58, 62, 59, 60, 56, 62, 60, 28,
    28, 59, 63, 59, 56, 102, 67, 67, 73, 73, 67, 62, 78, 73, 40, 52, 67, 56, 84, 73, 78, 67, 78, 73, 67, 62, 73,
    67, 95, 67, 67, 62, 32, 39, 35, 56, 56, 34, 56, 57, 50, 57, 56, 32, 56, 56, 26, 25, 50, 27, 85, 56, 56, 57,
    58, 35, 50, 33, 56, 50, 73, 50, 50, 50, 35, 26, 35, 59,
];

/// The most characters of a text that are looked at from either end.
const MOST: usize = 160;

/// The width of a text in pixels, rounded up.
pub(in crate::flow) fn width(text: &str, face: Face) -> i32 {
    let hundredths: i32 = text.chars().take(2 * MOST).map(|character| advance(character, face)).sum();
    (hundredths + 99) / 100
}

/// The text, or its beginning and end around an ellipsis where it is wider than `most` pixels.
pub(in crate::flow) fn fit(text: &str, most: i32, face: Face) -> String {
    if width(text, face) <= most && text.chars().nth(2 * MOST).is_none() {
        return text.to_owned();
    }
    let mut left = 100 * most - advance('…', face);
    let (mut front, mut back) = (Vec::new(), Vec::new());
    let mut ends = (text.chars(), text.chars().rev());
    while front.len() < MOST {
        let from_front = front.len() <= back.len();
        let next = if from_front { ends.0.next() } else { ends.1.next() };
        let Some(next) = next.filter(|next| advance(*next, face) <= left) else { break };
        left -= advance(next, face);
        if from_front { front.push(next) } else { back.push(next) }
    }
    back.push('…');
    front.into_iter().chain(back.into_iter().rev()).collect()
}

/// The advance of a character in hundredths of a pixel.
fn advance(character: char, face: Face) -> i32 {
    let wide = matches!(character, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{1f000}'..);
    let index = (character as usize).wrapping_sub(32);
    let sans = || ADVANCES.get(index).map_or(if wide { 105 } else { 78 }, |advance| i32::from(*advance));
    match face {
        Face::Name => 15 * (sans() + 5),
        Face::Small => 13 * sans(),
        Face::Mono => 13 * if wide { 126 } else { 64 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_lose_their_middle() {
        let path = "/var/run/secrets/kubernetes.io/serviceaccount";
        let short = fit(path, 150, Face::Mono);
        assert!(width(&short, Face::Mono) <= 150 && width(&short, Face::Mono) > 130, "{short}");
        assert!(short.starts_with("/var/") && short.ends_with("count") && short.contains('…'), "{short}");
        assert_eq!(fit("/data", 150, Face::Mono), "/data");
        assert_eq!(fit("", 10, Face::Name), "");
    }

    #[test]
    fn any_text_has_a_width() {
        assert!(width("漢字", Face::Small) > width("ab", Face::Small));
        let endless = "x".repeat(1_000_000);
        assert!(width(&fit(&endless, 200, Face::Mono), Face::Mono) <= 200);
        assert!(fit(&endless, i32::MAX / 200, Face::Mono).chars().count() <= 2 * MOST + 1);
    }
}
