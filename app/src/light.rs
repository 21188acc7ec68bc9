//! Lights up, in all views, what belongs to the place that the reader deals with.
//!
//! Whatever carries a `data-span` takes part: a view need not know of this. It follows the session's one focus.

use std::sync::Arc;

use analyzer::Span;
use leptos::html::Div;
use leptos::prelude::*;
use web_sys::Element;

use crate::elements::all;
use crate::place;
use crate::session::{Reading, Session};
use crate::shift::Shift;

/// Marks the elements of `results` that belong to the focus with the class `lit`. The session is that of what is drawn;
/// `rested` changes when the last of the views have followed the text.
pub(crate) fn follow(session: Session, results: NodeRef<Div>, rested: RwSignal<Arc<Reading>>) {
    Effect::new(move |_| {
        let focus = session.focus.get().map(|focus| focus.span);
        // Views that follow the text have new places after each edit; one that is looked at is made or made anew.
        session.analysis.track();
        rested.track();
        session.view.track();
        request_animation_frame(move || {
            if let Some(results) = results.get_untracked() {
                let pod = session.shown_pod_untracked();
                let shift = Shift::between(&session.analysis.read_untracked().text, &session.text.read_untracked());
                light(&results, focus, pod, shift);
            }
        });
    });
}

fn light(results: &Element, focus: Option<Span>, pod: Option<Span>, shift: Shift) {
    for element in all::<Element>(results, ".view:not(.stale) [data-span]") {
        let span = place::span_of(&element).map(|span| shift.moved(span));
        let lit = focus.zip(span).is_some_and(|(focus, span)| belongs(span, focus, pod));
        if lit != element.class_list().contains("lit") {
            let _ = element.class_list().toggle_with_force("lit", lit);
        }
    }
}

/// Whether something said of `span` is about the place `focus`: they overlap, and it is not about the pod as a whole.
fn belongs(span: Span, focus: Span, pod: Option<Span>) -> bool {
    let overlap = span.start < focus.end.max(focus.start + 1) && focus.start < span.end.max(span.start + 1);
    overlap && (span == focus || pod.is_none_or(|pod| span.end - span.start < pod.end - pod.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_overlaps_belongs_together() {
        let pod = Some(Span::new(0, 100));
        let belongs =
            |span: (u32, u32), focus: (u32, u32)| belongs(Span::new(span.0, span.1), Span::new(focus.0, focus.1), pod);
        assert!(belongs((10, 20), (12, 14)) && belongs((12, 14), (10, 20)) && belongs((10, 10), (10, 20)));
        assert!(!belongs((10, 20), (20, 30)));
        assert!(!belongs((0, 100), (12, 14)), "what is said of the whole pod says nothing of a line");
        assert!(belongs((0, 100), (0, 100)));
    }
}
