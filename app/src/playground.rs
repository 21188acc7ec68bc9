//! The root: makes the session and puts the editor beside the views that the page asked for.
//!
//! On a workbench the views stand behind tabs until the window has room for all of them; elsewhere they follow each
//! other. Which of the two it is, the style sheet decides; this file only says what is there.

use std::sync::Arc;
use std::time::Duration;

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::Event;

use crate::session::{Reading, Session};
use crate::setup::Setup;
use crate::views::{Of, View};
use crate::{banner, desk, editor, light, picker, place, splitter, tabs, task};

/// How long the text rests before views out of sight follow it: longer than from key to key.
const REST: Duration = Duration::from_millis(400);

/// Everything inside `<section data-playground>`.
pub fn playground(text: String, setup: Setup) -> impl IntoView {
    let session = Session::new(text, setup);
    let results = NodeRef::<Div>::new();
    let rested = session.rested(REST);
    let drawn = session.drawn(rested);
    light::follow(drawn, results, rested);
    view! {
        <h2 class="visually-hidden" id=session.id("title")>{title(session)}</h2>
        {session.is_bench().then(|| desk::desk(session))}
        <div class="panes" class:with-editor=session.shows(View::YAML) on:dragover=|event| event.prevent_default() on:drop=move |event| { event.prevent_default(); desk::open(session, event.into()) }>
            {editor::editor(session)}
            {session.is_bench().then(|| splitter::splitter(session))}
            <div class="results" node_ref=results on:mouseleave=move |_| session.focus.set(None)>
                {picker::picker(session)}
                {banner::banner(session)}
                {banner::empty(session)}
                {task::task(session)}
                {views(drawn, rested)}
            </div>
        </div>
    }
}

/// The views that the page wants, behind tabs on a workbench.
fn views(session: Session, rested: RwSignal<Arc<Reading>>) -> impl IntoView {
    let room = tabs::room(session);
    let wanted = session.setup.with_value(|setup| setup.views.clone());
    let views: Vec<_> = wanted.into_iter().filter(|view| *view != View::YAML).collect();
    let panels: Vec<_> = views.iter().map(|view| panel(session, room, rested, *view)).collect();
    view! {
        {session.is_bench().then(|| tabs::tabs(session, &views))}
        <div class="views">{panels}</div>
    }
}

/// One view with its listeners. It is made when it is first seen, and follows the text while it can be seen. One that
/// stands further down than the window reaches follows when the text rests.
fn panel(session: Session, room: RwSignal<bool>, rested: RwSignal<Arc<Reading>>, view: View) -> impl IntoView {
    let in_sight = RwSignal::new(true);
    // By value: a text that is set again unchanged is another reading, of which nobody is told.
    let at_rest = move || *session.analysis.read() == *rested.read();
    let seen = move || if room.get() { in_sight.get() || at_rest() } else { session.view.get() == view };
    let was_seen = Memo::new(move |before: Option<&bool>| before == Some(&true) || seen());
    let own = if session.is_bench() { session.seen_while(seen) } else { session };
    let reading = move || match view.of {
        Of::Shown => own.shown.read_untracked().reading.clone(),
        Of::Current => own.analysis.get_untracked(),
    };
    let stale = move || view.of == Of::Shown && own.shown.read().stale;
    let over = place::on_point(session, reading);
    let focused = over.clone();
    view! {
        <div
            class="view"
            data-view=view.id
            class:stale=stale
            on:click=place::on_click(session, reading)
            on:mouseover=move |event| over(&event)
            on:focusin=move |event| focused(&event)
            on:contentvisibilityautostatechange=move |event: Event| in_sight.set(!is_skipped(&event))
        >
            {move || was_seen.get().then(|| (view.draw)(own))}
        </div>
    }
}

/// Whether the browser says that it no longer draws a view, as nobody can see it.
fn is_skipped(event: &Event) -> bool {
    js_sys::Reflect::get(event, &"skipped".into()).is_ok_and(|skipped| skipped.is_truthy())
}

/// What the section is called. Several on one page have numbers in their prefixes, and need names of their own.
fn title(session: Session) -> String {
    let number: String = session.id("").chars().filter(char::is_ascii_digit).collect();
    if number.is_empty() { "Playground".to_owned() } else { format!("Playground {number}") }
}

#[cfg(test)]
mod tests {
    use crate::{Setup, View, playground_html};

    #[test]
    fn a_page_gets_the_views_it_asks_for() {
        let setup = Setup { views: View::list("yaml,findings"), prefix: "x-".into(), ..Setup::default() };
        let html = playground_html("kind: Pod\r\n", &setup);
        assert!(html.starts_with("<section class=\"playground\" data-playground data-prefix=\"x-\""), "{html}");
        assert!(html.contains("id=\"x-manifest\"") && html.contains("id=\"x-findings\""), "{html}");
        assert!(!html.contains('\r') && !html.contains("role=\"separator\""), "{html}");
    }

    #[test]
    fn a_workbench_has_tabs_and_a_splitter() {
        let html = playground_html("kind: Pod\n", &Setup { bench: true, ..Setup::default() });
        assert!(html.starts_with("<section class=\"playground bench\" data-playground"), "{html}");
        for part in ["role=\"separator\"", "name=\"p-view\"", "data-view=\"flow\""] {
            assert!(html.contains(part), "no {part} in {html}");
        }
    }

    #[test]
    fn the_set_up_survives_the_journey() {
        let setup =
            Setup { views: View::list("flow,yaml"), prefix: "a\"<".into(), pod: 2, bench: true, ..Setup::default() };
        let html = setup.attributes().replace("&quot;", "\u{1}").replace("&lt;", "<");
        let read = |name: &str| {
            let rest = html.split_once(&format!(" {name}"))?.1;
            let Some(rest) = rest.strip_prefix("=\"") else { return Some(String::new()) };
            Some(rest.split_once('"')?.0.replace('\u{1}', "\""))
        };
        assert_eq!(Setup::from_attributes(read), setup);
    }
}
