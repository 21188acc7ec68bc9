//! A restart policy on a regular container, where the API server still refuses it.

use super::{Explanation, More, Objection};

pub(super) const EXPLANATION: Explanation =
    Explanation { to: "api-forbidden", fields: &["containers[].restartPolicy"], more };

fn more(objection: &Objection<'_, '_>) -> Option<More> {
    let policy = objection.container()?.restart_policy?.value;
    Some(More::help(if policy == "Always" {
        "Move the container to `initContainers` if it is meant as a sidecar: only there does `restartPolicy: Always` make \
         it one. Else remove `restartPolicy`: the pod's own applies to it."
    } else {
        "Remove it: up to Kubernetes 1.34 the `restartPolicy` of the pod applies to all its regular containers."
    }))
}
