//! What stands where: facts about every picture rather than pictures themselves.

use super::metrics::width;
use super::*;
use crate::analysis::{Certainty, FlowNode};
use crate::arrange::Arrange;
use crate::flow::testing::{CASE_STUDY, flow, report, spec};
use std::fmt::Write;

/// A pod of 12 containers and 20 volumes, each container with some of them, some calling each other.
fn crowd() -> FlowGraph {
    let mut text = String::from("containers:\n");
    for container in 0..12 {
        writeln!(text, "- name: service-{container}\n  ports: [{{containerPort: {}}}]", 8_000 + container).unwrap();
        if container % 3 == 0 {
            let port = 8_000 + (container + 5) % 12;
            writeln!(text, "  env: [{{name: PEER, value: 'http://localhost:{port}'}}, {{name: DB_URL, value: 'mysql://db.example.com'}}]").unwrap();
        }
        text.push_str("  volumeMounts:\n");
        for mount in 0..=container % 5 {
            let volume = (container * 7 + mount * 3) % 18;
            writeln!(
                text,
                "  - {{name: volume-{volume}, mountPath: /a/rather/long/path/for/mount/{mount}, subPath: d{mount}}}"
            )
            .unwrap();
        }
    }
    text.push_str("volumes:\n");
    for volume in 0..20 {
        writeln!(text, "- {{name: volume-{volume}, emptyDir: {{}}}}").unwrap();
    }
    report(&spec(&text)).flow
}

/// Volumes of long kinds with long names, more than a crowd, each mounted by two containers.
fn kinds() -> FlowGraph {
    const KINDS: [&str; 6] = [
        "persistentVolumeClaim: {claimName: wordpress-content-production-eu-west-1}",
        "awsElasticBlockStore: {volumeID: vol-0123456789abcdef0}",
        "hostPath: {path: /var/lib/kubelet/pods/of/some/node/containers}",
        "ephemeral: {volumeClaimTemplate: {spec: {storageClassName: fast-nvme-replicated-across-zones}}}",
        "configMap: {name: shop-nginx-configuration-with-all-its-includes}",
        "emptyDir: {medium: Memory, sizeLimit: 64Mi}",
    ];
    let volumes: Vec<String> =
        KINDS.iter().cycle().take(12).enumerate().map(|(at, kind)| format!("- {{name: v{at}, {kind}}}\n")).collect();
    let mounts: Vec<String> = (0..12).map(|at| format!("  - {{name: v{at}, mountPath: /v{at}}}\n")).collect();
    let mounts = mounts.concat();
    let container = |name: &str| format!("- name: {name}\n  volumeMounts:\n{mounts}");
    report(&spec(&format!("containers:\n{}{}volumes:\n{}", container("a"), container("b"), volumes.concat()))).flow
}

#[test]
fn the_kind_of_a_volume_is_never_cut() {
    let few = FlowGraph { nodes: kinds().nodes.into_iter().skip(2).take(6).collect(), edges: Vec::new() };
    let few = FlowGraph {
        nodes: few.nodes.into_iter().enumerate().map(|(id, node)| FlowNode { id, ..node }).collect(),
        ..few
    };
    for graph in [kinds(), few] {
        for layout in [wide(&graph), narrow(&graph)] {
            for card in &layout.cards {
                let node = &graph.nodes[card.node];
                let Some(kind) = node.volume_kind else { continue };
                let whole = card.texts.iter().any(|text| text.words.split(", ").next() == Some(kind));
                assert!(whole, "{kind} in {:?}", card.texts);
                let detail = node.detail.as_deref().unwrap_or_default();
                let start = detail.get(..6).unwrap_or(detail);
                assert!(card.texts.iter().any(|text| text.words.contains(start)), "{detail} in {:?}", card.texts);
            }
        }
    }
}

#[test]
fn a_row_of_the_narrow_picture_keeps_its_verb_and_its_certainty() {
    let name = "a-volume-with-a-name-that-is-as-long-as-names-may-be-63-chars";
    let graph = report(&spec(&format!(
        "containers:\n- {{name: a, volumeMounts: [{{name: {name}, mountPath: /v}}]}}\nvolumes: [{{name: {name}, nfs: {{server: s, path: /p}}}}]"
    )))
    .flow;
    let layout = narrow(&graph);
    let told =
        |words: &str| words.starts_with("mounts a-") && words.contains('…') && words.ends_with(", way not known");
    assert!(layout.cards[0].texts.iter().any(|text| told(&text.words)), "{:?}", layout.cards[0].texts);
}

