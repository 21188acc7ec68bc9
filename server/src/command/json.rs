//! The analysis as JSON: one document for one file, or a line a file.

use super::Report;
use crate::analysis;
use std::io::{self, Write};

/// The analysis of one file, byte for byte what the API answers.
pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    writeln!(out, "{}", analysis::json(report.analysis, report.text))
}

/// `{"file": …, "analysis": …}` on one line.
pub(super) fn write_line(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    let name = analysis::harmless(&serde_json::Value::from(report.name).to_string());
    writeln!(out, "{{\"file\":{name},\"analysis\":{}}}", analysis::json(report.analysis, report.text))
}
