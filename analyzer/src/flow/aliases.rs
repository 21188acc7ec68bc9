//! Paths that are the same directory: `/data/input/processed` and `/data/output` of one container, `/upload` of another.
//!
//! Every directory that several mounts show gets one representative, its first mount; the others, and deeper paths of
//! mounts further up, are named beside it. Directories that the manifest does not fully tell have no aliases.

use super::direction::MOST_NEIGHBOURS;
use super::paths;
use super::trace::{MountUse, Trace};
use crate::analysis::{Certainty, Direction, EdgeKind, FlowEdge};
use crate::pod::Pod;
use std::collections::BTreeMap;

/// The most aliases of one pod that are told.
const MOST: usize = 200;

/// The alias edges of a pod.
pub(super) fn find(pod: &Pod<'_>, trace: &Trace) -> Vec<FlowEdge> {
    let mut by_volume: BTreeMap<usize, Vec<&MountUse>> = BTreeMap::new();
    for mount in &trace.mounts {
        let mounts = mount.volume.map(|volume| by_volume.entry(volume).or_default());
        if let Some(mounts) = mounts.filter(|mounts| mounts.len() < MOST_NEIGHBOURS) {
            mounts.push(mount);
        }
    }
    let mut edges = Vec::new();
    for mounts in by_volume.values().filter(|mounts| mounts.len() > 1) {
        if edges.len() < MOST {
            of_volume(pod, mounts, &mut edges);
        }
    }
    edges
}

fn of_volume(pod: &Pod<'_>, mounts: &[&MountUse], edges: &mut Vec<FlowEdge>) {
    for (at, mount) in mounts.iter().enumerate() {
        let same = |other: &&&MountUse| relation(other, mount) == paths::Relation::Equal;
        if mounts[..at].iter().any(|other| same(&other)) {
            continue;
        }
        let above = mounts.iter().filter(|other| relation(other, mount) == paths::Relation::Ancestor);
        let equal = mounts[at + 1..].iter().filter(same);
        for other in above {
            push(pod, other, mount, edges);
        }
        for other in equal {
            push(pod, mount, other, edges);
        }
    }
}

fn relation(a: &MountUse, b: &MountUse) -> paths::Relation {
    paths::relation(&a.directory, &b.directory)
}

/// Adds that a path of `from` is the mount path of `to`, unless the two are the same path in both containers.
fn push(pod: &Pod<'_>, from: &MountUse, to: &MountUse, edges: &mut Vec<FlowEdge>) {
    if edges.len() >= MOST || to.directory.contains("$(") {
        return;
    }
    let written = |mount: &MountUse| pod.containers[mount.container].mounts[mount.mount].mount_path;
    let below = paths::below(&from.directory, &to.directory).unwrap_or("");
    let [a, b] = [paths::join(&paths::clean(written(from).value), below), paths::clean(written(to).value)];
    if a == b || is_covered(pod, from, &a) {
        return;
    }
    let name = |mount: &MountUse| pod.containers[mount.container].label().to_owned();
    let reason =
        [&paths::shown(&a), " of ", &name(from), " is the same directory as ", &paths::shown(&b), " of ", &name(to)];
    edges.push(FlowEdge {
        kind: EdgeKind::Alias,
        from: from.container,
        to: to.container,
        mount_path: None,
        sub_path: None,
        port: None,
        access: None,
        direction: Direction::Unknown,
        certainty: Certainty::Declared,
        reason: reason.concat(),
        span: Some(written(to).span),
    });
}

/// Whether another mount of the container lies over a path, so that the path shows something else.
fn is_covered(pod: &Pod<'_>, mount: &MountUse, path: &str) -> bool {
    let mounts = &pod.containers[mount.container].mounts;
    let depth = paths::clean(mounts[mount.mount].mount_path.value).len();
    mounts.iter().take(MOST_NEIGHBOURS).enumerate().any(|(index, other)| {
        let other = paths::clean(other.mount_path.value);
        index != mount.mount && other.len() > depth && paths::below(&other, path).is_some()
    })
}
