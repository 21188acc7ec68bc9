//! The lines of a text, taken apart as far as one can without knowing how deep they stand.

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Blank,
    Comment,
    /// `---` or `...`.
    Separator,
    /// Goes on with the brackets or the quotes that a line before it opened.
    Continuation,
    Content,
}

/// One line.
pub(super) struct Line<'t> {
    /// Its first byte in the text.
    pub(super) start: usize,
    /// How many spaces and tabs stand in front of it.
    pub(super) spaces: usize,
    pub(super) role: Role,
    /// Whether it starts an item of a list.
    pub(super) dash: bool,
    pub(super) key: Option<&'t str>,
    /// What stands behind the key, or the whole line behind the dash; without a comment.
    pub(super) value: &'t str,
}

/// All lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut open = Open::default();
    let mut start = 0;
    let mut lines = Vec::new();
    for whole in text.split_inclusive('\n') {
        let spaces = whole.len() - whole.trim_start_matches([' ', '\t']).len();
        let line = line(whole.trim(), start, &mut open);
        start += whole.len();
        lines.push(Line { spaces, ..line });
    }
    lines
}

fn line<'t>(text: &'t str, start: usize, open: &mut Open) -> Line<'t> {
    let plain = |role| Line { start, spaces: 0, role, dash: false, key: None, value: text };
    if open.is_open() {
        open.read(text);
        return plain(if text.is_empty() { Role::Blank } else { Role::Continuation });
    }
    match text {
        "" => return plain(Role::Blank),
        "---" | "..." => return plain(Role::Separator),
        _ if text.starts_with("--- ") => return plain(Role::Separator),
        _ if text.starts_with('#') => return plain(Role::Comment),
        _ => {}
    }
    let dash = text == "-" || text.starts_with("- ");
    let rest = if dash { text[1..].trim_start() } else { text };
    let (key, value) = split(rest).map_or((None, rest), |(key, value)| (Some(key), value));
    let value = without_comment(value);
    if value.starts_with(['[', '{', '"', '\'']) {
        open.read(value);
    }
    Line { start, spaces: 0, role: Role::Content, dash, key, value }
}

/// Key and value of a line, where it has both.
fn split(text: &str) -> Option<(&str, &str)> {
    let first = text.chars().next()?;
    if let quote @ ('"' | '\'') = first {
        let end = text[1..].find(quote)? + 1;
        let rest = text[end + 1..].trim_start().strip_prefix(':')?;
        return (rest.is_empty() || rest.starts_with([' ', '\t'])).then(|| (&text[1..end], rest.trim()));
    }
    if "#[]{},&*!|>%@`-?".contains(first) && !text.starts_with("<<") {
        return None;
    }
    let colon = text.match_indices(':').map(|(at, _)| at).find(|at| {
        let behind = &text[at + 1..];
        behind.is_empty() || behind.starts_with([' ', '\t'])
    })?;
    let key = text[..colon].trim_end();
    (!key.contains('#')).then(|| (key, text[colon + 1..].trim()))
}

fn without_comment(value: &str) -> &str {
    if value.starts_with('#') {
        return "";
    }
    if value.starts_with(['"', '\'']) {
        return value;
    }
    value.find(" #").map_or(value, |at| value[..at].trim_end())
}

/// The brackets and the quote that are open.
#[derive(Default)]
struct Open {
    brackets: usize,
    quote: Option<char>,
}

impl Open {
    const fn is_open(&self) -> bool {
        self.brackets > 0 || self.quote.is_some()
    }

    fn read(&mut self, text: &str) {
        let mut escaped = false;
        for character in text.chars() {
            match (self.quote, character) {
                (Some('"'), '\\') => escaped = !escaped,
                (Some(quote), _) => {
                    if character == quote && !escaped {
                        self.quote = None;
                        if self.brackets == 0 {
                            return;
                        }
                    }
                    escaped = false;
                }
                (None, '"' | '\'') => self.quote = Some(character),
                (None, '[' | '{') => self.brackets += 1,
                (None, ']' | '}') => {
                    self.brackets = self.brackets.saturating_sub(1);
                    if self.brackets == 0 {
                        return;
                    }
                }
                (None, _) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_taken_apart() {
        let text = "# why\nkind: Pod # x\n- name: 'a: b'\n- x\nurl: http://x:80/\n\"k\": |\nargs: [a,\nb: c]\n---\n";
        let seen: Vec<_> = lines(text).iter().map(|l| (l.role, l.dash, l.key, l.value)).collect();
        assert_eq!(
            seen,
            [
                (Role::Comment, false, None, "# why"),
                (Role::Content, false, Some("kind"), "Pod"),
                (Role::Content, true, Some("name"), "'a: b'"),
                (Role::Content, true, None, "x"),
                (Role::Content, false, Some("url"), "http://x:80/"),
                (Role::Content, false, Some("k"), "|"),
                (Role::Content, false, Some("args"), "[a,"),
                (Role::Continuation, false, None, "b: c]"),
                (Role::Separator, false, None, "---"),
            ]
        );
    }
}
