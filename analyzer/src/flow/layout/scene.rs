//! What of a graph is drawn, in which order: containers with their rows, volumes with their directories.
//!
//! Containers stand in the order of their start, each with one row a mount and one for what lies outside. Volumes that
//! nobody mounts come last. Beyond what a picture can show, things are counted instead.

use super::metrics::{self, Face};
use crate::analysis::{Access, Direction, EdgeKind, FlowEdge, FlowGraph, Lifecycle, NodeKind};
use crate::arrange::Arrange;
use crate::flow::escape::visible;
use crate::flow::paths;
use std::collections::{BTreeMap, BTreeSet};

const MOST_CONTAINERS: usize = 40;
const MOST_ROWS: usize = 30;
const MOST_STORES: usize = 60;
const MOST_DIRECTORIES: usize = 24;

/// What is drawn.
pub(super) struct Scene {
    pub(super) containers: Vec<Resident>,
    /// Volumes that are mounted, then what lies outside, in the graph's order.
    pub(super) stores: Vec<Store>,
    /// Volumes that nobody mounts.
    pub(super) loose: Vec<usize>,
    /// Calls over localhost between containers that are drawn.
    pub(super) calls: Vec<usize>,
    /// How many boxes and mounts are left out.
    pub(super) omitted: usize,
}

/// A container.
pub(super) struct Resident {
    pub(super) node: usize,
    /// Its number among the init containers.
    pub(super) step: Option<usize>,
    pub(super) rows: Vec<Row>,
}

/// A mount, or the network.
pub(super) struct Row {
    pub(super) text: String,
    pub(super) face: Face,
    pub(super) locked: bool,
    pub(super) edges: Vec<usize>,
}

/// A volume or something outside.
pub(super) struct Store {
    pub(super) node: usize,
    pub(super) is_external: bool,
    /// The lines that end at it.
    pub(super) edges: Vec<usize>,
    /// Its directories that mounts show; empty where all show its root.
    pub(super) directories: Vec<Directory>,
}

/// A directory of a volume.
pub(super) struct Directory {
    pub(super) path: String,
    pub(super) depth: i32,
    pub(super) text: String,
}

/// What stands beside a directory that starts empty and that nobody but its readers sees.
pub(super) const UNFILLED: &str = "nobody fills it";

/// Whether a directory of a volume starts empty, is read, and is filled by nobody: neither by another container that
/// sees a part of it, nor by a reader through another mount of the very same directory.
pub(super) fn is_unfilled(graph: &FlowGraph, node: usize, edges: &[usize], directory: &str) -> bool {
    let starts_empty = matches!(graph.nodes[node].volume_kind, Some("emptyDir" | "ephemeral"));
    let path = |edge: &usize| graph.edges[*edge].sub_path.as_deref().unwrap_or("");
    let here = || edges.iter().filter(|edge| path(edge) == directory).map(|edge| &graph.edges[*edge]);
    let only_read = here().next().is_some() && here().all(|edge| edge.direction == Direction::Read);
    let elsewhere = |edge: &&usize| here().all(|reader| reader.from != graph.edges[**edge].from);
    starts_empty
        && only_read
        && edges
            .iter()
            .filter(elsewhere)
            .filter(|edge| paths::relation(path(edge), directory) != paths::Relation::Disjoint)
            .all(|edge| graph.edges[*edge].direction == Direction::Read)
}

impl Scene {
    pub(super) fn of(graph: &FlowGraph) -> Self {
        let by_container = by_container(graph);
        let mut nodes: Vec<usize> = of_kind(graph, NodeKind::Container).collect();
        nodes.arrange_by_key(|node| rank(graph.nodes[*node].lifecycle));
        let mut omitted = nodes.len().saturating_sub(MOST_CONTAINERS);
        nodes.truncate(MOST_CONTAINERS);
        let mut steps = 0;
        let containers: Vec<Resident> = nodes
            .into_iter()
            .map(|node| {
                let is_step = graph.nodes[node].lifecycle == Some(Lifecycle::Init);
                steps += usize::from(is_step);
                let edges = by_container.get(&node).map_or(&[][..], Vec::as_slice);
                let (rows, left_out) = rows(graph, edges);
                omitted += left_out;
                Resident { node, step: is_step.then_some(steps), rows }
            })
            .collect();
        let mut scene = Self { containers, stores: Vec::new(), loose: Vec::new(), calls: Vec::new(), omitted };
        scene.add_stores(graph);
        scene.add_calls(graph);
        scene
    }

