//! A Deployment for each container that does core work, with the helpers that belong to it.
//!
//! What the containers shared has to be replaced: volumes by claims that several nodes may mount, localhost by Services.

use super::case::{Case, step};
use super::wrap::{LABEL, body, wrap};
use super::{Draft, Drafted, LAYOUT, obstacle};
use crate::analysis::Lifecycle;
use crate::arrange::Arrange;
use crate::edit::pods::remove_from;
use crate::edit::{Change, New, line_break, put, remove, replace_entry};
use crate::manifest::Manifest;
use crate::patterns::words;
use crate::pod::{Container, Pod};

/// A container that does core work, and all that goes with it: indices of [`Pod::containers`].
struct Group<'a> {
    name: &'a str,
    members: Vec<usize>,
}

/// An address on localhost that becomes one of a Service.
struct Route {
    port: u16,
    owner: String,
}

pub(super) fn draft(case: &Case<'_>) -> Drafted {
    let groups = groups(case)?;
    let shared = shared_volumes(case, &groups)?;
    let text = case.text;
    let at = case.manifest.node.span().start as usize;
    let (start, end) = body(text, at);
    let Some(document) = text.get(start..end) else { return obstacle(LAYOUT) };
    let whole = if case.manifest.kind == Some("Pod") {
        step(document, 0, |pod| wrap(pod, "Deployment"))
    } else {
        Some(document.to_owned())
    };
    let Some(whole) = whole else { return obstacle(LAYOUT) };
    let mut documents = Vec::new();
    for group in &groups {
        let routes = routes(case, group, &groups);
        let keep: Vec<&str> = group.members.iter().map(|index| case.pod.containers[*index].name.value).collect();
        match narrowed(&whole, group.name, &keep, &shared, &routes) {
            Some(one) => documents.push(one),
            None => return obstacle(LAYOUT),
        }
    }
    documents.extend(shared.iter().map(|(name, size)| claim(name, size.as_deref())));
    let called = called(case, &groups);
    documents.extend(called.iter().map(|(name, ports)| service(name, ports)));
    let break_ = line_break(text);
    let separator = format!("---{break_}");
    let documents: Vec<String> = documents
        .into_iter()
        .map(|one| if one.ends_with('\n') { one } else { one + break_ })
        .map(|one| if break_ == "\r\n" && !one.contains('\r') { one.replace('\n', "\r\n") } else { one })
        .collect();
    let before = text.get(..start).unwrap_or("");
    let after = text.get(end..).unwrap_or("");
    let new = format!("{before}{}{after}", documents.join(&separator));
    let new = redirected(case, &groups, new);
    Ok(Draft { text: new, notes: notes(case, &groups, &shared, &called) })
}

fn groups<'a>(case: &Case<'a>) -> Result<Vec<Group<'a>>, Vec<String>> {
    let core = case.core();
    if !matches!(case.manifest.kind, Some("Pod" | "Deployment")) || !case.is_plain_object() {
        return obstacle(
            "a Pod or a Deployment in a document of its own: other kinds keep promises that a Deployment does not",
        );
    }
    if core.len() < 2 {
        return obstacle("a second container that does core work: helpers are no use alone");
    }
    let mut trouble = Vec::new();
    if case.pod.share_process_namespace {
        trouble.push(
            "what `shareProcessNamespace` gives: containers of different pods cannot see or signal each other"
                .to_owned(),
        );
    }
    if case.pod.runs_to_completion() {
        trouble.push("programs that go on: a Deployment starts again whatever ends".to_owned());
    }
    if case.pod.containers.iter().any(|container| container.name.value.is_empty()) {
        trouble.push("a name for each container".to_owned());
    }
    if case.pod.node.get("ephemeralContainers").is_some() {
        trouble.push("the ephemeral containers: they belong to one running pod".to_owned());
    }
    if !trouble.is_empty() {
        return Err(trouble);
    }
    let mut groups: Vec<Group<'a>> =
        core.iter().map(|(index, container)| Group { name: container.name.value, members: vec![*index] }).collect();
    let rest = (0..case.pod.containers.len()).filter(|index| core.iter().all(|(one, _)| one != index));
    for index in rest.collect::<Vec<_>>() {
        for at in homes(case, index, &core) {
            groups[at].members.push(index);
        }
    }
    for group in &mut groups {
        group.members.arrange();
    }
    Ok(groups)
}

