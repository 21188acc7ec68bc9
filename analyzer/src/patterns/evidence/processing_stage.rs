//! E18: the container is a stage of work: it reads one directory and writes another, or takes such results further.

use super::{Kind, Notes, Toward};
use crate::analysis::Direction;
use crate::flow::MountUse;
use crate::flow::overlap;
use crate::patterns::facts::Facts;
use crate::patterns::weights::{NEXT_STAGE, PROCESSING_STAGE};
use crate::patterns::words::Code;

pub(super) const EVIDENCE: Kind =
    Kind { slug: "processing-stage", looks_for: "a container that reads one directory and writes another.", observe };

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, _) in facts.running().filter(|(at, _)| !facts.is_known_helper(*at)) {
        let Some((input, output)) = stage(facts, at) else { continue };
        notes.add(
            at,
            Toward::Core,
            PROCESSING_STAGE,
            facts.mount_span(output),
            format_args!(
                "It reads {} and writes {}: a step of work of its own.",
                Code(facts.mount_path(input)),
                Code(facts.mount_path(output))
            ),
        );
        for (next, _) in facts.neighbours(at).filter(|(next, _)| !facts.is_known_helper(*next)) {
            let takes = facts.mounts(next).find(|mount| {
                mount.volume == output.volume && mount.direction.reads() && overlap(&mount.directory, &output.directory)
            });
            if let Some(takes) = takes.filter(|_| !is_for_logs(facts, output)) {
                notes.add(
                    next,
                    Toward::Core,
                    NEXT_STAGE,
                    facts.mount_span(takes),
                    format_args!(
                        "It takes what {} has written and does the next step with it.",
                        Code(facts.container(at).label())
                    ),
                );
            }
        }
    }
}

/// A mount that is read and another one that is written, of volumes that are shared.
fn stage<'p>(facts: &Facts<'p, '_>, at: usize) -> Option<(&'p MountUse, &'p MountUse)> {
    let data = |mount: &&MountUse| {
        facts.volume(mount).is_some_and(|volume| {
            matches!(volume.source.kind, "emptyDir" | "persistentVolumeClaim" | "hostPath" | "nfs" | "ephemeral")
        })
    };
    let input = facts.mounts(at).filter(data).find(|mount| mount.direction == Direction::Read)?;
    let output = facts.mounts(at).filter(data).find(|mount| mount.direction == Direction::Write)?;
    (input.volume == output.volume || is_shared(facts, output)).then_some((input, output))
}

fn is_shared(facts: &Facts<'_, '_>, mount: &MountUse) -> bool {
    facts.trace.mounts.iter().any(|other| other.container != mount.container && other.volume == mount.volume)
}

fn is_for_logs(facts: &Facts<'_, '_>, mount: &MountUse) -> bool {
    facts.mount_path(mount).contains("log")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{HAND_OVER, noted};
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(
            noted(
                &EVIDENCE,
                &[
                    "{name: a, volumeMounts: [{name: data, mountPath: /input, subPath: in}, {name: data, mountPath: /output, subPath: out}]}",
                    "{name: b, volumeMounts: [{name: data, mountPath: /input, subPath: out}]}"
                ]
            ),
            ["a", "b"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(noted(&EVIDENCE, &HAND_OVER).is_empty());
    }
}
