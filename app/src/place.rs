//! Places in the text as links: every statement about the manifest offers its lines.
//!
//! A link carries its span in `data-span`, as the diagram's SVG does. One listener for a whole region reads it and
//! tells the session. Without scripts the links still lead to the editor.

use analyzer::{LineIndex, Span};
use leptos::either::Either;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::attributes::attributes;
use crate::session::{Focus, Reading, Session};
use crate::shift::Shift;
use crate::views::View;

/// A link to the lines of `span`; plain words where the page shows no editor.
pub(crate) fn place(session: Session, lines: &LineIndex<'_>, span: Span) -> impl IntoView + use<> {
    let words = lines_of(lines, span);
    if !session.shows(View::YAML) {
        return Either::Left(view! { <span class="place">{words}</span> });
    }
    let target = format!("#{}", session.id("manifest"));
    let link = attributes([("class", "place".into()), ("href", target.into()), ("data-span", data(span).into())]);
    Either::Right(view! { <a {..link}>{words}</a> })
}

/// `line 12`, or `lines 12–14`.
pub(crate) fn lines_of(lines: &LineIndex<'_>, span: Span) -> String {
    let first = lines.position(span.start).line;
    let last = lines.position(span.end.saturating_sub(1).max(span.start)).line;
    if first == last {
        return format!("line {first}");
    }
    format!("lines {first}–{last}")
}

/// A span as the attribute `data-span`.
pub(crate) fn data(span: Span) -> String {
    format!("{}-{}", span.start, span.end)
}

/// Reads `data-span`.
fn parse(data: &str) -> Option<Span> {
    let (start, end) = data.split_once('-')?;
    Some(Span::new(start.parse().ok()?, end.parse().ok()?))
}

/// The listener of a region whose spans belong to the reading that `of` gives.
pub(crate) fn on_click(
    session: Session,
    of: impl Fn() -> std::sync::Arc<Reading> + 'static,
) -> impl Fn(leptos::ev::MouseEvent) + 'static {
    move |event| {
        let Some(span) = clicked_span(&event) else { return };
        event.prevent_default();
        let current = session.text.read_untracked();
        let span = moved(span, &of().text, &current);
        drop(current);
        session.focus.set(Some(Focus { span, asked: true }));
    }
}

/// The listener of a region that lights up elsewhere what the pointer or the keyboard's focus is on.
pub(crate) fn on_point(
    session: Session,
    of: impl Fn() -> std::sync::Arc<Reading> + Clone + 'static,
) -> impl Fn(&web_sys::Event) + Clone + 'static {
    move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let Some(span) =
            target.and_then(|target| target.closest("[data-span]").ok()?).and_then(|holder| span_of(&holder))
        else {
            return;
        };
        let span = moved(span, &of().text, &session.text.read_untracked());
        let focus = Some(Focus { span, asked: false });
        if *session.focus.read_untracked() != focus {
            session.focus.set(focus);
        }
    }
}

/// The span that an element carries.
pub(crate) fn span_of(holder: &web_sys::Element) -> Option<Span> {
    parse(&holder.get_attribute("data-span")?)
}

/// The span of the innermost element under the pointer that has one. A link means its own; a whole row counts only
/// for a mouse that did not just select some of its words.
fn clicked_span(event: &web_sys::Event) -> Option<Span> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let holder = target.closest("[data-span], a, button, summary, form").ok()??;
    let span = span_of(&holder)?;
    (holder.tag_name().eq_ignore_ascii_case("a") || is_plain_click()).then_some(span)
}

fn is_plain_click() -> bool {
    let window = leptos::prelude::window();
    let selected = window.get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed());
    let hovers = window.match_media("(hover: hover)").ok().flatten().is_some_and(|query| query.matches());
    hovers && !selected
}

/// Where `span` of the text `before` is found in the text `now`.
fn moved(span: Span, before: &str, now: &str) -> Span {
    Shift::between(before, now).moved(span).clamped(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_travel_as_text() {
        assert_eq!(parse(&data(Span::new(3, 12))), Some(Span::new(3, 12)));
        assert_eq!(parse("3"), None);
        assert_eq!(parse("3-x"), None);
    }

    #[test]
    fn lines_are_said_in_words() {
        let lines = LineIndex::new("a\nb\nc\n");
        assert_eq!(lines_of(&lines, Span::new(0, 1)), "line 1");
        assert_eq!(lines_of(&lines, Span::new(0, 2)), "line 1");
        assert_eq!(lines_of(&lines, Span::new(0, 3)), "lines 1–2");
        assert_eq!(lines_of(&lines, Span::new(2, 2)), "line 2");
    }
}
