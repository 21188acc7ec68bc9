//! Containers, volumes and the outside, and how data go between them. Only types; `flow` fills them in.

use super::verdict::{Lifecycle, Role};
use crate::span::Span;

/// Containers, volumes and what lies outside, joined by mounts and connections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FlowGraph {
    /// The nodes; `id` is the index.
    pub nodes: Vec<FlowNode>,
    /// The edges.
    pub edges: Vec<FlowEdge>,
}

/// One box of the diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FlowNode {
    /// Its index.
    pub id: usize,
    /// What it is.
    pub kind: NodeKind,
    /// Its name.
    pub name: String,
    /// For a volume: Kubernetes' name of its source (`emptyDir`, `configMap` …); none where it is not defined.
    pub volume_kind: Option<&'static str>,
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "plain words")]
pub enum NodeKind {
    Container,
    Volume,
    External,
}

/// How long a volume's data live.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "lowercase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "plain words")]
pub enum Access {
    ReadOnly,
    ReadWrite,
}

/// Which way data go, seen from the container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
