//! A Job whose pods would be restarted for ever.

use super::{Explanation, More, Objection};
use crate::edit::{New, put};

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
    let change = put(objection.subject.pod.node, &["restartPolicy"], New::text("Never"));
    Some(more.changing("Set `restartPolicy: Never`", change))
}
