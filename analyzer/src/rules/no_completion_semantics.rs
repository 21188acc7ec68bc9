//! `no-completion-semantics`: containers that hand files on, and nothing that says when the work is done.

use crate::lifecycle::command::{Course, course};
use super::{Report, Rule, Subject, Use, called};
use crate::analysis::Lifecycle;
use crate::finding::Severity;
use crate::pod::Container;
use crate::word_list::Pieces;

pub(super) const RULE: Rule = Rule {
    id: "no-completion-semantics",
    severity: Severity::Info,
    summary: "Containers that work through files need to know when the last file was there.",
    source: "https://kubernetes.io/docs/concepts/workloads/controllers/job/",
    check,
};

/// Words of work that comes from outside and never ends.
const STREAMS: Pieces<'_> = Pieces::of(&["QUEUE", "TOPIC", "KAFKA", "AMQP", "RABBIT", "NATS", "PUBSUB", "INTERVAL"]);

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.is_whole() || subject.pod.runs_to_completion() {
        return;
    }
    let Some((producer, consumer)) = handover(subject) else { return };
    let how = if subject.is_bare_pod() { "a bare pod" } else { "a workload that runs for ever" };
    report.say(
        subject.at("restartPolicy"),
        format!(
            "`{}` and `{}` hand on files in {how}: if their work ends, they are started again, and neither learns which file was the last",
            called(producer),
            called(consumer)
        ),
        "Make it a Job with an init container for each earlier step if the work comes in batches; if it never ends, let each \
         program watch its directory in a loop.",
    );
}

/// Two core containers of which one leaves files for the other, with no sign that they go on for ever.
fn handover<'a>(subject: &Subject<'a>) -> Option<(&'a Container<'a>, &'a Container<'a>)> {
    let works = |used: &Use<'_>| {
        used.container.lifecycle == Lifecycle::Regular
            && subject.is_core(used.at.container)
            && used.container.ports.is_empty()
            && course(used.container) == Course::Unknown
            && !used.container.env.iter().any(|variable| STREAMS.any_in(variable.name.value))
    };
    let uses: Vec<Use<'a>> = subject.uses().filter(works).collect();
    uses.iter().filter(|producer| producer.at.direction.writes()).find_map(|producer| {
        let takes = |consumer: &&Use<'_>| {
            consumer.at.volume == producer.at.volume
                && consumer.at.container != producer.at.container
                && consumer.at.direction.reads()
        };
        Some((producer.container, uses.iter().find(takes)?.container))
    })
}