/// The groups that a helper or an init container goes with, as indices of `core`.
fn homes(case: &Case<'_>, index: usize, core: &[(usize, &Container<'_>)]) -> Vec<usize> {
    let volumes = |container: usize| {
        let uses = case.trace.mounts.iter().filter(move |used| used.container == container);
        uses.filter_map(|used| used.volume).collect::<Vec<_>>()
    };
    let own = volumes(index);
    let links = |other: usize| {
        let files = volumes(other).iter().filter(|volume| own.contains(volume)).count();
        files + usize::from(case.calls(index, other)) + usize::from(case.calls(other, index))
    };
    let is_step = case.pod.containers[index].lifecycle == Lifecycle::Init;
    let linked: Vec<usize> = (0..core.len()).filter(|at| links(core[*at].0) > 0).collect();
    match (is_step, linked.is_empty()) {
        (true, false) => linked,
        // An init container that shares nothing prepares the pod as a whole.
        (true, true) => (0..core.len()).collect(),
        (false, _) => {
            let best = (0..core.len()).rev().max_by_key(|at| links(core[*at].0));
            best.into_iter().collect()
        }
    }
}

/// The volumes that several groups use and that live no longer than the pod, with their size limits.
fn shared_volumes(case: &Case<'_>, groups: &[Group<'_>]) -> Result<Vec<(String, Option<String>)>, Vec<String>> {
    let (mut shared, mut trouble) = (Vec::new(), Vec::new());
    for (index, volume) in case.pod.volumes.iter().enumerate() {
        let uses = |group: &&Group<'_>| {
            case.trace.mounts.iter().any(|used| used.volume == Some(index) && group.members.contains(&used.container))
        };
        if groups.iter().filter(uses).count() < 2 || !volume.source.starts_empty() {
            continue;
        }
        let name = volume.name.value;
        let mounts = case.trace.mounts.iter().filter(|used| used.volume == Some(index));
        let is_socket = mounts
            .filter_map(|used| case.pod.containers.get(used.container)?.mounts.get(used.mount))
            .any(|mount| ["sock", "/run", "/ipc"].iter().any(|word| mount.mount_path.value.contains(word)));
        if volume.source.field("medium").is_some_and(|medium| !medium.is_empty()) {
            trouble.push(format!(
                "the memory that they share in `{name}`: containers of different pods have none in common"
            ));
        } else if is_socket || name.contains("sock") {
            trouble.push(format!("the sockets in `{name}`: containers of different pods talk over the network"));
        } else if volume.source.kind != "emptyDir" {
            trouble.push(format!("`{name}` as a claim of its own: an ephemeral volume belongs to one pod"));
        } else {
            shared.push((name.to_owned(), volume.source.field("sizeLimit").map(str::to_owned)));
        }
    }
    if trouble.is_empty() { Ok(shared) } else { Err(trouble) }
}

/// The addresses on localhost that a group uses and that belong to another one.
fn routes(case: &Case<'_>, group: &Group<'_>, groups: &[Group<'_>]) -> Vec<Route> {
    let leaving = case
        .trace
        .connections
        .iter()
        .filter(|known| group.members.contains(&known.from) && !group.members.contains(&known.to));
    let route = |port: u16, to: usize| {
        let owner = groups.iter().find(|other| other.members.contains(&to))?;
        Some(Route { port, owner: owner.name.to_owned() })
    };
    leaving.filter_map(|known| route(known.port, known.to)).collect()
}

/// The groups that others call, with the ports that are called.
fn called(case: &Case<'_>, groups: &[Group<'_>]) -> Vec<(String, Vec<u16>)> {
    let mut called: Vec<(String, Vec<u16>)> = Vec::new();
    for route in groups.iter().flat_map(|group| routes(case, group, groups)) {
        let index = called.iter().position(|(name, _)| *name == route.owner).unwrap_or_else(|| {
            called.push((route.owner, Vec::new()));
            called.len() - 1
        });
        if !called[index].1.contains(&route.port) {
            called[index].1.push(route.port);
        }
    }
    // A Service of that name may be there already; it then gets the new label.
    called.retain(|(name, _)| !case.manifests.iter().any(|one| one.kind == Some("Service") && one.name == Some(name)));
    called
}

