//! Prints a layout as SVG, with the structure that people who hear a picture need.
//!
//! Boxes are links in lists, with their whole meaning as labels; lines are decoration, for every line stands in the label
//! of the box it starts at. Nothing is placed or decided here, nothing is fetched from elsewhere, and there are no
//! inline styles.

mod icons;
#[cfg(test)]
mod tests;

use super::escape::escape;
use super::layout::metrics::Face;
use super::layout::{self, Card, HEAD, Head, Layout, Piece, Point, Sample, Style, Text, Wire};
use super::{describe, variables::cut};
use crate::analysis::{Certainty, Direction, EdgeKind, FlowGraph, FlowNode, Lifecycle, NodeKind, PodReport, Role};

/// How a picture is made.
#[derive(Clone, Copy, Debug)]
pub struct SvgOptions<'a> {
    /// What all ids and links to ids start with, so that several pictures fit on one page.
    pub prefix: &'a str,
    /// Whether it brings its own style, for use as a file; on a page it takes the page's.
    pub standalone: bool,
    /// Whether it is laid out in one narrow column.
    pub narrow: bool,
}

/// The rules of a picture's look; on a page they belong into its style sheet.
pub const STYLE: &str = include_str!("picture.css");

/// The colours of a picture that stands alone: first light, then dark.
const TOKENS: [[&str; 2]; 11] = [
    ["--text:#181f28;--muted:#4d5662", "--text:#e6eaef;--muted:#a8b1ba"],
    ["--surface:#ffffff", "--surface:#151a20"],
    ["--bg:#f8fafd", "--bg:#0d1116"],
    ["--line:#d8dde3", "--line:#2c323a"],
    ["--line-strong:#848d97", "--line-strong:#68717c"],
    ["--role-app:#0260a6", "--role-app:#75c0f4"],
    ["--role-init:#7a5b01", "--role-init:#e2c06d"],
    ["--role-sidecar:#773f9b", "--role-sidecar:#d4a4f2"],
    ["--role-volume:#006a66", "--role-volume:#73d1ca"],
    ["--warn:#8f5800;--focus:#3665e4", "--warn:#ebc166;--focus:#95bcff"],
    ["--accent-tint:#e2f2ff", "--accent-tint:#132938"],
];

/// The diagram as a self-contained SVG document.
pub fn svg(report: &PodReport) -> String {
    svg_with(report, &SvgOptions { prefix: "", standalone: true, narrow: false })
}

/// The diagram as SVG.
pub fn svg_with(report: &PodReport, options: &SvgOptions<'_>) -> String {
    let layout = if options.narrow { layout::narrow(&report.flow) } else { layout::wide(&report.flow) };
    let mut printer = Printer { out: String::new(), graph: &report.flow, options };
    printer.open(report, &layout);
    printer.group("aria-hidden=\"true\"", |printer| {
        layout.headings.iter().for_each(|heading| printer.text(heading));
        layout.wires.iter().for_each(|wire| printer.wire(wire));
        layout.legend.iter().for_each(|sample| printer.sample(sample));
    });
    for (kind, title) in
        [(NodeKind::Container, "Containers"), (NodeKind::Volume, "Volumes"), (NodeKind::External, "Outside the pod")]
    {
        let cards: Vec<&Card> = layout.cards.iter().filter(|card| report.flow.nodes[card.node].kind == kind).collect();
        if !cards.is_empty() {
            printer.group(&["role=\"list\" aria-label=\"", title, "\""].concat(), |printer| {
                for card in &cards {
                    printer.card(card);
                }
            });
        }
    }
    printer.out.push_str("</svg>\n");
    printer.out
}

/// How much room a page needs to show a wide picture legibly, in rem, by steps that the page's style sheet knows: the
/// picture at nine tenths of its size, and the paper's margin. With less room the page shows the narrow picture.
fn room(width: i32) -> i32 {
    const LEAST: i32 = 36;
    const MOST: i32 = 72;
    const STEP: i32 = 4;
    let rem = (width * 9 / 10 + 32 + 15) / 16;
    ((rem + STEP - 1) / STEP * STEP).clamp(LEAST, MOST)
}

