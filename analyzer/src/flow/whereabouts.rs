//! Where a file of one container is seen in the others: `/var/log/nginx/access.log` of `web` is `/logs/access.log` of
//! `shipper`.
//!
//! Path algebra over the mounts of a finished graph, asked for one path at a time. What a mount covers is not seen; what
//! depends on a value that the manifest does not show is told as such. Links inside of volumes are not known here.

use super::escape::visible;
use super::paths::{self, Relation};
use super::variables::cut;
use crate::analysis::{Access, EdgeKind, FlowEdge, FlowGraph};
use crate::arrange::Arrange;
use crate::span::Span;

/// The most mounts of one pod that are looked at.
const MOST: usize = 400;
/// How much of a name is told, in bytes.
const LONGEST: usize = 300;

/// Where a path of a container leads, and who else sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Whereabouts {
    /// The container that was asked about, as a node of the graph.
    pub container: usize,
    /// The path as it was cleaned: `/var/log/nginx`.
    pub path: String,
    /// The volume, as a node of the graph; none where the path lies on no volume.
    pub volume: Option<usize>,
    /// The place in the volume: `/access.log`; empty where there is no volume.
    pub place: String,
    /// That in words.
    pub summary: String,
    /// The mount that shows the path.
    pub span: Option<Span>,
    /// Other paths that show the same, those of the same container first in their own order.
    pub seen: Vec<Sighting>,
}

/// Another path that shows the same file or directory.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sighting {
    /// The container that sees it, as a node of the graph.
    pub container: usize,
    /// The path there.
    pub path: String,
    /// How much of it is seen there.
    pub extent: Extent,
    /// What the mount allows.
    pub access: Option<Access>,
    /// Why, in words.
    pub reason: String,
    /// The mount that shows it.
    pub span: Option<Span>,
}

/// How much of a directory another path shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "lowercase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Extent {
    /// The same file or directory.
    Same,
    /// Only something that lies in it.
    Part,
    /// It depends on a value that the manifest does not show.
    Perhaps,
}

/// Where a path of a container leads, and under which paths all containers of the pod see the same.
pub fn whereabouts(graph: &FlowGraph, container: usize, path: &str) -> Whereabouts {
    let asked = paths::clean(cut(path, 4_096));
    let own = mounts(graph).filter(|mount| mount.edge.from == container && paths::below(&mount.path, &asked).is_some());
    // Of several mounts the deepest shows the path; of two at one path the later one lies on top.
    let Some(home) = own.max_by_key(|mount| mount.path.len()) else { return loose(graph, container, &asked) };
    let place =
        paths::join(home.edge.sub_path.as_deref().unwrap_or(""), paths::below(&home.path, &asked).unwrap_or(""));
    let inside = paths::join(&home.base, &place);
    let others = mounts(graph).filter(|other| other.index != home.index && other.store == home.store);
    let mut seen: Vec<Sighting> = others.filter_map(|other| sighting(graph, &other, &inside)).collect();
    seen.arrange_by_key(|sighting| sighting.container != container);
    Whereabouts {
        container,
        volume: Some(home.edge.to),
        summary: [
            &shown(&asked),
            " of ",
            name(graph, container),
            " is ",
            &in_words(&place),
            " of the volume ",
            name(graph, home.edge.to),
        ]
        .concat(),
        place: paths::shown(&place),
        span: home.edge.span,
        path: paths::shown(&asked),
        seen,
    }
}

/// A directory that several paths show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The volume, as a node of the graph.
    pub volume: usize,
    /// The place in the volume: `/processed`.
    pub place: String,
    /// All paths that show it whole.
    pub paths: Vec<Sighting>,
}

/// The directories of a pod that more than one path shows, each once, in the graph's order.
pub fn meetings(graph: &FlowGraph) -> Vec<Meeting> {
    let mut meetings: Vec<Meeting> = Vec::new();
    for mount in mounts(graph).take(MOST / 4) {
        let directory = mount.edge.sub_path.as_deref().unwrap_or("");
        let place = paths::shown(directory);
        let known = |meeting: &Meeting| {
            meeting.place == place && store(graph, meeting.volume) == (mount.store, mount.base.clone())
        };
        if meetings.iter().any(known) || directory.contains("$(") {
            continue;
        }
        let inside = paths::join(&mount.base, directory);
        let all = mounts(graph).filter(|other| other.store == mount.store);
        let paths: Vec<Sighting> = all
            .filter_map(|other| sighting(graph, &other, &inside))
            .filter(|other| other.extent == Extent::Same)
            .collect();
        if paths.len() > 1 {
            meetings.push(Meeting { volume: mount.edge.to, place, paths });
        }
    }
    meetings
}

/// One mount with the store that it belongs to.
struct Mount<'g> {
    index: usize,
    edge: &'g FlowEdge,
    /// The clean mount path.
    path: String,
    store: Store<'g>,
    /// The directory of the store that is the volume's root.
    base: String,
}

