//! E17: the container writes files that a neighbour mounts read-only: content, configuration, secrets.

use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::FEEDS_READER;
use crate::patterns::words::code;

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
        if writer.direction.writes() && !declared(writer) && declared(reader) && !serves(facts, writer.container) {
            notes.add(
                writer.container,
                Toward::Sidecar,
                FEEDS_READER,
                facts.mount_span(writer),
                format_args!("It writes files that {} may only read.", code(facts.container(reader.container).label())),
            );
        }
    }
}

/// Whether a container has a port of its own to serve on.
fn serves(facts: &Facts<'_, '_>, at: usize) -> bool {
    facts.container(at).ports.iter().any(|port| !super::service_port::is_measuring(port))
}
