//! What a controller does when its pod has ended, is being stopped, or cannot be reached.

use super::world::World;
use super::{Condition, Phase, link, stop};
use crate::analysis::{Controller, FailureRule, JobRun};
use crate::patterns::words::code;

/// Why a pod is no more.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// All its containers ended with success.
    Success,
    /// A container ended with an error.
    Exit { container: usize, code: i64 },
    /// It went beyond a limit of its own.
    Evicted,
    /// The node needed room.
    Pressed,
    /// Somebody deleted it.
    Deleted,
}

/// Who makes a new pod while the old one is still being stopped.
pub(super) fn replaced_early(world: &mut World<'_>) {
    match world.run.controller {
        Controller::Deployment => {
            let what = "The ReplicaSet makes another pod at once, on whichever node has room. For a while both run.";
            world.tell(
                "at once",
                what,
                "A pod that is being deleted does not count as a replica any more.",
                link::REPLICA_SET,
            );
        }
        Controller::Job if !job(world).replaces_failed_only => {
            let what = "The Job makes another pod at once, and counts this one as failed.";
            world.tell(
                "at once",
                what,
                "Unless `podReplacementPolicy: Failed` says otherwise, a pod that is being deleted counts as gone.",
                link::JOB_REPLACES,
            );
        }
        _ => {}
    }
}

/// Who replaces a pod of which nobody knows whether it still runs.
pub(super) fn replaced_while_unknown(world: &mut World<'_>) {
    let (what, why, source, end) = match world.run.controller {
        Controller::Deployment => (
            "The ReplicaSet makes another pod on another node.",
            "A pod that is being deleted does not count. A volume that only one node may mount can keep the new pod waiting.",
            link::REPLICA_SET,
            "Another pod serves, with new and empty emptyDir volumes. The old one is removed when its node comes back or is removed.",
        ),
        Controller::StatefulSet => (
            "The StatefulSet waits. There is no other pod of this name.",
            "Two pods of one name must never run at once, so it waits until the old one is known to be gone.",
            link::FORCED,
            "Nothing serves until the node comes back, is removed, or somebody deletes the pod by force.",
        ),
        Controller::Job if !job(world).replaces_failed_only => (
            "The Job makes another pod on another node, and counts this one as failed.",
            "Unless `podReplacementPolicy: Failed` says otherwise, a pod that is being deleted counts as gone.",
            link::JOB_REPLACES,
            "The work starts again from its beginning, perhaps while the old pod still does it.",
        ),
        Controller::Job => (
            "The Job waits until the pod is known to have failed.",
            "`podReplacementPolicy: Failed` replaces a pod only then; a `podFailurePolicy` asks for it.",
            link::JOB_REPLACES,
            "Nothing is done until the node comes back or is removed.",
        ),
        Controller::Pod => (
            "Nothing replaces the pod.",
            "Nobody made it but the person who created it.",
            link::GARBAGE,
            "When the node comes back, the pod is stopped and removed. Nothing makes it again.",
        ),
        Controller::DaemonSet | Controller::Other => (
            "What replaces the pod is for its controller to say.",
            "Kubernetes itself does not know this kind.",
            link::LIFETIME,
            "The manifest does not tell.",
        ),
    };
    if matches!(world.run.controller, Controller::Deployment)
        || world.run.controller == Controller::Job && !job(world).replaces_failed_only
    {
        world.renew();
    }
    world.tell("at once", what, why, source);
    world.end(end);
}

/// The pod is over. Who makes another?
pub(super) fn pod_ended(world: &mut World<'_>, cause: Cause) {
    match world.run.controller {
        Controller::Job => job_reacts(world, cause),
        Controller::Pod if cause == Cause::Success => {
            world.end("The pod has done its work. It stays listed until somebody removes it.");
        }
        Controller::Pod => {
            let (what, end) = if cause == Cause::Deleted {
                ("Nothing makes it again.", "The pod is gone.")
            } else {
                ("The pod stays listed as failed. Nothing makes it again.", "The pod has failed for good.")
            };
            world.tell(
                "from now on",
                what,
                "No controller looks after a pod that was created by itself.",
                link::GARBAGE,
            );
            world.end(end);
        }
        Controller::Other => world.end("What follows is for the controller of this kind to say."),
        controller => replace(world, controller, cause),
    }
}