/// What two volumes of one pod can have in common: the same claim, or the node's own files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Store<'g> {
    Volume(usize),
    Claim(&'g str),
    Node,
}

fn mounts(graph: &FlowGraph) -> impl Iterator<Item = Mount<'_>> {
    let edges = graph.edges.iter().enumerate().filter(|(_, edge)| edge.kind == EdgeKind::Mount);
    edges.take(MOST).map(|(index, edge)| {
        let (store, base) = store(graph, edge.to);
        Mount { index, edge, path: paths::clean(edge.mount_path.as_deref().unwrap_or("")), store, base }
    })
}

fn store(graph: &FlowGraph, volume: usize) -> (Store<'_>, String) {
    let node = &graph.nodes[volume];
    match (node.volume_kind, node.detail.as_deref()) {
        (Some("persistentVolumeClaim"), Some(claim)) if claim.starts_with("claim ") => {
            (Store::Claim(claim), String::new())
        }
        (Some("hostPath"), Some(path)) => (Store::Node, paths::clean(path)),
        _ => (Store::Volume(volume), String::new()),
    }
}

/// What a mount shows of a place of its store, which is not its own volume's place where that begins deeper.
fn sighting(graph: &FlowGraph, mount: &Mount<'_>, place: &str) -> Option<Sighting> {
    let directory = paths::join(&mount.base, mount.edge.sub_path.as_deref().unwrap_or(""));
    let (extent, path) = match paths::relation(&directory, place) {
        Relation::Disjoint => return None,
        Relation::Equal => (Extent::Same, mount.path.clone()),
        Relation::Ancestor => (Extent::Same, paths::join(&mount.path, paths::below(&directory, place).unwrap_or(""))),
        Relation::Descendant => (Extent::Part, mount.path.clone()),
        Relation::Unknown => (Extent::Perhaps, mount.path.clone()),
    };
    if extent == Extent::Same && is_covered(graph, mount, &path) {
        return None;
    }
    let shows = in_words(mount.edge.sub_path.as_deref().unwrap_or(""));
    let mut reason = [name(graph, mount.edge.from), " mounts ", &shows, " of ", name(graph, mount.edge.to)].concat();
    reason += &[" at ", &shown(&mount.path)].concat();
    reason += match extent {
        Extent::Same => "",
        Extent::Part => ", which lies in it",
        Extent::Perhaps => "; whether that is the same depends on a value that the manifest does not show",
    };
    let edge = mount.edge;
    Some(Sighting {
        container: edge.from,
        path: paths::shown(&path),
        extent,
        access: edge.access,
        reason,
        span: edge.span,
    })
}

/// Whether a deeper mount of the same container lies over the path.
fn is_covered(graph: &FlowGraph, mount: &Mount<'_>, path: &str) -> bool {
    mounts(graph).any(|other| {
        other.edge.from == mount.edge.from
            && other.path.len() > mount.path.len()
            && paths::below(&mount.path, &other.path).is_some()
            && paths::below(&other.path, path).is_some()
    })
}

/// The answer about a path on no volume.
fn loose(graph: &FlowGraph, container: usize, asked: &str) -> Whereabouts {
    let mut summary = [
        &shown(asked),
        " of ",
        name(graph, container),
        " lies on no volume: no other container sees it, and it is gone when the container restarts",
    ]
    .concat();
    let inside =
        mounts(graph).filter(|mount| mount.edge.from == container && paths::below(asked, &mount.path).is_some());
    let inside: Vec<String> = inside.take(6).map(|mount| shown(&mount.path)).collect();
    if !inside.is_empty() {
        summary += &["; below it are mounts: ", &inside.join(", ")].concat();
    }
    Whereabouts {
        container,
        path: paths::shown(asked),
        volume: None,
        place: String::new(),
        summary,
        span: None,
        seen: Vec::new(),
    }
}

fn name(graph: &FlowGraph, node: usize) -> &str {
    graph.nodes.get(node).map_or("", |node| cut(&node.name, LONGEST))
}

/// A place in a volume as a person says it.
fn in_words(place: &str) -> String {
    if place.is_empty() { "the root".to_owned() } else { visible(cut(place, LONGEST)) }
}

