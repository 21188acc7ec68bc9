//! What names say: of the container, of the mount path and of the volume. Hints, asked after everything better.

use super::{Guess, View};
use crate::analysis::Direction;
use crate::flow::names::{self, BRINGS, CONFIG, CONTENT, IN, LOG, OUT, SCRATCH, STATE, TAKES};
use crate::pod::Container;
use crate::word_list::Words;

/// Words of containers that read logs rather than write them.
const LOG_READERS: Words = Words::of(
    "log logs logger logging shipper forwarder fluent fluentd fluentbit filebeat promtail logstash \
     vector td tail tailer agent collector aggregator",
);
/// Places of sockets and the like, which go both ways also between containers.
const MEETING_POINTS: Words = Words::of("run sock socket sockets csi registration tmp");

pub(super) fn by_names(view: &View<'_, '_>) -> Option<Guess> {
    let path = view.mount.mount_path.value;
    let parts: Vec<Vec<&str>> = path.rsplit('/').map(names::words).filter(|words| !words.is_empty()).take(8).collect();
    let by_container = || by_container(view, &parts);
    let by_path = || parts.iter().find_map(|words| by_part(view, words)).or_else(|| by_root(view, path));
    let guess = if view.has_both_ends { by_path().or_else(by_container) } else { by_container().or_else(by_path) };
    guess.or_else(|| by_volume(view))
}

/// Whether a container mounts something called input and something else called output.
pub(super) fn has_both_ends(container: &Container<'_>) -> bool {
    let has = |list: &Words| {
        let mounts = container.mounts.iter().take(super::MOST_NEIGHBOURS);
        mounts
            .filter_map(|mount| mount.mount_path.value.rsplit('/').next())
            .any(|last| names::any(&names::words(last), list))
    };
    has(&IN) && has(&OUT)
}

/// An uploader takes what others made, a fetcher brings it.
fn by_container(view: &View<'_, '_>, parts: &[Vec<&str>]) -> Option<Guess> {
    if !view.shared || parts.iter().any(|words| names::any(words, &SCRATCH) || names::any(words, &CONFIG)) {
        return None;
    }
    let (word, direction, habit) = match (names::first(view.words, &TAKES), names::first(view.words, &BRINGS)) {
        (Some(word), _) => (word, Direction::Read, "that it takes what others made"),
        (None, Some(word)) => (word, Direction::Write, "that it brings or makes data"),
        (None, None) => return None,
    };
    Some(Guess::inferred(direction, ["the word \"", word, "\" in its name says ", habit].concat()))
}

/// One part of the mount path, the last one first.
fn by_part(view: &View<'_, '_>, words: &[&str]) -> Option<Guess> {
    let brings = names::any(view.words, &BRINGS);
    let own = !view.shared;
    let somebody_fills = view.shared || !view.starts_empty();
    // The last word of a row: whether it says no more than that the place is usually read.
    let lists: [(&Words, Direction, bool, bool); 8] = [
        (&OUT, Direction::Write, true, false),
        (&IN, Direction::Read, true, false),
        (&LOG, log_direction(view), !view.is_on_node() || names::any(view.words, &LOG_READERS), false),
        (&MEETING_POINTS, Direction::ReadWrite, true, false),
        (&SCRATCH, Direction::ReadWrite, own, false),
        (&CONFIG, Direction::Read, somebody_fills && !brings, true),
        (&CONTENT, Direction::Read, view.shared && !brings, true),
        (&STATE, Direction::ReadWrite, own, false),
    ];
    lists.into_iter().filter(|(_, _, applies, _)| *applies).find_map(|(list, direction, _, weak)| {
        let word = names::first(words, list)?;
        let reason = ["the word \"", word, "\" in its mount path says so"].concat();
        Some(Guess { weak, ..Guess::inferred(direction, reason) })
    })
}

/// `/etc` holds what a program reads.
fn by_root(view: &View<'_, '_>, path: &str) -> Option<Guess> {
    let applies =
        path.starts_with("/etc/") && (view.shared || !view.starts_empty()) && !names::any(view.words, &BRINGS);
    let reason = "programs read what lies in /etc";
    applies.then(|| Guess { weak: true, ..Guess::inferred(Direction::Read, reason.to_owned()) })
}

/// A volume called `logs`, or a directory of it.
fn by_volume(view: &View<'_, '_>) -> Option<Guess> {
    let mut words = names::words(view.mount.volume.value);
    words.extend(names::words(view.directory));
    let (word, direction) = match (names::first(&words, &LOG), names::first(&words, &IN)) {
        (Some(word), _) if !view.is_on_node() => (word, log_direction(view)),
        (_, Some(word)) if !names::any(view.words, &BRINGS) => (word, Direction::Read),
        _ => return None,
    };
    Some(Guess::inferred(direction, ["the word \"", word, "\" in the volume's name says so"].concat()))
}

/// Whoever has logs in its name reads them where they are shared; everybody else writes them.
fn log_direction(view: &View<'_, '_>) -> Direction {
    let reads = (view.shared || view.is_on_node()) && names::any(view.words, &LOG_READERS);
    if reads { Direction::Read } else { Direction::Write }
}
