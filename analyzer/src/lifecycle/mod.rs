//! In which order the containers of a pod start and stop, and what ends it.
//!
//! Computed from the manifest and the Kubernetes version alone, in the words of the documentation (concepts/workloads/pods:
//! pod-lifecycle, init-containers, sidecar-containers). What a controller of its own does with loose containers is told
//! as far as it is known; nothing here simulates failures.

pub(crate) mod command;
mod completion;
mod lasting;
mod run;
mod shutdown;
mod startup;
#[cfg(test)]
mod tests;

use crate::Options;
use crate::analysis::{Lifecycle, Step, Timeline};
use crate::patterns::Judgement;
use crate::pod::{Container, Pod, Probe, ProbeKind};
pub(crate) use lasting::lingering;
pub use run::run;
use std::borrow::Cow;

/// The timeline of a pod.
pub fn timeline(pod: &Pod<'_>, judgement: &Judgement, options: &Options) -> Timeline {
    if pod.containers.is_empty() {
        return Timeline::default();
    }
    Timeline {
        startup: startup::steps(pod, options.kubernetes),
        shutdown: shutdown::steps(pod),
        completion: completion::sentence(pod, judgement, options.kubernetes),
    }
}

/// How the containers of a pod are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Runner {
    /// By the kubelet, as Kubernetes says.
    Kubelet,
    /// By Tekton: steps one after the other.
    Tekton,
    /// By Argo Workflows, whose executor stops the sidecars.
    Argo,
    /// By a controller that builds the pod from these parts.
    Controller,
}

impl Runner {
    fn of(pod: &Pod<'_>) -> Self {
        let group = pod.api_version.unwrap_or("");
        match pod.kind {
            _ if pod.is_pod_spec => Self::Kubelet,
            _ if group.starts_with("tekton.dev/") => Self::Tekton,
            _ if group.starts_with("argoproj.io/") => Self::Argo,
            _ => Self::Controller,
        }
    }
}

/// The containers of a lifecycle, in the order of the manifest.
fn of<'p, 'a>(pod: &'p Pod<'a>, lifecycle: Lifecycle) -> impl Iterator<Item = &'p Container<'a>> {
    pod.containers.iter().filter(move |container| container.lifecycle == lifecycle)
}

/// Adds a step with the next number.
fn push(
    steps: &mut Vec<Step>,
    containers: Vec<String>,
    waits_for: Option<Cow<'static, str>>,
    reason: impl Into<Cow<'static, str>>,
) {
    steps.push(Step { step: steps.len() + 1, containers, waits_for, reason: reason.into() });
}

fn names<'p, 'a: 'p>(containers: impl IntoIterator<Item = &'p Container<'a>>) -> Vec<String> {
    containers.into_iter().map(|container| container.label().to_owned()).collect()
}

/// A whole number of the probe, or Kubernetes' default; 0 counts as unset.
fn number(probe: &Probe<'_>, key: &str, default: i64) -> i64 {
    probe.node.get(key).and_then(|value| value.int()).filter(|value| *value > 0).unwrap_or(default)
}

/// How long a startup probe may take before the container is killed, in seconds.
fn patience(container: &Container<'_>) -> Option<i64> {
    let probe = container.probe(ProbeKind::Startup)?;
    let delay = number(probe, "initialDelaySeconds", 0);
    let tries = number(probe, "periodSeconds", 10).saturating_mul(number(probe, "failureThreshold", 3));
    Some(delay.saturating_add(tries))
}
