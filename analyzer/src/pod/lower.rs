//! Tree into pod, field by field, keeping every place.
//!
//! Lenient on purpose: a field of the wrong type is left out or read as text, so that half-typed YAML still gives a
//! picture. What the API server would say about it is found elsewhere.

use super::{Container, EnvVar, Hook, Pair, Pod, Port, Probe, ProbeKind, Resources, Volume, VolumeMount, VolumeSource};
use crate::analysis::Lifecycle;
use crate::manifest::{Layout, Manifest, Template, join};
use crate::span::{Span, Spanned};
use crate::yaml::{Node, Shape};

/// The pod at a template of a manifest.
pub fn lower<'a>(manifest: &Manifest<'a>, template: &Template<'a>) -> Pod<'a> {
    let spec = template.spec;
    let metadata = template.metadata;
    Pod {
        document: manifest.document,
        complete: manifest.complete,
        kind: manifest.kind,
        api_version: manifest.api_version,
        name: manifest.name,
        namespace: manifest.namespace,
        path: template.path.clone(),
        found: template.found,
        is_pod_spec: template.layout.is_pod_spec,
        labels: pairs(metadata.and_then(|node| node.get("labels"))),
        annotations: pairs(metadata.and_then(|node| node.get("annotations"))),
        containers: containers(spec, template.layout),
        volumes: volumes(manifest, spec, template.layout),
        restart_policy: string(spec, "restartPolicy"),
        termination_grace_period_seconds: spec
            .get("terminationGracePeriodSeconds")
            .and_then(|node| Some(Spanned::new(node.int()?, node.span()))),
        share_process_namespace: flag(spec, "shareProcessNamespace"),
        host_network: flag(spec, "hostNetwork"),
        replicas: manifest.node.at("spec.replicas").and_then(|node| Some(Spanned::new(node.int()?, node.span()))),
        node: spec,
        object: manifest.node,
    }
}

fn containers(spec: Node<'_>, layout: Layout) -> Vec<Container<'_>> {
    // A list of containers that was pasted alone.
    if spec.shape() == Shape::Sequence {
        return listed(spec, "", Lifecycle::Regular, false);
    }
    let mut containers = at_key(spec, layout.init_containers, Lifecycle::Init, false);
    for key in layout.containers {
        containers.extend(at_key(spec, key, Lifecycle::Regular, false));
    }
    containers.extend(at_key(spec, layout.sidecars, Lifecycle::Regular, true));
    containers.extend(at_key(spec, "ephemeralContainers", Lifecycle::Ephemeral, false));
    containers
}

/// The containers of a key, which holds a list of them or a single one.
fn at_key<'a>(spec: Node<'a>, key: &str, lifecycle: Lifecycle, declared_helper: bool) -> Vec<Container<'a>> {
    match spec.at(key).filter(|_| !key.is_empty()) {
        Some(value) if value.shape() == Shape::Mapping => {
            vec![container(value, key.to_owned(), lifecycle, declared_helper)]
        }
        Some(value) => listed(value, key, lifecycle, declared_helper),
        None => Vec::new(),
    }
}

fn listed<'t>(list: Node<'t>, key: &str, lifecycle: Lifecycle, declared_helper: bool) -> Vec<Container<'t>> {
    list.items()
        .enumerate()
        .filter(|(_, item)| item.shape() == Shape::Mapping)
        .map(|(index, item)| container(item, format!("{key}[{index}]"), lifecycle, declared_helper))
        .collect()
}