fn shown(path: &str) -> String {
    visible(&paths::shown(cut(path, LONGEST)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::testing::{CASE_STUDY, report, spec};

    fn ask(text: &str, container: usize, path: &str) -> (String, Vec<(usize, String, Extent)>) {
        let found = whereabouts(&report(text).flow, container, path);
        (found.summary, found.seen.into_iter().map(|seen| (seen.container, seen.path, seen.extent)).collect())
    }

    #[test]
    fn a_log_file_of_one_container_is_found_in_the_other() {
        let text = spec(
            "
containers:
- {name: web, volumeMounts: [{name: logs, mountPath: /var/log/nginx}]}
- {name: shipper, volumeMounts: [{name: logs, mountPath: /logs/, readOnly: true}]}
- {name: other, volumeMounts: [{name: scratch, mountPath: /var/log/nginx}]}
volumes: [{name: logs, emptyDir: {}}, {name: scratch, emptyDir: {}}]",
        );
        let (summary, seen) = ask(&text, 0, "/var/log/nginx/access.log");
        assert_eq!(summary, "/var/log/nginx/access.log of web is access.log of the volume logs");
        assert_eq!(seen, [(1, "/logs/access.log".to_owned(), Extent::Same)]);
        assert_eq!(whereabouts(&report(&text).flow, 0, "/var/log/nginx").seen[0].access, Some(Access::ReadOnly));
    }

    /// The table of seed-analysis.md, section 2.
    #[test]
    fn the_case_study_follows_its_path_algebra() {
        let same = |path: &str| (path.to_owned(), Extent::Same);
        let cases = [
            (
                0,
                "/data/input",
                "the root",
                vec![("/data/output".to_owned(), Extent::Part), ("/upload".to_owned(), Extent::Part)],
            ),
            (0, "/data/output", "processed", vec![same("/data/input/processed"), same("/upload")]),
            (1, "/upload", "processed", vec![same("/data/input/processed"), same("/data/output")]),
            (0, "/data/input/processed", "processed", vec![same("/data/output"), same("/upload")]),
            (
                0,
                "/data/output/processed",
                "processed/processed",
                vec![same("/data/input/processed/processed"), same("/upload/processed")],
            ),
            (
                1,
                "/upload/processed",
                "processed/processed",
                vec![same("/data/input/processed/processed"), same("/data/output/processed")],
            ),
        ];
        for (container, path, place, seen) in cases {
            let (summary, found) = ask(CASE_STUDY, container, path);
            assert!(summary.ends_with(&format!(" is {place} of the volume shared-data")), "{summary}");
            let found: Vec<_> = found.into_iter().map(|(_, path, extent)| (path, extent)).collect();
            assert_eq!(found, seen, "{path}");
        }
        let meetings = meetings(&report(CASE_STUDY).flow);
        assert_eq!(meetings.len(), 1, "{meetings:?}");
        let paths: Vec<&str> = meetings[0].paths.iter().map(|seen| seen.path.as_str()).collect();
        assert_eq!(
            (meetings[0].place.as_str(), paths),
            ("/processed", vec!["/data/input/processed", "/data/output", "/upload"])
        );
    }

    #[test]
    fn what_another_mount_covers_is_not_seen() {
        let text = spec(
            "
containers:
- {name: a, volumeMounts: [{name: v, mountPath: /data}]}
- {name: b, volumeMounts: [{name: v, mountPath: /all}, {name: w, mountPath: /all/cache}]}
volumes: [{name: v, emptyDir: {}}, {name: w, emptyDir: {}}]",
        );
        assert_eq!(ask(&text, 0, "/data/cache/x").1, []);
        assert_eq!(ask(&text, 0, "/data/other").1, [(1, "/all/other".to_owned(), Extent::Same)]);
        assert_eq!(ask(&text, 1, "/all/cache").0, "/all/cache of b is the root of the volume w");
    }

    #[test]
    fn unknown_directories_are_told_as_such() {
        let text = spec(
            "
containers:
- {name: a, volumeMounts: [{name: v, mountPath: /data, subPathExpr: $(WHO)}]}
- {name: b, volumeMounts: [{name: v, mountPath: /all, subPath: logs}]}
volumes: [{name: v, emptyDir: {}}]",
        );
        assert_eq!(ask(&text, 0, "/data").1, [(1, "/all".to_owned(), Extent::Perhaps)]);
        assert_eq!(meetings(&report(&text).flow), []);
    }

    #[test]
    fn volumes_of_one_claim_or_of_the_node_are_one_store() {
        let text = spec(
            "
containers:
- {name: a, volumeMounts: [{name: one, mountPath: /a}, {name: host, mountPath: /host}]}
- {name: b, volumeMounts: [{name: two, mountPath: /b}, {name: log, mountPath: /log}]}
volumes:
- {name: one, persistentVolumeClaim: {claimName: data}}
- {name: two, persistentVolumeClaim: {claimName: data}}
- {name: host, hostPath: {path: /var}}
- {name: log, hostPath: {path: /var/log}}",
        );
        assert_eq!(ask(&text, 0, "/a/x").1, [(1, "/b/x".to_owned(), Extent::Same)]);
        assert_eq!(ask(&text, 0, "/host/log/x").1, [(1, "/log/x".to_owned(), Extent::Same)]);
        assert_eq!(ask(&text, 0, "/host/lib").1, []);
    }

    #[test]
    fn a_path_on_no_volume_says_so() {
        let (summary, seen) = ask(CASE_STUDY, 0, "/data/../data");
        assert!(summary.starts_with("/data of file-processor lies on no volume"), "{summary}");
        assert!(summary.ends_with("below it are mounts: /data/input, /data/output"), "{summary}");
        assert_eq!(seen, []);
        assert_eq!(whereabouts(&FlowGraph::default(), 7, "x").volume, None);
    }
}
