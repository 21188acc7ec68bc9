//! How places move from one text to another that differs from it by one edit.
//!
//! What is drawn may be about a text that the reader has gone on writing; here its places are found in the new one.

use analyzer::Span;
use analyzer::finding::Fix;

/// The one edit between two texts: both are the same before it and behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shift {
    /// Where it starts, in both texts.
    start: usize,
    /// Where it ends in the text before.
    end_before: usize,
    /// Where it ends in the text now.
    end_now: usize,
}

impl Shift {
    /// The edit that makes `before` into `now`.
    pub(crate) fn between(before: &str, now: &str) -> Self {
        let start = before.bytes().zip(now.bytes()).take_while(|(a, b)| a == b).count();
        let (rest_before, rest_now) = (&before.as_bytes()[start..], &now.as_bytes()[start..]);
        let same = rest_before.iter().rev().zip(rest_now.iter().rev()).take_while(|(a, b)| a == b).count();
        Self { start, end_before: before.len() - same, end_now: now.len() - same }
    }

    /// Whether every line that starts behind the edit keeps its number.
    pub(crate) fn keeps_lines(self, before: &str, now: &str) -> bool {
        let has_break = |text: &str, end: usize| text.as_bytes()[self.start..end].contains(&b'\n');
        !has_break(before, self.end_before) && !has_break(now, self.end_now)
    }

    /// Where a place of the text before is found now: the same before the edit, moved along behind it, and the edit itself
    /// where the two overlap. Not yet cut to characters.
    pub(crate) fn moved(self, span: Span) -> Span {
        let (start, end) = (span.start as usize, span.end as usize);
        let later = |at: usize| at.saturating_sub(self.end_before).saturating_add(self.end_now);
        let start_now = match start {
            start if start < self.start => start,
            start if start < self.end_before => self.start,
            start => later(start),
        };
        let end_now = match end {
            end if end <= self.start => end,
            end if end < self.end_before => self.end_now,
            end => later(end),
        };
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span::new(offset(start_now), offset(end_now.max(start_now)))
    }

    /// A repair of the text before, for the text now; none where it would change what was just written.
    pub(crate) fn fix(self, mut fix: Fix) -> Option<Fix> {
        for edit in &mut fix.edits {
            let (start, end) = (edit.start as usize, edit.end as usize);
            if start < self.end_before && self.start < end {
                return None;
            }
            Span { start: edit.start, end: edit.end } = self.moved(Span::new(edit.start, edit.end));
        }
        Some(fix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use analyzer::finding::Edit;

    #[test]
    fn places_follow_an_edit() {
        let of = |span: Span, before: &str, now: &str| Shift::between(before, now).moved(span).of(now).to_owned();
        assert_eq!(of(Span::new(0, 1), "a b", "a xx b"), "a");
        assert_eq!(of(Span::new(2, 3), "a b", "a xx b"), "b");
        assert_eq!(of(Span::new(2, 5), "a bcd e", "a bXd e"), "bXd");
        assert_eq!(of(Span::new(2, 3), "a b", ""), "");
        assert_eq!(of(Span::new(2, 3), "a b", "a b"), "b");
    }

    #[test]
    fn lines_keep_their_numbers_without_a_line_break() {
        let keeps = |before: &str, now: &str| Shift::between(before, now).keeps_lines(before, now);
        assert!(keeps("a\nb", "ac\nb") && keeps("a\nb", "a\nb") && keeps("", "a"));
        assert!(!keeps("a\nb", "ab") && !keeps("ab", "a\nb"));
    }

    #[test]
    fn a_repair_moves_along_and_leaves_alone_what_was_just_written() {
        let fix = |start: u32, end: u32| Fix::new("x", vec![Edit { start, end, text: "!".into() }]);
        let made = |fix: Fix, before: &str, now: &str| Shift::between(before, now).fix(fix).map(|fix| fix.apply(now));
        assert_eq!(made(fix(2, 3), "a b", "axx b").as_deref(), Some("axx !"));
        assert_eq!(made(fix(3, 3), "a b", "a bc").as_deref(), Some("a bc!"));
        assert_eq!(made(fix(0, 1), "a b", "a bc").as_deref(), Some("! bc"));
        assert_eq!(made(fix(0, 3), "a b", "axx b"), None);
    }
}
