//! The boxes of the diagram: how large they are and where their texts, hairlines and line ends stand.
//!
//! Texts are cut to fit; whoever wants them whole finds them in the box's label and in the list.

use super::metrics::{Face, fit, width};
use super::scene::{Directory, Resident, Scene, UNFILLED, is_unfilled, widest};
use super::wide::ROW;
use super::{Card, Point, Rect, Text, text};
use crate::analysis::{EdgeKind, FlowGraph, FlowNode, NodeKind};
use crate::arrange::Arrange;
use crate::flow::describe;
use crate::flow::escape::visible;
use crate::flow::paths::relation;
use std::collections::BTreeMap;

/// The least width of a picture.
pub(super) const HEADER: i32 = 280;
/// The least height of a container.
const LEAST: i32 = 56;
/// Space between a box's edge and its texts.
pub(super) const PAD: i32 = 14;
/// Room for a sign before a name.
const SIGN: i32 = 24;
/// How many volumes are so many that each shows its kind only.
const MANY: usize = 10;
/// The most room for a line in the head of a volume.
const LINE: i32 = 264 - 2 * PAD;
/// Space between line ends in one box.
const PORT: i32 = 12;

/// The widths of the columns.
pub(super) struct Widths {
    pub(super) names: i32,
    pub(super) rows: i32,
    pub(super) stores: i32,
}

impl Widths {
    pub(super) fn of(graph: &FlowGraph, scene: &Scene) -> Self {
        let residents = || scene.containers.iter();
        let names = residents().map(|resident| title(&graph.nodes[resident.node], LINE).width()).max().unwrap_or(0);
        let rows = || residents().flat_map(|resident| &resident.rows);
        let locked = if rows().any(|row| row.locked) { 18 } else { 0 };
        let paths = widest(rows().map(|row| row.text.as_str()), Face::Mono);
        let nodes = scene.stores.iter().map(|store| store.node).chain(scene.loose.iter().copied());
        let stores = nodes.map(|node| title(&graph.nodes[node], LINE).width()).max().unwrap_or(0);
        Self {
            names: (names + 2 * PAD).clamp(136, 224),
            rows: if rows().next().is_none() { 0 } else { (paths + 2 * PAD + locked).clamp(104, 272) },
            stores: (stores + 2 * PAD + SIGN).clamp(176, 264),
        }
    }
}

/// What stands in the head of a box.
pub(super) struct Title {
    pub(super) name: String,
    pub(super) lines: Vec<String>,
    /// How many of the lines say what it is; they are never left out.
    least: usize,
}

impl Title {
    fn width(&self) -> i32 {
        let lines = self.lines.iter().map(|line| width(line, Face::Small)).max().unwrap_or(0);
        width(&self.name, Face::Name).max(lines)
    }
}

/// Name, kind and lifetime of a node. A kind is never cut: where a line has not enough room for it and for what belongs
/// to it, that gets a line of its own.
pub(super) fn title(node: &FlowNode, room: i32) -> Title {
    let name = visible(crate::flow::variables::cut(&node.name, 1_024));
    if node.kind == NodeKind::External {
        let (kind, name) = name.split_once(' ').unwrap_or(("", &name));
        return Title { name: name.to_owned(), lines: vec![kind.to_owned()], least: 1 };
    }
    let said = visible(&describe::kind(node));
    let mut lines = match node.volume_kind.and_then(|kind| said.strip_prefix(kind)?.strip_prefix(", ")) {
        Some(detail) if width(&said, Face::Small) > room => {
            vec![said[..said.len() - detail.len() - 2].to_owned(), detail.to_owned()]
        }
        _ => vec![said],
    };
    let least = lines.len();
    lines.extend(node.lifetime.map(|lifetime| describe::lifetime(lifetime).to_owned()));
    Title { name, lines, least }
}

/// The texts of a box's head, and how high it is.
fn head(title: &Title, frame: Rect, indent: i32, room: i32) -> Vec<Text> {
    let [x, room] = [frame.x + PAD + indent, room - 2 * PAD - indent];
    let mut texts = vec![text(x, frame.y + 23, Face::Name, false, fit(&title.name, room, Face::Name))];
    for (line, y) in title.lines.iter().zip((frame.y + 42..).step_by(18)) {
        texts.push(text(frame.x + PAD, y, Face::Small, true, fit(line, room + indent, Face::Small)));
    }
    texts
}

