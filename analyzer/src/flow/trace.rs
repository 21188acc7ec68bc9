//! Who uses which directory of which volume, and which way the data go: facts for the verdict and for the diagram.
//!
//! Directions rest on what the manifest declares, then on commands, the catalogue and names. Roles are not known here;
//! they are decided from these facts.

use super::connections;
use super::direction::{self, MOST_NEIGHBOURS};
use super::externals;
use super::names;
use super::scan::Scanned;
use crate::analysis::{Access, Certainty, Direction};
use crate::arrange::Arrange;
use crate::catalogue::Match;
use crate::pod::{Container, Pod};
use crate::span::Span;

/// All uses of volumes, connections between containers, and what leaves the pod.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// One for each volume mount, in the order of the containers.
    pub mounts: Vec<MountUse>,
    /// Connections over localhost.
    pub connections: Vec<Connection>,
    /// What leaves the pod, as far as the manifest tells.
    pub externals: Vec<External>,
    /// The volume and the place of each mount that has a volume, sorted.
    by_volume: Vec<(usize, usize)>,
    /// What each container alone tells, in the pod's order. A changed pod has most of them in common with this one.
    scans: Vec<Scanned>,
}

/// One mount and what it is used for.
#[derive(Clone, Debug)]
pub struct MountUse {
    /// Index of the container in [`Pod::containers`].
    pub container: usize,
    /// Index of the mount in the container's mounts.
    pub mount: usize,
    /// Index of the volume in [`Pod::volumes`]; none where the pod has no such volume.
    pub volume: Option<usize>,
    /// The directory in the volume: empty for its root, else clean and without slashes at its ends. What only the kubelet
    /// knows stands in it as `$(…)`.
    pub directory: String,
    /// What the manifest allows.
    pub access: Access,
    /// Which way the data go.
    pub direction: Direction,
    /// How that is known.
    pub certainty: Certainty,
    /// Whether the container brings data in, rather than only changing owners or removing files.
    pub fills: bool,
    /// Why, in words.
    pub reason: String,
}

/// A container that calls another one over localhost.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Index of the container that calls.
    pub from: usize,
    /// Index of the container that listens.
    pub to: usize,
    /// The port.
    pub port: u16,
    /// Why, in words.
    pub reason: String,
    /// What says so.
    pub span: Span,
}

/// Something outside of the pod that a container talks to.
#[derive(Clone, Debug)]
pub struct External {
    /// Index of the container.
    pub container: usize,
    /// What it is called: `bucket my-processed-files`.
    pub name: String,
    /// Which way the data go, seen from the container.
    pub direction: Direction,
    /// Why, in words.
    pub reason: String,
    /// What says so.
    pub span: Span,
}

/// Traces a pod.
pub fn trace(pod: &Pod<'_>) -> Trace {
    of_scans(pod, pod.containers.iter().map(|container| Scanned::of(container, None)).collect())
}

impl Trace {
    /// Traces a changed copy of the pod `before`, which this trace is about. Containers that are as they were are not read
    /// again.
    pub(crate) fn after(&self, before: &Pod<'_>, pod: &Pod<'_>) -> Self {
        let scan = |(at, container): (usize, &Container<'_>)| {
            if let Some(known) = before.unchanged(at, container).and_then(|old| self.scans.get(old)) {
                return known.clone();
            }
            let old = before.containers.get(at).filter(|old| old.runs_the_same(container));
            Scanned::of(container, old.and_then(|_| self.scans.get(at)).map(|known| &known.scan))
        };
        of_scans(pod, pod.containers.iter().enumerate().map(scan).collect())
    }

    /// Pairs of mounts by which two containers see the same files, each pair both ways round. So that the work does not grow
    /// with the square of the mounts, only the first [`MOST_MOUNTS`] of a pod are looked at, and of each volume the first
    /// [`MOST_NEIGHBOURS`]; no pod that a person wrote has as many.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&MountUse, &MountUse)> {
        self.mounts.iter().take(MOST_MOUNTS).flat_map(|one| {
            self.of_volume(one.volume).filter_map(move |other| {
                let same = one.container != other.container && overlap(&one.directory, &other.directory);
                same.then_some((one, other))
            })
        })
    }

    /// The mounts of a container.
    pub(crate) fn of_container(&self, container: usize) -> &[MountUse] {
        let start = self.mounts.partition_point(|mount| mount.container < container);
        let end = self.mounts.partition_point(|mount| mount.container <= container);
        &self.mounts[start..end]
    }

    /// The first mounts of a volume.
    fn of_volume(&self, volume: Option<usize>) -> impl Iterator<Item = &MountUse> {
        let start = self.by_volume.partition_point(|(other, _)| Some(*other) < volume);
        let same = self.by_volume[start..].iter().take_while(move |(other, _)| Some(*other) == volume);
        same.take(MOST_NEIGHBOURS).map(|(_, at)| &self.mounts[*at])
    }

    /// What the catalogue knows of a container.
    pub(crate) fn entry(&self, container: usize) -> Option<Match> {
        self.scans.get(container)?.entry
    }
}

/// How many mounts of a pod are compared with others.
const MOST_MOUNTS: usize = 400;

/// Whether one directory of a volume lies in the other.
pub(crate) fn overlap(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.is_empty() || long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn of_scans(pod: &Pod<'_>, scans: Vec<Scanned>) -> Trace {
    let mounts = direction::directions(pod, &scans);
    let places = mounts.iter().enumerate().filter_map(|(at, mount)| Some((mount.volume?, at)));
    let mut by_volume: Vec<(usize, usize)> = places.collect();
    by_volume.arrange();
    Trace { mounts, by_volume, connections: connections::find(pod, &scans), externals: externals(pod, &scans), scans }
}

fn externals(pod: &Pod<'_>, scans: &[Scanned]) -> Vec<External> {
    let mut found = Vec::new();
    for (container, Scanned { scan, .. }) in scans.iter().enumerate() {
        let words = names::words(pod.containers[container].name.value);
        found.extend(scan.far.iter().cloned().map(|far| {
            let kind = far.name.split(' ').next().unwrap_or("");
            let direction = match far.direction {
                Direction::Unknown => externals::direction_by_name(&words, kind),
                known => known,
            };
            External { container, name: far.name, direction, reason: far.reason, span: far.span }
        }));
    }
    found
}

#[cfg(test)]
mod tests;
