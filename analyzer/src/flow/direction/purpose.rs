//! What the image usually does with a volume, as the catalogue says: log shippers read, syncers write.

use super::{Guess, View};
use crate::analysis::Direction;
use crate::flow::names::{self, LOG, SCRATCH};

pub(super) fn by_image(view: &View<'_, '_>) -> Option<Guess> {
    let path = view.mount.mount_path.value;
    let words = names::words(path);
    if names::any(&words, &SCRATCH) {
        return None;
    }
    let entry = view.entry?;
    let collects = entry.function == "logging" && view.is_on_node() && names::any(&words, &LOG);
    // What it does with any volume holds for those that others use as well.
    let direction = entry.direction(path, view.shared || collects)?;
    let habit = match direction {
        Direction::Read => "reads what others write",
        Direction::Write => "writes what others read",
        Direction::ReadWrite | Direction::Unknown => "keeps its data there",
    };
    Some(Guess::inferred(direction, [entry.name, " usually ", habit].concat()))
}
