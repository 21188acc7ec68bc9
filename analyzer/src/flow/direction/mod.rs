//! Which way data go through each mount: sources of evidence, asked one after the other, the surest first.
//!
//! What the manifest declares is never overruled. Everything else is marked as inferred, with its reason; where no source
//! has an answer the direction stays unknown. Work is linear in the mounts, but for volumes with many of them, where each
//! mount is compared with the first [`MOST_NEIGHBOURS`] of its volume only.

mod commands;
mod declared;
mod elimination;
mod names;
mod purpose;
mod stages;

use super::paths;
use super::programs::{Deed, Touch};
use super::scan::{Place, Scan, Scanned};
use super::settings::Setting;
use super::trace::MountUse;
use crate::analysis::{Access, Certainty, Direction};
use crate::catalogue::Entry;
use crate::pod::{Container, Pod, Volume, VolumeMount};
use std::collections::BTreeMap;

/// The most mounts of one volume that a mount is compared with.
pub(super) const MOST_NEIGHBOURS: usize = 64;

/// An answer of one source.
struct Guess {
    direction: Direction,
    certainty: Certainty,
    reason: String,
    /// Whether data come in, rather than only being changed or removed.
    fills: bool,
    /// Whether it says no more than that the place is usually read.
    weak: bool,
}

impl Guess {
    fn inferred(direction: Direction, reason: String) -> Self {
        Self { direction, certainty: Certainty::Inferred, reason, fills: direction.writes(), weak: false }
    }
}

/// What the sources see of one mount.
struct View<'v, 'a> {
    mount: &'v VolumeMount<'a>,
    volume: Option<&'v Volume<'a>>,
    /// The directory of the volume.
    directory: &'v str,
    /// What commands and hooks do below the mount.
    touches: &'v [&'v (Place, Touch)],
    /// What settings name below the mount.
    settings: &'v [&'v Setting],
    /// What the catalogue knows of the container.
    entry: Option<&'static Entry>,
    /// The words of the container's name.
    words: &'v [&'a str],
    /// Whether the container has mounts that are called input and others that are called output.
    has_both_ends: bool,
    /// Whether another container mounts an overlapping directory of the volume.
    shared: bool,
    /// Whether it is the first that could fill the directory, and others come after it.
    first_stage: bool,
}

impl View<'_, '_> {
    fn starts_empty(&self) -> bool {
        self.volume.is_some_and(|volume| volume.source.starts_empty())
    }

    fn is_on_node(&self) -> bool {
        self.volume.is_some_and(|volume| volume.source.kind == "hostPath")
    }
}

/// The reason where no source has an answer.
const NOTHING: &str = "nothing in the manifest says which way the data go";

/// The sources, the surest first.
const SOURCES: [fn(&View<'_, '_>) -> Option<Guess>; 7] = [
    declared::read_only,
    commands::by_commands,
    stages::by_order,
    purpose::by_image,
    commands::by_settings,
    commands::by_looks,
    names::by_names,
];

/// The directions of all mounts.
pub(super) fn directions(pod: &Pod<'_>, scans: &[Scanned]) -> Vec<MountUse> {
    let mut uses = places(pod, scans);
    let neighbours = Neighbours::of(pod, &uses);
    let mut weak = Vec::new();
    let mut at = 0;
    for (index, (container, Scanned { scan, entry })) in pod.containers.iter().zip(scans).enumerate() {
        let words = super::names::words(container.name.value);
        let has_both_ends = names::has_both_ends(container);
        let mut evidence = Evidence::of(container, scan);
        for mount in &container.mounts {
            let neighbours = neighbours.of_mount(&uses, at);
            let view = View {
                mount,
                volume: uses[at].volume.map(|volume| &pod.volumes[volume]),
                directory: &uses[at].directory,
                touches: evidence.touches.entry(uses[at].mount).or_default(),
                settings: evidence.settings.entry(uses[at].mount).or_default(),
                entry: entry.map(|known| known.entry),
                words: &words,
                has_both_ends,
                shared: neighbours.iter().any(|other| uses[*other].container != index),
                first_stage: stages::is_first(pod, &uses, at, &neighbours),
            };
            if let Some(guess) = SOURCES.iter().find_map(|source| source(&view)) {
                weak.extend(guess.weak.then_some(at));
                take(&mut uses[at], guess);
            }
            at += 1;
        }
    }
    elimination::forget_readers_of_nothing(pod, &neighbours, &mut uses, &weak);
    elimination::fill_gaps(pod, &neighbours, &mut uses);
    uses
}

