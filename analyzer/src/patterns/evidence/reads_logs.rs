//! E16: the container reads logs that a neighbour writes.

use super::{Kind, Notes, Toward};
use crate::analysis::Direction;
use crate::flow::MountUse;
use crate::patterns::facts::Facts;
use crate::patterns::weights::READS_LOGS;
use crate::patterns::words::Code;

pub(super) const EVIDENCE: Kind = Kind {
    slug: "reads-logs",
    looks_for: "a log directory that a neighbour writes and this container reads.",
    observe,
};

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    // Once is enough for a container; its mounts follow each other.
    let mut told = None;
    for (reader, writer) in facts.shared_mounts() {
        if told == Some(reader.container) {
            continue;
        }
        let reads = reader.direction == Direction::Read && writer.direction != Direction::Read;
        if reads && (is_log(facts, reader) || is_log(facts, writer)) {
            told = Some(reader.container);
            notes.add(
                reader.container,
                Toward::Sidecar,
                READS_LOGS,
                facts.mount_span(reader),
                format_args!("It reads the log files that {} writes.", Code(facts.container(writer.container).label())),
            );
        }
    }
}

/// Whether a path, a volume or a directory is named for logs.
pub(super) fn is_log(facts: &Facts<'_, '_>, mount: &MountUse) -> bool {
    let name = facts.volume(mount).map_or("", |volume| volume.name.value);
    [facts.mount_path(mount), name, mount.directory.as_str()].iter().any(|text| {
        text.split(['/', '-', '_', '.'])
            .any(|word| matches!(word, "log" | "logs" | "logging" | "applog" | "applogs" | "varlog"))
    })
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
                    "{name: a, volumeMounts: [{name: logs, mountPath: /var/log/app}]}",
                    "{name: b, volumeMounts: [{name: logs, mountPath: /in, readOnly: true}]}"
                ]
            ),
            ["b"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(noted(&EVIDENCE, &HAND_OVER).is_empty());
    }
}
