//! The node is lost: how long everybody waits, and who may take the pod's place while it may still run there.

use super::controller;
use super::world::World;
use super::{Condition, Phase, link};
use crate::analysis::Controller;

/// Nobody hears of the node any more.
pub(super) fn lost(world: &mut World<'_>) {
    world.before(None);
    let all = world.alive();
    world.set_all(&all, Condition::Unknown);
    let why = "Whether the machine is gone or only the network to it, nobody can tell from outside.";
    world.tell("at once", "The node is silent. The containers may still run there.", why, link::NODES);
    // The default grew with 1.32, so that a dropped connection is noticed first.
    let patience = if world.version.minor() < 32 { 40 } else { 50 };
    let what = "The node's condition Ready becomes Unknown, and it gets the taint `node.kubernetes.io/unreachable`. The pod is not ready any more.";
    world.tell(
        format!("{patience} s later"),
        what,
        "That is how long the control plane waits for a sign of life, unless told otherwise.",
        link::NODES,
    );
    let Some(seconds) = world.run.tolerates_lost_node else {
        let (why, source) = match world.run.controller {
            Controller::DaemonSet => ("Pods of a DaemonSet tolerate a lost node for ever.", link::DAEMON_SET),
            _ => ("The pod tolerates this taint without an end.", link::TAINTS),
        };
        world.tell("from now on", "The pod keeps its place on the node. Nothing replaces it.", why, source);
        return world
            .end("When the node comes back, the pod goes on. When the node is removed, the pod is removed with it.");
    };
    world.phase = Phase::Terminating;
    let why = "Every pod tolerates the taint for that time: 300 s, unless the manifest says otherwise.";
    world.tell(
        format!("{seconds} s later"),
        "The pod is marked for deletion. The kubelet cannot be told, so it stays Terminating.",
        why,
        link::TAINTS,
    );
    controller::replaced_while_unknown(world);
}
