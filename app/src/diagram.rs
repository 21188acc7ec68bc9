//! The volume-flow diagram, and the same in words.
//!
//! The picture is the analyzer's SVG, the same bytes as everywhere else; the list says everything that it shows.

use analyzer::analysis::{EdgeKind, FlowGraph, FlowNode};
use analyzer::flow::{self, Sentence, SvgOptions};
use analyzer::{LineIndex, PodReport};
use leptos::prelude::*;

use crate::place::{data, place};
use crate::session::Session;
use crate::views::{Of, View};
use crate::{export, keys, words};

/// The view.
pub(crate) const VIEW: View =
    View { id: "flow", title: "Flow", of: Of::Shown, draw: |session| diagram(session).into_any() };

/// The diagram of the pod on show.
pub(crate) fn diagram(session: Session) -> impl IntoView {
    move || {
        let pod = session.shown_pod()?;
        let caption = format!("Volume flow of {}. The list below says the same in words.", words::pod(&pod));
        Some(view! {
            <section class="panel flow">
                <h3 id=session.id("flow")>"Who writes and reads what"</h3>
                <figure on:keydown=move |event| keys::walk(session, &event) on:focusin=|event| keys::enter(&event) on:focusout=|event| keys::leave(&event)>
                    <div class="canvas wide" inner_html=picture(session, &pod, false)></div>
                    <div class="canvas narrow" inner_html=picture(session, &pod, true)></div>
                    <figcaption>
                        {caption}
                        <span class="keys">" Arrow keys go from box to box, left and right along a line; Enter selects its lines in the manifest."</span>
                    </figcaption>
                </figure>
                {(!session.is_bench()).then(|| export::menu(session))}
                {in_words(session, &pod.reading.lines(), &pod.flow)}
            </section>
        })
    }
}

/// The analyzer's drawing. Both layouts are there; the style sheet shows the one that fits.
fn picture(session: Session, pod: &PodReport, narrow: bool) -> String {
    let prefix = session.id("");
    flow::svg_with(pod, &SvgOptions { prefix: &prefix, standalone: false, narrow })
}

/// The diagram as a list: each box, then the lines that start at it.
fn in_words(session: Session, lines: &LineIndex<'_>, graph: &FlowGraph) -> impl IntoView + use<> {
    let sentences = flow::sentences(graph);
    let nodes: Vec<_> = graph
        .nodes
        .iter()
        .map(|node| {
            let told = graph.edges.iter().zip(&sentences).filter(|(edge, _)| edge.from == node.id);
            let rows: Vec<_> = told.map(|(_, sentence)| row(session, lines, sentence)).collect();
            view! {
                <li id=session.id(&anchor(graph, node)) data-span=node.span.map(data)>
                    <p>
                        <strong>{words::named(&node.name)}</strong>
                        " "
                        <span class="quiet">{about(graph, node)}</span>
                        " "
                        {node.span.map(|span| place(session, lines, span))}
                    </p>
                    {(!rows.is_empty()).then(|| view! { <ul>{rows}</ul> })}
                </li>
            }
        })
        .collect();
    view! { <ul class="flow-list">{nodes}</ul> }
}

/// One line of the diagram.
fn row(session: Session, lines: &LineIndex<'_>, sentence: &Sentence) -> impl IntoView + use<> {
    view! {
        <li data-span=sentence.span.map(data)>
            {sentence.text.clone()}
            " "
            {sentence.span.map(|span| place(session, lines, span))}
            <span class="aside">{sentence.because.clone()}</span>
        </li>
    }
}

/// The id that the diagram's links lead to: `container-0`, `volume-1`, counted within their kind.
fn anchor(graph: &FlowGraph, node: &FlowNode) -> String {
    let index = graph.nodes.iter().filter(|other| other.kind == node.kind && other.id < node.id).count();
    format!("{}-{index}", words::node_kind(node.kind))
}

/// What is known about a box besides its name.
fn about(graph: &FlowGraph, node: &FlowNode) -> String {
    let parts = [
        node.lifecycle.map(|lifecycle| words::lifecycle(lifecycle).to_lowercase()),
        node.role.map(|role| format!("role {}", words::role(role).to_lowercase())),
        node.volume_kind.as_ref().map(|kind| format!("{kind} volume")),
        node.detail.clone(),
        node.lifetime.map(|lifetime| words::lifetime(lifetime).to_owned()),
        mounted_by(graph, node),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The containers that mount a volume.
fn mounted_by(graph: &FlowGraph, node: &FlowNode) -> Option<String> {
    let edges = graph.edges.iter().filter(|edge| edge.kind == EdgeKind::Mount && edge.to == node.id);
    let mut names: Vec<_> =
        edges.filter_map(|edge| graph.nodes.get(edge.from)).map(|from| words::named(&from.name)).collect();
    names.dedup();
    (!names.is_empty()).then(|| format!("mounted by {}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_list_says_what_the_picture_shows() {
        let html = sample::render(sample::reading(), diagram);
        assert!(html.contains("<figcaption>"), "{html}");
        assert_eq!(html.matches("<svg").count(), 2, "{html}");
        assert!(html.contains("href=\"#p-container-0\""), "{html}");
        assert!(html.contains("id=\"p-container-0\"") && html.contains("id=\"p-volume-0\""), "{html}");
        assert!(html.contains("mounted by web"), "{html}");
        assert!(html.contains("web writes logs at /var/log"), "{html}");
    }

    #[test]
    fn hostile_names_stay_text() {
        assert!(!sample::render(sample::hostile(), diagram).contains("<script"));
    }
}
