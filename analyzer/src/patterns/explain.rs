//! Two or three sentences about each container: what it does here, what it reads and writes, what it serves.
//!
//! Every statement rests on the manifest, the trace or the catalogue, and says so where it is only likely.

use super::evidence::Notes;
use super::facts::Facts;
use super::roles::Roles;
use super::shape::place;
use super::verdict::{pattern_of, plain};
use super::words::{code, list};
use crate::analysis::{Certainty, ContainerReport, Direction, Evidence, Lifecycle, Pattern, Role};
use crate::arrange::Arrange;
use crate::catalogue::function;
use crate::flow::MountUse;
use std::cmp::Reverse;

/// The reports of all containers.
pub(super) fn containers(
    facts: &Facts<'_, '_>,
    notes: &Notes,
    roles: &Roles,
    functions: &[&'static str],
) -> Vec<ContainerReport> {
    let report = |at: usize| {
        let container = facts.container(at);
        ContainerReport {
            name: container.name.value.to_owned(),
            lifecycle: container.lifecycle,
            image: container.image.map(|image| image.value.to_owned()),
            role: roles.roles[at],
            function: functions[at],
            catalogue: facts.entry(at).map(|found| found.entry.id),
            explanation: explanation(facts, roles.roles[at], functions[at], at),
            evidence: evidence(notes, roles.roles[at], at),
            span: container.span,
        }
    };
    (0..facts.pod.containers.len()).map(report).collect()
}

/// What the role rests on, the strongest first.
fn evidence(notes: &Notes, role: Role, at: usize) -> Vec<Evidence> {
    use super::evidence::Toward;
    let own = match role {
        Role::Main | Role::BusinessPeer => None,
        _ => Some(pattern_of(role)),
    };
    let mut evidence: Vec<Evidence> = notes
        .about(at)
        .map(|note| {
            let core = note.toward == Toward::Core;
            let (speaks_for, against) = match note.toward {
                Toward::Core => (None, own),
                Toward::Nothing => (None, None),
                Toward::Ambassador => (Some(Pattern::Ambassador), None),
                Toward::Adapter => (Some(Pattern::Adapter), None),
                Toward::Init => (Some(Pattern::InitPipeline), None),
                Toward::Helper | Toward::Sidecar => (Some(own.unwrap_or(Pattern::Sidecar)), None),
            };
            let against = if core { against } else { None };
            Evidence { speaks_for, against, ..plain(note) }
        })
        .collect();
    evidence.arrange_by_key(|item| Reverse(item.strength));
    evidence
}

fn explanation(facts: &Facts<'_, '_>, role: Role, function: &str, at: usize) -> String {
    let mut sentences = vec![what(facts, role, function, at)];
    sentences.extend(files(facts, at));
    sentences.extend(view(facts, at));
    sentences.extend(network(facts, at));
    sentences.join(" ")
}

/// What it is here.
fn what(facts: &Facts<'_, '_>, role: Role, id: &str, at: usize) -> String {
    let container = facts.container(at);
    let name = code(container.label());
    let does = function(id).map_or("does something that the manifest does not tell", |function| function.does);
    let part = match (role, container.lifecycle) {
        (_, Lifecycle::Ephemeral) => "was added to look into the running pod",
        (Role::Main, _) if facts.is_shared() => "is the main container",
        (Role::Main, _) => "is the app",
        (Role::BusinessPeer, _) => "does core work of its own",
        (Role::Sidecar, Lifecycle::NativeSidecar) => "is a sidecar that starts before the app and stops after it",
        (Role::Sidecar, _) => "is a sidecar",
        (Role::Ambassador, _) => "is an ambassador, the app’s way out",
        (Role::Adapter, _) => "is an adapter, which shows the app to others in another form",
        (Role::Init, _) => "runs to its end before the app starts",
    };
    match facts.entry(at).map(|found| found.entry).filter(|entry| entry.role.is_some()) {
        Some(entry) => format!("{name} {part}. Its image is {}, which {}.", entry.name, entry.does),
        None if id == "unknown" => format!("{name} {part}; what it does there, the manifest does not tell."),
        None if id == "app" => {
            format!("{name} {part}. Its image is not a well-known one, so what exactly it does lies inside.")
        }
        None => format!("{name} {part}. Its name or command suggests that it {does}."),
    }
}

/// What it reads and writes.
fn files(facts: &Facts<'_, '_>, at: usize) -> Option<String> {
    let part = |direction: Direction, verb: &str| {
        let paths: Vec<String> =
            facts.mounts(at).filter(|mount| mount.direction == direction).map(|mount| path(facts, mount)).collect();
        (!paths.is_empty()).then(|| format!("{verb} {}", list(&paths)))
    };
    let parts: Vec<String> = [
        part(Direction::Read, "reads"),
        part(Direction::Write, "writes"),
        part(Direction::ReadWrite, "reads and writes"),
        part(Direction::Unknown, "may read and write"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        return None;
    }
    let guessed = facts.mounts(at).any(|mount| mount.certainty == Certainty::Inferred);
    let lead = if guessed { "As far as names and settings tell, it" } else { "It" };
    Some(format!("{lead} {}.", parts.join("; it ")))
}

/// How much of a volume it sees, where others see more or less of it.
fn view(facts: &Facts<'_, '_>, at: usize) -> Option<String> {
    let own: Vec<&MountUse> = facts.mounts(at).take(MOST_MOUNTS).filter(|mount| mount.volume.is_some()).collect();
    let pairs = own.iter().flat_map(|above| own.iter().map(move |below| (*above, *below)));
    let nested = |(above, below): &(&MountUse, &MountUse)| above.volume == below.volume && is_below(below, above);
    if let Some((above, below)) = pairs.clone().find(nested) {
        let rest = below.directory[above.directory.len()..].trim_start_matches('/');
        let same = format!("{}/{rest}", facts.mount_path(above).trim_end_matches('/'));
        return Some(format!(
            "{} shows {} as a whole, so {} is {}.",
            code(facts.mount_path(above)),
            place(facts, above),
            code(&same),
            code(facts.mount_path(below))
        ));
    }
    let more = |mount: &&&MountUse| {
        let others = facts.trace.mounts.iter().take(MOST_MOUNTS).filter(|other| other.container != at);
        others.into_iter().any(|other| other.volume == mount.volume && is_below(mount, other))
    };
    let narrow = own.iter().find(more)?;
    Some(format!("It sees only {}, not what else lies there.", place(facts, narrow)))
}

/// How many mounts are compared; no pod that a person wrote has as many.
const MOST_MOUNTS: usize = 50;

/// Whether a mount shows a directory inside what another shows, both being known from the text.
fn is_below(mount: &MountUse, other: &MountUse) -> bool {
    !mount.directory.contains("$(")
        && mount.directory.len() > other.directory.len()
        && crate::flow::overlap(&mount.directory, &other.directory)
}

fn path(facts: &Facts<'_, '_>, mount: &MountUse) -> String {
    format!("{} ({})", code(facts.mount_path(mount)), place(facts, mount))
}

/// What it serves and calls.
fn network(facts: &Facts<'_, '_>, at: usize) -> Option<String> {
    let container = facts.container(at);
    let ports: Vec<String> =
        container.ports.iter().filter_map(|port| port.container_port).map(|port| port.to_string()).collect();
    let calls = facts
        .connections()
        .filter(|(call, _)| call.from == at)
        .map(|(call, _)| format!("calls {} at localhost:{}", code(facts.container(call.to).label()), call.port));
    let outside = facts.trace.externals.iter().filter(|external| external.container == at).map(|external| {
        let verb = if external.direction == Direction::Read { "fetches from" } else { "sends to" };
        format!("{verb} {}", super::words::plain(&external.name))
    });
    let mut said: Vec<String> = Vec::new();
    if !ports.is_empty() {
        said.push(format!("listens on port{} {}", if ports.len() == 1 { "" } else { "s" }, list(&ports)));
    }
    said.extend(calls);
    said.extend(outside);
    said.dedup();
    if said.is_empty() {
        return (container.lifecycle.runs_beside()).then(|| "It declares no ports.".to_owned());
    }
    Some(format!("It {}.", list(&said)))
}
