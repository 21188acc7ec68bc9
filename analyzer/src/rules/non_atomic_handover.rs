//! `non-atomic-handover`: files that a reader may see before they are whole.

use crate::lifecycle::command;
use super::{Report, Rule, Subject, Use, called, short};
use crate::finding::Severity;
use crate::pod::Container;
use crate::word_list::Pieces;

pub(super) const RULE: Rule = Rule {
    id: "non-atomic-handover",
    severity: Severity::Info,
    summary: "A consumer that watches a directory can read a file that is still being written.",
    source: "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    check,
};

/// Signs that somebody thought of it.
const PROTOCOLS: Pieces<'_> =
    Pieces::of(&["mv ", "rename", ".tmp", ".part", ".done", ".ready", "_SUCCESS", "close_write", "moved_to"]);

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (index, volume) in subject.volumes().filter(|(_, volume)| !volume.source.is_read_only()) {
        let uses: Vec<Use<'_>> = subject.uses_of(index).filter(|used| is_at_work(subject, used)).collect();
        let handover = uses.iter().find_map(|producer| {
            let takes = |consumer: &&Use<'_>| {
                consumer.at.container != producer.at.container
                    && consumer.at.directory == producer.at.directory
                    && consumer.at.direction.reads()
            };
            producer.at.direction.writes().then_some(())?;
            Some((producer, uses.iter().find(takes)?))
        });
        let Some((producer, consumer)) = handover.filter(|(one, other)| !agree(one.container) && !agree(other.container)) else {
            continue;
        };
        report.say(
            subject.in_mount(consumer.container, consumer.at.mount, "mountPath"),
            format!(
                "`{}` may read files of `{}` in `{}` before they are whole: nothing says when one is finished",
                called(consumer.container),
                called(producer.container),
                short(volume.name.value)
            ),
            format!(
                "Let `{}` write under a temporary name and rename it when it is done. Rename inside one mount: from one mount to \
                 another, even of the same volume, it is a copy.",
                called(producer.container)
            ),
        );
    }
}

/// Whether a use belongs to a container that does core work beside others; logs and metrics may be read while they grow.
fn is_at_work(subject: &Subject<'_>, used: &Use<'_>) -> bool {
    used.container.lifecycle.runs_beside() && subject.is_core(used.at.container)
}

fn agree(container: &Container<'_>) -> bool {
    PROTOCOLS.any_in(&command::text(container))
}
