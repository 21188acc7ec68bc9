//! The smallest changes after which the verdict would be another: tried on a copy of the pod, and judged again.
//!
//! Nothing here claims an outcome. Each change is made, the whole judgement runs again, and only a change that leads to
//! another pattern is reported. How many are tried does not grow with the pod.

use super::Judged;
use super::facts::Facts;
use super::roles::Roles;
use super::verdict::Decision;
use super::words::code;
use crate::analysis::{Access, Counterfactual, Lifecycle, Pattern};
use crate::arrange::Arrange;
use crate::pod::Pod;
use crate::span::{Span, Spanned};

/// The most trials for one pod.
const TRIALS: usize = 8;
/// The most changes that are told for one pattern …
const TOLD_PER_PATTERN: usize = 2;

/// In larger pods no small change decides (of those that were collected, none with more than seven containers), and trials take
/// long.
const MOST_CONTAINERS: usize = 16;
const MOST_MOUNTS: usize = 400;

/// One change to try.
#[derive(Clone, Copy, Debug)]
enum Change {
    /// `readOnly: true` on a mount.
    ReadOnly { at: usize, mount: usize },
    /// Another name.
    Rename { at: usize, name: &'static str },
    /// An init container becomes a native sidecar, or the other way round.
    Restart { at: usize, always: bool },
    /// Another image.
    Image { at: usize, image: &'static str },
    /// It calls its neighbour on localhost no more.
    Unlink { at: usize, to: usize, port: u16, says: Span },
    /// It mounts a volume no more.
    Unmount { at: usize, volume: usize },
    /// Another place among the containers.
    Move { at: usize, lifecycle: Lifecycle },
    /// The container is gone.
    Remove { at: usize },
}

/// One change made to a copy of a pod.
struct Trial<'a> {
    /// The index of the pod.
    of: usize,
    change: Change,
    pod: Pod<'a>,
}

/// For each of several pods the changes that lead to another pattern, the smallest first.
pub(super) fn search(judged: &[Judged<'_, '_, '_>]) -> Vec<Vec<Counterfactual>> {
    let trials: Vec<Trial<'_>> = judged.iter().enumerate().flat_map(|(of, one)| trials(of, one)).collect();
    let asked: Vec<_> = trials.iter().map(|trial| (judged[trial.of].facts, &trial.pod)).collect();
    let mut all: Vec<Vec<Counterfactual>> = judged.iter().map(|_| Vec::new()).collect();
    for (trial, answer) in trials.iter().zip(super::ask(&asked)) {
        let (Some(other), Some(now)) = (answer, judged[trial.of].decision) else { continue };
        let found = &mut all[trial.of];
        let told = found.iter().filter(|found| found.pattern == other.pattern).count();
        if other.pattern != now.pattern && told < TOLD_PER_PATTERN {
            let change = trial.change.words(judged[trial.of].facts);
            found.push(Counterfactual { pattern: other.pattern, change });
        }
    }
    all
}

/// The changes to try with one pod, made.
fn trials<'a>(of: usize, one: &Judged<'_, '_, 'a>) -> Vec<Trial<'a>> {
    let Some(decision) = one.decision else { return Vec::new() };
    let facts = one.facts;
    if facts.pod.containers.len() > MOST_CONTAINERS || facts.trace.mounts.len() > MOST_MOUNTS {
        return Vec::new();
    }
    let mut changes = candidates(facts, decision, one.roles);
    changes.arrange_by_key(Change::size);
    let made = changes.into_iter().take(TRIALS).map(|change| {
        let mut pod = facts.pod.clone();
        change.make(&mut pod);
        Trial { of, change, pod }
    });
    made.collect()
}

/// What is worth trying.
fn candidates(facts: &Facts<'_, '_>, decision: Decision, roles: &Roles) -> Vec<Change> {
    let mut changes = Vec::new();
    match decision.pattern {
        Pattern::SharedPodMicroservices => {
            let cores: Vec<usize> = roles.cores(facts).collect();
            let weakest = cores.iter().copied().min_by_key(|at| (roles.sums[*at].balance(), std::cmp::Reverse(*at)));
            if let Some(at) = weakest {
                changes.extend(read_only(facts, at));
                changes.push(Change::Rename { at, name: "sidecar" });
                changes.push(Change::Image { at, image: helper_image(facts, at) });
                changes.push(Change::Move { at, lifecycle: Lifecycle::NativeSidecar });
                changes.extend(unlink(facts, at));
                changes.extend(unmount(facts, at));
            }
            changes.extend(cores.first().and_then(|at| first(facts, *at)));
            changes.extend(cores.last().map(|at| Change::Remove { at: *at }));
        }
        Pattern::Sidecar | Pattern::Ambassador | Pattern::Adapter => {
            let helpers: Vec<usize> = roles.helpers(facts).take(2).collect();
            if let Some(at) = helpers.first() {
                of_helper(facts, *at, &mut changes);
            }
            // The second helper is asked only whether it is the one that matters.
            changes.extend(helpers.get(1).map(|at| Change::Remove { at: *at }));
        }
        Pattern::InitPipeline => {
            let inits: Vec<usize> = facts.init().map(|(at, _)| at).collect();
            changes.extend(inits.iter().take(2).map(|at| Change::Restart { at: *at, always: true }));
            changes.extend((inits.len() == 1).then(|| Change::Remove { at: inits[0] }));
        }
        Pattern::Single => {}
    }
    changes
}

