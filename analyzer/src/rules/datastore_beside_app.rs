//! `datastore-beside-app`: a database in the pod of the app that uses it.

use super::{Report, Rule, Subject, called};
use crate::analysis::Lifecycle;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    id: "datastore-beside-app",
    severity: Severity::Warning,
    summary: "A database in the pod of its app cannot be scaled, updated or kept apart from it.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/#using-pods",
    check,
};

const STORES: [&str; 4] = ["database", "message-broker", "search-engine", "storage"];

fn check(subject: &Subject<'_>, report: &mut Report) {
    // In a Job an image of a database is there for its client.
    if !subject.pod.is_pod_spec || subject.pod.runs_to_completion() {
        return;
    }
    let is_store = |index: usize| STORES.contains(&subject.function(index));
    let app = subject.of(Lifecycle::Regular).find(|(index, _)| subject.is_core(*index) && !is_store(*index));
    let Some((_, app)) = app else { return };
    for (_, store) in subject.of(Lifecycle::Regular).filter(|(index, _)| subject.is_core(*index) && is_store(*index)) {
        let scaled = subject.pod.replicas.is_some_and(|replicas| replicas.value > 1);
        let consequence = if scaled {
            "each replica gets a store of its own, with other data in it"
        } else {
            "a second replica of the app would get a second, empty store, and an update of the app stops both"
        };
        report.say(
            subject.in_container(store, "image"),
            format!("`{}` stores data in the pod of `{}`: {consequence}", called(store), called(app)),
            format!("Run `{}` as a StatefulSet with a Service of its own.", called(store)),
        );
    }
}
