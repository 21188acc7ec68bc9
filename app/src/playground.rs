//! The root: makes the session and puts the editor beside the views that the page asked for.

use leptos::prelude::*;

use crate::session::Session;
use crate::setup::{Setup, View};
use crate::{banner, containers, diagram, editor, findings, picker, place, table, timeline, verdict};

/// Everything inside `<section data-playground>`.
pub fn playground(text: String, setup: Setup) -> impl IntoView {
    let session = Session::new(text, setup);
    view! {
        <h2 class="visually-hidden" id=session.id("title")>"Playground"</h2>
        <div class="panes">
            {editor::editor(session)}
            <div class="results">{results(session)} {current(session)}</div>
        </div>
    }
}

/// What belongs to the reading on show, which may be an earlier one.
fn results(session: Session) -> impl IntoView {
    let on_click = place::on_click(session, move || session.shown.read_untracked().reading.clone());
    view! {
        {picker::picker(session)}
        {banner::banner(session)}
        {banner::empty(session)}
        <div class="shown" class:stale=move || session.shown.read().stale on:click=on_click>
            {session.shows(View::Verdict).then(|| verdict::verdict(session))}
            {session.shows(View::Flow).then(|| diagram::diagram(session))}
            {session.shows(View::Table).then(|| table::table(session))}
            {session.shows(View::Containers).then(|| containers::containers(session))}
            {session.shows(View::Timeline).then(|| timeline::timeline(session))}
        </div>
    }
}

/// What belongs to the current text.
fn current(session: Session) -> impl IntoView {
    let on_click = place::on_click(session, move || session.analysis.get_untracked());
    session.shows(View::Findings).then(|| {
        view! {
            <section class="panel" aria-labelledby=session.id("findings") on:click=on_click>
                {findings::findings(session)}
            </section>
        }
    })
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
