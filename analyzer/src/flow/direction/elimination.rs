//! What is left when everybody else is known: who shares a directory with a clear writer reads it.

use super::{Guess, Neighbours, take};
use crate::analysis::{Certainty, Direction};
use crate::flow::trace::MountUse;
use crate::flow::variables::cut;
use crate::pod::Pod;

/// Fills in directions that are still unknown: first the readers, then from these the writers, then what is its own.
pub(super) fn fill_gaps(pod: &Pod<'_>, neighbours: &Neighbours, uses: &mut [MountUse]) {
    for rule in [reads_what_another_writes, fills_what_others_read, works_alone] {
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
    let empty = uses[at].volume.is_some_and(|volume| pod.volumes[volume].source.starts_empty());
    let reader = others.iter().find(|other| uses[**other].direction == Direction::Read)?;
    let alone = others.iter().all(|other| uses[*other].direction == Direction::Read);
    let name = pod.containers[uses[*reader].container].label();
    (empty && alone).then(|| {
        let reason = [cut(name, 64), " reads the same directory and nobody else fills it"].concat();
        Guess::inferred(Direction::Write, reason)
    })
}

fn works_alone(pod: &Pod<'_>, uses: &[MountUse], at: usize, others: &[usize]) -> Option<Guess> {
    let empty = uses[at].volume.is_some_and(|volume| pod.volumes[volume].source.starts_empty());
    (empty && others.is_empty()).then(|| {
        let reason = "no other container sees this directory, and it starts empty";
        Guess::inferred(Direction::ReadWrite, reason.to_owned())
    })
}
