//! The narrow layout: one column of containers, each a list of what it mounts and calls, and below it the volumes.
//!
//! Rails at the right join a container's rows with the volumes that it shares with others. Everything is also written in
//! the rows, so that a picture with more volumes than rails loses nothing.

use super::cards::{PAD, Title, title};
use super::metrics::{Face, fit, width};
use super::scene::{Directory, Resident, Scene, UNFILLED, is_unfilled};
use super::{Card, HEAD, Head, Layout, MARGIN, Piece, Point, Rect, Wire, legend, text};
use crate::analysis::{Access, Certainty, EdgeKind, FlowEdge, FlowGraph, NodeKind};
use crate::arrange::Arrange;
use crate::flow::describe;
use crate::flow::escape::visible;
use crate::flow::variables::cut;
use std::collections::BTreeMap;

/// The width of the whole picture.
const WIDTH: i32 = 340;
/// The height of a row of two lines.
const ROW: i32 = 46;
/// Space between rails.
const RAIL: i32 = 12;
/// The most rails.
const MOST_RAILS: usize = 6;

/// Lays a graph out in one column.
pub(in crate::flow) fn narrow(graph: &FlowGraph) -> Layout {
    let scene = Scene::of(graph);
    let rails = rails(&scene);
    let room = i32::try_from(rails.len()).map_or(0, |rails| if rails == 0 { 0 } else { rails * RAIL + 10 });
    let mut column = Column {
        graph,
        width: WIDTH - 2 * MARGIN - room,
        layout: Layout {
            width: WIDTH,
            height: 0,
            headings: Vec::new(),
            cards: Vec::new(),
            wires: Vec::new(),
            legend: Vec::new(),
        },
        y: MARGIN + 8,
        ends: BTreeMap::new(),
    };
    column.containers(&scene);
    column.stores(&scene, &rails);
    column.finish(&scene)
}

/// The volumes that get a rail: those with the most lines, at most so many; from the innermost.
fn rails(scene: &Scene) -> Vec<usize> {
    let mut shared: Vec<usize> = (0..scene.stores.len()).filter(|at| scene.stores[*at].edges.len() > 1).collect();
    shared.arrange_by_key(|at| (std::cmp::Reverse(scene.stores[*at].edges.len()), *at));
    shared.truncate(MOST_RAILS);
    shared.arrange();
    shared
}

/// A column that is being filled from top to bottom.
struct Column<'g> {
    graph: &'g FlowGraph,
    width: i32,
    layout: Layout,
    y: i32,
    /// Where the line of each row starts.
    ends: BTreeMap<usize, Point>,
}

