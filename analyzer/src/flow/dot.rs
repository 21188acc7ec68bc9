//! The flow in Graphviz' DOT language, for people who lay out diagrams themselves.

use crate::analysis::{Certainty, Direction, EdgeKind, FlowEdge, FlowNode, NodeKind, PodReport};
use std::fmt::Write as _;

/// The diagram in Graphviz' DOT language.
pub fn dot(report: &PodReport) -> String {
    let mut text = String::from("digraph flow {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n");
    for node in &report.flow.nodes {
        let _ = writeln!(text, "  {}", shape(node));
    }
    for edge in &report.flow.edges {
        let _ = writeln!(text, "  {}", line(edge));
    }
    text.push_str("}\n");
    text
}

fn shape(node: &FlowNode) -> String {
    let shape = match node.kind {
        NodeKind::Container => "box",
        NodeKind::Volume => "cylinder",
        NodeKind::External => "ellipse",
    };
    let more: String =
        [node.volume_kind.as_deref(), node.detail.as_deref()].into_iter().flatten().flat_map(|m| ["\n", m]).collect();
    format!("n{} [shape={shape}, label={}];", node.id, quoted(&[&node.name, more.as_str()].concat()))
}

fn line(edge: &FlowEdge) -> String {
    let arrow = match (edge.kind, edge.direction) {
        (EdgeKind::Alias, _) | (_, Direction::Unknown) => "none",
        (EdgeKind::Loopback, _) | (_, Direction::Write) => "forward",
        (_, Direction::Read) => "back",
        (_, Direction::ReadWrite) => "both",
    };
    let style = if edge.certainty == Certainty::Declared { "solid" } else { "dashed" };
    let words = quoted(&super::describe::edge(edge));
    format!("n{} -> n{} [dir={arrow}, style={style}, label={words}];", edge.from, edge.to)
}

/// A quoted string of DOT. A backslash would start one of its escapes.
fn quoted(words: &str) -> String {
    let mut text = String::from("\"");
    for character in words.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            character if character.is_control() => text.push(' '),
            character => text.push(character),
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_end_the_string() {
        assert_eq!(quoted("a\" -> b\\"), "\"a\\\" -> b\\\\\"");
    }
}
