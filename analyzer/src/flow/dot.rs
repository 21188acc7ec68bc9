//! The flow in Graphviz' DOT language, for people who lay out diagrams themselves.

use super::escape::visible;
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
    let lines = [Some(node.name.as_str()), node.volume_kind, node.detail.as_deref()];
    let lines: Vec<String> = lines.into_iter().flatten().map(escaped).collect();
    format!("n{} [shape={shape}, label=\"{}\"];", node.id, lines.join("\\n"))
}

fn line(edge: &FlowEdge) -> String {
    let arrow = match (edge.kind, edge.direction) {
        (EdgeKind::Alias, _) | (_, Direction::Unknown) => "none",
        (EdgeKind::Loopback, _) | (_, Direction::Write) => "forward",
        (_, Direction::Read) => "back",
        (_, Direction::ReadWrite) => "both",
    };
    let style = if edge.certainty == Certainty::Declared { "solid" } else { "dashed" };
    let words = escaped(&super::describe::edge(edge));
    format!("n{} -> n{} [dir={arrow}, style={style}, label=\"{words}\"];", edge.from, edge.to)
}

/// Words inside of a quoted string of DOT. A backslash would start one of its escapes, an ampersand one of HTML's.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for character in visible(words).chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '&' => text.push_str("&amp;"),
            character => text.push(character),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_end_the_string() {
        assert_eq!(escaped("a\" -> b\\"), "a\\\" -> b\\\\");
        assert_eq!(escaped("a\nb\u{202e} &lt;"), "a b\u{fffd} &amp;lt;");
    }
}
