//! Who uses which directory of which volume, and which way the data go: facts for the verdict and for the diagram.
//!
//! Directions rest on what the manifest declares, then on commands, the catalogue and names. Roles are not known here;
//! they are decided from these facts.

use super::externals;
use super::names;
use super::scan::{self, Scan};
use super::{connections, direction};
use crate::analysis::{Access, Certainty, Direction};
use crate::pod::Pod;
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
    let mut scans: Vec<Scan> = pod.containers.iter().map(scan::container).collect();
    Trace {
        mounts: direction::directions(pod, &mut scans),
        connections: connections::find(pod, &scans),
        externals: externals(pod, scans),
    }
}

fn externals(pod: &Pod<'_>, scans: Vec<Scan>) -> Vec<External> {
    let mut found = Vec::new();
    for (container, scan) in scans.into_iter().enumerate() {
        let words = names::words(pod.containers[container].name.value);
        found.extend(scan.far.into_iter().map(|far| {
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
