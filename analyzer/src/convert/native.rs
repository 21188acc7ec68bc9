//! The helpers of a pod as native sidecars. Where all containers do core work, the one that only takes what another
//! leaves becomes the sidecar.

use super::case::{self, Case, step};
use super::{Draft, Drafted, LAYOUT, new_refusals, obstacle, unreadable};
use crate::analysis::{Analysis, Lifecycle, Role};
use crate::edit::pods::{first_port, make_native};
use crate::finding::Fix;
use crate::patterns::words;
use crate::pod::Container;
use crate::span::Span;
use crate::{Options, analyze};

pub(super) fn draft(case: &Case<'_>) -> Drafted {
    let chosen = choose(case)?;
    let names: Vec<&str> = chosen.iter().map(|container| container.name.value).collect();
    let mut text = case.text.to_owned();
    let index = index_of(case);
    for name in &names {
        let next = step(&text, index, |pod| {
            let container =
                pod.containers.iter().find(|one| one.name.value == *name && one.lifecycle == Lifecycle::Regular)?;
            make_native(pod, container)
        });
        text = match next {
            Some(next) => next,
            None => return obstacle(LAYOUT),
        };
    }
    Ok(Draft { text, notes: notes(case, &chosen, &names) })
}

/// The repair that makes the container around byte `at` a native sidecar: where it runs beside an app and only helps it.
/// None where the text was not read whole, or the API server would object to something new.
pub fn helper_at(text: &str, options: &Options, analysis: &Analysis, at: u32) -> Option<Fix> {
    let is_around = |span: Span| span.start <= at && at <= span.end;
    let is_helper = |role: Role| matches!(role, Role::Sidecar | Role::Ambassador | Role::Adapter);
    let (pod, index) = analysis.pods.iter().enumerate().find_map(|(pod, report)| {
        let mut containers = report.containers.iter();
        let index = containers.position(|one| is_around(one.span) && one.lifecycle == Lifecycle::Regular)?;
        is_helper(report.containers[index].role).then_some((pod, index))
    })?;
    let fix = case::with(text, pod, |case| {
        unreadable(analysis, &case).ok()?;
        let container = case.pod.containers.get(index)?;
        let title = format!("Make `{}` a native sidecar", container.label());
        make_native(case.pod, container)?.into_fix(title, false).filter(|fix| !case.is_shared(fix))
    })??;
    new_refusals(analysis, &analyze(&fix.apply(text), options)).is_empty().then_some(fix)
}

/// Which pod of the text it is.
pub(super) fn index_of(case: &Case<'_>) -> usize {
    let templates = case.manifests.iter().flat_map(|manifest| manifest.templates.iter());
    templates.into_iter().position(|template| std::ptr::eq(template, case.template)).unwrap_or(0)
}

fn choose<'a>(case: &Case<'a>) -> Result<Vec<&'a Container<'a>>, Vec<String>> {
    let regular: Vec<_> = case.of(Lifecycle::Regular).collect();
    if !case.pod.is_pod_spec {
        return obstacle("a whole pod spec: here a controller decides how containers start");
    }
    if regular.len() < 2 {
        return obstacle("a second regular container: beside the app there is none that could become a native sidecar");
    }
    if regular.iter().any(|(_, container)| container.name.value.is_empty()) {
        return obstacle("a name for each container");
    }
    let helpers: Vec<_> = regular.iter().filter(|(index, _)| case.is_helper(*index)).map(|(_, one)| *one).collect();
    if !helpers.is_empty() && helpers.len() < regular.len() {
        return Ok(helpers);
    }
    // Who takes what another leaves, and leaves nothing to the others, can follow that one through its life.
    let follows = |index: usize| {
        regular.iter().any(|(other, _)| case.feeds(*other, index))
            && !regular.iter().any(|(other, _)| case.feeds(index, *other))
    };
    let followers: Vec<_> = regular.iter().filter(|(index, _)| follows(*index)).map(|(_, one)| *one).collect();
    if followers.is_empty() || followers.len() == regular.len() {
        let names = words::list(&regular.iter().map(|(_, one)| words::code(one.label())).collect::<Vec<_>>());
        return obstacle(format!(
            "knowing which of {names} is the app and which only helps it: each does core work, and none merely takes what \
             another leaves"
        ));
    }
    Ok(followers)
}

fn notes(case: &Case<'_>, chosen: &[&Container<'_>], names: &[&str]) -> Vec<String> {
    let list = words::list(&names.iter().map(|name| words::code(name)).collect::<Vec<_>>());
    let (they, starts, is) = if names.len() == 1 { ("It", "starts", "is") } else { ("They", "start", "are") };
    let mut notes = vec![format!(
        "{list} now {starts} before the app and {is} told to stop after it. {they} no longer {} a Job from completing.",
        if names.len() == 1 { "keeps" } else { "keep" }
    )];
    let silent: Vec<String> = chosen
        .iter()
        .filter(|container| first_port(container).is_none() && container.node.get("startupProbe").is_none())
        .map(|container| words::code(container.label()))
        .collect();
    if !silent.is_empty() {
        notes.push(format!(
            "The app starts as soon as the process of {} runs. Add a `startupProbe` if the app has to wait for more.",
            words::list(&silent)
        ));
    }
    if case.core().len() == case.of(Lifecycle::Regular).count() {
        notes.push(format!(
            "Each container of this pod did core work. As a sidecar, {list} {is} part of how the pod runs, and no longer a \
             service beside it."
        ));
    }
    notes.push("Every node needs Kubernetes 1.29 or later.".to_owned());
    notes
}
