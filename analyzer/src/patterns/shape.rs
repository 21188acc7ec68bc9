//! Evidence about the pod as a whole: what it is made of, and what joins its core containers.

use super::facts::Facts;
use super::roles::Roles;
use super::verdict::{Decision, about_pod};
use super::words::{code, count, list};
use crate::analysis::{Evidence, Pattern, Strength};
use crate::flow::{Connection, MountUse};

/// What joins two containers.
pub(super) enum Link<'p> {
    /// Files: the one who writes, the one who reads.
    Files(&'p MountUse, &'p MountUse),
    /// A volume that both mount, and nobody knows who writes.
    Volume(&'p MountUse, &'p MountUse),
    /// A call over localhost.
    Call(&'p Connection),
}

/// Whether something joins the core containers.
pub(super) fn linked(facts: &Facts<'_, '_>, roles: &Roles) -> bool {
    link(facts, &|at| roles.roles[at].is_core()).is_some()
}

/// The strongest link between two of the containers that a condition picks.
pub(super) fn link<'p>(facts: &Facts<'p, '_>, picks: &dyn Fn(usize) -> bool) -> Option<Link<'p>> {
    let shared = || {
        let writable = |mount: &MountUse| facts.volume(mount).is_some_and(|volume| !volume.source.is_read_only());
        facts
            .shared_mounts()
            .filter(move |(one, other)| picks(one.container) && picks(other.container) && writable(one))
    };
    let files = shared()
        .find(|(one, other)| one.direction.writes() && other.direction.reads() && other.direction != one.direction);
    let volume = || shared().find(|(one, other)| one.container < other.container);
    let call = || facts.connections().map(|(connection, _)| connection).find(|call| picks(call.from) && picks(call.to));
    files
        .map(|(one, other)| Link::Files(one, other))
        .or_else(|| call().map(Link::Call))
        .or_else(|| volume().map(|(one, other)| Link::Volume(one, other)))
}

/// What the pod is made of, and what joins it.
pub(super) fn evidence(facts: &Facts<'_, '_>, roles: &Roles, decision: Decision, functions: &[&str]) -> Vec<Evidence> {
    let mut evidence = vec![made_of(facts, roles, decision)];
    if decision.pattern == Pattern::SharedPodMicroservices {
        evidence.push(joint(facts, roles));
        evidence.extend(symmetry(facts, roles));
        evidence.extend(silence(facts));
        evidence.extend(general_task(facts, roles, functions));
    }
    evidence
}

fn names(facts: &Facts<'_, '_>, places: impl Iterator<Item = usize>) -> String {
    let names: Vec<String> = places.map(|at| code(facts.container(at).label())).collect();
    list(&names)
}

fn made_of(facts: &Facts<'_, '_>, roles: &Roles, decision: Decision) -> Evidence {
    let running = count(facts.running().count(), "container");
    let verb = if facts.is_shared() { "run beside each other" } else { "runs" };
    let init = match facts.init().count() {
        0 => "there are no init containers".to_owned(),
        number => format!("{} before", count(number, "init container")) + if number == 1 { " runs" } else { " run" },
    };
    let known: Vec<usize> = facts.running().map(|(at, _)| at).filter(|at| facts.is_known_helper(*at)).collect();
    let catalogue = match known.as_slice() {
        [] if facts.is_shared() => ", and none of them is a well-known helper image".to_owned(),
        [] => String::new(),
        known => format!(
            ", and {} a well-known helper image",
            names(facts, known.iter().copied()) + if known.len() == 1 { " has" } else { " have" }
        ),
    };
    let helpers: Vec<usize> = roles.helpers(facts).collect();
    let against = match decision.pattern {
        Pattern::SharedPodMicroservices => Some(Pattern::Sidecar),
        _ if !helpers.is_empty() => Some(Pattern::SharedPodMicroservices),
        _ => None,
    };
    let structural = helpers.is_empty() && roles.cores(facts).nth(1).is_none();
    let strength = if structural { Strength::Conclusive } else { Strength::Medium };
    let reason = super::words::capital(&format!("{running} {verb}, {init}{catalogue}."));
    about_pod("pod-shape", Some(decision.pattern), against, strength, reason, facts.pod.span())
}

