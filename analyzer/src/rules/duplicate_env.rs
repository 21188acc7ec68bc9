//! `duplicate-env`: a variable that is set twice.

use super::{Change, Report, Rule, Subject, called, remove_item, short};
use crate::finding::Severity;
use crate::yaml::Node;
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    id: "duplicate-env",
    severity: Severity::Warning,
    summary: "Of a variable that is set twice only the last value counts.",
    source: "https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/",
    check,
};

/// Takes away the entry of the same name that comes right before; none where something between them uses it.
fn earlier(container: Node<'_>, index: usize, name: &str) -> Option<Change> {
    let list = container.get("env")?;
    let is_same = |entry: &Node<'_>| entry.get("name").and_then(|name| name.raw()) == Some(name);
    let before = list.items().take(index).collect::<Vec<_>>().iter().rposition(is_same)?;
    let uses = format!("$({name})");
    let refers = |entry: Node<'_>| entry.get("value").and_then(|value| value.raw()).is_some_and(|value| value.contains(&uses));
    let between = list.items().skip(before + 1).take(index - before).any(refers);
    if between { None } else { remove_item(list, before) }
}

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
            report.mend("Remove the one that does not count", || earlier(container.node, index, name));
        }
    }
}
