//! What ends a pod by itself, if anything does.

use super::{Runner, lingering, of};
use crate::KubernetesVersion;
use crate::analysis::Lifecycle;
use crate::patterns::Judgement;
use crate::patterns::words::{code, count, list};
use crate::pod::Pod;
use std::borrow::Cow;

/// The answer in a few sentences.
pub(super) fn sentence(pod: &Pod<'_>, judgement: &Judgement, version: KubernetesVersion) -> Cow<'static, str> {
    match Runner::of(pod) {
        Runner::Tekton => {
            "It ends when the last step ends; Tekton then stops the sidecars. A step that fails ends it at once.".into()
        }
        Runner::Argo => "It ends when the main container ends; Argo then stops the sidecars.".into(),
        Runner::Controller => format!("When it ends is for the controller of {} to say.", code(kind(pod))).into(),
        Runner::Kubelet => by_kind(pod, judgement) + Cow::Owned(own_policies(pod, version)),
    }
}

fn kind<'a>(pod: &Pod<'a>) -> &'a str {
    pod.kind.unwrap_or("this object")
}

fn by_kind(pod: &Pod<'_>, judgement: &Judgement) -> Cow<'static, str> {
    let is_job = matches!(pod.kind, Some("Job" | "CronJob" | "ScaledJob" | "BroadcastJob" | "AdvancedCronJob"));
    if let Some(lingering) = lingering(pod, judgement) {
        let names: Vec<String> = lingering.helpers.iter().map(|helper| code(helper.label())).collect();
        let what = if is_job { "the Job" } else { "the pod" };
        return format!(
            "It never completes: when {} has ended, {} {} on, and {what} is done only when every regular container has ended. A \
             native sidecar would be stopped instead.",
            code(lingering.worker.label()),
            list(&names),
            if names.len() == 1 { "goes" } else { "go" }
        )
        .into();
    }
    if is_job { job(pod).into() } else { by_policy(pod) }
}

fn job(pod: &Pod<'_>) -> String {
    let each = if pod.kind == Some("CronJob") { "Each of its runs" } else { "The Job" };
    let again = match policy(pod) {
        Some("OnFailure") => "A container that fails is started again in the same pod.",
        _ => {
            "If one fails, the pod fails, and a new one is tried, up to `backoffLimit` times (6 unless the manifest says otherwise)."
        }
    };
    format!("{each} completes when {} with success{}. {again}", everyone(pod), sidecars(pod))
}

fn by_policy(pod: &Pod<'_>) -> Cow<'static, str> {
    match (policy(pod), pod.kind) {
        (Some("Never"), _) => format!("It ends when {}{}; nothing is started again.", everyone(pod), sidecars(pod)).into(),
        (Some("OnFailure"), _) => {
            format!("It ends when {} with success{}; what fails is started again.", everyone(pod), sidecars(pod)).into()
        }
        (_, Some("Pod") | None) => "It never ends by itself: a container that ends is started again, with growing pauses. When the \
             pod is evicted or its node is lost, nothing makes it again."
            .into(),
        _ => "It never ends by itself: a container that ends is started again, with growing pauses. A pod that is lost is \
              replaced."
            .into(),
    }
}

fn policy<'a>(pod: &Pod<'a>) -> Option<&'a str> {
    pod.restart_policy.map(|policy| policy.value)
}

fn everyone(pod: &Pod<'_>) -> String {
    let regular: Vec<_> = of(pod, Lifecycle::Regular).collect();
    match regular.as_slice() {
        [one] => format!("{} has ended", code(one.label())),
        [one, other] => format!("{} and {} have both ended", code(one.label()), code(other.label())),
        many => format!("all {} have ended", count(many.len(), "regular container")),
    }
}

fn sidecars(pod: &Pod<'_>) -> &'static str {
    match of(pod, Lifecycle::NativeSidecar).count() {
        0 => "",
        1 => "; its native sidecar does not count and is stopped then",
        _ => "; its native sidecars do not count and are stopped then",
    }
}

/// Restart policies of single regular containers, which count from 1.35 on.
fn own_policies(pod: &Pod<'_>, version: KubernetesVersion) -> String {
    let own = |container: &&crate::pod::Container<'_>| container.restart_policy.is_some();
    let names: Vec<String> = of(pod, Lifecycle::Regular).filter(own).map(|container| code(container.label())).collect();
    match (names.is_empty(), version.minor()) {
        (true, _) => String::new(),
        (_, ..=33) => format!(" Kubernetes {version} refuses the restart policy of {}.", list(&names)),
        (_, 34) => format!(" Kubernetes {version} ignores the restart policy of {}.", list(&names)),
        _ => format!(" For {} its own restart policy counts.", list(&names)),
    }
}