fn replace(world: &mut World<'_>, controller: Controller, cause: Cause) {
    let (what, why, source) = match controller {
        Controller::StatefulSet => (
            "The StatefulSet makes a pod of the same name, with the same claims.",
            "Each of its pods has a name and claims that last. It makes the new one only when the old one is gone.",
            link::STATEFUL_SET,
        ),
        Controller::DaemonSet => {
            ("The DaemonSet makes another pod on the same node.", "There is to be one on each node.", link::DAEMON_SET)
        }
        _ if cause == Cause::Deleted => (
            "The other pod has started meanwhile.",
            "The ReplicaSet has made it while this one was being stopped.",
            link::REPLICA_SET,
        ),
        _ => (
            "The ReplicaSet makes another pod, on whichever node has room. The failed one stays listed for a while.",
            "A pod that has failed does not count as a replica.",
            link::REPLICA_SET,
        ),
    };
    world.renew();
    world.tell("then", what, why, source);
    world.end(match world.mortal() {
        Some(lost) => format!("A new pod runs. {lost} started empty; claims have kept their data."),
        None => "A new pod runs.".to_owned(),
    });
}

fn job<'w>(world: &'w World<'_>) -> &'w JobRun {
    const NONE: &JobRun = &JobRun {
        backoff_limit: 6,
        active_deadline_seconds: None,
        replaces_failed_only: false,
        failure_policy: Vec::new(),
    };
    world.run.job.as_ref().unwrap_or(NONE)
}

/// What a Job does with a pod that has ended.
fn job_reacts(world: &mut World<'_>, cause: Cause) {
    if cause == Cause::Success {
        world.tell(
            "then",
            "The Job counts the pod, and is complete when it has as many as it wants (one unless said).",
            "A pod counts when it has succeeded.",
            link::JOB_END,
        );
        return world.end("The Job completes. Its pods stay listed, for their logs.");
    }
    let action =
        job(world).failure_policy.iter().find(|rule| matches(world, rule, cause)).map(|rule| rule.action.clone());
    match action.as_deref() {
        Some("FailJob") => {
            return stop_job(
                world,
                "PodFailurePolicy",
                "A rule of `podFailurePolicy` says FailJob for this failure.".to_owned(),
            );
        }
        Some("FailIndex") => {
            world.tell(
                "then",
                "This index of the Job has failed. The others go on.",
                "A rule of `podFailurePolicy` says FailIndex.",
                link::JOB_POLICY,
            );
            return world.end("The index is not tried again.");
        }
        Some("Ignore") => {
            let why = "A rule of `podFailurePolicy` says Ignore for this failure.";
            world.tell("then", "The Job does not count this failure.", why, link::JOB_POLICY);
        }
        _ => {}
    }
    let limit = job(world).backoff_limit;
    if action.as_deref() != Some("Ignore") && limit <= 0 {
        return stop_job(world, "BackoffLimitExceeded", format!("`backoffLimit: {limit}` forgives no failure."));
    }
    world.renew();
    let counted = if action.as_deref() == Some("Ignore") { "" } else { " One failure is counted." };
    let when = if cause == Cause::Deleted && !job(world).replaces_failed_only { "meanwhile" } else { "10 s later" };
    let what = format!("The Job runs another pod from the same template.{counted}");
    world.tell(when, what, "Pods that fail are replaced after a pause.", link::JOB);
    let what = format!(
        "If that one fails too, the pauses grow: 20 s, 40 s … up to six minutes. Failure number {} ends the Job.",
        limit.saturating_add(1)
    );
    world.tell(
        "later",
        what,
        format!("`backoffLimit` is {}; it is 6 unless said.", code(&limit.to_string())),
        link::JOB,
    );
    world.end("The work starts again from its beginning, in a new pod with empty emptyDir volumes.");
}

/// Whether a rule of the failure policy is about this failure.
fn matches(world: &World<'_>, rule: &FailureRule, cause: Cause) -> bool {
    match (cause, &rule.exit_codes) {
        (Cause::Exit { container, code }, Some(codes)) => {
            let name = &world.report.containers[container].name;
            codes.container.as_ref().is_none_or(|wanted| wanted == name) && codes.holds(code)
        }
        // Going beyond a limit of one's own is no disruption; being pushed out is.
        (Cause::Pressed, None) => rule.conditions.iter().any(|condition| condition == "DisruptionTarget"),
        _ => false,
    }
}

/// The Job is over, and what still runs of it is stopped.
pub(super) fn stop_job(world: &mut World<'_>, reason: &str, why: String) {
    let source = if reason == "PodFailurePolicy" { link::JOB_POLICY } else { link::JOB_END };
    world.tell("then", format!("The Job has failed: {}.", code(reason)), why, source);
    if !world.alive().is_empty() {
        world.phase = Phase::Terminating;
        stop::stop(world, None);
        let left = world.alive();
        world.set_all(&left, Condition::Failed);
        world.phase = Phase::Failed;
        world.lose_data();
        world.tell(
            "then",
            "The pod that still ran is stopped.",
            "A Job that has failed keeps no pod running.",
            link::JOB_END,
        );
    }
    world.end("The Job has failed, and is not tried again.");
}
