//! `nothing-produces-input`: a container waits for files in a volume that starts empty and that nobody fills.

use super::support::path::is_below;
use super::{Change, New, Report, Rule, Subject, Use, called, put_item, short};
use crate::analysis::{Direction, Lifecycle};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "nothing-produces-input",
    severity: Severity::Warning,
    summary: "An emptyDir starts empty, so a container that reads it needs another that fills it.",
    source: "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (index, volume) in subject.volumes().filter(|(_, volume)| volume.source.starts_empty()) {
        let uses: Vec<Use<'_>> = subject.uses_of(index).collect();
        for reader in uses.iter().filter(|used| used.at.direction == Direction::Read) {
            if fills_itself(subject, reader) || uses.iter().any(|other| can_fill(other, reader)) {
                continue;
            }
            report.say(
                subject.in_mount(reader.container, reader.at.mount, "mountPath"),
                format!(
                    "nothing fills `{}` of `{}`: the {} `{}` starts empty, and no other container writes there",
                    short(reader.mount.mount_path.value),
                    called(reader.container),
                    volume.source.kind,
                    short(volume.name.value)
                ),
                "Add an init container or a sidecar that fetches the files, or mount a volume that has them.",
            );
            report.suggest("Add an init container that fetches the files", || fetcher(subject, reader));
        }
    }
}

/// An init container with an image to be filled in, that can write where `reader` looks.
fn fetcher(subject: &Subject<'_>, reader: &Use<'_>) -> Option<Change> {
    let is_free = |name: &&str| subject.pod.containers.iter().all(|container| container.name.value != *name);
    let name = ["fetch", "fetch-input", "fetch-files"].into_iter().find(is_free)?;
    let written = reader.mount;
    if !subject.pod.is_pod_spec || reader.container.lifecycle == Lifecycle::Init || written.is_expression {
        return None;
    }
    let mut mount =
        vec![("name", New::text(written.volume.value)), ("mountPath", New::text(written.mount_path.value))];
    mount.extend(written.sub_path.map(|path| ("subPath", New::text(path.value))));
    let fetch = New::Map(vec![
        ("name", New::text(name)),
        ("image", New::ask("IMAGE:VERSION".to_ascii_lowercase(), "an image that fetches the files")),
        ("volumeMounts", New::List(vec![New::Map(mount)])),
    ]);
    put_item(subject.pod.node, "initContainers", fetch)
}

/// Whether files may come to a reader through the network: it has a port to take them in, or fetches them.
fn fills_itself(subject: &Subject<'_>, reader: &Use<'_>) -> bool {
    let fetches = subject
        .trace
        .externals
        .iter()
        .any(|external| external.container == reader.at.container && external.direction.reads());
    !reader.mount.is_read_only() && (fetches || !reader.container.ports.is_empty())
}

/// Whether a use may put files where `reader` looks.
fn can_fill(other: &Use<'_>, reader: &Use<'_>) -> bool {
    let (there, here) = (&other.at.directory, &reader.at.directory);
    let writes = match other.at.direction {
        Direction::Read => false,
        Direction::Unknown => !other.mount.is_read_only(),
        Direction::Write | Direction::ReadWrite => other.at.fills,
    };
    if !writes || !(there == here || is_below(there, here) || is_below(here, there)) {
        return false;
    }
    if other.at.container == reader.at.container {
        // What it writes further down is its output, not its input.
        return !is_below(there, here);
    }
    // Ordinary init containers run one after the other, before all that is not among them.
    reader.container.lifecycle != Lifecycle::Init
        || other.container.lifecycle != Lifecycle::Regular && other.at.container < reader.at.container
}
