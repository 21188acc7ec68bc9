//! The root: makes the session and puts the editor beside the views that the page asked for.

use leptos::prelude::*;

use crate::session::Session;
use crate::setup::{Setup, View};
use crate::{banner, containers, diagram, editor, findings, picker, place, table, timeline, verdict};

/// Everything inside `<section data-playground>`.
pub fn playground(text: String, setup: Setup) -> impl IntoView {
    let session = Session::new(text, setup);
    view! {
        <h2 class="visually-hidden" id=session.id("title")>{title(session)}</h2>
        <div class="panes">
            {editor::editor(session)}
            <div class="results">
                {picker::picker(session)}
                {banner::banner(session)}
                {banner::empty(session)}
                {shown(session, (part(session, View::Verdict, verdict::verdict), part(session, View::Flow, diagram::diagram)))}
                {part(session, View::Findings, current)}
                {shown(session, details(session))}
            </div>
        </div>
    }
}

/// A view, where the page wants it.
fn part<V: IntoView>(session: Session, view: View, component: fn(Session) -> V) -> Option<V> {
    session.shows(view).then(|| component(session))
}

/// Views of the reading on show, which may be an earlier one.
fn shown<V: IntoView>(session: Session, views: V) -> impl IntoView {
    let on_click = place::on_click(session, move || session.shown.read_untracked().reading.clone());
    view! { <div class="shown" class:stale=move || session.shown.read().stale on:click=on_click>{views}</div> }
}

/// The views to read when the first ones are understood.
fn details(session: Session) -> impl IntoView {
    (
        part(session, View::Table, table::table),
        part(session, View::Containers, containers::containers),
        part(session, View::Timeline, timeline::timeline),
    )
}

/// What belongs to the current text.
fn current(session: Session) -> impl IntoView {
    let on_click = place::on_click(session, move || session.analysis.get_untracked());
    view! {
        <section class="panel" on:click=on_click>
            {findings::findings(session)}
        </section>
    }
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
        assert!(!html.contains('\r'), "{html}");
    }

    #[test]
    fn the_set_up_survives_the_journey() {
        let setup = Setup { views: View::list("flow,yaml"), prefix: "a\"<".into(), pod: 2, ..Setup::default() };
        let html = setup.attributes().replace("&quot;", "\u{1}").replace("&lt;", "<");
        let read = |name: &str| {
            let rest = html.split_once(&format!(" {name}=\""))?.1;
            Some(rest.split_once('"')?.0.replace('\u{1}', "\""))
        };
        assert_eq!(Setup::from_attributes(read), setup);
    }
}