impl Column<'_> {
    fn heading(&mut self, title: &str) {
        self.layout.headings.push(text(MARGIN, self.y + 6, Face::Small, true, title.to_owned()));
        self.y += 16;
    }

    fn containers(&mut self, scene: &Scene) {
        if !scene.containers.is_empty() {
            self.heading("Containers");
        }
        for resident in &scene.containers {
            let calls = scene.calls.iter().filter(|edge| self.graph.edges[**edge].from == resident.node);
            let calls: Vec<usize> = calls.copied().collect();
            self.container(resident, &calls);
        }
    }

    fn container(&mut self, resident: &Resident, calls: &[usize]) {
        let node = &self.graph.nodes[resident.node];
        let mut kind = visible(&describe::kind(node));
        if let Some(step) = resident.step {
            kind += &[" ", &step.to_string()].concat();
        }
        let mut card = self.card(resident.node, &visible(cut(&node.name, 1_024)), &[kind]);
        let rows = resident.rows.iter().flat_map(|row| row.edges.iter().map(move |edge| (*edge, row.text.as_str())));
        for (edge, title) in rows.chain(calls.iter().map(|edge| (*edge, "localhost"))) {
            self.row(edge, title, &mut card);
        }
        self.end(card);
    }

    fn row(&mut self, index: usize, title: &str, card: &mut Card) {
        let edge = &self.graph.edges[index];
        let y = self.y;
        let [x, room] = [MARGIN + PAD, self.width - 2 * PAD];
        let locked = edge.access == Some(Access::ReadOnly);
        let title = fit(title, room - if locked { 18 } else { 0 }, Face::Mono);
        card.rules.push((Point { x: MARGIN, y }, Point { x: MARGIN + self.width, y }));
        card.texts.push(text(x, y + 19, Face::Mono, false, title));
        card.texts.push(text(x, y + 37, Face::Small, true, self.told(edge, room)));
        if locked {
            card.locks.push(Point { x: MARGIN + self.width - PAD - 10, y: y + 9 });
        }
        self.ends.insert(index, Point { x: MARGIN + self.width, y: y + 14 });
        self.y += ROW;
    }

    /// What a line does, without the path that stands above it. Where the room is small, the name of the other end is cut.
    fn told(&self, edge: &FlowEdge, room: i32) -> String {
        let mut told = describe::deed(self.graph, &FlowEdge { mount_path: None, access: None, ..edge.clone() });
        if edge.kind == EdgeKind::Mount {
            let how = match edge.certainty {
                Certainty::Unknown => "way not known",
                known => describe::certainty(known),
            };
            told += &[", ", how].concat();
        }
        let told = visible(&told);
        let name = self.graph.nodes.get(edge.to).map(|node| visible(&node.name)).unwrap_or_default();
        // A pixel may be lost where widths are rounded.
        let left = room - 2 - width(&told, Face::Small) + width(&name, Face::Small);
        let told = if width(&told, Face::Small) > room && !name.is_empty() {
            told.replacen(&name, &fit(&name, left, Face::Small), 1)
        } else {
            told
        };
        fit(&told, room, Face::Small)
    }

    /// Starts a box with a head.
    fn card(&mut self, node: usize, name: &str, lines: &[String]) -> Card {
        let indent = if self.graph.nodes[node].kind == NodeKind::Container { 0 } else { 24 };
        let frame = Rect { x: MARGIN, y: self.y, width: self.width, height: 0 };
        let room = self.width - 2 * PAD;
        let name = text(frame.x + PAD + indent, self.y + 23, Face::Name, false, fit(name, room - indent, Face::Name));
        let mut texts = vec![name];
        self.y += 34;
        for line in lines {
            texts.push(text(frame.x + PAD, self.y + 8, Face::Small, true, fit(line, room, Face::Small)));
            self.y += 18;
        }
        let sign = (indent > 0).then_some(Point { x: frame.x + PAD, y: frame.y + 10 });
        Card { node, frame, texts, rules: Vec::new(), locks: Vec::new(), links: Vec::new(), sign, loose: false }
    }

    /// Ends a box where the column has come to.
    fn end(&mut self, mut card: Card) {
        card.frame.height = self.y - card.frame.y;
        self.layout.cards.push(card);
        self.y += 12;
    }

    fn stores(&mut self, scene: &Scene, rails: &[usize]) {
        for (is_external, title) in [(false, "Volumes"), (true, "Outside the pod")] {
            let group: Vec<usize> =
                (0..scene.stores.len()).filter(|at| scene.stores[*at].is_external == is_external).collect();
            if !group.is_empty() {
                self.y += 14;
                self.heading(title);
            }
            for at in group {
                let top = self.y;
                let store = &scene.stores[at];
                self.store(store.node, &store.edges, &store.directories);
                if let Some(place) = rails.iter().position(|rail| *rail == at) {
                    let x = MARGIN + self.width + 10 + RAIL * i32::try_from(place).unwrap_or(0);
                    self.rail(&store.edges, x, Point { x: MARGIN + self.width, y: top + 20 });
                }
            }
        }
        if !scene.loose.is_empty() {
            self.y += 14;
            self.heading("Mounted by nobody");
            for node in &scene.loose {
                self.store(*node, &[], &[]);
            }
        }
    }

    fn store(&mut self, node: usize, edges: &[usize], directories: &[Directory]) {
        let shown = &self.graph.nodes[node];
        let Title { name, mut lines, .. } = title(shown, self.width - 2 * PAD);
        let directories: Vec<String> = directories.iter().map(|shown| visible(&[&shown.path, "/"].concat())).collect();
        if !directories.is_empty() {
            lines.push(["directories: ", &directories.join(", ")].concat());
        }
        if is_unfilled(self.graph, node, edges, "") {
            lines.push(UNFILLED.to_owned());
        }
        let mut card = self.card(node, &name, &lines);
        card.loose = shown.kind == NodeKind::Volume
            && (shown.volume_kind.is_none() || directories.is_empty() && self.unused(node));
        self.end(card);
    }

    fn unused(&self, node: usize) -> bool {
        !self.ends.keys().any(|edge| self.graph.edges[*edge].to == node)
    }

    /// Joins rows with the box that they lead to.
    fn rail(&mut self, edges: &[usize], x: i32, end: Point) {
        let writes = edges.iter().any(|edge| self.graph.edges[*edge].direction.writes());
        let farthest = edges.iter().copied().min_by_key(|edge| self.ends.get(edge).map(|end| end.y));
        for edge in edges {
            let Some(start) = self.ends.get(edge).copied() else { continue };
            let reads = self.graph.edges[*edge].direction.reads();
            let from = Point { x: start.x + if reads { HEAD } else { 0 }, ..start };
            let turn = Point { x, ..start };
            let mut line = vec![from, turn];
            let mut heads = Vec::new();
            heads.extend(reads.then_some((start, Head::Left)));
            if Some(*edge) == farthest {
                line.extend([Point { x, y: end.y }, Point { x: end.x + if writes { HEAD } else { 0 }, ..end }]);
                heads.extend(writes.then_some((end, Head::Left)));
            }
            let kind = self.graph.edges[*edge].kind;
            self.layout.wires.push(Wire { edge: *edge, kind, pieces: vec![Piece::Line(line)], heads, label: None });
        }
    }

    fn finish(mut self, scene: &Scene) -> Layout {
        let note = if scene.containers.is_empty() && self.layout.cards.is_empty() {
            Some("There is no container to draw yet.".to_owned())
        } else if scene.omitted > 0 {
            Some([&scene.omitted.to_string(), " more are not drawn."].concat())
        } else {
            None
        };
        if let Some(note) = note {
            self.layout.headings.push(text(MARGIN, self.y + 12, Face::Small, true, note));
            self.y += 24;
        }
        self.layout.legend = legend(self.graph, &self.layout, &mut self.y);
        self.layout.height = self.y + 4;
        self.layout
    }
}
