//! The wide layout: containers with their mounts on the left, volumes and what lies outside on the right, calls over
//! localhost in lanes at the far left.
//!
//! Lines between the columns run in the gap between them and lanes run left of everything, so no line crosses a box.

use super::cards::{self, HEADER, Widths};
use super::metrics::{self, Face};
use super::order::{self, Wish};
use super::scene::{Resident, Scene};
use super::{Card, HEAD, Head, Layout, MARGIN, Piece, Point, Rect, Wire, lanes, legend, text};
use crate::analysis::{EdgeKind, FlowGraph};
use crate::arrange::Arrange;
use std::collections::BTreeMap;

/// Where the first box may stand.
const TOP: i32 = 46;
/// Space between the columns.
const GAP: i32 = 136;
/// Space between containers.
const BETWEEN: i32 = 16;
/// Space between volumes.
const STORES: i32 = 14;
/// Space above a group with a heading.
const GROUP: i32 = 44;
/// The height of a row.
pub(super) const ROW: i32 = 30;

/// Lays a graph out in columns.
pub(in crate::flow) fn wide(graph: &FlowGraph) -> Layout {
    let mut scene = Scene::of(graph);
    let first = stack(&scene, BETWEEN);
    let order = store_order(&scene, &first);
    sort_rows(graph, &mut scene, &order);
    let stores = cards::stores(graph, &scene, &order);
    let frames = stack(&scene, spread(&scene, &stores));
    let lanes = lanes::find(graph, &scene, &frames);
    let left = MARGIN + lanes.width;
    let widths = Widths::of(graph, &scene);
    let crowd: i32 = stores.iter().map(|store| i32::try_from(store.edges.len()).unwrap_or(0)).sum();
    let gap = if stores.is_empty() { 0 } else { GAP + crowd.clamp(0, 40) * 2 };
    let right = left + widths.names + widths.rows + gap;
    let ends = row_ends(&scene, &frames, left + widths.names + widths.rows);
    let mut layout = Layout {
        width: right + if stores.is_empty() { 0 } else { widths.stores } + MARGIN,
        height: 0,
        headings: Vec::new(),
        cards: containers(graph, &scene, &frames, left, &widths),
        wires: lanes.wires(left),
        legend: Vec::new(),
    };
    heading(&mut layout, left, frames.first().map_or(TOP, |frame| frame.0), "Containers");
    let ports = place_stores(graph, &scene, &stores, &ends, right, &widths, &mut layout);
    layout.wires.extend(mounts(graph, &ends, &ports));
    finish(graph, &scene, layout)
}

/// Upper edges and heights of the containers, one below the other.
fn stack(scene: &Scene, between: i32) -> Vec<(i32, i32)> {
    let mut y = TOP;
    let place = |resident: &Resident| {
        let frame = (y, cards::container_height(resident));
        y += frame.1 + between;
        frame
    };
    scene.containers.iter().map(place).collect()
}

/// Space between containers: a little more where the volumes need more height than they do.
fn spread(scene: &Scene, stores: &[cards::Store]) -> i32 {
    let own: i32 = scene.containers.iter().map(cards::container_height).sum();
    let others: i32 = stores.iter().map(|store| store.height + STORES).sum();
    let spaces = i32::try_from(scene.containers.len()).unwrap_or(1).saturating_sub(1).max(1);
    ((others - own) / spaces).clamp(BETWEEN, 3 * BETWEEN)
}

/// The height of the middle of every row, by its edges.
fn row_heights(scene: &Scene, frames: &[(i32, i32)]) -> BTreeMap<usize, i32> {
    let mut heights = BTreeMap::new();
    for (resident, (y, height)) in scene.containers.iter().zip(frames) {
        let rows = i32::try_from(resident.rows.len()).unwrap_or(0) * ROW;
        let first = y + (height - rows) / 2 + ROW / 2;
        for (row, middle) in resident.rows.iter().zip((first..).step_by(30)) {
            heights.extend(row.edges.iter().map(|edge| (*edge, middle)));
        }
    }
    heights
}

/// Where the lines of each row start.
fn row_ends(scene: &Scene, frames: &[(i32, i32)], x: i32) -> BTreeMap<usize, Point> {
    row_heights(scene, frames).into_iter().map(|(edge, y)| (edge, Point { x, y })).collect()
}

/// The order of the stores from top to bottom: volumes, then what lies outside.
fn store_order(scene: &Scene, frames: &[(i32, i32)]) -> Vec<usize> {
    let heights = row_heights(scene, frames);
    let lines_of = |external: bool| {
        let chosen: Vec<usize> =
            (0..scene.stores.len()).filter(|at| scene.stores[*at].is_external == external).collect();
        let lines: Vec<Vec<i32>> = chosen
            .iter()
            .map(|at| scene.stores[*at].edges.iter().filter_map(|edge| heights.get(edge).copied()).collect())
            .collect();
        order::order(&lines).into_iter().map(move |at| chosen[at]).collect::<Vec<_>>()
    };
    [lines_of(false), lines_of(true)].concat()
}

