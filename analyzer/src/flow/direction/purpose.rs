//! What the image usually does with volumes that it shares: log shippers read, syncers write.

use super::{Guess, View};
use crate::analysis::Direction;
use crate::catalogue;
use crate::flow::names::{self, LOG, SCRATCH};

/// Functions of images that read what others write.
const READERS: [&str; 5] = ["logging", "metrics", "backup", "tracing", "log-shipping"];
/// Functions of images that write what others read.
const WRITERS: [&str; 9] =
    ["content", "config", "secrets", "git-sync", "file-sync", "certificates", "install", "data-producer", "copy"];

pub(super) fn by_image(view: &View<'_, '_>) -> Option<Guess> {
    let entry = catalogue::find(view.container)?;
    let words = names::words(view.mount.mount_path.value);
    let collects = entry.function == "logging" && view.is_on_node() && names::any(&words, LOG);
    if !(view.shared || collects) || names::any(&words, SCRATCH) {
        return None;
    }
    let (direction, habit) = if READERS.contains(&entry.function) {
        (Direction::Read, "reads what others write")
    } else if WRITERS.contains(&entry.function) {
        (Direction::Write, "writes what others read")
    } else {
        return None;
    };
    Some(Guess::inferred(direction, ["its image, ", entry.id, ", usually ", habit].concat()))
}
