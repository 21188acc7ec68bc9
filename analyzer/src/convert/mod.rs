//! Turns a pod into another form of itself: a shared pod, an app with native sidecars, Deployments of their own, a Job.
//!
//! The new manifest is the old text with changes: what stays keeps its comments and its formatting. What only the owner
//! can decide is a note, or a marked placeholder; what cannot be converted is said, with what is in the way. A conversion
//! never gives a text that the API server would refuse for another reason than the old one.

mod case;
mod deployments;
mod job;
mod native;
mod shared;
mod wrap;

use crate::analysis::{Analysis, Confidence, Pattern, PodReport};
use crate::diff::{self, DiffLine};
use crate::finding::Source;
use crate::span::Span;
use crate::{Options, analyze};
use case::Case;
pub use native::helper_at;
pub(crate) use wrap::wrap;

/// What a pod can be turned into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Target {
    /// An app and native sidecars: helpers become init containers that keep running.
    NativeSidecar,
    /// One pod whose containers stand side by side: native sidecars become regular containers, other workloads join.
    SharedPod,
    /// A Deployment for each container that does core work.
    Deployments,
    /// A Job whose steps run one after the other.
    Job,
}

impl Target {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::NativeSidecar, Self::SharedPod, Self::Deployments, Self::Job];

    /// The id that arguments and links use.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NativeSidecar => "native-sidecar",
            Self::SharedPod => "shared-pod",
            Self::Deployments => "deployments",
            Self::Job => "job",
        }
    }

    /// The name as a choice.
    pub const fn title(self) -> &'static str {
        match self {
            Self::NativeSidecar => "App with native sidecars",
            Self::SharedPod => "One pod, side by side",
            Self::Deployments => "Separate Deployments",
            Self::Job => "Job with steps",
        }
    }

    /// Reads an id.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.id() == id)
    }
}

/// A pod in another form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Conversion {
    /// What was asked for.
    pub target: Target,
    /// The whole new text; none where there are obstacles.
    pub text: Option<String>,
    /// What is in the way: `this cannot be converted without …` is made of it.
    pub obstacles: Vec<String>,
    /// What else has to be done or known, as sentences.
    pub notes: Vec<String>,
    /// The pod as it is; none where there is no such pod.
    pub before: Option<Side>,
    /// The pods that it becomes, in the order of the new text.
    pub after: Vec<Side>,
    /// Where the new text has values that only the owner knows.
    pub blanks: Vec<Span>,
    /// The old and the new text, line by line.
    pub diff: Vec<DiffLine>,
}

/// What is said of one pod, before or after.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Side {
    /// Kind of the object that holds it, where said.
    pub kind: Option<String>,
    /// Name of that object, where said.
    pub name: Option<String>,
    /// Its pattern; none where no container can be read.
    pub pattern: Option<Pattern>,
    /// How sure that is.
    pub confidence: Option<Confidence>,
    /// The verdict in one or two sentences.
    pub summary: String,
}

impl Side {
    fn of(pod: &PodReport) -> Self {
        let verdict = pod.verdict.as_ref();
        Self {
            kind: pod.kind.clone(),
            name: pod.name.clone(),
            pattern: verdict.map(|verdict| verdict.pattern),
            confidence: verdict.map(|verdict| verdict.confidence),
            summary: verdict.map(|verdict| verdict.summary.clone()).unwrap_or_default(),
        }
    }
}

/// A new text and what is to be said about it.
#[derive(Default)]
struct Draft {
    text: String,
    notes: Vec<String>,
}

/// A draft, or what is in the way.
type Drafted = Result<Draft, Vec<String>>;

/// One thing in the way.
fn obstacle<T>(words: impl Into<String>) -> Result<T, Vec<String>> {
    Err(vec![words.into()])
}

/// The words for a text whose layout cannot be edited surely.
const LAYOUT: &str =
    "the pod written in lines of its own, without brackets, anchors and aliases around what has to move";

