//! How facts become nodes and edges.

use crate::analysis::{Access, Certainty, Direction, EdgeKind, FlowGraph, NodeKind};
use crate::flow::testing::{CASE_STUDY, report, spec};

fn names(graph: &FlowGraph, kind: NodeKind) -> Vec<&str> {
    graph.nodes.iter().filter(|node| node.kind == kind).map(|node| node.name.as_str()).collect()
}

fn reasons(graph: &FlowGraph, kind: EdgeKind) -> Vec<&str> {
    graph.edges.iter().filter(|edge| edge.kind == kind).map(|edge| edge.reason.as_str()).collect()
}

#[test]
fn the_case_study() {
    let graph = report(CASE_STUDY).flow;
    assert!(graph.nodes.iter().enumerate().all(|(index, node)| node.id == index));
    assert_eq!(names(&graph, NodeKind::Container), ["file-processor", "file-uploader"]);
    assert_eq!(names(&graph, NodeKind::Volume), ["shared-data"]);
    assert_eq!(names(&graph, NodeKind::External), ["bucket my-processed-files"]);
    assert_eq!(graph.nodes[2].detail.as_deref(), Some("limit 1Gi"));
    assert_eq!(
        reasons(&graph, EdgeKind::Alias),
        [
            "/data/input/processed of file-processor is the same directory as /data/output of file-processor",
            "/data/output of file-processor is the same directory as /upload of file-uploader"
        ]
    );
    let upload = graph.edges.iter().find(|edge| edge.mount_path.as_deref() == Some("/upload")).unwrap();
    assert_eq!((upload.from, upload.to, upload.sub_path.as_deref()), (1, 2, Some("processed")));
    assert_eq!(
        (upload.access, upload.direction, upload.certainty),
        (Some(Access::ReadWrite), Direction::Read, Certainty::Inferred)
    );
}

#[test]
fn volumes_that_nobody_mounts_or_nobody_defines_are_there() {
    let graph = report(&spec(
        "
containers:
- name: a
  volumeMounts: [{name: missing, mountPath: /m}, {name: missing, mountPath: /n}]
volumes: [{name: unused, secret: {secretName: s}}]",
    ))
    .flow;
    assert_eq!(names(&graph, NodeKind::Volume), ["unused", "missing"]);
    let (unused, missing) = (&graph.nodes[1], &graph.nodes[2]);
    assert_eq!((unused.volume_kind, unused.detail.as_deref()), (Some("secret"), Some("s")));
    assert_eq!((missing.volume_kind, missing.span.is_some()), (None, true));
    assert!(graph.edges.iter().all(|edge| edge.to == 2) && graph.edges.len() == 2);
}

#[test]
fn nested_equal_and_disjoint_mounts_have_their_aliases() {
    let graph = report(&spec(
        "
containers:
- name: a
  volumeMounts:
  - {name: v, mountPath: /all}
  - {name: v, mountPath: /all/in, subPath: in}
- name: b
  volumeMounts:
  - {name: v, mountPath: /x, subPath: in}
  - {name: v, mountPath: /y, subPath: out}
  - {name: v, mountPath: /z, subPathExpr: $(WHO)}
volumes: [{name: v, emptyDir: {}}]",
    ))
    .flow;
    assert_eq!(
        reasons(&graph, EdgeKind::Alias),
        ["/all/in of a is the same directory as /x of b", "/all/out of a is the same directory as /y of b"]
    );
}

#[test]
fn raw_devices_count_as_uses() {
    let graph = report(&spec(
        "
containers:
- name: db
  volumeDevices: [{name: disk, devicePath: /dev/xvda}]
volumes: [{name: disk, persistentVolumeClaim: {claimName: d}}]",
    ))
    .flow;
    assert_eq!(graph.edges[0].mount_path.as_deref(), Some("/dev/xvda"));
    assert_eq!(graph.edges[0].reason, "a raw block device");
}

#[test]
fn no_edge_of_the_corpus_contradicts_what_is_declared() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/corpus/dev");
    for (name, text) in super::super::testing::corpus(folder) {
        for pod in crate::analyze(&text, &crate::Options::default()).pods {
            for edge in &pod.flow.edges {
                let closed = edge.access == Some(Access::ReadOnly);
                assert!(!(closed && edge.direction.writes()), "{name}: {edge:?}");
                assert!(!closed || edge.certainty == Certainty::Declared, "{name}: {edge:?}");
            }
        }
    }
}

/// No line of the diagram says that a container writes what the manifest or the kind of volume keeps it from writing.
#[test]
fn no_direction_contradicts_what_is_read_only() {
    let sealed = ["configMap", "secret", "downwardAPI", "projected", "image"];
    for folder in ["dev", "bulk"] {
        let path = [env!("CARGO_MANIFEST_DIR"), "/../../shared/corpus/", folder].concat();
        for (file, text) in crate::flow::testing::corpus(&path) {
            for pod in crate::analyze(&text, &crate::Options::default()).pods {
                for edge in pod.flow.edges.iter().filter(|edge| edge.kind == EdgeKind::Mount) {
                    let kind = pod.flow.nodes[edge.to].volume_kind.unwrap_or("");
                    let closed = edge.access == Some(Access::ReadOnly);
                    assert!(!(closed && edge.direction.writes()), "{file}: {edge:?}");
                    assert!(closed || !sealed.contains(&kind), "{file}: {kind} {edge:?}");
                    let said = edge.span.is_some_and(|span| says_read_only(span.of(&text)));
                    assert!(!said || closed, "{file}: {edge:?}");
                }
            }
        }
    }
}

/// Whether the text of one mount says so, in block style or in braces.
fn says_read_only(mount: &str) -> bool {
    mount.split(['\n', ',', '{', '}']).any(|part| part.trim() == "readOnly: true")
}
