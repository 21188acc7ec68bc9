//! Puts another text into the editor: an example, a file, another form of the pod.
//!
//! It never destroys work: the editor's undo takes it back, and so does the offer that is made beside it.

use analyzer::Span;
use analyzer::finding::{Edit, Fix, Placeholder};
use leptos::prelude::*;

use crate::session::Session;

/// Puts `text` into the editor, selects the `blank` in it that wants a value, says what was done, and offers the text
/// before it.
pub(crate) fn put(session: Session, text: &str, blank: Option<Span>, said: String) {
    let before = session.text.get_untracked();
    let mut kept = None;
    if before != text {
        session.focus.set(None);
        session.repair.set(Some(whole(&before, text, blank)));
        kept = (!before.trim().is_empty()).then_some(before);
    }
    session.notice.set(Some((said, kept)));
}

/// The edit that replaces everything, and the place that wants a value.
pub(crate) fn whole(before: &str, text: &str, blank: Option<Span>) -> Fix {
    let end = u32::try_from(before.len()).unwrap_or(u32::MAX);
    let placeholder = |span: Span| Placeholder { edit: 0, start: span.start, end: span.end, asks: "" };
    let placeholders = blank.map(placeholder).into_iter().collect();
    Fix { edits: vec![Edit { start: 0, end, text: text.to_owned() }], placeholders, ..Fix::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_blank_is_what_gets_selected() {
        let fix = whole("old", "size: 1Gi # peapod: fill in it", Some(Span::new(6, 9)));
        let (new, places) = (fix.apply("old"), fix.selections());
        assert_eq!(places.first().map(|place| place.of(&new)), Some("1Gi"));
    }
}