/// The height of a volume's head. In a crowd it says what the volume is, and no more.
fn head_height(node: &FlowNode, is_crowd: bool) -> i32 {
    let title = title(node, LINE);
    36 + 18 * i32::try_from(if is_crowd { title.least } else { title.lines.len() }).unwrap_or(0)
}

pub(super) fn container_height(resident: &Resident) -> i32 {
    LEAST.max(ROW * i32::try_from(resident.rows.len()).unwrap_or(0))
}

/// A container: its name on the left, its rows on the right.
pub(super) fn container(graph: &FlowGraph, resident: &Resident, frame: Rect, widths: &Widths) -> Card {
    let mut title = title(&graph.nodes[resident.node], LINE);
    if let (Some(step), Some(line)) = (resident.step, title.lines.first_mut()) {
        *line += &[" ", &step.to_string()].concat();
    }
    let block = Rect { y: frame.middle() - 17 - 9 * count(&title.lines), ..frame };
    let mut texts = head(&title, block, 0, widths.names);
    let (mut rules, mut locks) = (Vec::new(), Vec::new());
    let x = frame.x + widths.names;
    let rows = i32::try_from(resident.rows.len()).unwrap_or(0);
    let first = frame.y + (frame.height - ROW * rows) / 2;
    if rows > 0 {
        rules.push((Point { x, y: frame.y }, Point { x, y: frame.bottom() }));
    }
    for (index, (row, y)) in resident.rows.iter().zip((first..).step_by(30)).enumerate() {
        let room = widths.rows - 2 * PAD - if row.locked { 18 } else { 0 };
        texts.push(text(x + PAD, y + 20, row.face, row.face != Face::Mono, fit(&row.text, room, row.face)));
        if row.locked {
            locks.push(Point { x: frame.right() - PAD - 10, y: y + 9 });
        }
        if index > 0 {
            rules.push((Point { x, y }, Point { x: frame.right(), y }));
        }
    }
    let links = links(graph, resident, x, first);
    Card { node: resident.node, frame, texts, rules, locks, links, sign: None, loose: false }
}

/// The most pairs that are marked in one container.
const MOST_LINKS: usize = 6;

/// Pairs of rows where one shows the directory of the other too, from the middle of one to that of the other.
fn links(graph: &FlowGraph, resident: &Resident, x: i32, first: i32) -> Vec<(Point, Point)> {
    let mut links = Vec::new();
    let mounts =
        || resident.rows.iter().zip((first + ROW / 2..).step_by(30)).map(|(row, y)| (&graph.edges[row.edges[0]], y));
    for (at, (a, from)) in mounts().enumerate() {
        for (b, to) in mounts().skip(at + 1) {
            let [path, other] = [a, b].map(|edge| edge.sub_path.as_deref().unwrap_or(""));
            let same = a.kind == EdgeKind::Mount && a.to == b.to && relation(path, other).overlaps();
            if same && links.len() < MOST_LINKS {
                links.push((Point { x, y: from }, Point { x, y: to }));
            }
        }
    }
    links
}

/// Groups of the right column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Volumes,
    Outside,
    Loose,
}

impl Group {
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Volumes => "Volumes",
            Self::Outside => "Outside the pod",
            Self::Loose => "Mounted by nobody",
        }
    }
}

/// A box of the right column before it is placed.
pub(super) struct Store {
    pub(super) group: Group,
    pub(super) node: usize,
    pub(super) height: i32,
    pub(super) edges: Vec<usize>,
    /// The height above the directories.
    head: i32,
    rows: Vec<Shelf>,
    /// Whether its root is read and nobody fills it, where it shows no directories.
    unfilled: bool,
}

/// A directory in the box of its volume.
struct Shelf {
    text: String,
    indent: i32,
    height: i32,
    edges: Vec<usize>,
    unfilled: bool,
}

