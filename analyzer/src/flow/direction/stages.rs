//! What the order of start says: whoever mounts an empty volume first, and ends before the others start, can only fill it.

use super::{Guess, View};
use crate::analysis::{Direction, Lifecycle};
use crate::flow::names;
use crate::flow::trace::MountUse;
use crate::pod::Pod;
use crate::word_list::Words;

/// Words of mount paths that nobody fills for others.
const SCRATCH: Words = Words::of("tmp temp cache");

pub(super) fn by_order(view: &View<'_, '_>) -> Option<Guess> {
    let scratch = names::any(&names::words(view.mount.mount_path.value), &SCRATCH);
    (view.first_stage && view.starts_empty() && !scratch).then(|| {
        let reason =
            "the volume starts empty and this init container ends before the others see it, so it can only fill it";
        Guess::inferred(Direction::Write, reason.to_owned())
    })
}

/// Whether a mount belongs to an init container before which nobody, and after which somebody, mounts the directory.
pub(super) fn is_first(pod: &Pod<'_>, uses: &[MountUse], at: usize, neighbours: &[usize]) -> bool {
    let container = uses[at].container;
    pod.containers[container].lifecycle == Lifecycle::Init
        && neighbours.iter().all(|other| uses[*other].container >= container)
        && neighbours.iter().any(|other| uses[*other].container > container)
}
