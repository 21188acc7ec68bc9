//! Who calls whom over localhost: the ports that containers call, matched with those that others listen on.
//!
//! A declared `containerPort` beats settings and probes, and those beat what an image usually does. A port that a
//! container listens on itself is its own.

use super::ports;
use super::scan::Scanned;
use super::trace::Connection;
use crate::analysis::Lifecycle;
use crate::pod::Pod;
use std::collections::BTreeMap;

/// How a port is known; the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Declared,
    Set,
    Usual,
}

/// The most listeners of one port that are kept.
const MOST_LISTENERS: usize = 4;

/// Matches calls with listeners.
pub(super) fn find(pod: &Pod<'_>, scans: &[Scanned]) -> Vec<Connection> {
    if pod.containers.len() < 2 {
        return Vec::new();
    }
    let listeners = listeners(pod, scans);
    let mut connections: Vec<Connection> = Vec::new();
    for (from, Scanned { scan, .. }) in scans.iter().enumerate() {
        let first = connections.len();
        for call in &scan.calls {
            let found = call.ports.iter().find_map(|port| Some((*port, listener(pod, from, listeners.get(port)?)?)));
            let Some((port, to)) = found else { continue };
            if connections[first..].iter().all(|known| (known.to, known.port) != (to, port)) {
                connections.push(Connection { from, to, port, reason: call.reason.clone(), span: call.span });
            }
        }
    }
    connections
}

/// Of the listeners of a port the one that a container reaches; none where it listens itself.
fn listener(pod: &Pod<'_>, from: usize, listeners: &[(Known, usize)]) -> Option<usize> {
    if listeners.iter().any(|(known, container)| *container == from && *known != Known::Usual) {
        return None;
    }
    // While an init container runs, only native sidecars do.
    let waits = pod.containers[from].lifecycle == Lifecycle::Init;
    let reachable = |container: usize| !waits || pod.containers[container].lifecycle == Lifecycle::NativeSidecar;
    listeners.iter().map(|(_, container)| *container).find(|container| *container != from && reachable(*container))
}

/// The listeners of each port, the best known first.
fn listeners(pod: &Pod<'_>, scans: &[Scanned]) -> BTreeMap<u16, Vec<(Known, usize)>> {
    let mut listeners: BTreeMap<u16, Vec<(Known, usize)>> = BTreeMap::new();
    for known in [Known::Declared, Known::Set, Known::Usual] {
        for (index, (container, Scanned { scan, entry })) in pod.containers.iter().zip(scans).enumerate() {
            if !container.lifecycle.runs_beside() {
                continue;
            }
            let ports: Vec<u16> = match known {
                Known::Declared => container.ports.iter().filter_map(|port| port.container_port).collect(),
                Known::Set => scan.listens.iter().copied().chain(ports::probed(container)).collect(),
                Known::Usual => ports::of_image(container, *entry),
            };
            for port in ports {
                let known_listeners = listeners.entry(port).or_default();
                let is_new = known_listeners.iter().all(|(_, other)| *other != index);
                if is_new && known_listeners.len() < MOST_LISTENERS {
                    known_listeners.push((known, index));
                }
            }
        }
    }
    listeners
}
