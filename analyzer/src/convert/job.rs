//! A Job whose steps run one after the other: every core container but the last becomes an init container.

use super::case::{Case, step};
use super::native::index_of;
use super::wrap::wrap;
use super::{Draft, Drafted, LAYOUT, obstacle};
use crate::analysis::Lifecycle;
use crate::edit::pods::{make_native, move_before_the_app};
use crate::edit::{Change, New, put, remove};
use crate::lifecycle::command::{Course, course};
use crate::patterns::words;
use crate::pod::{Container, Pod};

/// What an init container that runs once may not have.
const NOT_FOR_STEPS: [&str; 4] = ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle"];
/// What a Deployment's spec has and a Job's has not.
const NOT_FOR_JOBS: [&str; 7] = [
    "replicas",
    "selector",
    "strategy",
    "minReadySeconds",
    "revisionHistoryLimit",
    "progressDeadlineSeconds",
    "paused",
];

pub(super) fn draft(case: &Case<'_>) -> Drafted {
    if !matches!(case.manifest.kind, Some("Pod" | "Deployment")) || !case.is_plain_object() {
        return obstacle("a Pod or a Deployment in a document of its own: other kinds have rules of their own");
    }
    let steps = in_order(case)?;
    let Some((last, before)) = steps.split_last() else { return obstacle("a container that does the work") };
    let helpers: Vec<&str> = case
        .of(Lifecycle::Regular)
        .filter(|(index, _)| case.is_helper(*index))
        .map(|(_, one)| one.name.value)
        .collect();
    let index = index_of(case);
    let moved = moved(case, index, &helpers, before).and_then(|text| enclosed(&text, index));
    let Some(text) = moved else { return obstacle(LAYOUT) };
    Ok(Draft { text, notes: notes(case, before, last, &helpers) })
}

/// The core containers in the order in which files go through them.
fn in_order<'a>(case: &Case<'a>) -> Result<Vec<&'a Container<'a>>, Vec<String>> {
    let core = case.core();
    let mut trouble: Vec<String> = Vec::new();
    for (index, container) in &core {
        let serves = !container.ports.is_empty() && course(container) != Course::Ends;
        if serves || matches!(course(container), Course::Idles | Course::Endless) {
            trouble.push(format!(
                "an end to the work of `{}`: it runs for ever, and a Job waits for it",
                container.label()
            ));
        }
        if let Some((_, other)) = core.iter().find(|(other, _)| case.calls(*index, *other)) {
            trouble.push(format!(
                "`{}` and `{}` at the same time: one calls the other, and steps run one after the other",
                container.label(),
                other.label()
            ));
        }
        if container.name.value.is_empty() {
            trouble.push("a name for each container".to_owned());
        }
    }
    if !trouble.is_empty() {
        return Err(trouble);
    }
    let mut left = core;
    let mut ordered = Vec::new();
    while !left.is_empty() {
        let is_free = |(index, _): &(usize, &Container<'_>)| {
            left.iter().all(|(other, _)| other == index || !case.feeds(*other, *index))
        };
        let Some(next) = left.iter().position(is_free) else {
            return obstacle("an order of the work: its containers hand files back and forth");
        };
        ordered.push(left.remove(next).1);
    }
    Ok(ordered)
}

/// The text with the helpers as native sidecars and the earlier steps as init containers.
fn moved(case: &Case<'_>, index: usize, helpers: &[&str], steps: &[&Container<'_>]) -> Option<String> {
    let regular = |pod: &Pod<'_>, name: &str| {
        pod.containers.iter().position(|one| one.name.value == name && one.lifecycle == Lifecycle::Regular)
    };
    let mut text = case.text.to_owned();
    for name in helpers {
        text = step(&text, index, |pod| make_native(pod, pod.containers.get(regular(pod, name)?)?))?;
    }
    for container in steps {
        let name = container.name.value;
        text = step(&text, index, |pod| {
            let container = pod.containers.get(regular(pod, name)?)?;
            let present = NOT_FOR_STEPS.iter().filter(|key| container.node.get(key).is_some());
            let gone: Vec<Option<Change>> = present.map(|key| remove(container.node, key)).collect();
            let inside = if gone.is_empty() { None } else { Some(Change::all(gone)?) };
            move_before_the_app(pod, container, inside)
        })?;
    }
    Some(text)
}

/// The text with a Job around the pod.
fn enclosed(text: &str, index: usize) -> Option<String> {
    let ended = step(text, index, |pod| match pod.restart_policy {
        Some(policy) if policy.value == "OnFailure" || policy.value == "Never" => None,
        _ => put(pod.node, &["restartPolicy"], New::text("Never")),
    });
    let mut text = ended.unwrap_or_else(|| text.to_owned());
    let is_pod = std::cell::Cell::new(false);
    let wrapped = step(&text, index, |pod| {
        is_pod.set(pod.kind == Some("Pod"));
        if is_pod.get() { wrap(pod, "Job") } else { None }
    });
    if is_pod.get() {
        return wrapped;
    }
    for key in NOT_FOR_JOBS {
        let gone =
            step(&text, index, |pod| remove(pod.object.get("spec").filter(|spec| spec.get(key).is_some())?, key));
        text = gone.unwrap_or(text);
    }
    step(&text, index, |pod| {
        Some(put(pod.object, &["apiVersion"], New::text("batch/v1"))?.and(put(
            pod.object,
            &["kind"],
            New::text("Job"),
        )?))
    })
}

fn notes(case: &Case<'_>, before: &[&Container<'_>], last: &Container<'_>, helpers: &[&str]) -> Vec<String> {
    let names =
        |all: &[&Container<'_>]| words::list(&all.iter().map(|one| words::code(one.label())).collect::<Vec<_>>());
    let mut notes = Vec::new();
    if before.is_empty() {
        notes.push(format!("`{}` must end by itself when its work is done.", last.label()));
    } else {
        notes.push(format!(
            "{} {} first, one after the other; `{}` starts when all of it is done. No container waits for files any more.",
            names(before),
            if before.len() == 1 { "runs" } else { "run" },
            last.label()
        ));
        notes.push(
            "Each program must work through what is there and end. One that watches its directory in a loop keeps the Job from \
             completing."
                .to_owned(),
        );
    }
    notes.push(
        "A step that fails makes a new pod, with empty volumes, up to `backoffLimit` times (6 unless you say otherwise): all \
         steps run again."
            .to_owned(),
    );
    if !helpers.is_empty() {
        let native = words::list(&helpers.iter().map(|name| words::code(name)).collect::<Vec<_>>());
        notes.push(format!(
            "{native} became native, so that the Job can complete; every node needs Kubernetes 1.29 or later."
        ));
    }
    if case.manifest.kind == Some("Deployment") {
        notes.push("Nothing starts the work again by itself: use a CronJob, or whatever brings new work.".to_owned());
    }
    notes
}
