//! The result of an analysis: plain data in Kubernetes' words, the same for every view.
//!
//! The JSON of version 1 is these types, serialised (feature `json`). Names are final: add, do not rename.
//! Nothing here decides anything; the modules named beside each type fill it in.

use crate::finding::Finding;
use crate::span::Span;

/// Everything known about one text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Analysis {
    /// Version of this contract.
    pub version: u32,
    /// The Kubernetes version that the answer is for.
    pub kubernetes: KubernetesVersion,
    /// The pods in the text, in its order.
    pub pods: Vec<PodReport>,
    /// Findings silenced by a comment.
    pub silenced: usize,
    /// What is wrong or worth a remark, in the text's order.
    pub findings: Vec<Finding>,
}

/// A supported minor version of Kubernetes 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KubernetesVersion(u8);

impl KubernetesVersion {
    /// The oldest supported minor.
    pub const OLDEST: Self = Self(31);
    /// The newest supported minor, and the default.
    pub const NEWEST: Self = Self(36);

    /// Reads `1.34` (or `v1.34`, `1.34.2`); none where the version is not supported.
    pub fn parse(text: &str) -> Option<Self> {
        let minor = text.trim_start_matches('v').strip_prefix("1.")?;
        let minor = Self(minor.split('.').next()?.parse().ok()?);
        (Self::OLDEST..=Self::NEWEST).contains(&minor).then_some(minor)
    }

    /// All supported versions, oldest first.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        (Self::OLDEST.0..=Self::NEWEST.0).map(Self)
    }

    /// The minor number: 36 for 1.36.
    pub const fn minor(self) -> u8 {
        self.0
    }
}

impl Default for KubernetesVersion {
    fn default() -> Self {
        Self::NEWEST
    }
}

impl std::fmt::Display for KubernetesVersion {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "1.{}", self.0)
    }
}

#[cfg(feature = "json")]
impl serde::Serialize for KubernetesVersion {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What is known about one pod, or pod template.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct PodReport {
    /// Index of its document in the text.
    pub document: usize,
    /// Kind of the object that holds it, where said.
    pub kind: Option<String>,
    /// apiVersion of that object, where said.
    pub api_version: Option<String>,
    /// Name of that object, where said.
    pub name: Option<String>,
    /// Namespace of that object, where said.
    pub namespace: Option<String>,
    /// Where the pod spec stands in its document: `spec.template.spec`, `items[2].spec`.
    pub path: String,
    /// The pod spec.
    pub span: Span,
    /// The pattern; none where no container can be read.
    pub verdict: Option<Verdict>,
    /// All containers: init, regular, ephemeral, each in the text's order.
    pub containers: Vec<ContainerReport>,
    /// The comparison with the patterns, filled in for this pod.
    pub table: Table,
    /// Who writes and reads what.
    pub flow: FlowGraph,
    /// In which order things start and stop.
    pub timeline: Timeline,
}

/// The patterns of a pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Pattern {
    /// One app container and nothing else.
    Single,
    /// Two or more containers that each do core work.
    SharedPodMicroservices,
    /// A main container and helpers of a cross-cutting kind.
    Sidecar,
    /// The helper carries the main's outbound traffic.
    Ambassador,
    /// The helper turns the main's output into what a consumer expects.
    Adapter,
    /// One app container and ordinary init containers.
    InitPipeline,
}

impl Pattern {
    /// All of them, in the order in which the documentation introduces them.
    pub const ALL: [Self; 6] = [
        Self::Single,
        Self::SharedPodMicroservices,
        Self::Sidecar,
        Self::Ambassador,
        Self::Adapter,
        Self::InitPipeline,
    ];

    /// The id, which is also the name of its page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::SharedPodMicroservices => "shared-pod-microservices",
            Self::Sidecar => "sidecar",
            Self::Ambassador => "ambassador",
            Self::Adapter => "adapter",
            Self::InitPipeline => "init-pipeline",
        }
    }

    /// The name as a heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Single => "Single container",
            Self::SharedPodMicroservices => "Shared-pod microservices",
            Self::Sidecar => "Sidecar",
            Self::Ambassador => "Ambassador",
            Self::Adapter => "Adapter",
            Self::InitPipeline => "Init pipeline",
        }
    }
}

/// What a container is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Role {
    /// The one container that does the core work.
    Main,
    /// One of several containers that do core work.
    BusinessPeer,
    /// A cross-cutting helper.
    Sidecar,
    /// A helper that carries outbound traffic.
    Ambassador,
    /// A helper that converts the main's output.
    Adapter,
    /// An ordinary init container.
    Init,
}

