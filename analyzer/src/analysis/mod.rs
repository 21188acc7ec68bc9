//! The result of an analysis: plain data in Kubernetes' words, the same for every view.
//!
//! The JSON of version 1 is these types, serialised (feature `json`). Names are final: add, do not rename.
//! Nothing here decides anything; the modules named beside each type fill it in.

mod flow;
mod places;
mod run;
mod table;
mod timeline;
mod verdict;

pub use flow::{Access, Certainty, Direction, EdgeKind, FlowEdge, FlowGraph, FlowNode, Lifetime, NodeKind};
pub use run::{ContainerRun, Controller, ExitCodes, FailureRule, JobRun, RestartPolicy, RestartRule, Run, VolumeRun};
pub use table::{Cell, Row, Table};
pub use timeline::{Step, Timeline};
pub use verdict::{Confidence, ContainerReport, Counterfactual, Evidence, Lifecycle, Pattern, Role, Strength, Verdict};

use crate::finding::Finding;
use crate::span::Span;

/// Everything known about one text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// What decides who is started again, and by whom.
    pub run: Run,
}