/// Converts the pod with this index in the analysis of `text`. Total: what cannot be converted has obstacles.
pub fn convert(text: &str, options: &Options, pod: usize, target: Target) -> Conversion {
    let old = analyze(text, options);
    let mut conversion = Conversion {
        target,
        text: None,
        obstacles: Vec::new(),
        notes: Vec::new(),
        before: old.pods.get(pod).map(Side::of),
        after: Vec::new(),
        blanks: Vec::new(),
        diff: Vec::new(),
    };
    let drafted = case::with(text, pod, |case| {
        unreadable(&old, &case)?;
        match target {
            Target::NativeSidecar => native::draft(&case),
            Target::SharedPod => shared::draft(&case),
            Target::Deployments => deployments::draft(&case),
            Target::Job => job::draft(&case),
        }
    });
    match drafted.unwrap_or_else(|| obstacle("a pod to convert")) {
        Ok(draft) => finish(&mut conversion, text, &old, draft, *options),
        Err(obstacles) => conversion.obstacles = obstacles,
    }
    conversion
}

/// A document that was not read whole is not rewritten.
fn unreadable(old: &Analysis, case: &Case<'_>) -> Result<(), Vec<String>> {
    let unread =
        old.findings.iter().any(|finding| finding.source == Source::Yaml && finding.severity == crate::Severity::Error);
    if unread || !case.manifest.complete {
        return obstacle("a text that can be read whole: repair its errors first");
    }
    Ok(())
}

/// Looks at the new text as at any other, and withholds it where the API server would refuse what it did not refuse before.
fn finish(conversion: &mut Conversion, text: &str, old: &Analysis, draft: Draft, options: Options) {
    let new = analyze(&draft.text, &options);
    if let Some(refused) = new_refusals(old, &new).first() {
        conversion.obstacles = vec![format!("another change first, because the API server would then say: {refused}")];
        return;
    }
    // The pods that stand in the place of the old one: all that the old text did not have.
    let known = |pod: &&PodReport| !old.pods.iter().any(|other| same_pod(other, pod));
    conversion.after = new.pods.iter().filter(known).map(Side::of).collect();
    conversion.diff = diff::lines(text, &draft.text);
    conversion.notes = draft.notes;
    conversion.blanks = blanks(&draft.text);
    conversion.text = Some(draft.text);
}

fn same_pod(one: &PodReport, other: &PodReport) -> bool {
    let lifecycles =
        |pod: &PodReport| pod.containers.iter().map(|one| (one.name.clone(), one.lifecycle)).collect::<Vec<_>>();
    one.kind == other.kind && one.name == other.name && lifecycles(one) == lifecycles(other)
}

/// What the API server refuses in a new text and did not refuse in the old one, in words.
pub(crate) fn new_refusals<'n>(old: &Analysis, new: &'n Analysis) -> Vec<&'n str> {
    let refusals = |analysis: &'n Analysis| {
        analysis.findings.iter().filter(|finding| matches!(finding.source, Source::Decode | Source::Api | Source::Yaml))
    };
    let mut known: Vec<(&str, &str)> = old
        .findings
        .iter()
        .filter(|finding| matches!(finding.source, Source::Decode | Source::Api | Source::Yaml))
        .map(|finding| (finding.rule, finding.message.as_str()))
        .collect();
    let mut fresh = Vec::new();
    for finding in refusals(new) {
        match known.iter().position(|one| *one == (finding.rule, finding.message.as_str())) {
            Some(index) => {
                known.swap_remove(index);
            }
            None => fresh.push(finding.message.as_str()),
        }
    }
    fresh
}

/// The comments of a text that ask for something.
fn blanks(text: &str) -> Vec<Span> {
    let mark = crate::finding::FILL_IN.trim_start();
    let places = text.match_indices(mark);
    places
        .map(|(at, _)| {
            let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end);
            Span::new(crate::span::offset(at), crate::span::offset(end))
        })
        .collect()
}

#[cfg(test)]
mod tests;