impl Role {
    /// The id as the JSON spells it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::BusinessPeer => "business-peer",
            Self::Sidecar => "sidecar",
            Self::Ambassador => "ambassador",
            Self::Adapter => "adapter",
            Self::Init => "init",
        }
    }

    /// Whether it does core work.
    pub const fn is_core(self) -> bool {
        matches!(self, Self::Main | Self::BusinessPeer)
    }
}

/// How Kubernetes runs a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Lifecycle {
    /// Runs to its end before the next one starts.
    Init,
    /// An init container with `restartPolicy: Always`: starts before the app, stops after it.
    NativeSidecar,
    /// An entry of `containers`.
    Regular,
    /// An entry of `ephemeralContainers`.
    Ephemeral,
}

impl Lifecycle {
    /// The id as the JSON spells it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Init => "init",
            Self::NativeSidecar => "native-sidecar",
            Self::Regular => "regular",
            Self::Ephemeral => "ephemeral",
        }
    }

    /// Whether it runs beside the app containers.
    pub const fn runs_beside(self) -> bool {
        matches!(self, Self::NativeSidecar | Self::Regular)
    }
}

/// How sure the verdict is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "lowercase"))]
#[expect(missing_docs, reason = "plain grades")]
pub enum Confidence {
    Low,
    Medium,
    High,
}

impl Confidence {
    /// The id as the JSON spells it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// How much a piece of evidence weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "lowercase"))]
#[expect(missing_docs, reason = "plain grades")]
pub enum Strength {
    Weak,
    Medium,
    Strong,
    Conclusive,
}

impl Strength {
    /// The id as the JSON spells it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Weak => "weak",
            Self::Medium => "medium",
            Self::Strong => "strong",
            Self::Conclusive => "conclusive",
        }
    }
}

/// The pattern of a pod, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Verdict {
    /// The pattern.
    pub pattern: Pattern,
    /// How sure.
    pub confidence: Confidence,
    /// The next best reading.
    pub runner_up: Option<Pattern>,
    /// One or two sentences that a newcomer understands.
    pub summary: String,
    /// What speaks for and against, the strongest first.
    pub evidence: Vec<Evidence>,
    /// The smallest changes after which the verdict would be another.
    pub counterfactuals: Vec<Counterfactual>,
}

/// One observation and what it speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Evidence {
    /// The kind of evidence: a slug, the name of its file.
    pub kind: &'static str,
    /// The pattern that it speaks for.
    #[cfg_attr(feature = "json", serde(rename = "for"))]
    pub speaks_for: Option<Pattern>,
    /// The pattern that it speaks against.
    pub against: Option<Pattern>,
    /// How much it weighs.
    pub strength: Strength,
    /// The reason in words.
    pub reason: String,
    /// Where the text shows it.
    pub span: Span,
}

/// A change after which the verdict would be another.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Counterfactual {
    /// The pattern then.
    pub pattern: Pattern,
    /// The change, as an instruction.
    pub change: String,
}

/// What is known about one container.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct ContainerReport {
    /// Its name; empty where the text does not say one.
    pub name: String,
    /// How Kubernetes runs it.
    pub lifecycle: Lifecycle,
    /// Its image, where said.
    pub image: Option<String>,
    /// What it is for.
    pub role: Role,
    /// What it does: an id of the catalogue's list of functions.
    pub function: &'static str,
    /// The catalogue entry of its image.
    pub catalogue: Option<&'static str>,
    /// What it does here, in two or three sentences.
    pub explanation: String,
    /// What its role rests on.
    pub evidence: Vec<Evidence>,
    /// Its entry in the list of containers.
    pub span: Span,
}

/// The comparison table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Table {
    /// Headings: this pod, then the patterns.
    pub columns: Vec<String>,
    /// One row an aspect.
    pub rows: Vec<Row>,
}

/// One aspect.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Row {
    /// The aspect's id: `purpose`, `responsibility`, `reusability`, `lifecycle`, `communication`, `examples`.
    pub aspect: &'static str,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Cell {
    /// The answer in words.
    pub text: String,
    /// In the pod's own column: the patterns that it matches in this aspect.
    pub matches: Vec<Pattern>,
    /// What it rests on.
    pub spans: Vec<Span>,
}

