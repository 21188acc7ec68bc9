//! Changes in the words of pods: containers into native sidecars, probes, images.

use super::{Change, New, move_to_list, put, remove, remove_item};
use crate::pod::{Container, Pod};
use crate::yaml::Node;

/// The list of the pod spec that a container stands in, and where.
pub(crate) fn place_of(container: &Container<'_>) -> Option<(&'static str, usize)> {
    let (key, index) = container.path.split_once('[')?;
    let key = ["containers", "initContainers"].into_iter().find(|known| *known == key)?;
    Some((key, index.strip_suffix(']')?.parse().ok()?))
}

/// A regular container as a native sidecar, with a startup probe where it has a port to ask.
pub(crate) fn make_native(pod: &Pod<'_>, container: &Container<'_>) -> Option<Change> {
    let always = put(container.node, &["restartPolicy"], New::text("Always"))?;
    let waits = container.node.get("startupProbe").is_some() || container.hook("postStart").is_some();
    let port = first_port(container).filter(|_| !waits);
    let probe = port.and_then(|port| put(container.node, &["startupProbe"], New::Map(startup_checks(port))));
    let inside = match probe {
        Some(probe) => always.and(probe),
        None => always,
    };
    move_before_the_app(pod, container, Some(inside))
}

/// A regular container among the init containers.
pub(crate) fn move_before_the_app(pod: &Pod<'_>, container: &Container<'_>, inside: Option<Change>) -> Option<Change> {
    let (from, index) = place_of(container).filter(|(from, _)| pod.is_pod_spec && *from == "containers")?;
    move_to_list(pod.node, from, index, "initContainers", inside)
}

/// Takes an item out of the list at a key, and the key with it where it is the only one.
pub(crate) fn remove_from(node: Node<'_>, key: &str, index: usize) -> Option<Change> {
    let list = node.get(key)?;
    if list.items().len() == 1 && index == 0 { remove(node, key) } else { remove_item(list, index) }
}

/// The first port over which a container can be asked.
pub(crate) fn first_port(container: &Container<'_>) -> Option<u16> {
    container.ports.iter().find(|port| port.protocol == "TCP").and_then(|port| port.container_port)
}

/// A probe that waits until a port answers.
pub(crate) fn asks_port(port: u16) -> Vec<(&'static str, New<'static>)> {
    vec![("tcpSocket", New::Map(vec![("port", New::plain(port.to_string()))]))]
}

/// A startup probe on a port: every second, for half a minute at most.
pub(crate) fn startup_checks(port: u16) -> Vec<(&'static str, New<'static>)> {
    let mut probe = asks_port(port);
    probe.extend([("periodSeconds", New::plain("1")), ("failureThreshold", New::plain("30"))]);
    probe
}

/// The image with a version to be filled in.
pub(crate) fn pin(container: &Container<'_>) -> Option<Change> {
    const VERSION: &str = "VERSION";
    let image = container.image?.value;
    let bare = image.strip_suffix(":latest").or_else(|| image.strip_suffix(':')).unwrap_or(image);
    let pinned = New::ask(format!("{bare}:{VERSION}"), "the version to run, like 1.4.2");
    put(container.node, &["image"], pinned)?.asking_for(bare.len() + 1, VERSION.len())
}
