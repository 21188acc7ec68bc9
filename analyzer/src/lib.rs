//! The whole meaning of a manifest, as one pure function.
//!
//! ```text
//! text ──yaml──▶ Tree ──manifest──▶ Manifest(s) ──pod──▶ Pod ──┬─ patterns ─────▶ Verdict
//! &str          spans              kind, pod template  model  ├─ validation, rules ▶ Finding[]
//!                                                             ├─ table ─────────▶ Table
//!                                                             ├─ lifecycle ─────▶ Timeline
//!                                                             └─ flow ─▶ FlowGraph ─▶ layout ─▶ svg
//! ```
//!
//! [`analyze`] accepts any text and returns. It does no I/O, reads no clock and keeps no state; the same input gives
//! the same bytes on every machine. Trouble is a [`Finding`], never an error.

pub mod analysis;
mod arrange;
pub mod assist;
pub mod catalogue;
pub mod convert;
pub mod decode;
pub mod diff;
mod edit;
pub mod finding;
pub mod fix;
pub mod flow;
mod intake;
#[cfg(feature = "json")]
pub mod json;
pub mod lifecycle;
pub mod manifest;
pub mod patterns;
pub mod pod;
mod quantity;
mod repair;
pub mod report;
pub mod rules;
#[cfg(feature = "schema")]
mod schema;
pub mod simulation;
pub mod span;
mod spelling;
mod stages;
pub mod table;
#[cfg(test)]
mod testing;
pub mod validation;
mod word_list;
pub mod yaml;

pub use analysis::{Analysis, KubernetesVersion, PodReport};
pub use edit::tidy::tidy;
pub use finding::{Finding, Severity, Source};
pub use intake::MAX_TEXT;
pub use span::{LineIndex, Position, Span};

use arrange::Arrange;
use patterns::Services;
use stages::Surroundings;
use std::cmp::Reverse;

/// What an analysis depends on besides the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The Kubernetes version to answer for.
    pub kubernetes: KubernetesVersion,
}

/// Analyses a text. Total: any text gives an analysis.
pub fn analyze(text: &str, options: &Options) -> Analysis {
    let mut analysis =
        Analysis { version: 1, kubernetes: options.kubernetes, pods: Vec::new(), silenced: 0, findings: Vec::new() };
    if text.len() > MAX_TEXT {
        analysis.findings.push(intake::too_large(text));
        return analysis;
    }
    if let Some(finding) = repair::check(text) {
        // Every other objection to such a text would be a consequence of this one.
        analysis.findings.push(finding);
        return analysis;
    }
    let tree = yaml::read(text);
    let manifests = manifest::manifests(&tree);
    analysis.findings.extend(intake::problems(&tree, *options));
    analysis.findings.extend(intake::shape(&tree, &manifests));
    let surroundings = Surroundings { manifests: &manifests, services: Services::of(&manifests), options };
    for objects in manifests.chunks(stages::AT_ONCE) {
        stages::run(objects, &surroundings, &mut analysis);
    }
    repair::mend(&tree, &mut analysis.findings, *options);
    rules::remark(&tree, &mut analysis);
    rules::silence(&tree, &mut analysis);
    fix::withhold_shared(&tree, &mut analysis);
    analysis.findings.arrange_by_key(|finding| (finding.span, Reverse(finding.severity), finding.rule));
    analysis
}

/// Analyses bytes: reads them as UTF-8, replaces what is not, and reports it. Gives the text as decoded, which all spans
/// are about, and its analysis.
pub fn analyze_bytes(bytes: &[u8], options: &Options) -> (String, Analysis) {
    let (text, finding) = intake::decode(bytes);
    let mut analysis = analyze(&text, options);
    analysis.findings.splice(0..0, finding);
    (text, analysis)
}