/// Puts the rows of each container into the order of what they lead to.
fn sort_rows(graph: &FlowGraph, scene: &mut Scene, order: &[usize]) {
    let rank: BTreeMap<usize, usize> =
        order.iter().enumerate().map(|(rank, at)| (scene.stores[*at].node, rank)).collect();
    for resident in &mut scene.containers {
        resident.rows.arrange_by_key(|row| {
            let edge = row.edges.first().map(|edge| &graph.edges[*edge]);
            edge.map(|edge| {
                (
                    edge.kind == EdgeKind::External,
                    rank.get(&edge.to).copied(),
                    edge.sub_path.as_deref().unwrap_or_default(),
                )
            })
        });
    }
}

fn containers(graph: &FlowGraph, scene: &Scene, frames: &[(i32, i32)], x: i32, widths: &Widths) -> Vec<Card> {
    let card = |(resident, (y, height)): (&Resident, &(i32, i32))| {
        let width = widths.names + if resident.rows.is_empty() { 0 } else { widths.rows };
        cards::container(graph, resident, Rect { x, y: *y, width, height: *height }, widths)
    };
    scene.containers.iter().zip(frames).map(card).collect()
}

/// Places the stores and whatever nobody mounts; gives the points where their lines end.
fn place_stores(
    graph: &FlowGraph,
    scene: &Scene,
    stores: &[cards::Store],
    ends: &BTreeMap<usize, Point>,
    x: i32,
    widths: &Widths,
    layout: &mut Layout,
) -> BTreeMap<usize, Point> {
    let is_first = |at: usize| at == 0 || stores[at].group != stores[at - 1].group;
    let wishes: Vec<Wish> = stores
        .iter()
        .enumerate()
        .map(|(at, store)| {
            let heights: Vec<i32> = store.edges.iter().filter_map(|edge| ends.get(edge).map(|end| end.y)).collect();
            let middle = order::median(&heights).unwrap_or(i32::MAX / 8);
            let gap = if at > 0 && is_first(at) {
                GROUP
            } else if at > 0 {
                14
            } else {
                0
            };
            Wish { y: middle - store.height / 2, height: store.height, gap }
        })
        .collect();
    // What nobody mounts has no wish of its own; it follows what is above it.
    let bound = wishes.iter().position(|wish| wish.y > i32::MAX / 16).unwrap_or(wishes.len());
    let mut tops = order::column(&wishes[..bound], TOP);
    for wish in &wishes[bound..] {
        let bottom = tops.last().map_or(TOP, |y| y + wishes[tops.len() - 1].height + wish.gap);
        tops.push(bottom);
    }
    let mut ports = BTreeMap::new();
    for (at, store) in stores.iter().enumerate() {
        let frame = Rect { x, y: tops[at], width: widths.stores, height: store.height };
        if is_first(at) {
            heading(layout, x, frame.y, store.group.title());
        }
        layout.cards.push(cards::store(graph, scene, store, frame));
        ports.extend(cards::ports(store, frame, ends));
    }
    ports
}

fn heading(layout: &mut Layout, x: i32, y: i32, title: &str) {
    layout.headings.push(text(x, y - 12, Face::Small, true, title.to_owned()));
}

/// The lines between rows and stores.
fn mounts(graph: &FlowGraph, ends: &BTreeMap<usize, Point>, ports: &BTreeMap<usize, Point>) -> Vec<Wire> {
    let wire = |(edge, start): (&usize, &Point)| {
        let end = *ports.get(edge)?;
        let direction = graph.edges[*edge].direction;
        let from = Point { x: start.x + if direction.reads() { HEAD } else { 0 }, y: start.y };
        let to = Point { x: end.x - if direction.writes() { HEAD } else { 0 }, y: end.y };
        let bend = (to.x - from.x) * 45 / 100;
        let curve = [from, Point { x: from.x + bend, y: from.y }, Point { x: to.x - bend, y: to.y }, to];
        let mut heads = Vec::new();
        heads.extend(direction.reads().then_some((*start, Head::Left)));
        heads.extend(direction.writes().then_some((end, Head::Right)));
        let kind = graph.edges[*edge].kind;
        Some(Wire { edge: *edge, kind, pieces: vec![Piece::Curve(curve)], heads, label: None })
    };
    ends.iter().filter_map(wire).collect()
}

/// Adds what stands below everything, and the size.
fn finish(graph: &FlowGraph, scene: &Scene, mut layout: Layout) -> Layout {
    let mut height = layout.cards.iter().map(|card| card.frame.bottom()).max().unwrap_or(TOP) + MARGIN;
    let mut notes = Vec::new();
    if layout.cards.is_empty() {
        layout.headings.clear();
        notes.push("There is no container to draw yet.".to_owned());
    } else if scene.stores.is_empty() && scene.loose.is_empty() {
        notes.push("This pod has no volumes.".to_owned());
    }
    if scene.omitted > 0 {
        notes.push([&scene.omitted.to_string(), " more are not drawn; the list has them all."].concat());
    }
    for note in notes {
        layout.width = layout.width.max(2 * MARGIN + metrics::width(&note, Face::Small));
        layout.headings.push(text(MARGIN, height + 8, Face::Small, true, note));
        height += 26;
    }
    layout.width = layout.width.max(HEADER);
    layout.legend = legend(graph, &layout, &mut height);
    layout.height = height;
    layout
}
