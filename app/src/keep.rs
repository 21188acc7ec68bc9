//! Keeps the keyboard's place: where the thing that had the focus went away, the focus goes on to what stands for it.
//!
//! It acts only where the focus is lost, and not where there is only a finger: that would bring up the keys of the screen.

use std::time::Duration;

use analyzer::Span;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::session::{Focus, Session};

/// Where the focus goes on.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    /// At the head of the findings.
    Findings,
    /// In the editor, at the caret.
    Editor,
}

/// When the focus is looked after. The notes about a line are drawn anew once the caret has rested, and on a busy machine
/// later still.
const LATER: [Duration; 3] = [Duration::from_millis(250), Duration::from_secs(1), Duration::from_millis(2_500)];

/// Gives the focus a place, if it has none once the page is drawn anew.
pub(crate) fn focus(session: Session, place: Place) {
    request_animation_frame(move || if_lost(session, place));
    for later in LATER {
        set_timeout(move || if_lost(session, place), later);
    }
}

fn if_lost(session: Session, place: Place) {
    if document().active_element().is_some_and(|now| now.tag_name() != "BODY") {
        return;
    }
    match (place, html(&session.id("findings"))) {
        (Place::Findings, Some(heading)) if has_pointer() => drop(heading.focus()),
        _ => to_editor(session),
    }
}

/// Gives the focus to the editor: what was pressed is about to go away.
pub(crate) fn to_editor(session: Session) {
    if has_pointer() {
        let at = session.caret.get_untracked().unwrap_or(0);
        session.focus.set(Some(Focus { span: Span::new(at, at), asked: true }));
    }
}

fn has_pointer() -> bool {
    window().match_media("(any-pointer: fine)").ok().flatten().is_none_or(|query| query.matches())
}

/// An element of this page.
pub(crate) fn html(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