/// Containers, volumes and what lies outside, joined by mounts and connections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct FlowGraph {
    /// The nodes; `id` is the index.
    pub nodes: Vec<FlowNode>,
    /// The edges.
    pub edges: Vec<FlowEdge>,
}

/// One box of the diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct FlowNode {
    /// Its index.
    pub id: usize,
    /// What it is.
    pub kind: NodeKind,
    /// Its name.
    pub name: String,
    /// For a volume: Kubernetes' name of its source (`emptyDir`, `configMap` …); none where it is not defined.
    pub volume_kind: Option<String>,
    /// For a volume: how long its data live.
    pub lifetime: Option<Lifetime>,
    /// For a volume: what else a reader should see, such as `Memory` or `limit 1Gi`.
    pub detail: Option<String>,
    /// For a container: how Kubernetes runs it.
    pub lifecycle: Option<Lifecycle>,
    /// For a container: what it is for.
    pub role: Option<Role>,
    /// Where the text has it.
    pub span: Option<Span>,
}

/// The kinds of boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "lowercase"))]
#[expect(missing_docs, reason = "plain words")]
pub enum NodeKind {
    Container,
    Volume,
    External,
}

/// How long a volume's data live.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum Lifetime {
    /// Gone when the container restarts.
    Container,
    /// Gone with the pod.
    Pod,
    /// As long as its claim.
    Claim,
    /// As long as the node.
    Node,
    /// Kept by the object or service that it comes from.
    Source,
}

impl Lifetime {
    /// The id as the JSON spells it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Container => "container",
            Self::Pod => "pod",
            Self::Claim => "claim",
            Self::Node => "node",
            Self::Source => "source",
        }
    }
}

/// One line of the diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct FlowEdge {
    /// What it is.
    pub kind: EdgeKind,
    /// The node it starts at; a mount starts at its container.
    pub from: usize,
    /// The node it ends at.
    pub to: usize,
    /// For a mount: where the container sees the volume.
    pub mount_path: Option<String>,
    /// For a mount: the directory of the volume that it shows.
    pub sub_path: Option<String>,
    /// For a loopback edge: the port.
    pub port: Option<u16>,
    /// What the manifest allows.
    pub access: Option<Access>,
    /// Which way the data go.
    pub direction: Direction,
    /// How that is known.
    pub certainty: Certainty,
    /// Why, in words.
    pub reason: String,
    /// Where the text has it.
    pub span: Option<Span>,
}

/// The kinds of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum EdgeKind {
    /// A container mounts a volume.
    Mount,
    /// A container calls another over localhost.
    Loopback,
    /// Something leaves the pod.
    External,
    /// Two paths are the same directory.
    Alias,
}

impl EdgeKind {
    /// The id as the JSON spells it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Mount => "mount",
            Self::Loopback => "loopback",
            Self::External => "external",
            Self::Alias => "alias",
        }
    }
}

/// What a mount allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(missing_docs, reason = "plain words")]
pub enum Access {
    ReadOnly,
    ReadWrite,
}

/// Which way data go, seen from the container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[expect(missing_docs, reason = "plain words")]
pub enum Direction {
    Read,
    Write,
    ReadWrite,
    Unknown,
}

impl Direction {
    /// The id as the JSON spells it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::ReadWrite => "read-write",
            Self::Unknown => "unknown",
        }
    }

    /// Whether data come to the container.
    pub const fn reads(self) -> bool {
        matches!(self, Self::Read | Self::ReadWrite)
    }

    /// Whether data leave the container.
    pub const fn writes(self) -> bool {
        matches!(self, Self::Write | Self::ReadWrite)
    }
}

/// How a direction is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum Certainty {
    /// The manifest says it.
    Declared,
    /// Names, commands or the catalogue suggest it.
    Inferred,
    /// Nothing tells.
    Unknown,
}

impl Certainty {
    /// The id as the JSON spells it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Inferred => "inferred",
            Self::Unknown => "unknown",
        }
    }
}

/// In which order containers start and stop, and what ends the pod.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Timeline {
    /// Steps of the start.
    pub startup: Vec<Step>,
    /// Steps of the shutdown.
    pub shutdown: Vec<Step>,
    /// What ends the pod by itself, if anything does.
    pub completion: String,
}

/// Containers that start or stop together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Step {
    /// Its number, from 1.
    pub step: usize,
    /// The containers.
    pub containers: Vec<String>,
    /// What has to happen before the next step.
    pub waits_for: Option<String>,
    /// Why.
    pub reason: String,
}