struct Printer<'p> {
    out: String,
    graph: &'p FlowGraph,
    options: &'p SvgOptions<'p>,
}

impl Printer<'_> {
    /// Appends pieces of markup; everything from outside among them is escaped already.
    fn put(&mut self, pieces: &[&str]) {
        for piece in pieces {
            self.out.push_str(piece);
        }
    }

    fn number(&mut self, number: i32) {
        self.out.push_str(&number.to_string());
    }

    /// Appends attributes that are whole numbers.
    fn numbers(&mut self, attributes: &[(&str, i32)]) {
        for (name, value) in attributes {
            self.put(&[" ", name, "=\""]);
            self.number(*value);
            self.put(&["\""]);
        }
    }

    fn group(&mut self, attributes: &str, inside: impl FnOnce(&mut Self)) {
        self.put(&["<g ", attributes, ">\n"]);
        inside(self);
        self.put(&["</g>\n"]);
    }

    fn open(&mut self, report: &PodReport, layout: &Layout) {
        let prefix = escape(self.options.prefix);
        let prefix = [prefix.as_str(), if self.options.narrow { "narrow-" } else { "" }].concat();
        self.put(&["<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"pp-flow"]);
        if !self.options.narrow {
            self.put(&[" pp-from-"]);
            self.number(room(layout.width));
        }
        self.put(&["\" role=\"group\" viewBox=\"0 0 "]);
        self.number(layout.width);
        self.put(&[" "]);
        self.number(layout.height);
        self.put(&["\""]);
        self.numbers(&[("width", layout.width), ("height", layout.height)]);
        self.put(&[" aria-labelledby=\"", &prefix, "flow-title\" aria-describedby=\"", &prefix, "flow-desc\">\n"]);
        let kind = report.kind.as_deref().unwrap_or("pod");
        let name = report.name.as_deref().unwrap_or("");
        let title =
            ["Volume flow of ", cut(kind, 100), if name.is_empty() { "" } else { " " }, cut(name, 300)].concat();
        self.put(&["<title id=\"", &prefix, "flow-title\">", &escape(&title), "</title>\n"]);
        self.put(&["<desc id=\"", &prefix, "flow-desc\">", &escape(&summary(self.graph)), "</desc>\n"]);
        if self.options.standalone {
            self.style();
            self.put(&["<rect class=\"pp-ground\" width=\"100%\" height=\"100%\" fill=\"#f8fafd\"/>\n"]);
        }
    }

    fn style(&mut self) {
        let tokens = |scheme: usize| TOKENS.map(|token| token[scheme]).join(";");
        self.put(&["<style>\n.pp-flow{", &tokens(0), "}\n@media (prefers-color-scheme:dark){.pp-flow{", &tokens(1)]);
        self.put(&["}}\n.pp-ground{fill:var(--bg)}\n"]);
        let rules = STYLE.split_once("*/").map_or(STYLE, |(_, rules)| rules);
        rules.lines().map(str::trim).filter(|line| !line.is_empty()).for_each(|line| self.put(&[line, "\n"]));
        self.put(&["</style>\n"]);
    }

    fn text(&mut self, text: &Text) {
        let classes = match (text.face, text.quiet) {
            (Face::Name, _) => "pp-label pp-name",
            (Face::Mono, false) => "pp-mono",
            (Face::Mono, true) => "pp-label pp-mono pp-sub",
            (Face::Small, false) => "pp-label",
            (Face::Small, true) => "pp-sub",
        };
        self.put(&["<text class=\"", classes, "\""]);
        self.numbers(&[("x", text.at.x), ("y", text.at.y)]);
        if text.ends {
            self.put(&[" text-anchor=\"end\""]);
        }
        self.put(&[">", &escape(&text.words), "</text>\n"]);
    }

    fn card(&mut self, card: &Card) {
        let graph = self.graph;
        let node = &graph.nodes[card.node];
        let id = escape(self.options.prefix) + &anchor(graph, node);
        self.put(&["<g role=\"listitem\""]);
        if self.options.standalone {
            self.put(&[" id=\"", &id, "\""]);
        }
        self.put(&["><a class=\"", &classes(node, card.loose), "\" href=\"#", &id, "\""]);
        if let Some(span) = node.span {
            self.put(&[" data-span=\"", &span.start.to_string(), "-", &span.end.to_string(), "\""]);
        }
        let label = escape(&describe::label(graph, node));
        self.put(&[" aria-label=\"", &label, "\"><title>", &label, "</title>\n"]);
        let frame = card.frame;
        self.put(&["<rect fill=\"none\" stroke=\"currentColor\""]);
        let round = if node.kind == NodeKind::External { 14 } else { 6 };
        self.numbers(&[
            ("x", frame.x),
            ("y", frame.y),
            ("width", frame.width),
            ("height", frame.height),
            ("rx", round),
        ]);
        self.put(&["/>\n"]);
        self.inside(card, node);
        self.put(&["</a></g>\n"]);
    }

    /// What stands in a box.
    fn inside(&mut self, card: &Card, node: &FlowNode) {
        if node.kind == NodeKind::Container {
            self.put(&["<rect class=\"pp-bar\""]);
            let frame = card.frame;
            self.numbers(&[("x", frame.x), ("y", frame.y + 8), ("width", 4), ("height", frame.height - 16)]);
            self.put(&["/>\n"]);
        }
        for (from, to) in &card.rules {
            self.put(&["<line stroke=\"currentColor\""]);
            self.numbers(&[("x1", from.x), ("y1", from.y), ("x2", to.x), ("y2", to.y)]);
            self.put(&["/>\n"]);
        }
        if let Some(at) = card.sign {
            self.icon("pp-sign", at, icons::of(node));
        }
        card.locks.iter().for_each(|at| self.icon("pp-lock", *at, icons::LOCK));
        for (from, to) in &card.links {
            let path = [Piece::Line(vec![*from, *to])];
            self.path("pp-edge pp-alias", &path);
        }
        self.put(&["<g aria-hidden=\"true\">\n"]);
        card.texts.iter().for_each(|text| self.text(text));
        self.put(&["</g>\n"]);
    }

    fn icon(&mut self, class: &str, at: Point, shape: &str) {
        self.put(&["<path class=\"", class, "\" fill=\"none\" stroke=\"currentColor\" transform=\"translate("]);
        self.number(at.x);
        self.put(&[" "]);
        self.number(at.y);
        self.put(&[")\" d=\"", shape, "\"/>\n"]);
    }

    fn wire(&mut self, wire: &Wire) {
        let look = look(self.graph, wire);
        self.path(&["pp-edge ", &look].concat(), &wire.pieces);
        for (tip, head) in &wire.heads {
            let back = if *head == Head::Left { HEAD } else { -HEAD };
            self.put(&["<path class=\"pp-arrow ", &look, "\" d=\"M"]);
            self.number(tip.x);
            self.put(&[" "]);
            self.number(tip.y);
            self.put(&["l"]);
            self.number(back);
            self.put(&[" -4v8z\"/>\n"]);
        }
        wire.label.iter().for_each(|label| self.text(label));
    }

    fn path(&mut self, classes: &str, pieces: &[Piece]) {
        self.put(&["<path class=\"", classes, "\" fill=\"none\" stroke=\"currentColor\" d=\""]);
        for piece in pieces {
            self.piece(piece);
        }
        self.put(&["\"/>\n"]);
    }

    fn sample(&mut self, sample: &Sample) {
        let style = match sample.style {
            Style::Known(certainty) => sure(certainty),
            Style::Alias => "pp-alias",
        };
        self.path(&["pp-edge ", style].concat(), &[Piece::Line(vec![sample.from, sample.to])]);
        self.text(&sample.meaning);
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Curve([start, first, second, end]) => {
                for (letter, point) in ["M", "C", " ", " "].into_iter().zip([start, first, second, end]) {
                    self.point(letter, *point);
                }
            }
            Piece::Line(points) => self.line(points),
        }
    }

    fn point(&mut self, letter: &str, point: Point) {
        self.put(&[letter]);
        self.number(point.x);
        self.put(&[" "]);
        self.number(point.y);
    }

    /// Straight lines with rounded corners.
    fn line(&mut self, points: &[Point]) {
        for (at, point) in points.iter().enumerate() {
            let (Some(before), Some(after)) = (at.checked_sub(1).map(|at| points[at]), points.get(at + 1)) else {
                self.point(if at == 0 { "M" } else { "L" }, *point);
                continue;
            };
            self.point("L", towards(*point, before));
            self.point("Q", *point);
            self.point(" ", towards(*point, *after));
        }
    }
}