/// What to try with a helper.
fn of_helper(facts: &Facts<'_, '_>, at: usize, changes: &mut Vec<Change>) {
    if facts.helper_word(at).is_some() || facts.namesake(at).is_some() {
        changes.push(Change::Rename { at, name: "worker" });
    }
    if facts.image(at).is_some() {
        changes.push(Change::Image { at, image: OWN_IMAGE });
    }
    match facts.container(at).lifecycle {
        Lifecycle::NativeSidecar => changes.push(Change::Restart { at, always: false }),
        _ => changes.extend(first(facts, at)),
    }
    changes.extend(unlink(facts, at));
    changes.extend(unmount(facts, at));
    changes.push(Change::Remove { at });
}

/// Another place, so that it runs to its end first; none for what serves as long as the pod lives.
fn first(facts: &Facts<'_, '_>, at: usize) -> Option<Change> {
    let serves = !facts.container(at).ports.is_empty()
        || facts
            .entry(at)
            .is_some_and(|found| found.entry.role.is_some() && !matches!(found.entry.function, "sync" | "content"));
    (!serves).then_some(Change::Move { at, lifecycle: Lifecycle::Init })
}

/// A first-party image that no catalogue knows.
const OWN_IMAGE: &str = "my-company/worker:1.0";

/// A well-known helper that could do what a container seems to do.
fn helper_image(facts: &Facts<'_, '_>, at: usize) -> &'static str {
    let leaves = facts.trace.externals.iter().any(|external| external.container == at);
    let called = facts.connections().any(|(call, _)| call.to == at);
    match (called, leaves) {
        (true, _) => "envoyproxy/envoy",
        (_, true) => "rclone/rclone",
        _ => "fluent/fluent-bit",
    }
}

/// The first mount of a container that others share and that may be written.
fn read_only(facts: &Facts<'_, '_>, at: usize) -> Option<Change> {
    let mount = facts.mounts(at).find(|mount| is_shared(facts, mount) && mount.access == Access::ReadWrite)?;
    Some(Change::ReadOnly { at, mount: mount.mount })
}

/// The first volume that a container shares.
fn unmount(facts: &Facts<'_, '_>, at: usize) -> Option<Change> {
    let volume = facts.mounts(at).find(|mount| is_shared(facts, mount))?.volume?;
    Some(Change::Unmount { at, volume })
}

fn is_shared(facts: &Facts<'_, '_>, mount: &crate::flow::MountUse) -> bool {
    mount.volume.is_some()
        && facts.trace.mounts.iter().any(|other| other.container != mount.container && other.volume == mount.volume)
}

/// The first call over localhost from or to a container.
fn unlink(facts: &Facts<'_, '_>, at: usize) -> Option<Change> {
    let (call, _) = facts.connections().find(|(call, _)| call.from == at || call.to == at)?;
    Some(Change::Unlink { at: call.from, to: call.to, port: call.port, says: call.span })
}

impl Change {
    /// How much of the manifest it touches: a line, a few, a container.
    const fn size(&self) -> u8 {
        match self {
            Self::ReadOnly { .. } | Self::Rename { .. } | Self::Restart { .. } | Self::Image { .. } => 1,
            Self::Unlink { .. } | Self::Unmount { .. } => 2,
            Self::Move { .. } => 3,
            Self::Remove { .. } => 4,
        }
    }