/// What joins the core containers of a shared pod, or that nothing does.
fn joint(facts: &Facts<'_, '_>, roles: &Roles) -> Evidence {
    let shared = Some(Pattern::SharedPodMicroservices);
    let name = |at: usize| code(facts.container(at).label());
    match link(facts, &|at| roles.roles[at].is_core()) {
        Some(Link::Files(writer, reader)) => about_pod(
            "link",
            shared,
            None,
            Strength::Strong,
            format!(
                "{} writes {} and {} reads it at {}: each owns one step, and the files go one way.",
                name(writer.container),
                place(facts, writer),
                name(reader.container),
                code(facts.mount_path(reader))
            ),
            facts.mount_span(reader),
        ),
        Some(Link::Volume(one, other)) => about_pod(
            "link",
            shared,
            None,
            Strength::Medium,
            format!(
                "{} and {} both mount {}; the text does not tell who writes it.",
                name(one.container),
                name(other.container),
                place(facts, one)
            ),
            facts.mount_span(other),
        ),
        Some(Link::Call(call)) => about_pod(
            "link",
            shared,
            None,
            Strength::Strong,
            format!("{} calls {} at localhost:{}.", name(call.from), name(call.to), call.port),
            call.span,
        ),
        None => about_pod(
            "link",
            None,
            shared,
            Strength::Medium,
            "Nothing in the text joins the core containers: no shared volume, no call over localhost.".to_owned(),
            facts.pod.span(),
        ),
    }
}

/// A directory of a volume in words.
pub(super) fn place(facts: &Facts<'_, '_>, mount: &MountUse) -> String {
    let volume = facts
        .volume(mount)
        .map_or_else(|| "a volume".to_owned(), |volume| format!("the volume {}", code(volume.name.value)));
    if mount.directory.is_empty() { volume } else { format!("the directory {} of {volume}", code(&mount.directory)) }
}

/// No container is told to serve another: no main and no helper.
fn symmetry(facts: &Facts<'_, '_>, roles: &Roles) -> Option<Evidence> {
    let cores: Vec<usize> = roles.cores(facts).collect();
    let asymmetric = facts.connections().next().is_some() || cores.iter().any(|at| roles.sums[*at].helper > 15);
    (!asymmetric).then(|| {
        let text = format!(
            "No container is set up to serve another: nothing in {} points at a neighbour.",
            names(facts, cores.iter().copied())
        );
        about_pod(
            "pod-shape",
            Some(Pattern::SharedPodMicroservices),
            Some(Pattern::Sidecar),
            Strength::Weak,
            text,
            facts.pod.span(),
        )
    })
}

/// Tasks that general tools do for many apps.
const GENERAL: [&str; 6] = ["data-delivery", "sync", "backup", "logging", "content", "metrics"];

/// A core container whose task a general tool could do: then it would be a helper.
fn general_task(facts: &Facts<'_, '_>, roles: &Roles, functions: &[&str]) -> Option<Evidence> {
    let at = roles.cores(facts).find(|at| GENERAL.contains(&functions[*at]) && facts.entry(*at).is_none())?;
    let container = facts.container(at);
    let noun = crate::catalogue::function(functions[at])?.noun;
    let reason = format!(
        "{} does a task ({noun}) that general tools do for many apps; with such a tool it would be a helper.",
        code(container.label())
    );
    let (shared, sidecar) = (Some(Pattern::SharedPodMicroservices), Some(Pattern::Sidecar));
    Some(about_pod("pod-shape", sidecar, shared, Strength::Weak, reason, container.name.span))
}

/// What would tell more is missing on all sides.
fn silence(facts: &Facts<'_, '_>) -> Option<Evidence> {
    let bare = facts.running().all(|(_, container)| {
        container.ports.is_empty() && container.probes.is_empty() && container.resources.requests.is_empty()
    });
    bare.then(|| about_pod("pod-shape", None, Some(Pattern::SharedPodMicroservices), Strength::Weak,
        "No container has ports, probes or resources, so nothing shows a service of its own or compares their sizes.".to_owned(), facts.pod.span()))
}
