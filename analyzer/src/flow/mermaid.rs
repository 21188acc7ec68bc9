//! The flow as Mermaid text, for places that draw Mermaid themselves: GitHub, GitLab, Notion.
//!
//! Names come from the manifest, so whatever Mermaid could read as syntax is written as a character code. Nothing is
//! left out that the graph has; colours and positions are Mermaid's own.

use super::describe;
use super::escape::visible;
use crate::analysis::{Direction, EdgeKind, FlowEdge, FlowGraph, FlowNode, NodeKind, PodReport};
use std::fmt::Write as _;

/// The diagram as Mermaid text.
pub fn mermaid(report: &PodReport) -> String {
    let graph = &report.flow;
    let mut text = String::from("flowchart LR\n");
    let name = report.name.as_deref().unwrap_or("without a name");
    let kind = report.kind.as_deref().unwrap_or("Pod");
    let _ = writeln!(text, "  accTitle: Volume flow of {} {}", label(kind), label(name));
    let _ = writeln!(text, "  accDescr: {}", label(&summary(graph)));
    for node in &graph.nodes {
        let _ = writeln!(text, "  {}", shape(node));
    }
    for edge in &graph.edges {
        let _ = writeln!(text, "  {}", line(edge));
    }
    for (class, style) in STYLES {
        let ids: Vec<String> = members(graph, class).map(|node| format!("n{}", node.id)).collect();
        if !ids.is_empty() {
            let _ = writeln!(text, "  classDef {class} {style}\n  class {} {class}", ids.join(","));
        }
    }
    text
}

/// How much the picture holds, in words.
fn summary(graph: &FlowGraph) -> String {
    let count = |kind| graph.nodes.iter().filter(|node| node.kind == kind).count().to_string();
    let [containers, volumes] = [NodeKind::Container, NodeKind::Volume].map(count);
    ["containers: ", &containers, ", volumes: ", &volumes, ", connections: ", &graph.edges.len().to_string()].concat()
}

const STYLES: [(&str, &str); 3] =
    [("container", "stroke-width:2px"), ("volume", "stroke-width:1px"), ("external", "stroke-dasharray:4 3")];

fn members<'a>(graph: &'a FlowGraph, class: &'a str) -> impl Iterator<Item = &'a FlowNode> {
    graph.nodes.iter().filter(move |node| kind_word(node.kind) == class)
}

/// A node: containers as boxes, volumes as cylinders, what lies outside as stadiums.
fn shape(node: &FlowNode) -> String {
    let mut words = label(&node.name);
    for more in [node.volume_kind, node.detail.as_deref()].into_iter().flatten() {
        words.push_str("<br/>");
        words.push_str(&label(more));
    }
    match node.kind {
        NodeKind::Container => format!("n{}[\"{words}\"]", node.id),
        NodeKind::Volume => format!("n{}[(\"{words}\")]", node.id),
        NodeKind::External => format!("n{}([\"{words}\"])", node.id),
    }
}

/// An edge, drawn the way the data go.
fn line(edge: &FlowEdge) -> String {
    let words = label(&describe::edge(edge));
    let (from, to) = (edge.from, edge.to);
    match (edge.kind, edge.direction) {
        (EdgeKind::Alias, _) => format!("n{from} -.-|\"{words}\"| n{to}"),
        (EdgeKind::Loopback, _) => format!("n{from} ==>|\"{words}\"| n{to}"),
        (_, Direction::Read) => format!("n{to} -->|\"{words}\"| n{from}"),
        (_, Direction::Write) => format!("n{from} -->|\"{words}\"| n{to}"),
        (_, Direction::ReadWrite) => format!("n{from} <-->|\"{words}\"| n{to}"),
        (_, Direction::Unknown) => format!("n{from} ---|\"{words}\"| n{to}"),
    }
}

const fn kind_word(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Container => "container",
        NodeKind::Volume => "volume",
        NodeKind::External => "external",
    }
}

/// Words from a manifest as Mermaid text that cannot be anything else.
fn label(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    let mut last = None;
    for character in visible(words).chars() {
        // Mermaid reads its labels as Markdown: a list at their start, and emphasis before a word, must be none.
        let is_syntax = match character {
            '-' => text.is_empty(),
            '.' => text.bytes().all(|byte| byte.is_ascii_digit()),
            '_' => !text.ends_with(char::is_alphanumeric),
            _ => false,
        };
        // A line break (`\n`), a formula (`$$`) and an icon (`fa:fa-car`) are found even behind codes: something unseen
        // keeps the two apart.
        let is_icon = || {
            text.trim_end_matches(':')
                .rsplit(|at: char| !at.is_ascii_alphabetic())
                .next()
                .is_some_and(|word| word.starts_with("fa"))
        };
        if matches!((last, character), (Some('\\'), 'n') | (Some('$'), '$'))
            || (last, character) == (Some(':'), 'f') && is_icon()
        {
            text.push_str("#8288;");
        }
        last = Some(character);
        match character {
            character if character.is_alphanumeric() => text.push(character),
            ' ' | '-' | '_' | '.' | '/' | ':' | ',' | '=' | '@' if !is_syntax => text.push(character),
            character => {
                let _ = write!(text, "#{};", u32::from(character));
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_be_syntax() {
        assert_eq!(label("a\"]; click x %%{init}"), "a#34;#93;#59; click x #37;#37;#123;init#125;");
        assert_eq!(label("a\nb"), "a b");
        assert_eq!(label("1. first"), "1#46; first");
        assert_eq!(label("C:\\new"), "C:#92;#8288;new");
        assert_eq!(label("$$x$$ fab:fa-car a:b"), "#36;#8288;#36;x#36;#8288;#36; fab:#8288;fa-car a:b");
        assert_eq!(label("- list"), "#45; list");
        assert_eq!(label("a_b __init__"), "a_b #95;#95;init_#95;");
        assert_eq!(label("a\u{202e}b"), "a#65533;b");
    }
}
