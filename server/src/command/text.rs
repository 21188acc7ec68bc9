//! The report for people: per pod a header, the verdict, the comparison; then each finding with its line of source and
//! a mark under the place.
//!
//! Styles are written always and taken out by the stream where no terminal wants them. No word of a manifest is printed
//! before it went through `printable`.

mod pod;
mod snippet;
mod wrap;

use super::Report;
use crate::printable;
use analyzer::{Finding, LineIndex, Severity};
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};
use wrap::wrapped;

/// Lines are broken to be no wider than this, in cells.
const WIDTH: usize = 100;
pub(super) const BOLD: Style = Style::new().bold();
pub(super) const FAINT: Style = Style::new().dimmed();

/// Prints the report of one file.
pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    let name = name(report);
    for (number, pod) in report.analysis.pods.iter().enumerate() {
        pod::write(out, &name, number, pod)?;
    }
    let index = LineIndex::new(report.text);
    for finding in &report.analysis.findings {
        write_finding(out, &name, finding, &index)?;
    }
    writeln!(out, "{BOLD}{name}{BOLD:#}: {}\n", counted(report))
}

/// The name of the input as a person would say it.
fn name(report: &Report<'_>) -> String {
    if report.name == "-" { "standard input".into() } else { printable::line(report.name) }
}

fn write_finding(out: &mut dyn Write, name: &str, finding: &Finding, index: &LineIndex<'_>) -> io::Result<()> {
    let style = style(finding.severity);
    let (severity, rule) = (finding.severity.id(), finding.rule);
    let head = format!("{severity}[{rule}]: ");
    let mut message = wrapped(&printable::line(&finding.message), WIDTH - 2, wrap::width(&head) - 2).into_iter();
    writeln!(out, "{style}{head}{style:#}{BOLD}{}{BOLD:#}", message.next().unwrap_or_default())?;
    message.try_for_each(|line| writeln!(out, "  {BOLD}{line}{BOLD:#}"))?;
    snippet::write(out, name, finding, index, style)?;
    if let Some(help) = &finding.help {
        write_wrapped(out, "  help: ", "        ", help)?;
    }
    if let Some(fix) = &finding.fix {
        write_wrapped(out, "  fix:  ", "        ", &fix.title)?;
    }
    writeln!(out)
}

fn style(severity: Severity) -> Style {
    let color = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Cyan,
    };
    color.on_default().bold()
}

pub(super) fn write_wrapped(out: &mut dyn Write, first: &str, others: &str, text: &str) -> io::Result<()> {
    let mut indent = first;
    for line in wrapped(&printable::line(text), WIDTH - wrap::width(others), 0) {
        writeln!(out, "{indent}{line}")?;
        indent = others;
    }
    Ok(())
}

/// `2 pods; 1 error, 3 warnings`.
fn counted(report: &Report<'_>) -> String {
    let count = |severity| report.analysis.findings.iter().filter(|finding| finding.severity == severity).count();
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .filter_map(|severity| some(count(severity), if severity == Severity::Info { "remark" } else { severity.id() }))
        .chain(some(report.analysis.silenced, "silenced finding"))
        .collect();
    let pods = some(report.analysis.pods.len(), "pod").unwrap_or_else(|| "no pod".into());
    let findings = if parts.is_empty() { "no finding".into() } else { parts.join(", ") };
    format!("{pods}; {findings}")
}

/// `1 thing`, `2 things`; none for none.
fn some(count: usize, thing: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {thing}")),
        n => Some(format!("{n} {thing}s")),
    }
}
