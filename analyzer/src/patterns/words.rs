//! Small pieces of sentences: lists, names, counts.
//!
//! Names come from the text and are shortened here, so that no sentence gets long because a name is.

/// The longest name that a sentence shows.
const LONGEST: usize = 63;

/// A name in backquotes, shortened where it is very long.
pub(crate) fn code(name: &str) -> String {
    let mut quoted = String::with_capacity(name.len().min(4 * LONGEST) + 5);
    quoted.push('`');
    if name.len() <= LONGEST && name.bytes().all(|byte| (b' '..=b'~').contains(&byte) && byte != b'`') {
        quoted.push_str(name);
    } else {
        quoted.extend(name.chars().map(|c| if c == '`' || c.is_control() { ' ' } else { c }).take(LONGEST));
        quoted.push_str(if name.chars().nth(LONGEST).is_some() { "…" } else { "" });
    }
    quoted.push('`');
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
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
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
