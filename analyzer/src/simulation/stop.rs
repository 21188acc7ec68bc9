//! The pod is deleted: hooks, signals in their order, the end of patience, and who takes its place.

use super::controller::{self, Cause};
use super::world::World;
use super::{Condition, Phase, link};
use crate::analysis::Lifecycle;

/// The pod is deleted, while a container listens to no signal where one is named.
pub(super) fn deleted(world: &mut World<'_>, hanging: Option<usize>) {
    world.before(None);
    if let Some(hanging) = hanging.filter(|hanging| world.lifecycle(*hanging) != Lifecycle::Init) {
        world.set(hanging, Condition::Hanging);
    }
    let grace = world.run.grace_seconds;
    world.phase = Phase::Terminating;
    let what = format!("The pod is marked as being deleted, and has {grace} s. Services send it no new requests.");
    world.tell(
        "at once",
        what,
        "The API server notes the time; the kubelet and the endpoints react on their own.",
        link::STOP,
    );
    controller::replaced_early(world);
    stop(world, hanging);
    world.phase = Phase::Gone;
    let all: Vec<usize> = (0..world.states.len()).collect();
    world.set_all(&all, Condition::Gone);
    world.lose_data();
    let mut what = "The pod is removed.".to_owned();
    if let Some(lost) = world.mortal() {
        what += &[" What was in ", &lost, " is deleted for good."].concat();
    }
    world.tell(
        "then",
        what,
        "An emptyDir lives as long as its pod; claims, and files of the node, outlive it.",
        link::EMPTY_DIR,
    );
    controller::pod_ended(world, Cause::Deleted);
}

/// All containers are stopped, as the kubelet does it.
pub(super) fn stop(world: &mut World<'_>, hanging: Option<usize>) {
    let grace = world.run.grace_seconds;
    if grace == 0 {
        let all = world.alive();
        world.set_all(&all, Condition::Failed);
        let why = "The manifest gives no grace period, so there is no hook and no signal before.";
        return world.tell("at once", "All processes are killed.", why, link::STOP);
    }
    let hooked: Vec<usize> =
        world.alive().into_iter().filter(|index| world.run.containers[*index].has_pre_stop).collect();
    if !hooked.is_empty() {
        let what = format!("The preStop hooks of {} run, all at once.", world.names(&hooked));
        world.tell(
            "at once",
            what,
            "The grace period runs meanwhile. Hooks of native sidecars run now too.",
            link::HOOKS,
        );
    }
    let natives = world.of(Lifecycle::NativeSidecar);
    let running: Vec<usize> = world.alive().into_iter().filter(|index| !natives.contains(index)).collect();
    let deaf = hanging.filter(|hanging| running.contains(hanging));
    let listening: Vec<usize> = running.iter().copied().filter(|index| Some(*index) != deaf).collect();
    if running.is_empty() {
        return one_by_one(world, hanging);
    }
    world.set_all(&listening, Condition::Stopping);
    let what = format!("{} {} SIGTERM.", world.names(&running), if running.len() == 1 { "gets" } else { "get" });
    let why = match (running.len(), natives.is_empty()) {
        (_, false) => "Native sidecars are left alone until the last regular container has ended.",
        (1, _) => "The image may name another signal.",
        _ => "Regular containers are signalled together, in no order. An image may name another signal.",
    };
    world.tell("after the hooks", what, why, if natives.is_empty() { link::STOP } else { link::SIDECARS_STOP });
    world.set_all(&listening, Condition::Succeeded);
    if let Some(deaf) = deaf {
        return killed(world, deaf, &natives);
    }
    world.tell(
        "when they are done",
        "They end.",
        "A program that listens to the signal ends as soon as it can.",
        link::STOP,
    );
    one_by_one(world, hanging);
}

/// The grace period is over, and somebody still runs.
fn killed(world: &mut World<'_>, deaf: usize, natives: &[usize]) {
    let left: Vec<usize> = world.alive();
    world.set_all(&left, Condition::Failed);
    let (what, why) = if natives.is_empty() || natives.contains(&deaf) {
        (format!("{} is killed (exit code 137).", world.names(&left)), "The grace period is over.")
    } else {
        (
            format!(
                "{} are killed together (exit code 137), the native sidecars with hardly any time of their own.",
                world.names(&left)
            ),
            "The grace period is over, and it is one for the whole pod: sidecars share it with the app.",
        )
    };
    let seconds = world.run.grace_seconds;
    world.tell(format!("{seconds} s after the start of all this"), what, why, link::STOP);
}

/// Native sidecars stop one by one, the last in the list first.
fn one_by_one(world: &mut World<'_>, hanging: Option<usize>) {
    let mut left = world.of(Lifecycle::NativeSidecar);
    left.retain(|index| world.alive().contains(index));
    while let Some(index) = left.pop() {
        let name = world.name(index);
        world.set(index, Condition::Stopping);
        let why = "Native sidecars stop after the regular containers, in the reverse order of the list.";
        if hanging == Some(index) {
            world.tell("then", format!("{name} gets SIGTERM and ignores it."), why, link::SIDECARS_STOP);
            return killed(world, index, &[index]);
        }
        world.tell("then", format!("{name} gets SIGTERM."), why, link::SIDECARS_STOP);
        world.set(index, Condition::Succeeded);
    }
}

/// The regular containers have ended: the native sidecars are stopped.
pub(super) fn sidecars(world: &mut World<'_>) {
    one_by_one(world, None);
}
