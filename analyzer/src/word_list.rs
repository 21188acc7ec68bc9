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

    fn find(&self, word: &str, same: fn(&[u8], &[u8]) -> bool) -> Option<&'static str> {
        let word = word.as_bytes();
        let shape = shape(*word.first()?, *word.last()?, word.len());
        let known = self.shapes[shape / 64] & (1 << (shape % 64)) != 0;
        if known { self.search(word, same) } else { None }
    }

    fn search(&self, word: &[u8], same: fn(&[u8], &[u8]) -> bool) -> Option<&'static str> {
        let list = self.text.as_bytes();
        let mut starts = true;
        for (at, byte) in list.iter().enumerate() {
            if starts && byte.eq_ignore_ascii_case(&word[0]) {
                let end = at + word.len();
                let ends = list.get(end).is_none_or(|behind| *behind == b' ');
                if ends && list.get(at..end).is_some_and(|entry| same(entry, word)) {
                    return self.text.get(at..end);
                }
            }
            starts = *byte == b' ';
        }
        None
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
