//! E06: the container is named like the workload, or like its app label.
//!
//! Most tools and people name the main container after the whole.

use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::{WORKLOAD_AFFIX, WORKLOAD_NAME};

pub(super) const EVIDENCE: Kind =
    Kind { slug: "workload-name", looks_for: "a container that is named like the workload or its app label.", observe };

/// Labels that name the application.
const LABELS: [&str; 5] = ["app.kubernetes.io/name", "app.kubernetes.io/component", "app", "k8s-app", "component"];

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running().filter(|(_, container)| !container.name.value.is_empty()) {
        let name = container.name.value;
        let label = LABELS.iter().filter_map(|key| facts.pod.label(key)).find(|label| label.value == name);
        let workload = facts.pod.name.unwrap_or_default();
        if let Some(label) = label {
            notes.add(
                at,
                Toward::Core,
                WORKLOAD_NAME,
                label.span,
                format_args!("The label `{}` has the name of this container.", label.key),
            );
        } else if name == workload {
            notes.add(
                at,
                Toward::Core,
                WORKLOAD_NAME,
                container.name.span,
                format_args!("It has the same name as the {}.", facts.pod.kind.unwrap_or("pod")),
            );
        } else if is_affix(name, workload) {
            notes.add(
                at,
                Toward::Core,
                WORKLOAD_AFFIX,
                container.name.span,
                format_args!("Its name is a part of the {}’s name.", facts.pod.kind.unwrap_or("pod")),
            );
        }
    }
}

/// Whether `workload` is `name-…` or `…-name`.
fn is_affix(name: &str, workload: &str) -> bool {
    workload.strip_prefix(name).is_some_and(|rest| rest.starts_with('-'))
        || workload.strip_suffix(name).is_some_and(|rest| rest.ends_with('-'))
}
