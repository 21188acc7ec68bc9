//! A pod whose containers stand side by side: native sidecars as regular containers, or other workloads in this pod.

use super::case::{Case, changed, step};
use super::native::index_of;
use super::{Draft, Drafted, LAYOUT, obstacle};
use crate::analysis::Lifecycle;
use crate::edit::pods::place_of;
use crate::edit::{add_block, move_to_list, remove};
use crate::manifest::Manifest;
use crate::patterns::words;
use crate::pod::{self, Pod};
use crate::yaml;

pub(super) fn draft(case: &Case<'_>) -> Drafted {
    let native: Vec<&str> = case.of(Lifecycle::NativeSidecar).map(|(_, container)| container.name.value).collect();
    if native.is_empty() { join(case) } else { side_by_side(case, &native) }
}

/// Native sidecars as regular containers.
fn side_by_side(case: &Case<'_>, names: &[&str]) -> Drafted {
    let list = words::list(&names.iter().map(|name| words::code(name)).collect::<Vec<_>>());
    if case.pod.runs_to_completion() {
        return obstacle(format!(
            "a way for {list} to end when the work is done: as regular containers they keep the pod from completing"
        ));
    }
    let mut text = case.text.to_owned();
    for name in names {
        let next = step(&text, index_of(case), |pod| {
            let is_it =
                |one: &&pod::Container<'_>| one.name.value == *name && one.lifecycle == Lifecycle::NativeSidecar;
            let container = pod.containers.iter().find(is_it)?;
            let (list, index) = place_of(container)?;
            move_to_list(pod.node, list, index, "containers", remove(container.node, "restartPolicy"))
        });
        text = match next {
            Some(next) => next,
            None => return obstacle(LAYOUT),
        };
    }
    let init = case.of(Lifecycle::Init).next().is_some();
    let mut notes = vec![format!(
        "{list} no longer {} before the app, and {} told to stop at the same moment as it.",
        if names.len() == 1 { "starts" } else { "start" },
        if names.len() == 1 { "is" } else { "are" },
    )];
    if init {
        notes.push(format!("Init containers run before {list}: what they needed from there they do not find."));
    }
    Ok(Draft { text, notes })
}

/// The other Deployments of the text in this pod.
fn join(case: &Case<'_>) -> Drafted {
    let others: Vec<&Manifest<'_>> = case
        .manifests
        .iter()
        .filter(|other| other.kind == Some("Deployment") && other.namespace == case.manifest.namespace)
        .filter(|other| other.templates.len() == 1 && !std::ptr::eq(*other, case.manifest))
        .collect();
    if others.is_empty() || case.manifest.kind != Some("Deployment") {
        let what = "native sidecars in this pod, or other Deployments in this text that could join it";
        return obstacle(if case.of(Lifecycle::Regular).count() > 1 {
            format!("{what}: its containers stand side by side already")
        } else {
            what.to_owned()
        });
    }
    let pods: Vec<Pod<'_>> =
        others.iter().filter_map(|other| Some(pod::lower(other, other.templates.first()?))).collect();
    let trouble: Vec<String> = pods.iter().flat_map(|other| conflicts(case.pod, other)).collect();
    if !trouble.is_empty() {
        return Err(trouble);
    }
    let text = merged(case, &pods).ok_or_else(|| vec![LAYOUT.to_owned()])?;
    let names =
        words::list(&others.iter().map(|other| words::code(other.name.unwrap_or_default())).collect::<Vec<_>>());
    let mut notes = vec![format!(
        "The containers of {names} now run in `{}`: they are scaled, placed, updated and evicted together.",
        case.manifest.name.unwrap_or_default()
    )];
    notes.push(format!("Services, autoscalers and disruption budgets of {names} find nothing any more: point them to this Deployment or delete them."));
    notes.push("Addresses of one another can become `localhost`; a claim that only these containers shared can become an emptyDir.".to_owned());
    Ok(Draft { text, notes })
}

/// What keeps two pods from being one.
fn conflicts(one: &Pod<'_>, other: &Pod<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let name = other.name.unwrap_or_default();
    let replicas = |pod: &Pod<'_>| pod.replicas.map_or(1, |replicas| replicas.value);
    if replicas(one) != replicas(other) {
        found.push(format!(
            "the same number of replicas for all: `{}` has {}, `{name}` has {}",
            one.name.unwrap_or_default(),
            replicas(one),
            replicas(other)
        ));
    }
    for key in ["serviceAccountName", "hostNetwork", "nodeSelector", "securityContext", "runtimeClassName"] {
        let text = |pod: &Pod<'_>| pod.node.get(key).map(|node| node.span().of(node.text()).to_owned());
        if text(one) != text(other) {
            found.push(format!("the same `{key}` for all: `{name}` has another"));
        }
    }
    for container in &other.containers {
        if one.containers.iter().any(|known| known.name.value == container.name.value) {
            found.push(format!("names of their own: two containers are called `{}`", container.name.value));
        }
        let taken = container.ports.iter().filter_map(|port| port.container_port).find(|port| {
            one.running().any(|known| known.ports.iter().any(|other| other.container_port == Some(*port)))
        });
        found.extend(taken.map(|port| format!("ports of their own: two containers want port {port}")));
    }
    for volume in &other.volumes {
        let text = |node: yaml::Node<'_>| node.span().of(node.text()).split_whitespace().collect::<Vec<_>>().join(" ");
        let twin = one.volumes.iter().find(|known| known.name.value == volume.name.value);
        if twin.is_some_and(|twin| text(twin.node) != text(volume.node)) {
            found.push(format!("names of their own: two different volumes are called `{}`", volume.name.value));
        }
    }
    found
}

/// The text with the containers and volumes of the other pods in this one, and without their documents.
fn merged(case: &Case<'_>, others: &[Pod<'_>]) -> Option<String> {
    let mut text = case.text.to_owned();
    for other in others {
        for list in ["initContainers", "containers", "volumes"] {
            let items = other.node.get(list).into_iter().flat_map(|list| list.items());
            for item in items {
                let name = item.get("name").and_then(|name| name.raw());
                if list == "volumes" && case.pod.volumes.iter().any(|known| Some(known.name.value) == name) {
                    continue;
                }
                let lines = crate::edit::block_text(item)?;
                text = step(&text, position(&text, case)?, |pod| add_block(pod.node, list, &lines))?;
            }
        }
    }
    for other in others {
        text = without(&text, other.name?)?;
    }
    Some(text)
}

/// Which pod of a text has the kind and name of the case.
fn position(text: &str, case: &Case<'_>) -> Option<usize> {
    let tree = yaml::read(text);
    let manifests = crate::manifest::manifests(&tree);
    let places = manifests.iter().flat_map(|manifest| manifest.templates.iter().map(move |_| manifest));
    places.into_iter().position(|manifest| manifest.kind == case.manifest.kind && manifest.name == case.manifest.name)
}

/// The text without the document of a Deployment.
fn without(text: &str, name: &str) -> Option<String> {
    let tree = yaml::read(text);
    let manifests = crate::manifest::manifests(&tree);
    let gone = manifests.iter().find(|manifest| manifest.kind == Some("Deployment") && manifest.name == Some(name))?;
    if !gone.path.is_empty() {
        return None;
    }
    let start = tree.documents.get(gone.document)?.span.start as usize;
    let (start, end) = super::wrap::document_lines(text, start);
    changed(text, &tree, Some(crate::edit::Change::replace(start, end, "")))
}
