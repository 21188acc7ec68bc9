//! The smallest changes after which the verdict would be another: tried on a copy of the pod, and judged again.
//!
//! Nothing here claims an outcome. Each change is made, the whole judgement runs again, and only a change that leads to
//! another pattern is reported, one for each pattern it can lead to.

use super::facts::Facts;
use super::roles::Roles;
use super::verdict::Decision;
use super::words::code;
use crate::analysis::{Counterfactual, Lifecycle, Pattern};
use crate::pod::Pod;
use crate::span::Spanned;

/// The most trials for one pod.
const TRIALS: usize = 8;

/// One change to try.
enum Change {
    /// Another image.
    Image(usize, &'static str),
    /// Another place among the containers.
    Lifecycle(usize, Lifecycle),
    /// `readOnly: true` on a mount.
    ReadOnly(usize, usize),
    /// The container is gone.
    Remove(usize),
}

/// The changes that lead to another pattern.
pub(super) fn search(facts: &Facts<'_, '_>, decision: Decision, roles: &Roles) -> Vec<Counterfactual> {
    let mut found: Vec<Counterfactual> = Vec::new();
    for change in candidates(facts, decision, roles).into_iter().take(TRIALS) {
        let mut pod = facts.pod.clone();
        let words = change.words(facts);
        change.make(&mut pod);
        if let Some(other) = super::ask(facts, &pod).filter(|other| other.pattern != decision.pattern) {
            found.push(Counterfactual { pattern: other.pattern, change: words });
        }
    }
    found
}

/// What is worth trying, the smallest first.
fn candidates(facts: &Facts<'_, '_>, decision: Decision, roles: &Roles) -> Vec<Change> {
    let weakest_core = roles.cores(facts).min_by_key(|at| (roles.sums[*at].balance(), std::cmp::Reverse(*at)));
    let mut changes = Vec::new();
    match decision.pattern {
        Pattern::SharedPodMicroservices => {
            if let Some(at) = weakest_core {
                changes.extend(read_only(facts, at));
                changes.push(Change::Image(at, helper_image(facts, at)));
                changes.push(Change::Lifecycle(at, Lifecycle::NativeSidecar));
            }
            let cores: Vec<usize> = roles.cores(facts).collect();
            changes.extend(cores.first().map(|at| Change::Lifecycle(*at, Lifecycle::Init)));
            changes.extend(cores.last().map(|at| Change::Remove(*at)));
        }
        Pattern::Sidecar | Pattern::Ambassador | Pattern::Adapter => {
            for at in roles.helpers(facts).take(2) {
                changes.push(Change::Image(at, OWN_IMAGE));
                if facts.container(at).lifecycle == Lifecycle::NativeSidecar {
                    changes.push(Change::Lifecycle(at, Lifecycle::Init));
                }
                changes.push(Change::Remove(at));
            }
        }
        Pattern::InitPipeline => {
            for (at, _) in facts.init().take(2) {
                changes.push(Change::Lifecycle(at, Lifecycle::NativeSidecar));
            }
            let inits: Vec<usize> = facts.init().map(|(at, _)| at).collect();
            changes.extend((inits.len() == 1).then(|| Change::Remove(inits[0])));
        }
        Pattern::Single => {}
    }
    changes
}

/// A first-party image that no catalogue knows.
const OWN_IMAGE: &str = "my-company/worker:1.0";

/// A well-known helper that could do what a container seems to do.
fn helper_image(facts: &Facts<'_, '_>, at: usize) -> &'static str {
    let leaves = facts.trace.externals.iter().any(|external| external.container == at);
    if leaves { "rclone/rclone" } else { "fluent/fluent-bit" }
}

/// The first mount of a container that others share and that may be written.
fn read_only(facts: &Facts<'_, '_>, at: usize) -> Option<Change> {
    let mount = facts.mounts(at).find(|mount| {
        let shared = facts.trace.mounts.iter().any(|other| other.container != at && other.volume == mount.volume);
        shared && mount.access == crate::analysis::Access::ReadWrite
    })?;
    Some(Change::ReadOnly(at, mount.mount))
}

impl Change {
    fn words(&self, facts: &Facts<'_, '_>) -> String {
        let name = |at: usize| code(facts.container(at).label());
        match *self {
            Self::Image(at, image) => format!("Give {} the image `{image}`.", name(at)),
            Self::Lifecycle(at, Lifecycle::NativeSidecar) if facts.container(at).lifecycle == Lifecycle::Init => {
                format!("Add `restartPolicy: Always` to the init container {}.", name(at))
            }
            Self::Lifecycle(at, Lifecycle::NativeSidecar) => {
                format!("Move {} to `initContainers` with `restartPolicy: Always`.", name(at))
            }
            Self::Lifecycle(at, _) if facts.container(at).lifecycle == Lifecycle::NativeSidecar => {
                format!("Take `restartPolicy: Always` from {}.", name(at))
            }
            Self::Lifecycle(at, _) => {
                format!("Move {} to `initContainers`, so that it runs to its end first.", name(at))
            }
            Self::ReadOnly(at, mount) => {
                let path = facts.container(at).mounts.get(mount).map_or("", |mount| mount.mount_path.value);
                format!("Add `readOnly: true` to the mount {} of {}.", code(path), name(at))
            }
            Self::Remove(at) => format!("Take {} out of the pod.", name(at)),
        }
    }

    fn make(&self, pod: &mut Pod<'_>) {
        match *self {
            Self::Image(at, image) => {
                let span = pod.containers[at].span;
                pod.containers[at].image = Some(Spanned::new(image, span));
            }
            Self::Lifecycle(at, lifecycle) => pod.containers[at].lifecycle = lifecycle,
            Self::ReadOnly(at, mount) => {
                let mount = &mut pod.containers[at].mounts[mount];
                mount.read_only = Some(Spanned::new(true, mount.span));
            }
            Self::Remove(at) => {
                pod.containers.remove(at);
            }
        }
    }
}