/// The point a few pixels from a corner towards another point on the same horizontal or vertical line.
fn towards(corner: Point, other: Point) -> Point {
    let step = |from: i32, to: i32| from + ((to - from) / 2).clamp(-6, 6);
    Point { x: step(corner.x, other.x), y: step(corner.y, other.y) }
}

/// The id that stands for a box: `container-0`, counted within its kind.
fn anchor(graph: &FlowGraph, node: &FlowNode) -> String {
    let kind = match node.kind {
        NodeKind::Container => "container-",
        NodeKind::Volume => "volume-",
        NodeKind::External => "external-",
    };
    let before = graph.nodes.iter().take(node.id).filter(|other| other.kind == node.kind).count();
    [kind, &before.to_string()].concat()
}

fn classes(node: &FlowNode, loose: bool) -> String {
    let kind = match (node.kind, node.lifecycle) {
        (NodeKind::Container, Some(Lifecycle::Init)) => "pp-node pp-container pp-init",
        (NodeKind::Container, Some(Lifecycle::NativeSidecar)) => "pp-node pp-container pp-native-sidecar",
        (NodeKind::Container, Some(Lifecycle::Ephemeral)) => "pp-node pp-container pp-ephemeral",
        (NodeKind::Container, _) => "pp-node pp-container",
        (NodeKind::Volume, _) => "pp-node pp-volume",
        (NodeKind::External, _) => "pp-node pp-external",
    };
    let role = match node.role {
        Some(Role::Main) => " pp-role-main",
        Some(Role::BusinessPeer) => " pp-role-business-peer",
        Some(Role::Sidecar) => " pp-role-sidecar",
        Some(Role::Ambassador) => " pp-role-ambassador",
        Some(Role::Adapter) => " pp-role-adapter",
        Some(Role::Init) => " pp-role-init",
        None => "",
    };
    [kind, role, if loose { " pp-unknown" } else { "" }].concat()
}

