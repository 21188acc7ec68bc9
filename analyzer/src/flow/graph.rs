//! The facts of a trace as nodes and edges of the diagram.
//!
//! Containers come first and in the pod's order, so that node `i` is container `i`; then volumes, volumes that are only
//! mounted but not defined, and what lies outside. Nothing is left out here; pictures may show less and say so.

use super::aliases;
use super::trace::{External, MountUse, Trace};
use crate::analysis::{Access, Certainty, Direction, EdgeKind, FlowEdge, FlowGraph, FlowNode, NodeKind};
use crate::patterns::Judgement;
use crate::pod::{Pod, Volume};
use std::collections::BTreeMap;

/// The diagram's graph.
pub fn graph(pod: &Pod<'_>, trace: &Trace, judgement: &Judgement) -> FlowGraph {
    let mut graph = FlowGraph { nodes: containers(pod, judgement), edges: Vec::new() };
    let first_volume = graph.nodes.len();
    pod.volumes.iter().for_each(|volume| push(&mut graph, volume_node(volume)));
    let undefined = undefined(pod, trace, &mut graph);
    let node_of = |mount: &MountUse| match mount.volume {
        Some(volume) => Some(first_volume + volume),
        None => undefined.get(pod.containers[mount.container].mounts[mount.mount].volume.value).copied(),
    };
    graph.edges.extend(trace.mounts.iter().filter_map(|mount| Some(mount_edge(pod, mount, node_of(mount)?))));
    devices(pod, first_volume, &mut graph);
    graph.edges.extend(aliases::find(pod, trace));
    graph.edges.extend(trace.connections.iter().map(|connection| FlowEdge {
        port: Some(connection.port),
        direction: Direction::ReadWrite,
        certainty: Certainty::Inferred,
        reason: connection.reason.clone(),
        span: Some(connection.span),
        ..edge(EdgeKind::Loopback, connection.from, connection.to)
    }));
    externals(&trace.externals, &mut graph);
    graph
}

fn containers(pod: &Pod<'_>, judgement: &Judgement) -> Vec<FlowNode> {
    let node = |(index, container): (usize, &crate::pod::Container<'_>)| FlowNode {
        id: index,
        lifecycle: Some(container.lifecycle),
        role: judgement.containers.get(index).map(|report| report.role),
        span: Some(container.span),
        ..named(NodeKind::Container, container.label())
    };
    pod.containers.iter().enumerate().map(node).collect()
}

fn named(kind: NodeKind, name: &str) -> FlowNode {
    FlowNode {
        id: 0,
        kind,
        name: name.to_owned(),
        volume_kind: None,
        lifetime: None,
        detail: None,
        lifecycle: None,
        role: None,
        span: None,
    }
}

fn push(graph: &mut FlowGraph, node: FlowNode) {
    let id = graph.nodes.len();
    graph.nodes.push(FlowNode { id, ..node });
}

fn volume_node(volume: &Volume<'_>) -> FlowNode {
    let name = if volume.name.value.is_empty() { "(no name)" } else { volume.name.value };
    FlowNode {
        volume_kind: Some(volume.source.kind),
        lifetime: Some(volume.source.lifetime()),
        detail: detail(volume),
        span: Some(volume.span),
        ..named(NodeKind::Volume, name)
    }
}

