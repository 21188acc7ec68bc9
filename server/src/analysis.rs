//! The one door to the analyzer, for the command line and the site alike, and the analysis as JSON for both.
//!
//! A fault in the analyzer must not take the other files of a run, or the other readers of a site, down with it: it
//! becomes a finding about ourselves. Nothing here looks into a manifest.

use crate::printable::is_treacherous;
use analyzer::{Analysis, Finding, Options, Severity, Source, Span};
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Analyses `bytes` and survives a fault of the analyzer. Gives the text as decoded, which all spans are about.
pub fn analyze(bytes: &[u8], options: &Options) -> (String, Analysis) {
    catch_unwind(AssertUnwindSafe(|| analyzer::analyze_bytes(bytes, options)))
        .unwrap_or_else(|_| (String::from_utf8_lossy(bytes).into_owned(), faulty(*options)))
}

/// The analysis as JSON on one line, the same bytes over HTTP and on the command line.
pub(crate) fn json(analysis: &Analysis, text: &str) -> String {
    harmless(&analyzer::json::to_value(analysis, text).to_string())
}

/// JSON text that stays one line for every reader and steers no terminal: characters that end lines, move cursors or
/// reorder text become escapes, which mean the same. They can stand in strings alone.
pub(crate) fn harmless(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        if is_treacherous(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(character);
        }
    }
    safe
}

/// The analysis that stands for a text which the analyzer could not bear.
fn faulty(options: Options) -> Analysis {
    let message = "Peapod itself failed on this text; the fault is ours, not the manifest's";
    let finding = Finding::new("internal-fault", Source::Internal, Severity::Error, Span::default(), message)
        .help("Report the smallest text that shows this, without anything secret in it.");
    Analysis { version: 1, kubernetes: options.kubernetes, pods: Vec::new(), silenced: 0, findings: vec![finding] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_no_other_line_end_and_means_the_same() {
        let text = "a\u{2028}b\u{2029}c\u{85}d\u{9b}e\u{202e}f\u{e0001}\n";
        let safe = harmless(&serde_json::to_string(text).unwrap());
        assert!(!safe.chars().any(is_treacherous), "{safe}");
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
    }
}
