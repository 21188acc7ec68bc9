//! The volume-flow diagram, and the same in words.
//!
//! The picture is the analyzer's SVG, the same bytes as everywhere else; the list says everything that it shows.

use analyzer::LineIndex;
use analyzer::analysis::{EdgeKind, FlowEdge, FlowGraph, FlowNode, NodeKind};
use analyzer::flow;
use leptos::prelude::*;

use crate::place::{data, place};
use crate::session::Session;
use crate::{text, words};

/// The diagram of the pod on show.
pub(crate) fn diagram(session: Session) -> impl IntoView {
    let svg = Memo::new(move |_| session.shown_pod().map(|pod| flow::svg(&pod)).unwrap_or_default());
    move || {
        let pod = session.shown_pod()?;
        Some(view! {
            <section class="panel flow" aria-labelledby=session.id("flow")>
                <h3 id=session.id("flow")>"Who writes and reads what"</h3>
                <figure>
                    <div class="canvas" role="region" tabindex="0" aria-label="Diagram" inner_html=move || svg.get()></div>
                    <figcaption>{format!("Volume flow of {}. The list below says the same in words.", words::pod(&pod))}</figcaption>
                </figure>
                {in_words(session, &pod.reading.lines(), &pod.flow)}
            </section>
        })
    }
}

/// The diagram as a list: first the boxes, each with its lines.
fn in_words(session: Session, lines: &LineIndex<'_>, graph: &FlowGraph) -> impl IntoView + use<> {
    let nodes: Vec<_> = graph
        .nodes
        .iter()
        .map(|node| {
            let edges: Vec<_> = graph
                .edges
                .iter()
                .filter(|edge| edge.from == node.id)
                .map(|edge| self::edge(session, lines, graph, edge))
                .collect();
            view! {
                <li id=session.id(&anchor(graph, node)) data-span=node.span.map(data)>
                    <p class="flow-node" data-kind=kind(node)>
                        <strong>{words::named(&node.name)}</strong> " " <span class="quiet">{about(graph, node)}</span>
                        " "
                        {node.span.map(|span| place(session, lines, span))}
                    </p>
                    {(!edges.is_empty()).then(|| view! { <ul>{edges}</ul> })}
                </li>
            }
        })
        .collect();
    view! { <ul class="flow-list">{nodes}</ul> }
}

/// The id that the diagram's links lead to: `container-0`, `volume-1`, counted within their kind.
fn anchor(graph: &FlowGraph, node: &FlowNode) -> String {
    let index = graph.nodes.iter().filter(|other| other.kind == node.kind && other.id < node.id).count();
    format!("{}-{index}", kind(node))
}

const fn kind(node: &FlowNode) -> &'static str {
    match node.kind {
        NodeKind::Container => "container",
        NodeKind::Volume => "volume",
        NodeKind::External => "external",
    }
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

/// One line of the diagram, in words.
fn edge(session: Session, lines: &LineIndex<'_>, graph: &FlowGraph, edge: &FlowEdge) -> impl IntoView + use<> {
    let (said, why) = match edge.kind {
        EdgeKind::Alias => (edge.reason.clone(), None),
        _ => (sentence(graph, edge), Some(format!("{}: {}", words::certainty(edge.certainty), edge.reason))),
    };
    view! {
        <li data-span=edge.span.map(data) data-kind=edge.kind.id()>
            <span inner_html=text::prose(&said)></span>
            " "
            {edge.span.map(|span| place(session, lines, span))}
            {why.map(|why| view! { <span class="aside" inner_html=text::prose(&why)></span> })}
        </li>
    }
}

/// ``writes `logs` at `/var/log` (read-write)``.
fn sentence(graph: &FlowGraph, edge: &FlowEdge) -> String {
    let to = graph.nodes.get(edge.to).map(|node| words::named(&node.name)).unwrap_or_default();
    let what = match edge.kind {
        EdgeKind::Mount => format!("{} `{to}`", words::direction(edge.direction)),
        EdgeKind::Loopback => format!("calls `{to}` over localhost"),
        EdgeKind::External => format!("talks to {to}"),
        EdgeKind::Alias => format!("is the same directory as `{to}`"),
    };
    let details = [
        edge.mount_path.as_ref().map(|path| format!(" at `{path}`")),
        edge.sub_path.as_ref().map(|path| format!(", directory `{path}` of the volume")),
        edge.port.map(|port| format!(", port {port}")),
        edge.access.map(|access| format!(" ({})", words::access(access))),
    ];
    details.into_iter().flatten().fold(what, |sentence, detail| sentence + &detail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_list_says_what_the_picture_shows() {
        let html = sample::render(sample::reading(), diagram);
        assert!(html.contains("<figcaption>"), "{html}");
        assert!(html.contains("id=\"p-container-0\"") && html.contains("id=\"p-volume-0\""), "{html}");
        assert!(html.contains("mounted by web"), "{html}");
        assert!(html.contains("writes <code>logs</code> at <code>/var/log</code> (read-write)"), "{html}");
    }

    #[test]
    fn hostile_names_stay_text() {
        assert!(!sample::render(sample::hostile(), diagram).contains("<script"));
    }
}