fn graphs() -> Vec<(&'static str, FlowGraph)> {
    let stages = spec(
        "
initContainers:
- {name: fetch, volumeMounts: [{name: v, mountPath: /in}]}
- {name: render, volumeMounts: [{name: v, mountPath: /in, readOnly: true}, {name: nowhere, mountPath: /out}]}
- {name: proxy, restartPolicy: Always, ports: [{containerPort: 15001}]}
containers:
- {name: main, env: [{name: A, value: 'http://localhost:15001'}]}
ephemeralContainers: [{name: debug}]
volumes: [{name: v, emptyDir: {}}, {name: unused, secret: {secretName: s}}]",
    );
    vec![
        ("case study", report(CASE_STUDY).flow),
        ("stages", report(&stages).flow),
        ("crowd", crowd()),
        ("kinds", kinds()),
        ("nothing", FlowGraph::default()),
        ("half-typed", report("kind: Pod\nspec:\n  containers:\n  - name:\n  - \n").flow),
    ]
}

fn layouts() -> Vec<(String, FlowGraph, Layout)> {
    let both = |(name, graph): (&str, FlowGraph)| {
        let [a, b] = [wide(&graph), narrow(&graph)];
        [(format!("{name}, wide"), graph.clone(), a), (format!("{name}, narrow"), graph, b)]
    };
    graphs().into_iter().flat_map(both).collect()
}

fn inside(frame: Rect, point: Point) -> bool {
    (frame.x + 1..frame.right()).contains(&point.x) && (frame.y + 1..frame.bottom()).contains(&point.y)
}

#[test]
fn boxes_do_not_overlap_and_stay_in_the_picture() {
    for (name, _, layout) in layouts() {
        for (at, card) in layout.cards.iter().enumerate() {
            let frame = card.frame;
            assert!(frame.x >= MARGIN && frame.right() <= layout.width - MARGIN, "{name}: {card:?}");
            assert!(frame.y >= MARGIN && frame.bottom() <= layout.height, "{name}: {card:?}");
            for other in layout.cards[at + 1..].iter().map(|other| other.frame) {
                let apart = frame.right() < other.x
                    || other.right() < frame.x
                    || frame.bottom() < other.y
                    || other.bottom() < frame.y;
                assert!(apart, "{name}: {card:?} and {other:?}");
            }
        }
    }
}

#[test]
fn texts_stay_in_their_boxes() {
    for (name, _, layout) in layouts() {
        for card in &layout.cards {
            for text in &card.texts {
                let (left, right) = match (text.ends, width(&text.words, text.face)) {
                    (true, width) => (text.at.x - width, text.at.x),
                    (false, width) => (text.at.x, text.at.x + width),
                };
                assert!(left > card.frame.x && right <= card.frame.right() - 8, "{name}: {text:?} in {:?}", card.frame);
                assert!(
                    text.at.y > card.frame.y + 12 && text.at.y < card.frame.bottom(),
                    "{name}: {text:?} in {:?}",
                    card.frame
                );
            }
        }
        let headings = layout.headings.iter().chain(layout.legend.iter().map(|sample| &sample.meaning));
        for text in headings {
            assert!(text.at.x + width(&text.words, text.face) <= layout.width, "{name}: {text:?}");
            assert!(layout.cards.iter().all(|card| !inside(card.frame, text.at)), "{name}: {text:?}");
        }
    }
}

