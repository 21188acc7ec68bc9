//! Lists of words as one text, separated by blanks, and a quick answer to whether a word is in one.
//!
//! Such lists are asked thousands of times for one text, and nearly always the answer is no. So a list knows the shapes
//! of its words from compiling on: what has another shape is never compared. Words are ASCII.

/// A list of words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    text: &'static str,
    /// A bit for each shape that a word of the list has.
    shapes: [u64; SHAPES / 64],
}

/// The first two bytes of several pieces of text. It tells at once that none of them stands at a place, which is so at nearly
/// every place of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Starts {
    firsts: [u64; 4],
    seconds: [u64; 4],
}

impl Starts {
    /// The starts of pieces that are not empty.
    pub(crate) const fn of(pieces: &[&str]) -> Self {
        let (mut firsts, mut seconds) = ([0; 4], [0; 4]);
        let mut at = 0;
        while at < pieces.len() {
            let piece = pieces[at].as_bytes();
            firsts[(piece[0] / 64) as usize] |= 1 << (piece[0] % 64);
            if piece.len() == 1 {
                // Anything may follow it.
                seconds = [u64::MAX; 4];
            } else {
                seconds[(piece[1] / 64) as usize] |= 1 << (piece[1] % 64);
            }
            at += 1;
        }
        Self { firsts, seconds }
    }

    /// Whether a piece may start with these two bytes; the second is 0 at the end of the text.
    pub(crate) fn fit(&self, first: u8, second: u8) -> bool {
        let has = |set: &[u64; 4], byte: u8| set[(byte / 64) as usize] & (1 << (byte % 64)) != 0;
        has(&self.firsts, first) && has(&self.seconds, second)
    }
}

/// A few pieces of text, and a quick answer to whether another text has one of them. Pieces are ASCII and not empty.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pieces<'p> {
    list: &'p [&'p str],
    starts: Starts,
}

impl<'p> Pieces<'p> {
    /// The pieces of a list.
    pub(crate) const fn of(list: &'p [&'p str]) -> Self {
        Self { list, starts: Starts::of(list) }
    }

    /// Whether `text` has one of them. It is gone through once, however many there are.
    pub(crate) fn any_in(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let second = |at: usize| text.get(at + 1).copied().unwrap_or(0);
        let stands = |at: usize| self.list.iter().any(|piece| text[at..].starts_with(piece.as_bytes()));
        text.iter().enumerate().any(|(at, first)| self.starts.fit(*first, second(at)) && stands(at))
    }

    /// The same for pieces in lower case, upper and lower case being the same in `text`.
    pub(crate) fn any_in_any_case(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let lower = |at: usize| text.get(at).copied().unwrap_or(0).to_ascii_lowercase();
        let same = |at: usize, piece: &str| {
            text.get(at..at + piece.len()).is_some_and(|found| found.eq_ignore_ascii_case(piece.as_bytes()))
        };
        let stands = |at: usize| self.list.iter().any(|piece| same(at, piece));
        (0..text.len()).any(|at| self.starts.fit(lower(at), lower(at + 1)) && stands(at))
    }
}

impl Words {
    /// The words of a text. Meant for constants.
    pub(crate) const fn of(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let mut shapes = [0; SHAPES / 64];
        let (mut start, mut end) = (0, 0);
        while end < bytes.len() {
            if bytes[end] == b' ' {
                end += 1;
                start = end;
                continue;
            }
            end += 1;
            if end == bytes.len() || bytes[end] == b' ' {
                let shape = shape(bytes[start], bytes[end - 1], end - start);
                shapes[shape / 64] |= 1 << (shape % 64);
            }
        }
        Self { text, shapes }
    }

