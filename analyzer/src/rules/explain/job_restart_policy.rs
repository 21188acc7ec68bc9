//! A Job whose pods would be restarted for ever.

use super::{Explanation, More, Objection};
use crate::finding::Edit;

pub(super) const EXPLANATION: Explanation =
    Explanation { to: "api-required", fields: &["restartPolicy"], more };

fn more(objection: &Objection<'_, '_>) -> Option<More> {
    if !matches!(objection.subject.pod.kind, Some("Job" | "CronJob")) {
        return None;
    }
    let more = More::help(
        "Write `restartPolicy: Never` for a new pod after each failure, or `OnFailure` to restart the container in the same \
         pod. Without a word it would be `Always`, which never ends.",
    );
    let title = || "Set `restartPolicy: Never`".to_owned();
    let spec = objection.subject.pod.node;
    if let Some(policy) = spec.entry("restartPolicy") {
        let is_written = policy.value.str().is_some() && !policy.value.is_alias();
        return Some(if is_written { more.replacing(title(), policy.value.span(), "Never".into()) } else { more });
    }
    // A new line goes in front of the first key, as far in as that.
    let first = (!spec.is_alias()).then(|| spec.written_entries().next()).flatten();
    let Some(at) = first.map(|entry| entry.key.span().start) else { return Some(more) };
    let line = spec.text()[..at as usize].rsplit('\n').next().unwrap_or("");
    if !line.chars().all(|character| character == ' ') {
        return Some(more);
    }
    let edits = vec![Edit { start: at, end: at, text: format!("restartPolicy: Never\n{line}") }];
    Some(more.fix(title(), edits))
}
