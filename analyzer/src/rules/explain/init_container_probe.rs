//! Probes and hooks on an init container that ends.

use super::{Explanation, More, Objection};
use crate::rules::called;

pub(super) const EXPLANATION: Explanation = Explanation {
    to: "api-forbidden",
    fields: &[
        "initContainers[].lifecycle",
        "initContainers[].livenessProbe",
        "initContainers[].readinessProbe",
        "initContainers[].startupProbe",
    ],
    more,
};

fn more(objection: &Objection<'_, '_>) -> Option<More> {
    let container = objection.container()?;
    Some(More::help(format!(
        "Add `restartPolicy: Always` to `{}` if it is meant to keep running beside the others, which makes it a native \
         sidecar; else remove this: an init container runs once and ends.",
        called(container)
    )))
}
