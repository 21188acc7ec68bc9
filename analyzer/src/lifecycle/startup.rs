//! The start: init containers and native sidecars one after the other, then the rest together.

use super::{Runner, names, of, patience, push};
use crate::KubernetesVersion;
use crate::analysis::{Lifecycle, Step};
use crate::patterns::words::code;
use crate::pod::{Container, Pod, ProbeKind};
use std::borrow::Cow;

/// The steps of the start.
pub(super) fn steps(pod: &Pod<'_>, version: KubernetesVersion) -> Vec<Step> {
    let mut steps = Vec::new();
    for container in
        pod.containers.iter().filter(|one| !matches!(one.lifecycle, Lifecycle::Regular | Lifecycle::Ephemeral))
    {
        let (waits_for, reason) = match container.lifecycle {
            Lifecycle::NativeSidecar => native(container, version),
            _ => init(container, pod),
        };
        push(&mut steps, names([container]), Some(waits_for.into()), reason);
    }
    match Runner::of(pod) {
        Runner::Kubelet => regular(pod, &mut steps),
        Runner::Tekton => tekton(pod, &mut steps),
        Runner::Argo => argo(pod, &mut steps),
        Runner::Controller => controller(pod, &mut steps),
    }
    let ephemeral = names(of(pod, Lifecycle::Ephemeral));
    if !ephemeral.is_empty() {
        push(
            &mut steps,
            ephemeral,
            None,
            "Ephemeral containers are added by hand to a pod that runs, and never restarted.",
        );
    }
    steps
}

fn init(container: &Container<'_>, pod: &Pod<'_>) -> (String, String) {
    let again = match pod.restart_policy.map(|policy| policy.value) {
        Some("Never") => "If it fails, the pod fails.",
        _ => "If it fails, it is tried again.",
    };
    let waits_for = format!("{} ends with success", code(container.label()));
    (waits_for, format!("Init containers run one after the other, each to its end. {again}"))
}

fn native(container: &Container<'_>, version: KubernetesVersion) -> (String, String) {
    let name = code(container.label());
    let (waits_for, gate) = match (patience(container), container.hook("postStart").is_some()) {
        (Some(seconds), _) => (
            format!("the startup probe of {name} succeeds"),
            format!(" Its startup probe holds back what follows, for at most {seconds} s."),
        ),
        (None, true) => {
            (format!("the postStart hook of {name} ends"), " Its postStart hook holds back what follows.".to_owned())
        }
        (None, false) => (
            format!("the process of {name} runs"),
            " That its process runs is enough; a readiness probe holds nothing back, a startup probe would.".to_owned(),
        ),
    };
    let since =
        if version.minor() < 33 { " The feature is beta in this version, and on unless switched off." } else { "" };
    (
        waits_for,
        format!(
            "A native sidecar starts in its place among the init containers and then goes on running.{gate}{since}"
        ),
    )
}

/// All regular containers at once. A postStart hook holds back the next one, though nothing promises it.
fn regular(pod: &Pod<'_>, steps: &mut Vec<Step>) {
    let regular: Vec<_> = of(pod, Lifecycle::Regular).collect();
    if regular.is_empty() {
        return;
    }
    let mut reason = Cow::Borrowed(if regular.len() == 1 {
        "The app container starts when everything before it is done."
    } else {
        "Regular containers start together; nothing orders them."
    });
    let hooked = regular.iter().take(regular.len() - 1).find(|container| container.hook("postStart").is_some());
    if let Some(container) = hooked {
        let reason = reason.to_mut();
        reason.push_str(" In practice the kubelet starts them in the order of the list, and the postStart hook of ");
        reason.push_str(&code(container.label()));
        reason.push_str(" holds back those after it; that is how it is built, not a promise.");
    }
    let probed = pod.running().filter(|container| container.probe(ProbeKind::Readiness).is_some()).count();
    if probed > 0 {
        reason += " The pod is ready when every readiness probe in it succeeds, and gets requests only then.";
    }
    push(steps, names(regular), None, reason);
}

fn tekton(pod: &Pod<'_>, steps: &mut Vec<Step>) {
    let (sidecars, tasks): (Vec<_>, Vec<_>) =
        of(pod, Lifecycle::Regular).partition(|container| container.declared_helper);
    if !sidecars.is_empty() {
        push(
            steps,
            names(sidecars),
            Some("the sidecars are ready".into()),
            "Tekton starts the sidecars of a task before its steps.",
        );
    }
    for task in tasks {
        let waits_for = format!("{} ends with success", code(task.label()));
        push(
            steps,
            names([task]),
            Some(waits_for.into()),
            "The steps of a Tekton task are containers of one pod; all of them start, and each waits for the one before it.",
        );
    }
}

fn argo(pod: &Pod<'_>, steps: &mut Vec<Step>) {
    let all = names(of(pod, Lifecycle::Regular));
    if !all.is_empty() {
        let reason = "Argo runs the container of the step and its sidecars in one pod, beside a helper of its own; the main \
                      container waits until the sidecars run.";
        push(steps, all, None, reason);
    }
}

fn controller(pod: &Pod<'_>, steps: &mut Vec<Step>) {
    let all = names(of(pod, Lifecycle::Regular));
    if !all.is_empty() {
        let reason = format!(
            "These containers become part of a pod that the controller of {} puts together; what runs beside them is not in \
             this text.",
            code(pod.kind.unwrap_or("this object"))
        );
        push(steps, all, None, reason);
    }
}
