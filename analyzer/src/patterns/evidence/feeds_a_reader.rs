//! E17: the container writes files that a neighbour mounts read-only: content, configuration, secrets.

use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::FEEDS_READER;
use crate::patterns::words::Code;

pub(super) const EVIDENCE: Kind = Kind {
    slug: "feeds-a-reader",
    looks_for: "a volume that this container writes and a neighbour mounts read-only.",
    observe,
};

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (writer, reader) in facts.shared_mounts() {
        let declared = |mount: &crate::flow::MountUse| {
            let container = facts.container(mount.container);
            container.mounts.get(mount.mount).is_some_and(crate::pod::VolumeMount::is_read_only)
        };
        // Whatever the writer does besides, a stage that also reads here is more than a feeder.
        if writer.direction.writes()
            && !declared(writer)
            && declared(reader)
            && !serves(facts, writer.container)
            && !takes_logs(facts, reader)
        {
            notes.add(
                writer.container,
                Toward::Sidecar,
                FEEDS_READER,
                facts.mount_span(writer),
                format_args!("It writes files that {} may only read.", Code(facts.container(reader.container).label())),
            );
        }
    }
}

/// Whether the reader is the helper of the two: it collects logs, or is known as a helper.
fn takes_logs(facts: &Facts<'_, '_>, reader: &crate::flow::MountUse) -> bool {
    facts.is_known_helper(reader.container)
        || super::reads_logs::is_log(facts, reader)
        || facts.helper_word(reader.container).is_some()
}

/// Whether a container has a port of its own to serve on.
fn serves(facts: &Facts<'_, '_>, at: usize) -> bool {
    facts.container(at).ports.iter().any(|port| !super::service_port::is_measuring(port))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{HAND_OVER, noted};
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(noted(&EVIDENCE, &HAND_OVER), ["a"]);
    }

    #[test]
    fn stays_silent() {
        assert!(
            noted(
                &EVIDENCE,
                &[
                    "{name: a, volumeMounts: [{name: data, mountPath: /out}]}",
                    "{name: b, volumeMounts: [{name: data, mountPath: /in}]}"
                ]
            )
            .is_empty()
        );
    }
}
