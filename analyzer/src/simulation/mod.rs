//! What Kubernetes does when something happens to a pod: a container fails, ends or hangs, the pod is deleted, a volume
//! fills up, the node is lost.
//!
//! ```text
//! PodReport, version, Scenario ─ world ▶ states ─ container | stop | storage | node ▶ controller ▶ Simulation
//! ```
//!
//! A pure function of one pod's report: nothing is read again and no clock runs; the times that it tells are those that
//! Kubernetes promises. What a program does with a signal is assumed to be the best, unless the scenario says that it
//! hangs. Every moment names the page of the Kubernetes documentation that it rests on.

mod container;
mod controller;
mod link;
mod node;
mod stop;
mod storage;
#[cfg(test)]
mod tests;
mod world;

use crate::KubernetesVersion;
use crate::analysis::{Controller, FlowNode, Lifecycle, NodeKind, PodReport, RestartPolicy};
use world::World;

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Event {
    /// A container ends with an error, each time it is started.
    Fails,
    /// A container ends with success.
    Finishes,
    /// A container's process goes on and does nothing any more.
    Hangs,
    /// The pod is deleted.
    Deleted,
    /// The pod is deleted while a container does not listen to signals.
    DeletedHanging,
    /// A volume is filled to its limit and beyond.
    VolumeFull,
    /// Nobody hears of the node any more.
    NodeLost,
}

impl Event {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Fails,
        Self::Finishes,
        Self::Hangs,
        Self::Deleted,
        Self::DeletedHanging,
        Self::VolumeFull,
        Self::NodeLost,
    ];

    /// The id that forms and links use.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Fails => "fails",
            Self::Finishes => "finishes",
            Self::Hangs => "hangs",
            Self::Deleted => "deleted",
            Self::DeletedHanging => "deleted-hanging",
            Self::VolumeFull => "volume-full",
            Self::NodeLost => "node-lost",
        }
    }

    /// What happens, in words that a menu can show.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Fails => "a container fails",
            Self::Finishes => "a container finishes",
            Self::Hangs => "a container hangs",
            Self::Deleted => "the pod is deleted",
            Self::DeletedHanging => "the pod is deleted, and a container ignores it",
            Self::VolumeFull => "a volume is filled beyond its limit",
            Self::NodeLost => "the node is lost",
        }
    }

    /// Whether it happens to one container.
    pub const fn needs_container(self) -> bool {
        matches!(self, Self::Fails | Self::Finishes | Self::Hangs | Self::DeletedHanging)
    }

    /// Whether it happens to one volume.
    pub const fn needs_volume(self) -> bool {
        matches!(self, Self::VolumeFull)
    }
}

/// A question: what would happen if …
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// What happens.
    pub event: Event,
    /// To which container, as an index of the report's; the last one where there are fewer.
    pub container: usize,
    /// To which volume, counted among the volumes of the flow.
    pub volume: usize,
    /// Who makes the pod, if not as the manifest says.
    pub controller: Option<Controller>,
    /// The pod's restart policy, if not the manifest's.
    pub restart_policy: Option<RestartPolicy>,
}

impl Scenario {
    /// The question that a reader most likely has: the first regular container fails.
    pub fn first(report: &PodReport) -> Self {
        let regular = |container: &crate::analysis::ContainerReport| container.lifecycle == Lifecycle::Regular;
        Self {
            event: Event::Fails,
            container: report.containers.iter().position(regular).unwrap_or(0),
            volume: 0,
            controller: None,
            restart_policy: None,
        }
    }
}

/// What happens, moment by moment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Simulation {
    /// The moments, the state before the event first. Empty where the pod has no containers.
    pub moments: Vec<Moment>,
    /// How it ends, in a sentence.
    pub outcome: String,
}

/// One moment: what happens, why, and how everything stands then.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Moment {
    /// When: `at once`, `10 s later`.
    pub when: String,
    /// What happens. Names stand between back quotes.
    pub what: String,
    /// Why.
    pub why: String,
    /// The page that says so.
    pub source: &'static str,
    /// The pod's phase.
    pub phase: Phase,
    /// One for each container of the report.
    pub containers: Vec<State>,
    /// One for each volume of the flow.
    pub volumes: Vec<Fate>,
}

/// A pod's phase, or what kubectl shows instead of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "Kubernetes' words")]
pub enum Phase {
    Pending,
    Running,
    Terminating,
    Succeeded,
    Failed,
    /// The API server has forgotten it.
    Gone,
}

impl Phase {
    /// The word for it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::Running => "Running",
            Self::Terminating => "Terminating",
            Self::Succeeded => "Succeeded",
            Self::Failed => "Failed",
            Self::Gone => "Gone",
        }
    }
}

/// The state of a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct State {
    /// What it does.
    pub condition: Condition,
    /// How often it was started again.
    pub restarts: u32,
}

/// What a container does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Condition {
    /// It was not started yet.
    Waiting,
    /// It runs.
    Running,
    /// It runs and does nothing.
    Hanging,
    /// It ended with an error, and the kubelet pauses before the next try.
    BackOff,
    /// It was told to stop.
    Stopping,
    /// It ended with success.
    Succeeded,
    /// It ended with an error.
    Failed,
    /// Nobody knows.
    Unknown,
    /// It went with its pod.
    Gone,
}

impl Condition {
    /// The word for it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Hanging => "hanging",
            Self::BackOff => "back-off",
            Self::Stopping => "stopping",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Gone => "gone",
        }
    }
}

/// What becomes of a volume's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "lowercase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Fate {
    /// They are there.
    Kept,
    /// They are there, and nothing more fits.
    Full,
    /// They are deleted for good.
    Lost,
    /// A new pod starts with an empty one.
    Empty,
}

impl Fate {
    /// The word for it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Full => "full",
            Self::Lost => "lost",
            Self::Empty => "empty",
        }
    }
}

/// The volumes that a scenario can be about, in order.
pub fn volumes(report: &PodReport) -> impl Iterator<Item = &FlowNode> {
    report.flow.nodes.iter().filter(|node| node.kind == NodeKind::Volume)
}

/// What Kubernetes of a version does with a pod.
pub fn simulate(report: &PodReport, version: KubernetesVersion, scenario: &Scenario) -> Simulation {
    let Some(last) = report.containers.len().checked_sub(1) else {
        return Simulation { moments: Vec::new(), outcome: String::new() };
    };
    let mut world = World::new(report, version, scenario);
    let container = scenario.container.min(last);
    if world.is_refused() {
        world.refuse();
        return world.finish();
    }
    match scenario.event {
        Event::Fails => container::fails(&mut world, container),
        Event::Finishes => container::finishes(&mut world, container),
        Event::Hangs => container::hangs(&mut world, container),
        Event::Deleted => stop::deleted(&mut world, None),
        Event::DeletedHanging => stop::deleted(&mut world, Some(container)),
        Event::VolumeFull => storage::fills(&mut world, scenario.volume),
        Event::NodeLost => node::lost(&mut world),
    }
    world.finish()
}
