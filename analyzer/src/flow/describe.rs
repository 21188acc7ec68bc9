//! The graph in words: one sentence a line of the diagram, and what a box is.
//!
//! Pictures use them as labels for those who hear a diagram, reports as its list. They say what the picture shows and
//! nothing more.

use super::variables::cut;
use crate::analysis::{
    Access, Certainty, Direction, EdgeKind, FlowEdge, FlowGraph, FlowNode, Lifecycle, Lifetime, NodeKind, Role,
};
use crate::span::Span;

/// How much of a name or path is told, in bytes.
const LONGEST: usize = 300;

/// One line of the diagram in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// What happens: `file-processor reads shared-data at /data/input`.
    pub text: String,
    /// How it is known, in words: `inferred: the word "input" in its mount path says so`.
    pub because: String,
    /// Where the text has it.
    pub span: Option<Span>,
}

/// All lines of a graph in words, in its order.
pub fn sentences(graph: &FlowGraph) -> Vec<Sentence> {
    graph.edges.iter().map(|edge| sentence(graph, edge)).collect()
}

fn sentence(graph: &FlowGraph, edge: &FlowEdge) -> Sentence {
    let text = match edge.kind {
        EdgeKind::Alias => edge.reason.clone(),
        _ => [name(graph, edge.from), " ", &deed(graph, edge)].concat(),
    };
    let because = match edge.kind {
        EdgeKind::Alias => "it follows from the mounts".to_owned(),
        _ => [certainty(edge.certainty), ": ", &edge.reason].concat(),
    };
    Sentence { text, because, span: edge.span }
}

fn name(graph: &FlowGraph, node: usize) -> &str {
    graph.nodes.get(node).map_or("", |node| cut(&node.name, LONGEST))
}

/// What stands on an edge: where the container sees the volume, or the port.
pub(super) fn edge(edge: &FlowEdge) -> String {
    let path = edge.mount_path.as_deref().unwrap_or(certainty(edge.certainty));
    match (edge.kind, &edge.sub_path, edge.port) {
        (EdgeKind::Alias, ..) => "same directory".to_owned(),
        (EdgeKind::Loopback, _, Some(port)) => ["localhost:", &port.to_string()].concat(),
        (_, Some(directory), _) => [path, " (", directory, ")"].concat(),
        _ => path.to_owned(),
    }
}

/// What a line says about the container it starts at: `reads shared-data at /data/input`.
pub(super) fn deed(graph: &FlowGraph, edge: &FlowEdge) -> String {
    let to = name(graph, edge.to);
    match edge.kind {
        EdgeKind::Mount => mount(edge, to),
        EdgeKind::Loopback => match edge.port {
            Some(port) => ["calls ", to, " on localhost:", &port.to_string()].concat(),
            None => ["calls ", to, " over localhost"].concat(),
        },
        EdgeKind::External => [beyond(edge.direction), " ", to].concat(),
        EdgeKind::Alias => ["shares a directory with ", to].concat(),
    }
}

fn mount(edge: &FlowEdge, volume: &str) -> String {
    let verb = match edge.direction {
        Direction::Read => "reads",
        Direction::Write => "writes",
        Direction::ReadWrite => "reads and writes",
        Direction::Unknown => "mounts",
    };
    let mut text = match &edge.sub_path {
        Some(directory) => [verb, " ", cut(directory, LONGEST), " of ", volume].concat(),
        None => [verb, " ", volume].concat(),
    };
    if let Some(path) = edge.mount_path.as_deref().filter(|path| !path.is_empty()) {
        text += &[" at ", cut(path, LONGEST)].concat();
    }
    if edge.access == Some(Access::ReadOnly) {
        text += " (read-only)";
    }
    text
}

/// What a container does with something outside.
const fn beyond(direction: Direction) -> &'static str {
    match direction {
        Direction::Read => "takes data from",
        Direction::Write => "sends data to",
        Direction::ReadWrite => "exchanges data with",
        Direction::Unknown => "talks to",
    }
}

pub(super) const fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Declared => "declared",
        Certainty::Inferred => "inferred",
        Certainty::Unknown => "unknown",
    }
}

/// What a box is, besides its name: `init container`, `emptyDir, limit 1Gi`.
pub(super) fn kind(node: &FlowNode) -> String {
    match node.kind {
        NodeKind::Container => container(node),
        NodeKind::External => "outside the pod".to_owned(),
        NodeKind::Volume => match (node.volume_kind, &node.detail) {
            (None, _) => "not defined in this pod".to_owned(),
            (Some(kind), None) => kind.to_owned(),
            (Some(kind), Some(detail)) => [kind, ", ", cut(detail, LONGEST)].concat(),
        },
    }
}

