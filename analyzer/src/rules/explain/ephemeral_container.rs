//! Ephemeral containers in a manifest.

use super::{Explanation, More};

pub(super) const EXPLANATION: Explanation =
    Explanation { to: "api-forbidden", fields: &["ephemeralContainers"], more: |_| {
        Some(More::help(
            "Remove `ephemeralContainers`, and add one to the running pod with `kubectl debug` when you need it. A \
             container that should always be there belongs in `containers`.",
        ))
    } };