/// Points along a line, close to one another.
fn points(piece: &Piece) -> Vec<Point> {
    let between = |a: i32, b: i32, at: i32| a + (b - a) * at / 64;
    match piece {
        Piece::Curve([a, b, c, d]) => (0..=64)
            .map(|at| {
                let mix = |p: fn(&Point) -> i32| {
                    let [ab, bc, cd] = [between(p(a), p(b), at), between(p(b), p(c), at), between(p(c), p(d), at)];
                    between(between(ab, bc, at), between(bc, cd, at), at)
                };
                Point { x: mix(|point| point.x), y: mix(|point| point.y) }
            })
            .collect(),
        Piece::Line(corners) => corners
            .windows(2)
            .flat_map(|pair| {
                (0..=64)
                    .map(move |at| Point { x: between(pair[0].x, pair[1].x, at), y: between(pair[0].y, pair[1].y, at) })
            })
            .collect(),
    }
}

#[test]
fn no_line_crosses_a_box() {
    for (name, _, layout) in layouts() {
        for wire in &layout.wires {
            for point in wire.pieces.iter().flat_map(points) {
                let hit = layout.cards.iter().find(|card| inside(card.frame, point));
                assert!(hit.is_none(), "{name}: {wire:?} crosses {:?} at {point:?}", hit.map(|card| card.frame));
            }
        }
    }
}

#[test]
fn everything_is_drawn_once() {
    for (name, graph, layout) in layouts() {
        let mut drawn: Vec<usize> = layout.cards.iter().map(|card| card.node).collect();
        drawn.arrange();
        assert_eq!(drawn, (0..graph.nodes.len()).collect::<Vec<_>>(), "{name}");
        if name.ends_with("wide") {
            let count = |kind: EdgeKind| graph.edges.iter().filter(|edge| edge.kind == kind).count();
            let lines = layout.wires.iter().filter(|wire| wire.kind != EdgeKind::Loopback).count();
            assert_eq!(lines, count(EdgeKind::Mount) + count(EdgeKind::External), "{name}");
        }
    }
}

#[test]
fn arrow_heads_say_the_direction() {
    for (name, graph, layout) in layouts().into_iter().filter(|(name, _, _)| name.ends_with("wide")) {
        for wire in layout.wires.iter().filter(|wire| wire.kind == EdgeKind::Mount) {
            let direction = graph.edges[wire.edge].direction;
            let has = |wanted: Head| wire.heads.iter().any(|(_, head)| *head == wanted);
            assert_eq!(
                (has(Head::Left), has(Head::Right)),
                (direction.reads(), direction.writes()),
                "{name}: {wire:?}"
            );
        }
    }
}

#[test]
fn the_case_study_shows_its_directories() {
    let graph = report(CASE_STUDY).flow;
    let layout = wide(&graph);
    let volume = layout.cards.iter().find(|card| card.node == 2).unwrap();
    let texts: Vec<&str> = volume.texts.iter().map(|text| text.words.as_str()).collect();
    assert_eq!(
        texts,
        ["shared-data", "emptyDir, limit 1Gi", "lives with the pod", "nobody fills it", "/", "processed/"]
    );
    assert_eq!(layout.cards[0].links.len(), 1, "one container sees processed/ twice");
    assert!(layout.legend.iter().any(|sample| sample.style == Style::Known(Certainty::Inferred)));
}

#[test]
fn typing_on_does_not_move_what_is_there() {
    let before = wide(&report(CASE_STUDY).flow);
    let after = wide(&report(&CASE_STUDY.replace("  volumes:", "  - name: third\n    image: third\n  volumes:")).flow);
    for (one, other) in before.cards[..2].iter().zip(&after.cards) {
        assert_eq!((one.node, one.frame.x, one.frame.width), (other.node, other.frame.x, other.frame.width));
        assert!((one.frame.y - other.frame.y).abs() <= 2 * MARGIN);
    }
}

#[test]
fn a_picture_of_thousands_of_things_stays_small() {
    let mut text = String::from("containers:\n");
    for container in 0..500 {
        writeln!(text, "- name: c{container}\n  volumeMounts:").unwrap();
        for mount in 0..40 {
            writeln!(text, "  - {{name: v{}, mountPath: /m{mount}}}", (container + mount) % 300).unwrap();
        }
    }
    let graph = flow(&spec(&text));
    for layout in [wide(&graph), narrow(&graph)] {
        assert!(layout.cards.len() <= 100 && layout.wires.len() <= 1_300);
        assert!(layout.headings.iter().any(|heading| heading.words.contains("more are not drawn")));
    }
}