    /// The change as an instruction.
    fn words(&self, facts: &Facts<'_, '_>) -> String {
        let name = |at: usize| code(facts.container(at).label());
        match *self {
            Self::ReadOnly { at, mount } => {
                let path = facts.container(at).mounts.get(mount).map_or("", |mount| mount.mount_path.value);
                format!("Add `readOnly: true` to the mount {} of {}.", code(path), name(at))
            }
            Self::Rename { at, name: new } => format!("Rename {} to `{new}`.", name(at)),
            Self::Restart { at, always: true } => {
                format!("Add `restartPolicy: Always` to the init container {}.", name(at))
            }
            Self::Restart { at, .. } => format!("Take `restartPolicy: Always` from {}.", name(at)),
            Self::Image { at, image } => format!("Give {} the image `{image}`.", name(at)),
            Self::Unlink { at, to, port, .. } => {
                format!("Let {} no longer call {} at localhost:{port}.", name(at), name(to))
            }
            Self::Unmount { at, volume } => {
                let volume = facts.pod.volumes.get(volume).map_or("", |volume| volume.name.value);
                format!("Take the volume {} from {}.", code(volume), name(at))
            }
            Self::Move { at, lifecycle: Lifecycle::NativeSidecar } => {
                format!("Move {} to `initContainers` with `restartPolicy: Always`.", name(at))
            }
            Self::Move { at, .. } => {
                format!("Move {} to `initContainers`, so that it runs to its end first.", name(at))
            }
            Self::Remove { at } => format!("Take {} out of the pod.", name(at)),
        }
    }

    /// Makes the change.
    fn make(&self, pod: &mut Pod<'_>) {
        match *self {
            Self::ReadOnly { at, mount } => {
                let mount = &mut pod.containers[at].mounts[mount];
                mount.read_only = Some(Spanned::new(true, mount.span));
            }
            Self::Rename { at, name } => pod.containers[at].name.value = name,
            Self::Restart { at, always } => {
                pod.containers[at].lifecycle = if always { Lifecycle::NativeSidecar } else { Lifecycle::Init };
            }
            Self::Image { at, image } => {
                let span = pod.containers[at].span;
                pod.containers[at].image = Some(Spanned::new(image, span));
            }
            Self::Unlink { at, says, .. } => {
                let container = &mut pod.containers[at];
                let silent = |span: Span| span.end <= says.start || says.end <= span.start;
                container.env.retain(|variable| silent(variable.span));
                container.args.retain(|argument| silent(argument.span));
                container.command.retain(|argument| silent(argument.span));
            }
            Self::Unmount { at, volume } => {
                let volume = pod.volumes.get(volume).map(|volume| volume.name.value);
                pod.containers[at].mounts.retain(|mount| Some(mount.volume.value) != volume);
            }
            Self::Move { at, lifecycle } => pod.containers[at].lifecycle = lifecycle,
            Self::Remove { at } => {
                pod.containers.remove(at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{CASE_STUDY, report};

    /// The counterfactuals of a text's first pod, `pattern: change`.
    fn told(text: &str) -> Vec<String> {
        let verdict = report(text).verdict.expect("a verdict");
        verdict.counterfactuals.iter().map(|one| format!("{}: {}", one.pattern.id(), one.change)).collect()
    }

    #[test]
    fn the_case_study_flips_with_another_image_or_place() {
        let told = told(CASE_STUDY);
        for expected in [
            "sidecar: Give `file-uploader` the image `rclone/rclone`.",
            "sidecar: Move `file-uploader` to `initContainers` with `restartPolicy: Always`.",
            "init-pipeline: Move `file-processor` to `initContainers`, so that it runs to its end first.",
            "single: Take `file-uploader` out of the pod.",
        ] {
            assert!(told.iter().any(|one| one == expected), "{expected} in {told:#?}");
        }
    }

    #[test]
    fn an_ambassador_that_nobody_calls_is_one_no_more() {
        let text = "kind: Pod
spec:
  containers:
  - {name: app, image: x/app, env: [{name: DATABASE_URL, value: 'postgres://localhost:5432'}]}
  - {name: db-proxy, image: y/p, ports: [{containerPort: 5432}]}
";
        let told = told(text);
        assert!(
            told.iter().any(|one| one.ends_with("Let `app` no longer call `db-proxy` at localhost:5432.")),
            "{told:#?}"
        );
        assert!(told.iter().any(|one| one.contains("Rename `db-proxy` to `worker`.")), "{told:#?}");
    }

    #[test]
    fn every_change_leads_somewhere_else_and_is_told_once() {
        let text = "kind: Pod
spec:
  initContainers:
  - {name: proxy, image: envoyproxy/envoy, restartPolicy: Always}
  containers:
  - {name: app, image: x/app}
";
        let (verdict, told) = (report(text).verdict.expect("a verdict"), told(text));
        assert!(verdict.counterfactuals.iter().all(|one| one.pattern != verdict.pattern));
        assert!(told.iter().any(|one| one == "init-pipeline: Take `restartPolicy: Always` from `proxy`."), "{told:#?}");
        let mut once = told.clone();
        once.dedup();
        assert_eq!(once, told);
    }
}