fn container(node: Node<'_>, path: String, lifecycle: Lifecycle, declared_helper: bool) -> Container<'_> {
    let restart_policy = string(node, "restartPolicy");
    let always = restart_policy.is_some_and(|policy| policy.value == "Always");
    let lifecycle = if lifecycle == Lifecycle::Init && always { Lifecycle::NativeSidecar } else { lifecycle };
    Container {
        name: string(node, "name").unwrap_or(Spanned::new("", node.span())),
        lifecycle,
        declared_helper,
        image: string(node, "image"),
        command: strings(node, "command"),
        args: strings(node, "args"),
        env: items(node, "env").filter_map(env_var).collect(),
        has_env_from: items(node, "envFrom").next().is_some(),
        ports: items(node, "ports").map(port).collect(),
        mounts: items(node, "volumeMounts").map(mount).collect(),
        probes: probes(node),
        hooks: hooks(node),
        resources: Resources {
            requests: pairs(node.at("resources.requests")),
            limits: pairs(node.at("resources.limits")),
        },
        restart_policy,
        path,
        node,
        span: node.span(),
    }
}

fn env_var(node: Node<'_>) -> Option<EnvVar<'_>> {
    let source = node.get("valueFrom").and_then(|from| from.entries().first().copied());
    Some(EnvVar {
        name: string(node, "name")?,
        value: string(node, "value"),
        from: source.and_then(|entry| entry.key.raw()),
        span: node.span(),
    })
}

fn port(node: Node<'_>) -> Port<'_> {
    let number = |key| node.get(key).and_then(|value| u16::try_from(value.int()?).ok()).filter(|port| *port > 0);
    Port {
        name: string(node, "name").map(|name| name.value),
        container_port: number("containerPort"),
        host_port: number("hostPort"),
        protocol: string(node, "protocol").map_or("TCP", |protocol| protocol.value),
        span: node.span(),
    }
}

fn mount(node: Node<'_>) -> VolumeMount<'_> {
    let here = Spanned::new("", node.span());
    let expression = string(node, "subPathExpr");
    VolumeMount {
        volume: string(node, "name").unwrap_or(here),
        mount_path: string(node, "mountPath").unwrap_or(here),
        sub_path: string(node, "subPath").or(expression).filter(|path| !path.value.is_empty()),
        is_expression: expression.is_some() && node.get("subPath").is_none(),
        read_only: node.entry("readOnly").and_then(|entry| Some(Spanned::new(entry.value.bool()?, entry.span()))),
        node,
        span: node.span(),
    }
}

fn probes(node: Node<'_>) -> Vec<Probe<'_>> {
    [
        ("livenessProbe", ProbeKind::Liveness),
        ("readinessProbe", ProbeKind::Readiness),
        ("startupProbe", ProbeKind::Startup),
    ]
    .into_iter()
    .filter_map(|(key, kind)| {
        let entry = node.entry(key).filter(|entry| !entry.value.is_null())?;
        Some(Probe { kind, node: entry.value, span: entry.span() })
    })
    .collect()
}

fn hooks(node: Node<'_>) -> Vec<Hook<'_>> {
    let Some(lifecycle) = node.get("lifecycle") else { return Vec::new() };
    ["postStart", "preStop"]
        .into_iter()
        .filter_map(|name| {
            let entry = lifecycle.entry(name).filter(|entry| !entry.value.is_null())?;
            Some(Hook { name, node: entry.value, span: entry.span() })
        })
        .collect()
}

fn volumes<'a>(manifest: &Manifest<'a>, spec: Node<'a>, layout: Layout) -> Vec<Volume<'a>> {
    let mut volumes: Vec<Volume<'a>> = items(spec, layout.volumes)
        .enumerate()
        .filter(|(_, node)| node.shape() == Shape::Mapping)
        .map(|(index, node)| Volume {
            name: string(node, "name").unwrap_or(Spanned::new("", node.span())),
            source: VolumeSource::of(node),
            index: Some(index),
            node,
            span: node.span(),
        })
        .collect();
    volumes.extend(claim_templates(manifest));
    volumes
}

/// A `StatefulSet` (or Argo `Workflow`) gives its pods a claim for each template, under the template's name.
fn claim_templates<'a>(manifest: &Manifest<'a>) -> impl Iterator<Item = Volume<'a>> + use<'a> {
    let templates = manifest.node.at("spec.volumeClaimTemplates");
    templates.into_iter().flat_map(|list| list.items()).filter_map(|node| {
        Some(Volume {
            name: string(node.get("metadata")?, "name")?,
            source: VolumeSource { kind: "persistentVolumeClaim", node: node.get("spec") },
            index: None,
            node,
            span: node.span(),
        })
    })
}

fn pairs(node: Option<Node<'_>>) -> Vec<Pair<'_>> {
    node.into_iter()
        .flat_map(|node| node.entries())
        .filter_map(|entry| Some(Pair { key: entry.key.raw()?, value: entry.value.raw()?, span: entry.span() }))
        .collect()
}

fn items<'a>(node: Node<'a>, key: &str) -> impl Iterator<Item = Node<'a>> + use<'a> {
    node.get(key).into_iter().flat_map(|list| list.items())
}

/// A scalar field as text, whatever its type.
fn string<'a>(node: Node<'a>, key: &str) -> Option<Spanned<&'a str>> {
    let value = node.get(key).filter(|value| !value.is_null())?;
    Some(Spanned::new(value.raw()?, value.span()))
}

fn strings<'a>(node: Node<'a>, key: &str) -> Vec<Spanned<&'a str>> {
    items(node, key).filter_map(|item| Some(Spanned::new(item.raw()?, item.span()))).collect()
}

fn flag(node: Node<'_>, key: &str) -> bool {
    node.get(key).and_then(|value| value.bool()) == Some(true)
}

impl Pod<'_> {
    /// The field path of a part of the pod spec, as the API server prints it.
    pub fn field(&self, rest: &str) -> String {
        join(&self.path, rest)
    }

    /// The pod spec's place.
    pub fn span(&self) -> Span {
        self.node.span()
    }
}
