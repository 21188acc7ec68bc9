//! How Kubernetes runs a pod: what decides who is started again, and by whom. Only types; `lifecycle` fills them in.

/// What decides the fate of a pod and its containers, with Kubernetes' defaults filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Run {
    /// Who makes the pod, and makes it again.
    pub controller: Controller,
    /// The pod's restart policy.
    pub restart_policy: RestartPolicy,
    /// How long a stop may take, in seconds.
    pub grace_seconds: i64,
    /// How long the pod stays on a node that nobody hears of, in seconds; none is for ever.
    pub tolerates_lost_node: Option<i64>,
    /// Whether a limit for the node's disk is set on any container.
    pub has_disk_limit: bool,
    /// For a Job: when it gives up.
    pub job: Option<JobRun>,
    /// One for each container of the report.
    pub containers: Vec<ContainerRun>,
    /// One for each volume that the pod defines, in the order of the flow.
    pub volumes: Vec<VolumeRun>,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            controller: Controller::Pod,
            restart_policy: RestartPolicy::Always,
            grace_seconds: 30,
            tolerates_lost_node: Some(300),
            has_disk_limit: false,
            job: None,
            containers: Vec::new(),
            volumes: Vec::new(),
        }
    }
}

/// Who makes a pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Controller {
    /// Nobody: it was created by itself.
    Pod,
    /// A `Deployment`, `ReplicaSet` or `ReplicationController`.
    Deployment,
    /// A `StatefulSet`.
    StatefulSet,
    /// A `DaemonSet`.
    DaemonSet,
    /// A `Job`, also of a `CronJob`.
    Job,
    /// Something that Kubernetes itself does not know.
    Other,
}

impl Controller {
    /// Those that a reader can choose from.
    pub const ALL: [Self; 5] = [Self::Pod, Self::Deployment, Self::StatefulSet, Self::DaemonSet, Self::Job];

    /// The id as the JSON spells it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pod => "pod",
            Self::Deployment => "deployment",
            Self::StatefulSet => "stateful-set",
            Self::DaemonSet => "daemon-set",
            Self::Job => "job",
            Self::Other => "other",
        }
    }

    /// The kind as Kubernetes writes it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Pod => "Pod",
            Self::Deployment => "Deployment",
            Self::StatefulSet => "StatefulSet",
            Self::DaemonSet => "DaemonSet",
            Self::Job => "Job",
            Self::Other => "its own controller",
        }
    }

    /// Whether the API server accepts pods of this policy in it.
    pub fn accepts(self, policy: RestartPolicy) -> bool {
        match self {
            Self::Pod | Self::Other => true,
            Self::Deployment | Self::StatefulSet | Self::DaemonSet => policy == RestartPolicy::Always,
            Self::Job => policy != RestartPolicy::Always,
        }
    }
}

/// When the kubelet starts a container again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "Kubernetes' names")]
pub enum RestartPolicy {
    Always,
    OnFailure,
    Never,
}

impl RestartPolicy {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Always, Self::OnFailure, Self::Never];

    /// The name as Kubernetes writes it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Always => "Always",
            Self::OnFailure => "OnFailure",
            Self::Never => "Never",
        }
    }
}

/// When a Job gives up.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JobRun {
    /// How many failures it forgives.
    pub backoff_limit: i64,
    /// How long it may take, in seconds, where said.
    pub active_deadline_seconds: Option<i64>,
    /// Whether a pod is replaced only when it has failed, rather than as soon as it is being stopped.
    pub replaces_failed_only: bool,
    /// The rules of `podFailurePolicy`.
    pub failure_policy: Vec<FailureRule>,
}

impl Default for JobRun {
    fn default() -> Self {
        Self {
            backoff_limit: 6,
            active_deadline_seconds: None,
            replaces_failed_only: false,
            failure_policy: Vec::new(),
        }
    }
}

/// One rule of a `podFailurePolicy`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FailureRule {
    /// `FailJob`, `Ignore`, `Count` or `FailIndex`, as written.
    pub action: String,
    /// The exit codes that it is about.
    pub exit_codes: Option<ExitCodes>,
    /// The conditions of the pod that it is about, of which one is enough.
    pub conditions: Vec<String>,
}

/// A set of exit codes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExitCodes {
    /// The container that they are of; none is any.
    pub container: Option<String>,
    /// Whether all but these are meant.
    pub others: bool,
    /// The codes.
    pub values: Vec<i64>,
}

impl ExitCodes {
    /// Whether a failure with this code is meant. Success never is.
    pub fn holds(&self, code: i64) -> bool {
        code != 0 && self.values.contains(&code) != self.others
    }
}

/// What decides the fate of one container.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContainerRun {
    /// Its own restart policy, where said.
    pub restart_policy: Option<RestartPolicy>,
    /// Its own rules about exit codes, the first that holds counts.
    pub restart_rules: Vec<RestartRule>,
    /// How long a liveness probe bears that it does not answer, in seconds; none without such a probe.
    pub liveness_seconds: Option<i64>,
    /// How long a readiness probe does.
    pub readiness_seconds: Option<i64>,
    /// How long a startup probe does.
    pub startup_seconds: Option<i64>,
    /// Whether it has a hook for its stop.
    pub has_pre_stop: bool,
    /// Whether it seems to go on for ever, so that it never ends by itself.
    pub lasts: bool,
}

/// One of a container's `restartPolicyRules`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RestartRule {
    /// Whether the whole pod starts anew, rather than this container.
    pub all_containers: bool,
    /// The exit codes that it is about.
    pub exit_codes: ExitCodes,
}

/// What decides what happens when a volume is full.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VolumeRun {
    /// Whether it lies in memory.
    pub in_memory: bool,
    /// Its size limit, as written.
    pub size_limit: Option<String>,
}
