//! What is said of a pod and its containers: patterns, roles, and the evidence for them. Only types; `patterns` fills them in.

use crate::span::Span;

/// The patterns of a pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counterfactual {
    /// The pattern then.
    pub pattern: Pattern,
    /// The change, as an instruction.
    pub change: String,
}

/// What is known about one container.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
