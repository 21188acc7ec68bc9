//! Calls over localhost: one lane for every container that is called, left of the containers.
//!
//! A lane runs from its callers to the one arrow at the container that listens. Lanes whose heights do not meet share a
//! place, so that the picture stays narrow.

use super::metrics::{Face, width};
use super::scene::Scene;
use super::{HEAD, Head, Piece, Point, Text, Wire};
use crate::analysis::{EdgeKind, FlowGraph};
use crate::arrange::Arrange;
use std::collections::BTreeMap;

/// Space between lanes.
const STEP: i32 = 14;

/// All lanes, before the containers have their place from left to right.
pub(super) struct Lanes {
    all: Vec<Lane>,
    /// How much room they take.
    pub(super) width: i32,
    /// Room for ports between the first lane and the containers.
    room: i32,
}

struct Lane {
    edge: usize,
    label: String,
    /// Heights at which callers join it.
    callers: Vec<i32>,
    /// The height at which it ends at the container that listens.
    target: i32,
    /// Its place, counted from the containers.
    place: i32,
}

/// Finds the lanes for containers with these upper edges and heights.
pub(super) fn find(graph: &FlowGraph, scene: &Scene, frames: &[(i32, i32)]) -> Lanes {
    let position: BTreeMap<usize, usize> =
        scene.containers.iter().enumerate().map(|(at, resident)| (resident.node, at)).collect();
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for edge in &scene.calls {
        groups.entry(position[&graph.edges[*edge].to]).or_default().push(*edge);
    }
    let ports = ports(graph, &groups, &position, frames);
    let mut lanes: Vec<Lane> = groups
        .iter()
        .map(|(target, edges)| Lane {
            edge: edges[0],
            label: label(graph, edges),
            callers: callers(graph, edges, &position).iter().map(|caller| ports[&(*caller, *target)]).collect(),
            target: ports[&(*target, *target)],
            place: 0,
        })
        .collect();
    let places = share(&mut lanes);
    let room = lanes.iter().map(|lane| width(&lane.label, Face::Mono)).max().map_or(0, |label| label + 22);
    Lanes { width: room + STEP * places, all: lanes, room }
}

/// The ports of one lane: `:5432, :6379`.
fn label(graph: &FlowGraph, edges: &[usize]) -> String {
    let mut ports: Vec<u16> = edges.iter().filter_map(|edge| graph.edges[*edge].port).collect();
    ports.arrange();
    ports.dedup();
    let mut shown: Vec<String> = ports.iter().take(2).map(|port| [":", &port.to_string()].concat()).collect();
    if ports.len() > 2 {
        "…".clone_into(&mut shown[1]);
    }
    shown.join(" ")
}

fn callers(graph: &FlowGraph, edges: &[usize], position: &BTreeMap<usize, usize>) -> Vec<usize> {
    let mut callers: Vec<usize> = edges.iter().map(|edge| position[&graph.edges[*edge].from]).collect();
    callers.arrange();
    callers.dedup();
    callers
}

/// The heights at which lanes meet containers, by container and the container that the lane leads to.
fn ports(
    graph: &FlowGraph,
    groups: &BTreeMap<usize, Vec<usize>>,
    position: &BTreeMap<usize, usize>,
    frames: &[(i32, i32)],
) -> BTreeMap<(usize, usize), i32> {
    let mut meeting: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (target, edges) in groups {
        meeting.entry(*target).or_default().push(*target);
        for caller in callers(graph, edges, position) {
            meeting.entry(caller).or_default().push(*target);
        }
    }
    let mut ports = BTreeMap::new();
    for (container, mut targets) in meeting {
        // Lines to what stands above leave above.
        targets.arrange();
        let (y, height) = frames[container];
        let count = i32::try_from(targets.len()).unwrap_or(0);
        for (target, index) in targets.into_iter().zip(1..) {
            ports.insert((container, target), y + height * index / (count + 1));
        }
    }
    ports
}

/// Gives lanes their places; gives how many places there are.
fn share(lanes: &mut [Lane]) -> i32 {
    let mut by_length: Vec<usize> = (0..lanes.len()).collect();
    let span = |lane: &Lane| {
        let ends = lane.callers.iter().chain([&lane.target]);
        (ends.clone().min().copied().unwrap_or(0), ends.max().copied().unwrap_or(0))
    };
    by_length.arrange_by_key(|at| {
        let (top, bottom) = span(&lanes[*at]);
        (bottom - top, *at)
    });
    let mut taken: Vec<Vec<(i32, i32)>> = Vec::new();
    for at in by_length {
        let (top, bottom) = span(&lanes[at]);
        let free = |others: &Vec<(i32, i32)>| others.iter().all(|other| other.1 + 6 < top || bottom + 6 < other.0);
        let place = taken.iter().position(free).unwrap_or(taken.len());
        if place == taken.len() {
            taken.push(Vec::new());
        }
        taken[place].push((top, bottom));
        lanes[at].place = i32::try_from(place).unwrap_or(0);
    }
    i32::try_from(taken.len()).unwrap_or(0)
}

impl Lanes {
    /// The lines, for containers that start at `left`.
    pub(super) fn wires(&self, left: i32) -> Vec<Wire> {
        self.all.iter().map(|lane| self.wire(lane, left)).collect()
    }

    fn wire(&self, lane: &Lane, left: i32) -> Wire {
        let x = left - self.room - STEP * lane.place;
        let arrow = Point { x: left, y: lane.target };
        let before = Point { x: left - HEAD, ..arrow };
        let pieces = pieces(lane, x, left, before);
        let label = Text {
            at: Point { x: left - HEAD - 6, y: lane.target - 5 },
            face: Face::Mono,
            quiet: true,
            ends: true,
            words: lane.label.clone(),
        };
        Wire {
            edge: lane.edge,
            kind: EdgeKind::Loopback,
            pieces,
            heads: vec![(arrow, Head::Right)],
            label: Some(label),
        }
    }
}

/// The farthest callers make the lane itself, the others join it; what all share is drawn once.
fn pieces(lane: &Lane, x: i32, left: i32, before: Point) -> Vec<Piece> {
    let corner = Point { x, y: lane.target };
    let highest = lane.callers.iter().min().filter(|caller| **caller < lane.target);
    let lowest = lane.callers.iter().max().filter(|caller| **caller > lane.target);
    let both = highest.is_some() && lowest.is_some();
    let mut pieces = Vec::new();
    for caller in &lane.callers {
        let [out, turn] = [left, x].map(|x| Point { x, y: *caller });
        let is_farthest = Some(caller) == highest || Some(caller) == lowest;
        pieces.push(Piece::Line(match (is_farthest, both) {
            (true, true) => vec![out, turn, corner],
            (true, false) => vec![out, turn, corner, before],
            (false, _) => vec![out, turn],
        }));
    }
    if both {
        pieces.push(Piece::Line(vec![corner, before]));
    }
    pieces
}
