//! The stop: hooks, the signal to all regular containers, native sidecars in reverse order, and the end of patience.

use super::{Runner, names, of, push};
use crate::analysis::{Lifecycle, Step};
use crate::patterns::words::code;
use crate::pod::Pod;
use std::borrow::Cow;

/// Kubernetes' default for `terminationGracePeriodSeconds`.
pub(super) const GRACE: i64 = 30;

/// The steps of the stop, when the pod is deleted or evicted.
pub(super) fn steps(pod: &Pod<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    if !of(pod, Lifecycle::Regular).chain(of(pod, Lifecycle::NativeSidecar)).any(|_| true) {
        return steps;
    }
    hooks(pod, &mut steps);
    regular(pod, &mut steps);
    native(pod, &mut steps);
    end(pod, &mut steps);
    steps
}

fn hooks(pod: &Pod<'_>, steps: &mut Vec<Step>) {
    let hooked = names(pod.running().filter(|container| container.hook("preStop").is_some()));
    if !hooked.is_empty() {
        let reason = "The preStop hooks run first, all at once and those of native sidecars too. The grace period runs meanwhile.";
        push(steps, hooked, Some("each container's own hook ends".into()), reason);
    }
}

fn regular(pod: &Pod<'_>, steps: &mut Vec<Step>) {
    let regular = names(of(pod, Lifecycle::Regular));
    if regular.is_empty() {
        return;
    }
    let has_sidecars = of(pod, Lifecycle::NativeSidecar).next().is_some();
    let waits_for = has_sidecars.then(|| "the last of them has ended".into());
    let mut reason = Cow::Borrowed(match regular.len() {
        1 => "The app container gets its stop signal (SIGTERM unless the image says otherwise).",
        _ => {
            "All regular containers get their stop signal together, in no order (SIGTERM unless the image says otherwise)."
        }
    });
    if pod.share_process_namespace {
        reason += " They share their processes; each still gets its own signal.";
    }
    if !pod.is_pod_spec && Runner::of(pod) == Runner::Tekton {
        reason = "A task that is cancelled is stopped like any pod: all its containers together.".into();
    }
    push(steps, regular, waits_for, reason);
}

fn native(pod: &Pod<'_>, steps: &mut Vec<Step>) {
    let sidecars: Vec<_> = of(pod, Lifecycle::NativeSidecar).collect();
    for (at, sidecar) in sidecars.iter().enumerate().rev() {
        let waits_for = (at > 0).then(|| format!("{} has ended", code(sidecar.label())).into());
        let reason = if sidecars.len() == 1 {
            "The native sidecar gets its stop signal only when every regular container has ended."
        } else {
            "Native sidecars stop after the regular containers, one by one, the last in the list first."
        };
        push(steps, names([*sidecar]), waits_for, reason);
    }
}

fn end(pod: &Pod<'_>, steps: &mut Vec<Step>) {
    let (seconds, said) = match pod.termination_grace_period_seconds {
        // The API server turns a negative number into 1.
        Some(grace) => (if grace.value < 0 { 1 } else { grace.value }, "as the manifest says"),
        None => (GRACE, "the default"),
    };
    let reason = if seconds == 0 {
        "The manifest gives no grace period: the processes are killed at once, without a signal before.".to_owned()
    } else if of(pod, Lifecycle::NativeSidecar).next().is_some() {
        format!(
            "{seconds} s after the start of all this ({said}), whatever still runs is killed. A sidecar \
             whose turn has not come is signalled then, and killed two seconds later: it shares this time with the app."
        )
    } else {
        format!("{seconds} s after the start of all this ({said}), whatever still runs is killed.")
    };
    push(steps, names(pod.running()), None, reason);
}