/// The Deployment with nothing in it but one group.
fn narrowed(
    whole: &str,
    name: &str,
    keep: &[&str],
    shared: &[(String, Option<String>)],
    routes: &[Route],
) -> Option<String> {
    let mut text = whole.to_owned();
    for list in ["containers", "initContainers"] {
        while let Some(index) = unwanted(&text, list, |item| keep.contains(&item)) {
            text = step(&text, 0, |pod| remove_from(pod.node, list, index))?;
        }
    }
    let used = mounted(&text)?;
    while let Some(index) = unwanted(&text, "volumes", |volume| used.iter().any(|known| known == volume)) {
        text = step(&text, 0, |pod| remove_from(pod.node, "volumes", index))?;
    }
    for (volume, _) in shared.iter().filter(|(volume, _)| used.contains(volume)) {
        text = step(&text, 0, |pod| {
            let claim = New::Map(vec![("claimName", New::text(volume.as_str()))]);
            let node = pod.volume(volume)?.node;
            if node.get("emptyDir").is_none() {
                return put(node, &["persistentVolumeClaim"], claim);
            }
            replace_entry(node, "emptyDir", "persistentVolumeClaim", &claim)
        })?;
    }
    for route in routes {
        text = step(&text, 0, |pod| redirect(pod, route)).unwrap_or(text);
    }
    text = step(&text, 0, |pod| {
        let main = pod.annotation("kubectl.kubernetes.io/default-container")?;
        if keep.contains(&main.value) {
            return None;
        }
        remove(pod.object.at("spec.template.metadata.annotations")?, main.key)
    })
    .unwrap_or(text);
    step(&text, 0, |pod| {
        let label = |path: &[&'static str]| put(pod.object, &[path, &[LABEL]].concat(), New::text(name));
        Change::all([
            put(pod.object, &["metadata", "name"], New::text(name)),
            label(&["spec", "selector", "matchLabels"]),
            label(&["spec", "template", "metadata", "labels"]),
        ])
    })
}

/// The index of the first item of a list that is not wanted, by its name.
fn unwanted(text: &str, list: &str, wanted: impl Fn(&str) -> bool) -> Option<usize> {
    let tree = crate::yaml::read(text);
    let manifests = crate::manifest::manifests(&tree);
    let spec = manifests.first()?.templates.first()?.spec;
    let names = spec.get(list)?.items().map(|item| item.get("name").and_then(|name| name.raw()).unwrap_or(""));
    names.into_iter().position(|name| !wanted(name))
}

/// The names of the volumes that any container of the first pod uses.
fn mounted(text: &str) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let tree = crate::yaml::read(text);
    let manifests = crate::manifest::manifests(&tree);
    let manifest = manifests.first()?;
    let pod = crate::pod::lower(manifest, manifest.templates.first()?);
    for container in &pod.containers {
        names.extend(container.mounts.iter().map(|mount| mount.volume.value.to_owned()));
        let devices = container.node.get("volumeDevices").into_iter().flat_map(|list| list.items());
        names.extend(devices.filter_map(|device| device.get("name")?.raw()).map(str::to_owned));
        let env = container.node.get("env").into_iter().flat_map(|list| list.items());
        names.extend(env.filter_map(|env| env.at("valueFrom.fileKeyRef.volumeName")?.raw()).map(str::to_owned));
    }
    Some(names)
}

/// Addresses on localhost as addresses of a Service.
fn redirect(pod: &Pod<'_>, route: &Route) -> Option<Change> {
    let text = pod.node.text();
    let words = pod.containers.iter().flat_map(|container| {
        let values = container.env.iter().filter_map(|variable| variable.value);
        values.chain(container.argv().copied()).map(|value| value.span).collect::<Vec<_>>()
    });
    let mut changes = Vec::new();
    for span in words {
        for host in ["localhost", "127.0.0.1"] {
            let old = format!("{host}:{}", route.port);
            for (at, _) in span.of(text).match_indices(&old) {
                let behind = span.of(text).as_bytes().get(at + old.len());
                if behind.is_none_or(|byte| !byte.is_ascii_digit()) {
                    let start = span.start as usize + at;
                    changes.push(Some(Change::replace(
                        start,
                        start + old.len(),
                        format!("{}:{}", route.owner, route.port),
                    )));
                }
            }
        }
    }
    Change::all(changes)
}

