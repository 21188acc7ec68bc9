//! What is left when everybody else is known: who shares a directory with a clear writer reads it.

use super::{Guess, NOTHING, Neighbours, take};
use crate::analysis::{Certainty, Direction};
use crate::flow::trace::MountUse;
use crate::flow::variables::cut;
use crate::pod::Pod;

/// Takes back that a place is usually read where it starts empty and nobody is known to fill it: one of them must.
pub(super) fn forget_readers_of_nothing(pod: &Pod<'_>, neighbours: &Neighbours, uses: &mut [MountUse], weak: &[usize]) {
    let forgotten: Vec<usize> = weak
        .iter()
        .copied()
        .filter(|at| starts_empty(pod, &uses[*at]))
        .filter(|at| neighbours.of_mount(uses, *at).iter().all(|other| !uses[*other].fills))
        .collect();
    for at in forgotten {
        let unknown = Guess::inferred(Direction::Unknown, NOTHING.to_owned());
        take(&mut uses[at], Guess { certainty: Certainty::Unknown, ..unknown });
    }
}

fn starts_empty(pod: &Pod<'_>, mount: &MountUse) -> bool {
    mount.volume.is_some_and(|volume| pod.volumes[volume].source.starts_empty())
}

/// Fills in directions that are still unknown: first the readers, then from these the writers, then what is its own.
pub(super) fn fill_gaps(pod: &Pod<'_>, neighbours: &Neighbours, uses: &mut [MountUse]) {
    for rule in [reads_what_another_writes, fills_what_others_read, works_alone, keeps_its_own] {
        let guesses: Vec<(usize, Guess)> = (0..uses.len())
            .filter(|at| uses[*at].certainty == Certainty::Unknown)
            .filter_map(|at| Some((at, rule(pod, uses, at, &others(neighbours, uses, at))?)))
            .collect();
        for (at, guess) in guesses {
            take(&mut uses[at], guess);
        }
    }
}

/// Overlapping mounts of other containers.
fn others(neighbours: &Neighbours, uses: &[MountUse], at: usize) -> Vec<usize> {
    let mut others = neighbours.of_mount(uses, at);
    others.retain(|other| uses[*other].container != uses[at].container);
    others
}

fn reads_what_another_writes(pod: &Pod<'_>, uses: &[MountUse], _: usize, others: &[usize]) -> Option<Guess> {
    let writer = others.iter().find(|other| uses[**other].fills && uses[**other].direction == Direction::Write)?;
    let name = pod.containers[uses[*writer].container].label();
    Some(Guess::inferred(
        Direction::Read,
        [cut(name, 64), " writes the same directory, so this side reads it"].concat(),
    ))
}

fn fills_what_others_read(pod: &Pod<'_>, uses: &[MountUse], at: usize, others: &[usize]) -> Option<Guess> {
    let reader = others.iter().find(|other| uses[**other].direction == Direction::Read)?;
    let alone = others.iter().all(|other| uses[*other].direction == Direction::Read);
    let name = pod.containers[uses[*reader].container].label();
    (alone && starts_empty(pod, &uses[at])).then(|| {
        let reason = [cut(name, 64), " reads the same directory and nobody else fills it"].concat();
        Guess::inferred(Direction::Write, reason)
    })
}

fn works_alone(pod: &Pod<'_>, uses: &[MountUse], at: usize, others: &[usize]) -> Option<Guess> {
    (starts_empty(pod, &uses[at]) && others.is_empty()).then(|| {
        let reason = "no other container sees this directory, and it starts empty";
        Guess::inferred(Direction::ReadWrite, reason.to_owned())
    })
}

fn keeps_its_own(_: &Pod<'_>, uses: &[MountUse], _: usize, others: &[usize]) -> Option<Guess> {
    let tends = |mount: &MountUse| mount.direction == Direction::Write && !mount.fills;
    (!others.is_empty() && others.iter().all(|other| tends(&uses[*other]))).then(|| {
        let reason = "the others only prepare the directory, so the data in it are its own";
        Guess::inferred(Direction::ReadWrite, reason.to_owned())
    })
}