    /// Whether the list has `word`.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.find(word, |entry, word| entry == word).is_some()
    }

    /// The word of the list that is `word`, upper and lower case being the same.
    #[inline]
    pub(crate) fn ignoring_case(&self, word: &str) -> Option<&'static str> {
        self.find(word, <[u8]>::eq_ignore_ascii_case)
    }

    /// Whether the list has `word`, upper and lower case being the same.
    pub(crate) fn has_in_any_case(&self, word: &str) -> bool {
        self.ignoring_case(word).is_some()
    }

    /// All of them.
    #[cfg(test)]
    pub(crate) fn each(&self) -> impl Iterator<Item = &'static str> {
        self.text.split_ascii_whitespace()
    }

    #[inline]
    fn find(&self, word: &str, same: fn(&[u8], &[u8]) -> bool) -> Option<&'static str> {
        let word = word.as_bytes();
        let shape = shape(*word.first()?, *word.last()?, word.len());
        let known = self.shapes[shape / 64] & (1 << (shape % 64)) != 0;
        if known { self.search(word, same) } else { None }
    }

    #[inline(never)]
    fn search(&self, word: &[u8], same: fn(&[u8], &[u8]) -> bool) -> Option<&'static str> {
        /// So many bytes are looked at in one step, which processors can do.
        const STEP: usize = 32;
        let list = self.text.as_bytes();
        let at = |start: usize| {
            let end = start + word.len();
            let ends = list.get(end).is_none_or(|behind| *behind == b' ');
            (ends && same(list.get(start..end)?, word)).then(|| self.text.get(start..end))?
        };
        // Upper and lower case differ in this one bit.
        let starts = |before: u8, first: u8| u8::from(before == b' ') & u8::from(first | 0x20 == word[0] | 0x20);
        at(0).or_else(|| {
            (1..list.len()).step_by(STEP).find_map(|from| {
                let to = list.len().min(from + STEP);
                let pairs = || list[from - 1..to - 1].iter().zip(&list[from..to]);
                let any = pairs().fold(0, |any, (before, first)| any | starts(*before, *first));
                let mut places = pairs().zip(from..).filter(|((before, first), _)| starts(**before, **first) > 0);
                if any > 0 { places.find_map(|(_, start)| at(start)) } else { None }
            })
        })
    }
}

/// How many shapes there are.
const SHAPES: usize = 2048;

/// What two different words seldom have in common: first letter, last letter and length, as a number below [`SHAPES`]. Upper
/// and lower case are the same.
const fn shape(first: u8, last: u8, length: usize) -> usize {
    (first & 31) as usize * 64 + (last & 31) as usize * 2 + length % 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_found_anywhere() {
        const PIECES: Pieces<'_> = Pieces::of(&["TABLE", "QUEUE"]);
        const LOWER: Pieces<'_> = Pieces::of(&["--source="]);
        for (text, expected) in [("MY_TABLES", true), ("QUEUE", true), ("TABL", false), ("", false), ("éTABLE", true)]
        {
            assert_eq!(PIECES.any_in(text), expected, "{text}");
        }
        assert!(LOWER.any_in_any_case("x --SOURCE=y") && !LOWER.any_in_any_case("--source"));
    }

    #[test]
    fn only_whole_words_are_in_a_list() {
        let list = Words::of(" log  logs logfile a ");
        for word in ["log", "logs", "logfile", "a"] {
            assert!(list.has(word), "{word}");
        }
        for word in ["", " ", "lo", "file", "logfiles", "log logs", "LOG", "é", "b"] {
            assert!(!list.has(word), "{word}");
        }
        assert_eq!((list.ignoring_case("LOGS"), list.ignoring_case("LOGFIL")), (Some("logs"), None));
    }

    #[test]
    fn a_shape_does_not_depend_on_case() {
        for (one, other) in [("Exporter", "eXPORTER"), ("A", "a"), ("x-Z", "X-z")] {
            let shape = |word: &str| shape(word.as_bytes()[0], word.as_bytes()[word.len() - 1], word.len());
            assert_eq!(shape(one), shape(other));
        }
    }
}
