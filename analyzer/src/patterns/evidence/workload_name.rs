//! E06: the container is named like the workload, or like its app label.
//!
//! Most tools and people name the main container after the whole; then its neighbours are less likely to be the app.

use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::{OTHERS_WORKLOAD, WORKLOAD_AFFIX, WORKLOAD_NAME};
use crate::patterns::words::Code;
use crate::pod::Container;
use crate::span::Span;

pub(super) const EVIDENCE: Kind =
    Kind { slug: "workload-name", looks_for: "a container that is named like the workload or its app label.", observe };

/// Labels that name the application.
const LABELS: [&str; 6] =
    ["app.kubernetes.io/name", "app.kubernetes.io/component", "app", "k8s-app", "component", "name"];

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    let kind = facts.pod.kind.unwrap_or("pod");
    for (at, container) in facts.running().filter(|(_, container)| !container.name.value.is_empty()) {
        if let Some((span, what)) = names_the_whole(facts, container) {
            notes.add(at, Toward::Core, WORKLOAD_NAME, span, format_args!("It has the same name as the {what}."));
            others(facts, notes, at);
        } else if is_affix(container.name.value, facts.pod.name.unwrap_or_default()) {
            let span = container.name.span;
            notes.add(at, Toward::Core, WORKLOAD_AFFIX, span, format_args!("Its name is a part of the {kind}’s name."));
        }
    }
}

/// Where the container's name is given to the whole, and what bears it.
fn names_the_whole<'a>(facts: &Facts<'_, 'a>, container: &Container<'a>) -> Option<(Span, &'a str)> {
    let name = container.name.value;
    if facts.pod.name == Some(name) {
        return Some((container.name.span, facts.pod.kind.unwrap_or("pod")));
    }
    let label = LABELS.iter().filter_map(|key| facts.pod.label(key)).find(|label| label.value == name)?;
    Some((label.span, "pod’s app label"))
}

fn others(facts: &Facts<'_, '_>, notes: &mut Notes, named: usize) {
    let name = Code(facts.container(named).label());
    for (at, container) in facts.neighbours(named) {
        if names_the_whole(facts, container).is_none() {
            notes.add(
                at,
                Toward::Helper,
                OTHERS_WORKLOAD,
                container.name.span,
                format_args!("The workload is named after {name}, not after this container."),
            );
        }
    }
}

/// Whether `workload` is `name-…` or `…-name`.
fn is_affix(name: &str, workload: &str) -> bool {
    workload.strip_prefix(name).is_some_and(|rest| rest.starts_with('-'))
        || workload.strip_suffix(name).is_some_and(|rest| rest.ends_with('-'))
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(noted(&EVIDENCE, &["{name: web}", "{name: other}"]), ["web", "other"]);
    }

    #[test]
    fn stays_silent() {
        assert!(noted(&EVIDENCE, &["{name: webs}", "{name: other}"]).is_empty());
    }
}
