//! `start-order-dependency`: an app that needs its helper from the start, and may start first.

use crate::lifecycle::command::text;
use super::{Report, Rule, Subject, called};
use crate::analysis::Lifecycle;
use crate::edit::pods::make_native;
use crate::finding::Severity;
use crate::pod::Container;

pub(super) const RULE: Rule = Rule {
    id: "start-order-dependency",
    severity: Severity::Warning,
    summary: "Regular containers start in no particular order, so an app can start before the helper that it needs.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    if !subject.pod.is_pod_spec {
        return;
    }
    for (index, helper) in subject.of(Lifecycle::Regular).filter(|(index, _)| subject.is_helper(*index)) {
        let Some((app, why)) = dependant(subject, index) else { continue };
        // Someone has seen to it: the app waits, or the helper's hook holds back the containers after it.
        if helper.hook("postStart").is_some() || waits(app) {
            continue;
        }
        report.say(
            subject.in_container(helper, "name"),
            format!("`{}` {why} `{}`, and nothing makes it start first", called(app), called(helper)),
            format!(
                "Move `{}` to `initContainers` with `restartPolicy: Always` and a `startupProbe`: then the app waits for it.",
                called(helper)
            ),
        );
        report.suggest(format!("Make `{}` a native sidecar", called(helper)), || make_native(subject.pod, helper));
    }
}

/// Who needs a helper from the start, and for what.
fn dependant<'a>(subject: &Subject<'a>, helper: usize) -> Option<(&'a Container<'a>, &'static str)> {
    let app = |index: usize| {
        let container = subject.pod.containers.get(index)?;
        (container.lifecycle == Lifecycle::Regular && subject.is_core(index)).then_some(container)
    };
    let mut called = subject.trace.connections.iter().filter(|connection| connection.to == helper);
    if let Some(app) = called.find_map(|connection| app(connection.from)) {
        return Some((app, "calls"));
    }
    if !matches!(subject.function(helper), "secrets" | "certificates") {
        return None;
    }
    let given = subject.uses().filter(|used| used.at.container == helper && used.at.direction.writes());
    let takers = given.filter_map(|gift| {
        let volume = gift.at.volume?;
        subject.uses_of(volume).find_map(|used| app(used.at.container).filter(|_| used.at.container != helper))
    });
    takers.into_iter().next().map(|app| (app, "uses files of"))
}

/// Whether a command waits for something before it goes on.
fn waits(app: &Container<'_>) -> bool {
    let words = text(app);
    ["until ", "wait-for", "wait_for", "dockerize", "while ! ", "pilot-agent wait"].iter().any(|sign| words.contains(sign))
}
