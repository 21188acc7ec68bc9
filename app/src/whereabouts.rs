//! The path question: where is this file of one container seen in the others? And the directories that several see.
//!
//! The answer is the analyzer's. Without scripts a first question is answered, and the list of common directories is
//! complete.

use analyzer::LineIndex;
use analyzer::analysis::{Access, EdgeKind, FlowGraph, NodeKind};
use analyzer::flow::{self, Extent, Sighting};
use leptos::prelude::*;

use crate::place::{data, place};
use crate::session::Session;
use crate::views::{Of, View};
use crate::words;

/// The view.
pub(crate) const VIEW: View =
    View { id: "paths", title: "Paths", of: Of::Shown, draw: |session| whereabouts(session).into_any() };

/// What a reader asks about: a container and a path in it.
#[derive(Clone, PartialEq, Eq)]
struct Question {
    container: usize,
    path: String,
}

/// The path question about the pod on show.
pub(crate) fn whereabouts(session: Session) -> impl IntoView {
    let asked = RwSignal::new(None::<Question>);
    move || {
        let pod = session.shown_pod()?;
        let first = first_question(&pod.flow)?;
        let question = move || asked.get().unwrap_or_else(|| first.clone());
        let (for_path, for_answer) = (question.clone(), question.clone());
        let (container, path) = (session.id("paths-container"), session.id("paths-path"));
        let graph = &pod.flow;
        Some(view! {
            <section class="panel paths">
                <h3 id=session.id("paths")>"Who sees which file where"</h3>
                {common(session, &pod.reading.lines(), graph)}
                <div class="ask">
                    <label for=container.clone()>"The file or directory of"</label>
                    <select
                        id=container.clone()
                        autocomplete="off"
                        on:change:target={
                            let question = question.clone();
                            move |event| {
                                let container = event.target().value().parse().unwrap_or(0);
                                asked.set(Some(Question { container, ..question() }));
                            }
                        }
                    >
                        {containers(graph, question().container)}
                    </select>
                    <label for=path.clone()>"at"</label>
                    <input
                        id=path.clone()
                        type="text"
                        inputmode="url"
                        spellcheck="false"
                        autocomplete="off"
                        autocapitalize="off"
                        value=question().path
                        prop:value=move || for_path().path
                        on:input:target=move |event| asked.set(Some(Question { path: event.target().value(), ..question() }))
                    />
                </div>
                <div class="answer" role="status">
                    {move || session.shown_pod().map(|pod| answer(session, &pod.reading.lines(), &pod.flow, &for_answer()))}
                </div>
            </section>
        })
    }
}

/// The first mount of a pod, preferably one that another container sees too.
fn first_question(graph: &FlowGraph) -> Option<Question> {
    let mounts = || graph.edges.iter().filter(|edge| edge.kind == EdgeKind::Mount);
    let shared =
        |edge: &&analyzer::analysis::FlowEdge| mounts().any(|other| other.to == edge.to && other.from != edge.from);
    let edge = mounts().find(shared).or_else(|| mounts().next())?;
    Some(Question { container: edge.from, path: edge.mount_path.clone().unwrap_or_default() })
}

fn containers(graph: &FlowGraph, chosen: usize) -> Vec<impl IntoView + use<>> {
    let nodes = graph.nodes.iter().filter(|node| node.kind == NodeKind::Container);
    nodes
        .map(|node| view! { <option value=node.id.to_string() selected={node.id == chosen}>{words::named(&node.name)}</option> })
        .collect()
}

fn answer(session: Session, lines: &LineIndex<'_>, graph: &FlowGraph, question: &Question) -> impl IntoView + use<> {
    let found = flow::whereabouts(graph, question.container, &question.path);
    let nobody = found.volume.is_some() && found.seen.is_empty();
    let rows: Vec<_> = found.seen.iter().map(|seen| sighting(session, lines, graph, seen)).collect();
    view! {
        <p data-span=found.span.map(data)>
            {found.summary}"." {nobody.then_some(" No other path shows it.")} " " {found.span.map(|span| place(session, lines, span))}
        </p>
        {(!rows.is_empty()).then(|| view! { <ul class="sightings">{rows}</ul> })}
    }
}

fn sighting(session: Session, lines: &LineIndex<'_>, graph: &FlowGraph, seen: &Sighting) -> impl IntoView + use<> {
    let extent = match seen.extent {
        Extent::Same => "",
        Extent::Part => "a part of it: ",
        Extent::Perhaps => "perhaps: ",
    };
    view! {
        <li data-span=seen.span.map(data)>
            <strong>{words::named(&graph.nodes[seen.container].name)}</strong>
            " "
            {extent}
            <code>{seen.path.clone()}</code>
            {(seen.access == Some(Access::ReadOnly)).then_some(" read-only")}
            " "
            {seen.span.map(|span| place(session, lines, span))}
            <span class="aside">{seen.reason.clone()}</span>
        </li>
    }
}

/// The directories that more than one path shows, each with all of them.
fn common(session: Session, lines: &LineIndex<'_>, graph: &FlowGraph) -> impl IntoView + use<> {
    let rows: Vec<_> = flow::meetings(graph)
        .into_iter()
        .map(|meeting| {
            let paths: Vec<_> = meeting
                .paths
                .iter()
                .map(|seen| {
                    view! {
                        <li data-span=seen.span.map(data)>
                            {words::named(&graph.nodes[seen.container].name)}
                            " "
                            <code>{seen.path.clone()}</code>
                            {(seen.access == Some(Access::ReadOnly)).then_some(" read-only")}
                            " "
                            {seen.span.map(|span| place(session, lines, span))}
                        </li>
                    }
                })
                .collect();
            view! {
                <li>
                    <p><strong>{words::named(&graph.nodes[meeting.volume].name)}</strong> " " <code>{meeting.place.clone()}</code> " is"</p>
                    <ul>{paths}</ul>
                </li>
            }
        })
        .collect();
    let nothing = rows.is_empty();
    view! {
        {nothing.then(|| view! { <p class="quiet">"No directory is seen under more than one path."</p> })}
        {(!nothing).then(|| view! { <ul class="meetings">{rows}</ul> })}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_first_question_is_answered_in_the_page() {
        let html = sample::render(sample::reading(), whereabouts);
        assert!(html.contains("value=\"/var/log\""), "{html}");
        assert!(html.contains("/var/log of web is the root of the volume logs"), "{html}");
        assert!(html.contains("No other path shows it."), "{html}");
    }

    #[test]
    fn common_directories_are_listed_with_all_their_paths() {
        let text = include_str!("../../content/examples/case-study.yaml");
        let analysis = analyzer::analyze(text, &analyzer::Options::default());
        let html = sample::render(crate::Reading { text: text.to_owned(), analysis }, whereabouts);
        for path in ["/data/input/processed", "/data/output", "/upload"] {
            assert!(html.contains(&format!("<code>{path}</code>")), "{path} in {html}");
        }
    }

    #[test]
    fn hostile_names_stay_text() {
        assert!(!sample::render(sample::hostile(), whereabouts).contains("<script"));
    }
}
