//! SARIF 2.1.0, the format of code scanning: one run, a result a finding.
//!
//! Columns are UTF-16 units, as declared; byte offsets are given only where the text is byte for byte the file.

use super::Report;
use crate::analysis::harmless;
use analyzer::rules::RULES;
use analyzer::{Finding, LineIndex, Severity, Span};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use std::io::{self, Write};

/// What a path keeps as it is in a URI.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

/// A result and the rule that it is of.
pub(super) struct Found {
    rule: &'static str,
    result: Value,
}

/// The findings of one file as results.
pub(super) fn found(report: &Report<'_>) -> Vec<Found> {
    let index = LineIndex::new(report.text);
    let findings = report.analysis.findings.iter();
    findings.map(|finding| Found { rule: finding.rule, result: result(finding, report, &index) }).collect()
}

/// A log being filled, printed once at the end: its format has no other way.
#[derive(Default)]
pub(super) struct Log {
    rules: Vec<&'static str>,
    results: Vec<Value>,
}

impl Log {
    /// Takes in the findings of one file.
    pub(super) fn add(&mut self, found: Vec<Found>) {
        for Found { rule, mut result } in found {
            result["ruleIndex"] = self.rule_index(rule).into();
            self.results.push(result);
        }
    }

    /// Prints the log.
    pub(super) fn finish(self, out: &mut dyn Write) -> io::Result<()> {
        let rules: Vec<Value> = self.rules.iter().map(|id| rule(id)).collect();
        let log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": { "name": "peapod", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
                "columnKind": "utf16CodeUnits",
                "results": self.results,
            }],
        });
        writeln!(out, "{}", harmless(&log.to_string()))?;
        out.flush()
    }

    fn rule_index(&mut self, rule: &'static str) -> usize {
        self.rules.iter().position(|known| *known == rule).unwrap_or_else(|| {
            self.rules.push(rule);
            self.rules.len() - 1
        })
    }
}

fn result(finding: &Finding, report: &Report<'_>, index: &LineIndex<'_>) -> Value {
    let message = match &finding.help {
        Some(help) => format!("{}. {help}", finding.message),
        None => finding.message.clone(),
    };
    let artifact = json!({ "uri": uri(report.name) });
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": message },
        "locations": [{ "physicalLocation": {
            "artifactLocation": artifact, "region": region(finding.span, report.exact, index) } }],
    });
    if let Some(fix) = &finding.fix {
        let replacements: Vec<Value> = fix
            .edits
            .iter()
            .map(|edit| {
                let deleted = region(Span::new(edit.start, edit.end), report.exact, index);
                json!({ "deletedRegion": deleted, "insertedContent": { "text": edit.text } })
            })
            .collect();
        result["fixes"] = json!([{ "description": { "text": fix.title },
            "artifactChanges": [{ "artifactLocation": artifact, "replacements": replacements }] }]);
    }
    result
}

/// What the log says about a rule; for the objections of others, such as the API server, only its name.
fn rule(id: &str) -> Value {
    let Some(rule) = RULES.iter().find(|rule| rule.id == id) else { return json!({ "id": id }) };
    let mut value = json!({
        "id": id,
        "shortDescription": { "text": rule.summary },
        "defaultConfiguration": { "level": level(rule.severity) },
    });
    if rule.source.starts_with("https://") {
        value["helpUri"] = rule.source.into();
    }
    value
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn region(span: Span, exact: bool, index: &LineIndex<'_>) -> Value {
    let (from, to) = (index.position(span.start), index.position(span.end));
    let mut region = json!({
        "startLine": from.line, "startColumn": from.column, "endLine": to.line, "endColumn": to.column });
    if exact {
        region["byteOffset"] = span.start.into();
        region["byteLength"] = span.end.saturating_sub(span.start).into();
    }
    region
}

/// A file name as a URI reference.
fn uri(name: &str) -> String {
    let path = utf8_percent_encode(name, KEPT).to_string();
    match name {
        "-" => "stdin".into(),
        _ if name.starts_with('/') => format!("file://{path}"),
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_uris() {
        assert_eq!(uri("deploy/my pod#1.yaml"), "deploy/my%20pod%231.yaml");
        assert_eq!(uri("/tmp/ü.yaml"), "file:///tmp/%C3%BC.yaml");
        assert_eq!(uri("-"), "stdin");
    }
}