/// The classes that give a line its look.
fn look(graph: &FlowGraph, wire: &Wire) -> String {
    let Some(edge) = graph.edges.get(wire.edge) else { return String::new() };
    match wire.kind {
        EdgeKind::Loopback => return ["pp-loopback ", sure(edge.certainty)].concat(),
        EdgeKind::Mount | EdgeKind::External | EdgeKind::Alias => {}
    }
    let direction = match edge.direction {
        Direction::Read => "pp-read ",
        Direction::Write => "pp-write ",
        Direction::ReadWrite => "pp-read-write ",
        Direction::Unknown => "",
    };
    [direction, sure(edge.certainty)].concat()
}

const fn sure(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Declared => "pp-declared",
        Certainty::Inferred => "pp-inferred",
        Certainty::Unknown => "pp-unknown",
    }
}

/// The most sentences of the description.
const MOST_SENTENCES: usize = 24;

/// The whole picture in words.
fn summary(graph: &FlowGraph) -> String {
    let count = |kind: NodeKind, one: &str, many: &str| {
        let count = graph.nodes.iter().filter(|node| node.kind == kind).count();
        [count.to_string().as_str(), " ", if count == 1 { one } else { many }].concat()
    };
    let mut summary = count(NodeKind::Container, "container", "containers");
    summary += ", ";
    summary += &count(NodeKind::Volume, "volume", "volumes");
    let sentences = describe::sentences(graph);
    let told = sentences.iter().take(MOST_SENTENCES).map(|sentence| sentence.text.as_str());
    for sentence in told {
        summary += if summary.contains(':') { "; " } else { ": " };
        summary += sentence;
    }
    if sentences.len() > MOST_SENTENCES {
        summary += &["; and ", &(sentences.len() - MOST_SENTENCES).to_string(), " more lines"].concat();
    }
    summary + "."
}