    fn add_stores(&mut self, graph: &FlowGraph) {
        let mut used: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for edge in self.containers.iter().flat_map(|resident| &resident.rows).flat_map(|row| &row.edges) {
            used.entry(graph.edges[*edge].to).or_default().push(*edge);
        }
        for kind in [NodeKind::Volume, NodeKind::External] {
            for node in of_kind(graph, kind) {
                match used.get(&node) {
                    _ if self.stores.len() + self.loose.len() >= MOST_STORES => self.omitted += 1,
                    Some(edges) => self.stores.push(Store {
                        node,
                        is_external: kind == NodeKind::External,
                        directories: directories(graph, edges),
                        edges: edges.clone(),
                    }),
                    None => self.loose.push(node),
                }
            }
        }
        let drawn: BTreeSet<usize> = self.stores.iter().map(|store| store.node).collect();
        for row in self.containers.iter_mut().flat_map(|resident| &mut resident.rows) {
            row.edges.retain(|edge| drawn.contains(&graph.edges[*edge].to));
        }
        for resident in &mut self.containers {
            resident.rows.retain(|row| !row.edges.is_empty());
        }
    }

    fn add_calls(&mut self, graph: &FlowGraph) {
        let drawn: BTreeSet<usize> = self.containers.iter().map(|resident| resident.node).collect();
        let both = |edge: &FlowEdge| drawn.contains(&edge.from) && drawn.contains(&edge.to);
        let calls = graph.edges.iter().enumerate().filter(|(_, edge)| edge.kind == EdgeKind::Loopback && both(edge));
        self.calls = calls.map(|(index, _)| index).take(MOST_STORES).collect();
    }
}

fn of_kind(graph: &FlowGraph, kind: NodeKind) -> impl Iterator<Item = usize> {
    graph.nodes.iter().filter(move |node| node.kind == kind).map(|node| node.id)
}

/// In which order kinds of containers start.
const fn rank(lifecycle: Option<Lifecycle>) -> u8 {
    match lifecycle {
        Some(Lifecycle::Init) => 0,
        Some(Lifecycle::NativeSidecar) => 1,
        Some(Lifecycle::Regular) | None => 2,
        Some(Lifecycle::Ephemeral) => 3,
    }
}

/// Mounts and what lies outside, by container.
fn by_container(graph: &FlowGraph) -> BTreeMap<usize, Vec<usize>> {
    let mut edges: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, edge) in graph.edges.iter().enumerate() {
        if matches!(edge.kind, EdgeKind::Mount | EdgeKind::External) {
            edges.entry(edge.from).or_default().push(index);
        }
    }
    edges
}

/// The rows of one container, and how many mounts are left out.
fn rows(graph: &FlowGraph, edges: &[usize]) -> (Vec<Row>, usize) {
    let of = |kind: EdgeKind| edges.iter().copied().filter(move |edge| graph.edges[*edge].kind == kind);
    let mut rows: Vec<Row> = of(EdgeKind::Mount)
        .take(MOST_ROWS)
        .map(|index| {
            let edge = &graph.edges[index];
            let path = edge.mount_path.as_deref().filter(|path| !path.is_empty()).unwrap_or("(no path)");
            Row {
                text: visible(crate::flow::variables::cut(path, 4_096)),
                face: Face::Mono,
                locked: edge.access == Some(Access::ReadOnly),
                edges: vec![index],
            }
        })
        .collect();
    let beyond: Vec<usize> = of(EdgeKind::External).take(MOST_ROWS).collect();
    if !beyond.is_empty() {
        rows.push(Row { text: "network".to_owned(), face: Face::Small, locked: false, edges: beyond });
    }
    (rows, of(EdgeKind::Mount).count().saturating_sub(MOST_ROWS))
}

/// The directories that mounts show of one volume, each below the one that contains it.
fn directories(graph: &FlowGraph, edges: &[usize]) -> Vec<Directory> {
    let shown = |edge: &usize| graph.edges[*edge].sub_path.as_deref().unwrap_or("");
    let mut found: Vec<&str> = edges.iter().map(shown).collect();
    found.arrange_by(|a, b| a.split('/').cmp(b.split('/')));
    found.dedup();
    if found.len() > MOST_DIRECTORIES || found.iter().all(|path| path.is_empty()) {
        return Vec::new();
    }
    let above = |path: &str| -> Vec<&str> {
        found.iter().copied().filter(|other| *other != path && paths::below(other, path).is_some()).collect()
    };
    found
        .iter()
        .map(|path| {
            let above = above(path);
            let parent = above.iter().max_by_key(|other| other.len());
            let rest = parent.and_then(|parent| paths::below(parent, path)).unwrap_or(path);
            let depth = i32::try_from(above.len()).unwrap_or(0).min(4);
            Directory { path: (*path).to_owned(), depth, text: visible(&[rest, "/"].concat()) }
        })
        .collect()
}

/// The widest of some texts.
pub(super) fn widest<'t>(texts: impl Iterator<Item = &'t str>, face: Face) -> i32 {
    texts.map(|text| metrics::width(text, face)).max().unwrap_or(0)
}
