//! What ends a pod by itself, if anything does.

use super::{Runner, of};
use crate::analysis::Lifecycle;
use crate::pod::Pod;

/// The answer in one or two sentences.
pub(super) fn sentence(pod: &Pod<'_>) -> String {
    match Runner::of(pod) {
        Runner::Tekton => {
            "It ends when the last step ends; Tekton then stops the sidecars. A step that fails ends it at once.".to_owned()
        }
        Runner::Argo => "It ends when the main container ends; Argo then stops the sidecars.".to_owned(),
        Runner::Controller => {
            let kind = pod.kind.unwrap_or("this object");
            format!("When it ends is for the controller of `{kind}` to say.")
        }
        Runner::Kubelet => match pod.kind {
            Some("Job" | "CronJob" | "ScaledJob" | "BroadcastJob" | "AdvancedCronJob") => job(pod),
            _ => by_policy(pod),
        },
    }
}

fn job(pod: &Pod<'_>) -> String {
    let each = if pod.kind == Some("CronJob") { "Each of its runs" } else { "The Job" };
    let again = match pod.restart_policy.map(|policy| policy.value) {
        Some("OnFailure") => "A container that fails is started again in the same pod.",
        _ => "If one fails, the pod fails, and a new one is tried up to `backoffLimit` times (6 unless the manifest says otherwise).",
    };
    format!("{each} completes when {} with success{}. {again}", everyone(pod), sidecars(pod))
}

fn by_policy(pod: &Pod<'_>) -> String {
    let bare = pod.kind == Some("Pod");
    match pod.restart_policy.map(|policy| policy.value) {
        Some("Never") => {
            format!("It ends when {}{}, and nothing is started again.", everyone(pod), sidecars(pod))
        }
        Some("OnFailure") => {
            format!("It ends when {} with success{}; a container that fails is started again.", everyone(pod), sidecars(pod))
        }
        _ if bare => "It never ends by itself: a container that ends is started again, with growing pauses. When the pod is \
                      evicted or its node is lost, nothing makes it again."
            .to_owned(),
        _ => "It never ends by itself: a container that ends is started again, with growing pauses, and a pod that is lost is \
              made again."
            .to_owned(),
    }
}

fn everyone(pod: &Pod<'_>) -> String {
    let regular: Vec<_> = of(pod, Lifecycle::Regular).collect();
    match regular.as_slice() {
        [one] => format!("`{}` has ended", one.label()),
        [one, other] => format!("`{}` and `{}` have both ended", one.label(), other.label()),
        many => format!("all {} regular containers have ended", many.len()),
    }
}

fn sidecars(pod: &Pod<'_>) -> &'static str {
    match of(pod, Lifecycle::NativeSidecar).count() {
        0 => "",
        1 => "; the native sidecar does not count and is stopped then",
        _ => "; the native sidecars do not count and are stopped then",
    }
}
