//! Small pieces of sentences: lists, names, counts.
//!
//! Names come from the text and are shortened here, so that no sentence gets long because a name is.

use std::fmt::{self, Display, Formatter, Write};

/// The longest name that a sentence shows.
const LONGEST: usize = 63;

/// A name in backquotes, shortened where it is very long. It is put together only where it is shown.
#[derive(Clone, Copy)]
pub(crate) struct Code<'n>(pub(crate) &'n str);

impl Code<'_> {
    fn write(&self, out: &mut impl Write) -> fmt::Result {
        let name = self.0;
        out.write_char('`')?;
        if name.len() <= LONGEST && name.bytes().all(|byte| (b' '..=b'~').contains(&byte) && byte != b'`') {
            out.write_str(name)?;
        } else {
            let mut shown = name.chars().map(|c| if c == '`' || c.is_control() { ' ' } else { c }).take(LONGEST);
            shown.try_for_each(|c| out.write_char(c))?;
            out.write_str(if name.chars().nth(LONGEST).is_some() { "…" } else { "" })?;
        }
        out.write_char('`')
    }
}

impl Display for Code<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        self.write(formatter)
    }
}

/// A name in backquotes as text of its own.
pub(crate) fn code(name: &str) -> String {
    let mut quoted = String::with_capacity(name.len().min(4 * LONGEST) + 5);
    // Writing to a string cannot fail.
    let _ = Code(name).write(&mut quoted);
    quoted
}

/// A name as it is, shortened where it is very long.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(LONGEST).collect()
}

/// `a`, `a and b`, `a, b and c`, `a, b and 3 more`.
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] if items.len() <= 4 => format!("{} and {last}", first.join(", ")),
        _ => format!("{} and {} more", items[..3].join(", "), items.len() - 3),
    }
}

/// `one container`, `3 containers`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let plural = if number == 1 { "" } else { "s" };
    match WORDS.get(number) {
        Some(word) => format!("{word} {noun}{plural}"),
        None => format!("{number} {noun}{plural}"),
    }
}

/// A sentence with a capital first letter.
pub(crate) fn capital(sentence: &str) -> String {
    let mut characters = sentence.chars();
    let Some(first) = characters.next() else { return String::new() };
    let mut capital = String::with_capacity(sentence.len());
    capital.extend(first.to_uppercase());
    capital.push_str(characters.as_str());
    capital
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_well() {
        let items: Vec<String> = ["a", "b", "c", "d", "e"].map(str::to_owned).into();
        assert_eq!(list(&items[..1]), "a");
        assert_eq!(list(&items[..2]), "a and b");
        assert_eq!(list(&items), "a, b, c and 2 more");
        assert_eq!((count(1, "container"), count(12, "port")), ("one container".into(), "12 ports".into()));
        assert_eq!(capital("two"), "Two");
    }

    #[test]
    fn names_stay_short_and_cannot_end_their_quotes() {
        assert_eq!(code("a`b"), "`a b`");
        assert!(code(&"x".repeat(500)).chars().count() < 70);
    }
}
