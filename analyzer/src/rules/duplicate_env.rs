//! `duplicate-env`: a variable that is set twice.

use super::{Report, Rule, Subject, called, short};
use crate::finding::Severity;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    id: "duplicate-env",
    severity: Severity::Warning,
    summary: "Of a variable that is set twice only the last value counts.",
    source: "https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (_, container) in subject.containers() {
        let mut seen = BTreeSet::new();
        let entries = container.node.get("env").into_iter().flat_map(|list| list.items()).enumerate();
        for (index, entry) in entries {
            let Some(name) = entry.get("name").and_then(|name| name.raw()).filter(|name| !name.is_empty()) else { continue };
            if seen.insert(name) {
                continue;
            }
            report.say(
                subject.in_container(container, &format!("env[{index}].name")),
                format!(
                    "`{}` sets `{}` twice: only the last value counts, and an update may drop either",
                    called(container),
                    short(name)
                ),
                "Remove one of the two.",
            );
        }
    }
}
