//! A volume is filled: who is stopped by an error, who by an eviction, and who else pays for it.

use super::controller::{self, Cause};
use super::world::World;
use super::{Condition, Fate, Phase, link};
use crate::analysis::VolumeRun;
use crate::patterns::words::code;

/// A volume is filled to its limit and beyond.
pub(super) fn fills(world: &mut World<'_>, index: usize) {
    world.before(None);
    let Some(node) = world.volume(index) else {
        let what = "The pod has no volume. What its containers write lies in their own layers on the node's disk.";
        world.tell("at once", what, "The kubelet measures these too.", link::DISK);
        return disk(world, "its own files");
    };
    let name = code(&node.name);
    let run = world.run.volumes.get(index).cloned().unwrap_or_default();
    match node.volume_kind {
        None => {
            world.tell(
                "at once",
                format!("{name} is not defined, so nothing starts."),
                "A mount needs its volume.",
                link::EMPTY_DIR,
            );
            world.end("Define the volume first.");
        }
        Some("configMap" | "secret" | "downwardAPI" | "projected" | "image") => {
            let why = "Volumes of this kind are read-only in every container.";
            world.tell("at once", format!("A write to {name} fails."), why, link::READ_ONLY);
            world.end("It cannot be filled from inside the pod.");
        }
        Some("emptyDir") if run.in_memory => memory(world, index, &name, &run),
        Some("emptyDir") => {
            if let Some(limit) = &run.size_limit {
                beyond_limit(world, index, &name, limit);
            } else {
                let what = format!("{name} grows. Nothing limits it.");
                let why = "An emptyDir without a size limit may take all of the node's disk.";
                world.tell("at once", what, why, link::EMPTY_DIR);
                disk(world, &name);
            }
        }
        Some("hostPath") => {
            world.data[index] = Fate::Full;
            let what = format!("{name} fills the node's own disk. No limit of the pod counts it.");
            world.tell("at once", what, "A hostPath is the node's own directory.", link::HOST_PATH);
            pressure(world, "The files stay on the node, so the pressure stays too.", true);
        }
        Some(_) => {
            world.data[index] = Fate::Full;
            let what = format!("{name} is full: writes fail with \"no space left on device\". The containers run on.");
            world.tell(
                "at once",
                what,
                "The file system of a claim has its own size, and Kubernetes does not watch it.",
                link::CLAIMS,
            );
            world.end("Kubernetes does nothing; what happens is what the program does with the error. A claim can be made larger where its class allows it.");
        }
    }
}

/// The volume has a limit, which is measured from time to time.
fn beyond_limit(world: &mut World<'_>, index: usize, name: &str, limit: &str) {
    world.data[index] = Fate::Full;
    let what = format!("{name} grows beyond {}. No write fails.", code(limit));
    world.tell("at once", what, "The limit is no wall: the kubelet measures the volume from time to time.", link::DISK);
    evicted(
        world,
        format!(
            "The kubelet finds {name} beyond its limit and evicts the pod: all containers are killed, without hooks and almost without time."
        ),
    );
    controller::pod_ended(world, Cause::Evicted);
}

/// The node's own disk fills up.
fn disk(world: &mut World<'_>, name: &str) {
    if world.run.has_disk_limit {
        let what = format!(
            "{name} and all other files of the pod on the node's disk go beyond the sum of the `ephemeral-storage` limits: the kubelet evicts the pod."
        );
        evicted(world, what);
        return controller::pod_ended(world, Cause::Evicted);
    }
    pressure(world, "The pods that use most beyond what they asked for go first. This one asked for nothing.", false);
}

/// The node has too little left, and the kubelet makes room.
fn pressure(world: &mut World<'_>, why: &str, stays: bool) {
    world.tell(
        "when the disk is nearly full",
        "The node reports DiskPressure and takes no new pods.",
        why,
        link::PRESSURE,
    );
    evicted(
        world,
        "The kubelet evicts pods until there is room again, this one among the first; it may hit others.".to_owned(),
    );
    if stays {
        world.data.iter_mut().filter(|fate| **fate == Fate::Full).for_each(|fate| *fate = Fate::Kept);
    }
    controller::pod_ended(world, Cause::Pressed);
}

fn evicted(world: &mut World<'_>, what: String) {
    let all: Vec<usize> = world.alive();
    world.set_all(&all, Condition::Failed);
    world.phase = Phase::Failed;
    world.lose_data();
    let mut what = what;
    if let Some(lost) = world.mortal() {
        what += &[" What was in ", &lost, " is deleted for good."].concat();
    }
    world.tell(
        "soon",
        what,
        "An evicted pod has failed, whatever its restart policy, and is not started again.",
        link::DISK,
    );
}

/// A volume in memory: its size is a wall, and its content counts as memory.
fn memory(world: &mut World<'_>, index: usize, name: &str, run: &VolumeRun) {
    world.data[index] = Fate::Full;
    let what = match &run.size_limit {
        Some(limit) => format!("{name} is full at {}: writes fail with \"no space left on device\".", code(limit)),
        None => format!("{name} grows up to the memory that the pod may use, or half of the node's."),
    };
    world.tell("at once", what, "A volume in memory is a file system of a fixed size.", link::EMPTY_DIR);
    let what = "What lies in it counts as memory of the container that wrote it. Beyond that container's memory limit the kernel kills it.";
    world.tell("meanwhile", what, "Files in memory are memory.", link::EMPTY_DIR);
    world.end("The pod goes on as long as its memory limits allow. A container that is killed is started again, but the files stay and fill the memory again.");
}
