//! The pod as it stands: phase, states, data; and the moments that were told so far.
//!
//! Changes are made by whoever knows why; here stands only what all of them share.

use super::{Condition, Fate, Moment, Phase, Scenario, Simulation, State, link, volumes};
use crate::KubernetesVersion;
use crate::analysis::{ContainerRun, Controller, FlowNode, JobRun, Lifecycle, Lifetime, PodReport, RestartPolicy, Run};
use crate::patterns::words::code;

/// The pod while things happen to it.
pub(super) struct World<'r> {
    pub(super) report: &'r PodReport,
    pub(super) version: KubernetesVersion,
    /// As the manifest has it, but for what the scenario changes.
    pub(super) run: Run,
    pub(super) phase: Phase,
    pub(super) states: Vec<State>,
    pub(super) data: Vec<Fate>,
    moments: Vec<Moment>,
    outcome: String,
}

impl<'r> World<'r> {
    /// A pod that runs, of a report with containers.
    pub(super) fn new(report: &'r PodReport, version: KubernetesVersion, scenario: &Scenario) -> Self {
        let mut run = report.run.clone();
        run.containers.resize_with(report.containers.len(), ContainerRun::default);
        if let Some(controller) = scenario.controller.filter(|controller| *controller != run.controller) {
            run.controller = controller;
            run.tolerates_lost_node =
                run.tolerates_lost_node.or(Some(300)).filter(|_| controller != Controller::DaemonSet);
            if !controller.accepts(run.restart_policy) {
                run.restart_policy =
                    if controller == Controller::Job { RestartPolicy::Never } else { RestartPolicy::Always };
            }
        }
        if run.controller == Controller::Job {
            run.job.get_or_insert_with(JobRun::default);
        }
        run.restart_policy = scenario.restart_policy.unwrap_or(run.restart_policy);
        let mut world = Self {
            states: Vec::new(),
            data: volumes(report).map(|_| Fate::Kept).collect(),
            phase: Phase::Running,
            report,
            version,
            run,
            moments: Vec::new(),
            outcome: String::new(),
        };
        world.states = (0..report.containers.len()).map(|index| world.when_running(index)).collect();
        world
    }

    /// The state of a container in a pod that has started.
    fn when_running(&self, index: usize) -> State {
        let condition =
            if self.lifecycle(index) == Lifecycle::Init { Condition::Succeeded } else { Condition::Running };
        State { condition, restarts: 0 }
    }

    pub(super) fn lifecycle(&self, index: usize) -> Lifecycle {
        self.report.containers[index].lifecycle
    }

    /// The containers of a lifecycle, in the order of the manifest.
    pub(super) fn of(&self, lifecycle: Lifecycle) -> Vec<usize> {
        (0..self.states.len()).filter(|index| self.lifecycle(*index) == lifecycle).collect()
    }

    /// A container in a sentence.
    pub(super) fn name(&self, index: usize) -> String {
        code(self.report.flow.nodes.get(index).map_or("", |node| node.name.as_str()))
    }

    pub(super) fn names(&self, containers: &[usize]) -> String {
        let names: Vec<String> = containers.iter().map(|index| self.name(*index)).collect();
        crate::patterns::words::list(&names)
    }

    pub(super) fn set(&mut self, index: usize, condition: Condition) {
        self.states[index].condition = condition;
    }

    pub(super) fn set_all(&mut self, containers: &[usize], condition: Condition) {
        for index in containers {
            self.set(*index, condition);
        }
    }

    /// The containers that run now, however well.
    pub(super) fn alive(&self) -> Vec<usize> {
        let lives = |state: &State| {
            matches!(
                state.condition,
                Condition::Running | Condition::Hanging | Condition::Stopping | Condition::BackOff | Condition::Unknown
            )
        };
        (0..self.states.len()).filter(|index| lives(&self.states[*index])).collect()
    }

    pub(super) fn volume(&self, index: usize) -> Option<&'r FlowNode> {
        volumes(self.report).nth(index)
    }

    /// What dies with the pod is lost; what a claim or the node keeps stays.
    pub(super) fn lose_data(&mut self) {
        for (node, fate) in volumes(self.report).zip(&mut self.data) {
            if node.lifetime == Some(Lifetime::Pod) {
                *fate = Fate::Lost;
            }
        }
    }

    /// The volumes that go with the pod, in words; none where there are none.
    pub(super) fn mortal(&self) -> Option<String> {
        let mortal = volumes(self.report).filter(|node| node.lifetime == Some(Lifetime::Pod));
        let names: Vec<String> =
            mortal.filter(|node| node.volume_kind != Some("downwardAPI")).map(|node| code(&node.name)).collect();
        (!names.is_empty()).then(|| crate::patterns::words::list(&names))
    }

    /// A new pod from the same template takes the place of the old one.
    pub(super) fn renew(&mut self) {
        self.phase = Phase::Running;
        self.states = (0..self.states.len()).map(|index| self.when_running(index)).collect();
        for (node, fate) in volumes(self.report).zip(&mut self.data) {
            *fate = if node.lifetime == Some(Lifetime::Pod) { Fate::Empty } else { Fate::Kept };
        }
    }

    pub(super) fn tell(
        &mut self,
        when: impl Into<String>,
        what: impl Into<String>,
        why: impl Into<String>,
        source: &'static str,
    ) {
        self.moments.push(Moment {
            when: when.into(),
            what: what.into(),
            why: why.into(),
            source,
            phase: self.phase,
            containers: self.states.clone(),
            volumes: self.data.clone(),
        });
    }

    pub(super) fn end(&mut self, outcome: impl Into<String>) {
        self.outcome = outcome.into();
    }

    pub(super) fn finish(self) -> Simulation {
        Simulation { moments: self.moments, outcome: self.outcome }
    }

    /// Whether the API server refuses the pod that the scenario makes.
    pub(super) fn is_refused(&self) -> bool {
        !self.run.controller.accepts(self.run.restart_policy)
    }

    pub(super) fn refuse(&mut self) {
        let (kind, policy) = (self.run.controller.title(), self.run.restart_policy.id());
        self.phase = Phase::Gone;
        self.set_all(&(0..self.states.len()).collect::<Vec<_>>(), Condition::Gone);
        let allowed = if self.run.controller == Controller::Job { "OnFailure and Never" } else { "Always" };
        self.tell(
            "before anything runs",
            format!("The API server refuses a {kind} whose pods have `restartPolicy: {policy}`."),
            format!("A {kind} takes {allowed} only."),
            link::RESTART,
        );
        self.end("Nothing runs.");
    }

    /// The pod as everything starts: it runs, or has come as far as one of its init containers.
    pub(super) fn before(&mut self, container: Option<usize>) {
        let Some(at) = container.filter(|at| self.lifecycle(*at) == Lifecycle::Init) else {
            let what = if self.states.len() == 1 {
                "The container runs."
            } else {
                "The pod has started, and its containers run."
            };
            return self.tell("before", what, "This is where the question begins.", link::LIFETIME);
        };
        self.phase = Phase::Pending;
        for index in 0..self.states.len() {
            if index >= at || self.lifecycle(index) == Lifecycle::Regular {
                self.set(index, Condition::Waiting);
            }
        }
        self.set(at, Condition::Running);
        let what = format!("The pod starts, and {} runs; what comes after it waits.", self.name(at));
        self.tell("before", what, "Init containers run one after the other, each to its end.", link::INIT);
    }
}
