//! What the container's own commands, hooks and settings do with files below the mount.

use super::{Guess, View, sum};
use crate::analysis::Direction;
use crate::flow::paths;
use crate::flow::programs::{Deed, Touch};
use crate::flow::scan::Place;
use crate::flow::variables::cut;

/// Commands and hooks.
pub(super) fn by_commands(view: &View<'_, '_>) -> Option<Guess> {
    let (direction, fills) = sum(&view.touches.iter().map(|(_, touch)| touch.deed).collect::<Vec<_>>())?;
    let telling = [Deed::Writes, Deed::ReadsAndWrites, Deed::Reads, Deed::Runs, Deed::Tends]
        .into_iter()
        .find_map(|deed| view.touches.iter().find(|(_, touch)| touch.deed == deed))?;
    let mut reason = told(telling);
    match (direction, telling.1.deed) {
        (Direction::ReadWrite, Deed::Writes) => reason.push_str(", and it reads there too"),
        (Direction::ReadWrite, Deed::Reads) => reason.push_str(", and it changes files there"),
        _ => {}
    }
    Some(Guess { fills, ..Guess::inferred(direction, reason) })
}

/// Commands that only look whether something is there: a sign of waiting for it.
pub(super) fn by_looks(view: &View<'_, '_>) -> Option<Guess> {
    let look = view.touches.iter().find(|(_, touch)| touch.deed == Deed::Looks)?;
    Some(Guess::inferred(Direction::Read, told(look)))
}

fn told((place, touch): &(Place, Touch)) -> String {
    let verb = match touch.deed {
        Deed::Reads => "reads",
        Deed::Runs => "runs",
        Deed::Writes => "writes",
        Deed::ReadsAndWrites => "reads and changes",
        Deed::Tends => "changes",
        Deed::Looks => "looks for",
    };
    let place = match place {
        Place::Command => "command",
        Place::Hook(name) => name,
    };
    let path = paths::shown(cut(&touch.path, 120));
    let with = if touch.program.is_empty() || touch.deed == Deed::Runs {
        String::new()
    } else {
        [" with ", &touch.program].concat()
    };
    ["its ", place, " ", verb, " ", &path, &with].concat()
}

/// Arguments and variables that name a path.
pub(super) fn by_settings(view: &View<'_, '_>) -> Option<Guess> {
    let (direction, fills) = sum(&view.settings.iter().map(|setting| setting.deed).collect::<Vec<_>>())?;
    let first = view.settings.first()?;
    let reason = [&first.title, " names ", &paths::shown(cut(&first.path, 120))].concat();
    Some(Guess { fills, ..Guess::inferred(direction, reason) })
}