fn container(node: &FlowNode) -> String {
    let role = node.role.filter(|role| *role != Role::Init).map(|role| match role {
        Role::Main => "main",
        Role::BusinessPeer => "business peer",
        Role::Sidecar => "sidecar",
        Role::Ambassador => "ambassador",
        Role::Adapter => "adapter",
        Role::Init => "init",
    });
    let lifecycle = match node.lifecycle {
        Some(Lifecycle::Init) => Some("init container"),
        Some(Lifecycle::NativeSidecar) => Some("native sidecar"),
        Some(Lifecycle::Ephemeral) => Some("ephemeral container"),
        Some(Lifecycle::Regular) | None => None,
    };
    match (lifecycle, role) {
        (Some("native sidecar"), Some("sidecar")) => "native sidecar".to_owned(),
        (Some(lifecycle), Some(role)) => [role, ", ", lifecycle].concat(),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "container".to_owned(),
    }
}

/// How long data live, in words.
pub(super) const fn lifetime(lifetime: Lifetime) -> &'static str {
    match lifetime {
        Lifetime::Container => "gone when the container restarts",
        Lifetime::Pod => "lives with the pod",
        Lifetime::Claim => "lives with its claim",
        Lifetime::Node => "stays on the node",
        Lifetime::Source => "kept by its source",
    }
}

/// The most lines that the label of one box tells.
const MOST: usize = 12;

/// A box and its lines, for those who hear the diagram.
pub(super) fn label(graph: &FlowGraph, node: &FlowNode) -> String {
    let lines: Vec<String> = match node.kind {
        NodeKind::Container => {
            let mine = graph.edges.iter().filter(|edge| edge.from == node.id && edge.kind != EdgeKind::Alias);
            mine.map(|edge| [deed(graph, edge), sure(edge).to_owned()].concat()).collect()
        }
        _ => graph.edges.iter().filter(|edge| edge.to == node.id).map(|edge| user(graph, edge)).collect(),
    };
    let title = match node.kind {
        NodeKind::Container => "Container ",
        NodeKind::Volume => "Volume ",
        NodeKind::External => "",
    };
    let told = lines.len().min(MOST);
    let mut label = [title, cut(&node.name, LONGEST), ", ", &kind(node), ": "].concat();
    label += &lines[..told].join("; ");
    if lines.len() > told {
        label += &["; and ", &(lines.len() - told).to_string(), " more"].concat();
    } else if lines.is_empty() {
        label += if node.kind == NodeKind::Volume { "nobody mounts it" } else { "no volumes" };
    }
    label
}

fn sure(edge: &FlowEdge) -> &'static str {
    match edge.certainty {
        Certainty::Inferred if edge.kind == EdgeKind::Mount => ", inferred",
        _ => "",
    }
}

/// A line as its volume sees it: `read by file-uploader at /upload`.
fn user(graph: &FlowGraph, edge: &FlowEdge) -> String {
    let verb = match edge.direction {
        Direction::Read => "read by ",
        Direction::Write => "written by ",
        Direction::ReadWrite => "read and written by ",
        Direction::Unknown => "used by ",
    };
    let path = edge.mount_path.as_deref().filter(|path| !path.is_empty());
    [verb, name(graph, edge.from), path.map_or("", |_| " at "), cut(path.unwrap_or(""), LONGEST), sure(edge)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::testing::{CASE_STUDY, report};

    #[test]
    fn the_case_study_in_words() {
        let graph = report(CASE_STUDY).flow;
        let told: Vec<_> = sentences(&graph).into_iter().map(|sentence| sentence.text).collect();
        assert_eq!(
            told,
            [
                "file-processor reads shared-data at /data/input",
                "file-processor writes processed of shared-data at /data/output",
                "file-uploader reads processed of shared-data at /upload",
                "/data/input/processed of file-processor is the same directory as /data/output of file-processor",
                "/data/output of file-processor is the same directory as /upload of file-uploader",
                "file-uploader sends data to bucket my-processed-files",
            ]
        );
        let label = label(&graph, &graph.nodes[2]);
        assert!(label.starts_with("Volume shared-data, emptyDir, limit 1Gi: read by file-processor at /data/input"));
    }
}