/// The Services of the text that select the old pods, pointed to the group that has their port.
fn redirected(case: &Case<'_>, groups: &[Group<'_>], text: String) -> String {
    let mut text = text;
    for service in services(case) {
        let Some(owner) = owner_of(case, groups, service) else { continue };
        let tree = crate::yaml::read(&text);
        let manifests = crate::manifest::manifests(&tree);
        let node =
            manifests.iter().find(|one| one.kind == Some("Service") && one.name == service.name).map(|one| one.node);
        let change = node.and_then(|node| put(node, &["spec", "selector", LABEL], New::text(owner)));
        if let Some(next) = super::case::changed(&text, &tree, change) {
            drop(manifests);
            drop(tree);
            text = next;
        }
    }
    text
}

/// The Services of the text that select the pod.
fn services<'c, 'a>(case: &'c Case<'a>) -> impl Iterator<Item = &'a Manifest<'a>> + use<'c, 'a> {
    case.manifests.iter().filter(|one| one.kind == Some("Service")).filter(|service| {
        let entries = service.node.at("spec.selector").map(|selector| selector.entries()).unwrap_or_default();
        let has = |key: &str, value: Option<&str>| case.pod.label(key).is_some_and(|pair| Some(pair.value) == value);
        !entries.is_empty()
            && entries.iter().all(|entry| entry.key.raw().is_some_and(|key| has(key, entry.value.raw())))
    })
}

fn owner_of<'a>(case: &Case<'_>, groups: &[Group<'a>], service: &Manifest<'_>) -> Option<&'a str> {
    let port = service.node.at("spec.ports")?.items().next()?;
    let wanted = port.get("targetPort").or_else(|| port.get("port"))?;
    let number = wanted.int().and_then(|number| u16::try_from(number).ok());
    let has = |container: &Container<'_>| {
        container.ports.iter().any(|port| match number {
            Some(_) => port.container_port == number,
            None => port.name.is_some() && port.name == wanted.raw(),
        })
    };
    groups
        .iter()
        .find(|group| group.members.iter().any(|index| has(&case.pod.containers[*index])))
        .map(|group| group.name)
}

fn claim(name: &str, size: Option<&str>) -> String {
    let storage = match size {
        Some(size) => size.to_owned(),
        None => format!("1Gi{}how much the files may take together", crate::finding::FILL_IN),
    };
    format!(
        "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: {name}\nspec:\n  accessModes:\n  - ReadWriteMany\n  \
         resources:\n    requests:\n      storage: {storage}\n"
    )
}

fn service(name: &str, ports: &[u16]) -> String {
    let ports: Vec<String> = ports.iter().map(|port| format!("  - name: port-{port}\n    port: {port}\n")).collect();
    let ports = ports.concat();
    format!(
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: {name}\nspec:\n  selector:\n    {LABEL}: {name}\n  ports:\n{ports}"
    )
}

fn notes(
    case: &Case<'_>,
    groups: &[Group<'_>],
    shared: &[(String, Option<String>)],
    called: &[(String, Vec<u16>)],
) -> Vec<String> {
    let names = words::list(&groups.iter().map(|group| words::code(group.name)).collect::<Vec<_>>());
    let mut notes = vec![format!("{names} are now scaled, placed and updated each on its own.")];
    for (volume, _) in shared {
        notes.push(format!(
            "Something must replace the shared volume `{volume}`. Here that is a PersistentVolumeClaim with `ReadWriteMany`, which \
             needs storage that several nodes can mount at once, and is slower. Better, where the programs can be changed: an \
             object store for the files and a queue for what is ready."
        ));
        notes.push(format!(
            "The files of `{volume}` now outlive the pods: something has to delete them, and all replicas see the same ones."
        ));
    }
    for (name, ports) in called {
        let ports = words::list(&ports.iter().map(ToString::to_string).collect::<Vec<_>>());
        notes.push(format!("`{name}` is now reached through a Service on port {ports}; it must listen on all addresses, not only on localhost."));
    }
    let untold = groups.iter().any(|group| !routes(case, group, groups).is_empty());
    if untold {
        notes.push(
            "Addresses on localhost in configuration files or images are not seen here, and have to be changed too."
                .to_owned(),
        );
    }
    if case.manifest.kind == Some("Deployment") {
        notes.push(format!(
            "Services, autoscalers and disruption budgets outside of this text that name `{}` or select its labels have to be \
             pointed to the new Deployments, by the label `{LABEL}`.",
            case.manifest.name.unwrap_or_default()
        ));
    }
    if case.pod.node.get("serviceAccountName").is_some() {
        notes.push("All of them keep the service account; each can now have one of its own.".to_owned());
    }
    notes
}