/// The boxes of the right column from top to bottom.
pub(super) fn stores(graph: &FlowGraph, scene: &Scene, order: &[usize]) -> Vec<Store> {
    let is_crowd = scene.stores.len() + scene.loose.len() > MANY;
    let known = order.iter().map(|at| {
        let store = &scene.stores[*at];
        let rows: Vec<Shelf> = store.directories.iter().map(|directory| shelf(graph, store, directory)).collect();
        let unfilled = rows.is_empty() && is_unfilled(graph, store.node, &store.edges, "");
        let head = head_height(&graph.nodes[store.node], is_crowd) + if unfilled { 18 } else { 0 };
        let ports = PORT * count(&store.edges) + 16;
        let height =
            if rows.is_empty() { head.max(ports) } else { head + rows.iter().map(|row| row.height).sum::<i32>() };
        let group = if store.is_external { Group::Outside } else { Group::Volumes };
        Store { group, node: store.node, height, edges: store.edges.clone(), head, rows, unfilled }
    });
    let loose = scene.loose.iter().map(|node| {
        let head = head_height(&graph.nodes[*node], is_crowd);
        let edges = Vec::new();
        Store { group: Group::Loose, node: *node, height: head, edges, head, rows: Vec::new(), unfilled: false }
    });
    known.chain(loose).collect()
}

fn count<T>(items: &[T]) -> i32 {
    i32::try_from(items.len()).unwrap_or(0)
}

fn shelf(graph: &FlowGraph, store: &super::scene::Store, directory: &Directory) -> Shelf {
    let here = |edge: &&usize| graph.edges[**edge].sub_path.as_deref().unwrap_or("") == directory.path;
    let edges: Vec<usize> = store.edges.iter().filter(here).copied().collect();
    Shelf {
        text: directory.text.clone(),
        indent: 14 * directory.depth,
        height: (PORT * count(&edges) + 16).max(28),
        unfilled: is_unfilled(graph, store.node, &store.edges, &directory.path),
        edges,
    }
}

/// A volume or something outside, at its place.
pub(super) fn store(graph: &FlowGraph, scene: &Scene, store: &Store, frame: Rect) -> Card {
    let node = &graph.nodes[store.node];
    let mut texts = head(&title(node, LINE), frame, SIGN, frame.width);
    let mark = if store.unfilled { 18 } else { 0 };
    texts.retain(|text| text.at.y < frame.y + store.head - mark);
    if store.unfilled {
        texts.push(text(frame.x + PAD, frame.y + store.head - 12, Face::Small, true, UNFILLED.to_owned()));
    }
    let mut rules = Vec::new();
    let mut y = frame.y + store.head;
    for shelf in &store.rows {
        rules.push((Point { x: frame.x, y }, Point { x: frame.right(), y }));
        let [x, base] = [frame.x + PAD + shelf.indent, y + shelf.height / 2 + 5];
        let mut room = frame.width - 2 * PAD - shelf.indent;
        if shelf.unfilled {
            let mut mark = text(frame.right() - PAD, base, Face::Small, true, UNFILLED.to_owned());
            mark.ends = true;
            texts.push(mark);
            room -= width(UNFILLED, Face::Small) + 8;
        }
        texts.push(text(x, base, Face::Mono, false, fit(&shelf.text, room, Face::Mono)));
        y += shelf.height;
    }
    let sign = Some(Point { x: frame.x + PAD, y: frame.y + 10 });
    let undefined = node.kind == NodeKind::Volume && node.volume_kind.is_none();
    let loose = undefined || scene.loose.contains(&store.node);
    Card { node: store.node, frame, texts, rules, locks: Vec::new(), links: Vec::new(), sign, loose }
}

/// Where the lines of a store end, in the order in which they come.
pub(super) fn ports(store: &Store, frame: Rect, ends: &BTreeMap<usize, Point>) -> Vec<(usize, Point)> {
    let mut ports = Vec::new();
    let mut spread = |lines: &[usize], top: i32, height: i32| {
        let mut lines: Vec<(i32, usize)> = lines.iter().filter_map(|edge| Some((ends.get(edge)?.y, *edge))).collect();
        lines.arrange();
        let count = i32::try_from(lines.len()).unwrap_or(0);
        let first = top + (height - PORT * (count - 1)) / 2;
        ports
            .extend(lines.into_iter().zip((first..).step_by(12)).map(|((_, edge), y)| (edge, Point { x: frame.x, y })));
    };
    if store.rows.is_empty() {
        spread(&store.edges, frame.y, frame.height);
    }
    let mut y = frame.y + store.head;
    for shelf in &store.rows {
        spread(&shelf.edges, y, shelf.height);
        y += shelf.height;
    }
    ports
}