fn take(mount: &mut MountUse, guess: Guess) {
    mount.direction = guess.direction;
    mount.certainty = guess.certainty;
    mount.reason = guess.reason;
    mount.fills = guess.fills;
}

/// All mounts with their places in their volumes, and no direction yet.
fn places(pod: &Pod<'_>, scans: &[Scanned]) -> Vec<MountUse> {
    let mut volumes = BTreeMap::new();
    for (index, volume) in pod.volumes.iter().enumerate() {
        volumes.entry(volume.name.value).or_insert(index);
    }
    let mut uses = Vec::new();
    for (index, (container, Scanned { scan, .. })) in pod.containers.iter().zip(scans).enumerate() {
        for (mount, directory) in scan.directories.iter().enumerate() {
            let volume = volumes.get(container.mounts[mount].volume.value).copied();
            let closed = volume.is_some_and(|volume| pod.volumes[volume].source.is_read_only());
            uses.push(MountUse {
                container: index,
                mount,
                volume,
                directory: directory.clone(),
                access: if closed || container.mounts[mount].is_read_only() {
                    Access::ReadOnly
                } else {
                    Access::ReadWrite
                },
                direction: Direction::Unknown,
                certainty: Certainty::Unknown,
                fills: false,
                reason: NOTHING.to_owned(),
            });
        }
    }
    uses
}

/// Which mounts belong to the same volume.
struct Neighbours {
    by_volume: BTreeMap<usize, Vec<usize>>,
}

impl Neighbours {
    fn of(pod: &Pod<'_>, uses: &[MountUse]) -> Self {
        let mut by_volume: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, mount) in uses.iter().enumerate() {
            let Some(volume) = mount.volume else { continue };
            let mounts = by_volume.entry(volume).or_default();
            if mounts.len() < MOST_NEIGHBOURS && !pod.volumes[volume].source.is_read_only() {
                mounts.push(at);
            }
        }
        Self { by_volume }
    }

    /// The other mounts that can show a file of this one.
    fn of_mount(&self, uses: &[MountUse], at: usize) -> Vec<usize> {
        let mounts = uses[at].volume.and_then(|volume| self.by_volume.get(&volume)).map_or(&[][..], Vec::as_slice);
        let overlaps = |other: usize| paths::relation(&uses[at].directory, &uses[other].directory).overlaps();
        mounts.iter().copied().filter(|other| *other != at && overlaps(*other)).collect()
    }
}

/// The paths of one container's commands and settings by the mount that they lie in: the deepest one.
struct Evidence<'s> {
    touches: BTreeMap<usize, Vec<&'s (Place, Touch)>>,
    settings: BTreeMap<usize, Vec<&'s Setting>>,
}

impl<'s> Evidence<'s> {
    fn of(container: &Container<'_>, scan: &'s Scan) -> Self {
        let mut evidence = Self { touches: BTreeMap::new(), settings: BTreeMap::new() };
        let mut mounts = BTreeMap::new();
        for (index, mount) in container.mounts.iter().enumerate() {
            mounts.entry(paths::clean(mount.mount_path.value)).or_insert(index);
        }
        for touch in &scan.touches {
            if let Some(mount) = deepest(&mounts, &touch.1.path) {
                evidence.touches.entry(mount).or_default().push(touch);
            }
        }
        for setting in &scan.settings {
            if let Some(mount) = deepest(&mounts, &setting.path) {
                evidence.settings.entry(mount).or_default().push(setting);
            }
        }
        evidence
    }
}

/// The mount that shows a path: of all that contain it the one with the longest mount path.
fn deepest(mounts: &BTreeMap<String, usize>, path: &str) -> Option<usize> {
    let mut path = path;
    loop {
        if let Some(mount) = mounts.get(path) {
            return Some(*mount);
        }
        if path.is_empty() {
            return None;
        }
        path = path.rfind('/').map_or("", |slash| &path[..slash]);
    }
}

/// What several deeds come to.
fn sum(deeds: &[Deed]) -> Option<(Direction, bool)> {
    let any = |wanted: &[Deed]| deeds.iter().any(|deed| wanted.contains(deed));
    let reads = any(&[Deed::Reads, Deed::Runs, Deed::ReadsAndWrites]);
    let writes = any(&[Deed::Writes, Deed::ReadsAndWrites, Deed::Tends]);
    let fills = any(&[Deed::Writes, Deed::ReadsAndWrites]);
    match (reads, writes) {
        (true, true) => Some((Direction::ReadWrite, fills)),
        (true, false) => Some((Direction::Read, false)),
        (false, true) => Some((Direction::Write, fills)),
        (false, false) => None,
    }
}