/// What a reader should see of a volume besides its kind.
fn detail(volume: &Volume<'_>) -> Option<String> {
    let field = |name: &str| volume.source.field(name).filter(|value| !value.is_empty()).map(str::to_owned);
    let after = |word: &str, name: &str| field(name).map(|value| [word, " ", &value].concat());
    let storage = || {
        let node = volume.source.node?;
        let claim = node.at("volumeClaimTemplate.spec").unwrap_or(node);
        Some(claim.at("resources.requests.storage")?.raw()?.to_owned())
    };
    let parts = match volume.source.kind {
        "emptyDir" => [field("medium"), after("limit", "sizeLimit")],
        "configMap" => [field("name"), None],
        "secret" => [field("secretName"), None],
        "persistentVolumeClaim" if volume.index.is_none() => [Some("one claim a pod".to_owned()), storage()],
        "persistentVolumeClaim" => [after("claim", "claimName"), None],
        "ephemeral" => [storage(), None],
        "hostPath" => [field("path"), None],
        "nfs" => [field("server"), field("path")],
        "csi" | "flexVolume" => [field("driver"), None],
        "image" => [field("reference"), None],
        "gitRepo" => [field("repository"), None],
        _ => [None, None],
    };
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Adds a node for every name that is mounted but not defined.
fn undefined<'a>(pod: &Pod<'a>, trace: &Trace, graph: &mut FlowGraph) -> BTreeMap<&'a str, usize> {
    let mut undefined = BTreeMap::new();
    for mount in trace.mounts.iter().filter(|mount| mount.volume.is_none()) {
        let name = pod.containers[mount.container].mounts[mount.mount].volume;
        if !name.value.is_empty() && !undefined.contains_key(name.value) {
            undefined.insert(name.value, graph.nodes.len());
            push(graph, FlowNode { span: Some(name.span), ..named(NodeKind::Volume, name.value) });
        }
    }
    undefined
}

fn edge(kind: EdgeKind, from: usize, to: usize) -> FlowEdge {
    FlowEdge {
        kind,
        from,
        to,
        mount_path: None,
        sub_path: None,
        port: None,
        access: None,
        direction: Direction::Unknown,
        certainty: Certainty::Unknown,
        reason: String::new(),
        span: None,
    }
}

fn mount_edge(pod: &Pod<'_>, mount: &MountUse, volume: usize) -> FlowEdge {
    let written = &pod.containers[mount.container].mounts[mount.mount];
    FlowEdge {
        mount_path: Some(written.mount_path.value.to_owned()),
        sub_path: Some(mount.directory.clone()).filter(|directory| !directory.is_empty()),
        access: Some(mount.access),
        direction: mount.direction,
        certainty: mount.certainty,
        reason: mount.reason.clone(),
        span: Some(written.span),
        ..edge(EdgeKind::Mount, mount.container, volume)
    }
}

/// Volumes that containers use as raw block devices.
fn devices(pod: &Pod<'_>, first_volume: usize, graph: &mut FlowGraph) {
    for (index, container) in pod.containers.iter().enumerate() {
        for device in container.node.get("volumeDevices").into_iter().flat_map(|list| list.items()) {
            let name = device.get("name").and_then(|name| name.raw()).unwrap_or("");
            let Some(volume) = pod.volumes.iter().position(|volume| volume.name.value == name) else { continue };
            graph.edges.push(FlowEdge {
                mount_path: device.get("devicePath").and_then(|path| path.raw()).map(str::to_owned),
                access: Some(Access::ReadWrite),
                reason: "a raw block device".to_owned(),
                span: Some(device.span()),
                ..edge(EdgeKind::Mount, index, first_volume + volume)
            });
        }
    }
}

/// Adds a node for everything outside, one a name, and the edges to them.
fn externals(externals: &[External], graph: &mut FlowGraph) {
    let mut nodes: BTreeMap<&str, usize> = BTreeMap::new();
    for external in externals {
        let node = *nodes.entry(&external.name).or_insert_with(|| {
            push(graph, FlowNode { span: Some(external.span), ..named(NodeKind::External, &external.name) });
            graph.nodes.len() - 1
        });
        let known = external.direction != Direction::Unknown;
        graph.edges.push(FlowEdge {
            direction: external.direction,
            certainty: if known { Certainty::Inferred } else { Certainty::Unknown },
            reason: external.reason.clone(),
            span: Some(external.span),
            ..edge(EdgeKind::External, external.container, node)
        });
    }
}

#[cfg(test)]
mod tests;
