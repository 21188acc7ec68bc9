//! The one door to the analyzer, for the command line and the site alike.
//!
//! A fault in the analyzer must not take the other files of a run, or the other readers of a site, down with it: it
//! becomes a finding about ourselves. Nothing here looks into a manifest.

use analyzer::{Analysis, Finding, Options, Severity, Source, Span};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Analyses `bytes` and survives a fault of the analyzer. Gives the text as decoded, which all spans are about.
pub fn analyze(bytes: &[u8], options: &Options) -> (String, Analysis) {
    catch_unwind(AssertUnwindSafe(|| analyzer::analyze_bytes(bytes, options)))
        .unwrap_or_else(|_| (String::from_utf8_lossy(bytes).into_owned(), faulty(*options)))
}

/// The analysis that stands for a text which the analyzer could not bear.
fn faulty(options: Options) -> Analysis {
    let message = "Peapod itself failed on this text; the fault is ours, not the manifest's";
    let finding = Finding::new("internal-fault", Source::Internal, Severity::Error, Span::default(), message)
        .help("Report the smallest text that shows this, without anything secret in it.");
    Analysis { version: 1, kubernetes: options.kubernetes, pods: Vec::new(), silenced: 0, findings: vec![finding] }
}
