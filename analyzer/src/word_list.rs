//! Lists of words as one text, separated by single or several blanks, and a quick answer to whether a word is in one.
//!
//! Such lists are asked thousands of times for one text, so nothing is split or copied. Words are ASCII.

/// Whether `list` has `word`.
pub(crate) fn has(list: &str, word: &str) -> bool {
    find(list, word, |entry, word| entry == word)
}

/// Whether `list` has `word`, upper and lower case being the same.
pub(crate) fn has_ignoring_case(list: &str, word: &str) -> bool {
    find(list, word, <[u8]>::eq_ignore_ascii_case)
}

fn find(list: &str, word: &str, same: fn(&[u8], &[u8]) -> bool) -> bool {
    let (list, word) = (list.as_bytes(), word.as_bytes());
    if word.is_empty() {
        return false;
    }
    let mut starts = true;
    for (at, byte) in list.iter().enumerate() {
        if starts && byte.eq_ignore_ascii_case(&word[0]) {
            let end = at + word.len();
            let ends = list.get(end).is_none_or(|behind| *behind == b' ');
            if ends && list.get(at..end).is_some_and(|entry| same(entry, word)) {
                return true;
            }
        }
        starts = *byte == b' ';
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_in_a_list() {
        let list = "log  logs logfile";
        for word in ["log", "logs", "logfile"] {
            assert!(has(list, word), "{word}");
        }
        for word in ["", " ", "lo", "file", "logfiles", "log logs", "LOG", "é"] {
            assert!(!has(list, word), "{word}");
        }
        assert!(has_ignoring_case(list, "LOGS") && !has_ignoring_case(list, "LOGFIL"));
    }
}
