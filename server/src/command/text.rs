//! The report for people: per pod a header, the verdict, the comparison; then each finding with its line of source and
//! a mark under the place.
//!
//! Styles are written always and taken out by the stream where no terminal wants them. No word of a manifest is printed
//! before it went through `printable`.

mod snippet;
mod wrap;

use super::{Report, printable};
use analyzer::analysis::{Table, Verdict};
use analyzer::{Finding, LineIndex, PodReport, Severity};
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};
use wrap::wrapped;

pub(super) const BOLD: Style = Style::new().bold();
pub(super) const FAINT: Style = Style::new().dimmed();

/// Prints the report of one file.
pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    let name = name(report);
    for (number, pod) in report.analysis.pods.iter().enumerate() {
        write_pod(out, &name, number, pod)?;
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

fn write_pod(out: &mut dyn Write, name: &str, number: usize, pod: &PodReport) -> io::Result<()> {
    let kind = pod.kind.as_deref().unwrap_or("no kind");
    let title = printable::line(&match (&pod.name, &pod.namespace) {
        (Some(name), Some(namespace)) => format!("{kind} {namespace}/{name}"),
        (Some(name), None) => format!("{kind} {name}"),
        (None, _) => format!("{kind} without a name"),
    });
    let place = printable::line(&pod.path);
    writeln!(out, "{BOLD}{title}{BOLD:#}  {FAINT}{name}, pod {number}, {place}{FAINT:#}")?;
    match &pod.verdict {
        Some(verdict) => write_verdict(out, verdict)?,
        None => writeln!(out, "  No container can be read, so there is no verdict.")?,
    }
    write_containers(out, pod)?;
    write_table(out, &pod.table)?;
    writeln!(out)
}

fn write_verdict(out: &mut dyn Write, verdict: &Verdict) -> io::Result<()> {
    let style = AnsiColor::Green.on_default().bold();
    let (title, confidence) = (verdict.pattern.title(), verdict.confidence.id());
    write!(out, "  {style}{title}{style:#}, {confidence} confidence")?;
    match verdict.runner_up {
        Some(pattern) => writeln!(out, " {FAINT}(next best: {}){FAINT:#}", pattern.title())?,
        None => writeln!(out)?,
    }
    write_wrapped(out, "  ", "  ", &verdict.summary)
}

fn write_containers(out: &mut dyn Write, pod: &PodReport) -> io::Result<()> {
    if pod.containers.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n  {BOLD}Containers{BOLD:#}")?;
    let names: Vec<String> = pod.containers.iter().map(|container| printable::line(&container.name)).collect();
    let widest = names.iter().map(|name| wrap::width(name)).max().unwrap_or(0).min(30);
    for (name, container) in names.iter().zip(&pod.containers) {
        let gap = " ".repeat(widest.saturating_sub(wrap::width(name)));
        let image = printable::line(container.image.as_deref().unwrap_or("no image"));
        let (lifecycle, role) = (container.lifecycle.id(), container.role.id());
        writeln!(out, "    {name}{gap}  {lifecycle:<14}  {role:<13}  {FAINT}{image}{FAINT:#}")?;
    }
    Ok(())
}

/// The pod's own column of the table; the others are the same for every pod.
fn write_table(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    if table.rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n  {BOLD}{}{BOLD:#}", printable::line(table.columns.first().map_or("This pod", String::as_str)))?;
    let widest = table.rows.iter().map(|row| row.aspect.len()).max().unwrap_or(0);
    for row in &table.rows {
        let Some(cell) = row.cells.first() else { continue };
        let matches: Vec<&str> = cell.matches.iter().map(|pattern| pattern.id()).collect();
        let text = match matches.as_slice() {
            [] => cell.text.clone(),
            matches => format!("{} [{}]", cell.text, matches.join(", ")),
        };
        let first = format!("    {:<widest$}  ", row.aspect);
        write_wrapped(out, &first, &" ".repeat(first.len()), &text)?;
    }
    Ok(())
}

fn write_finding(out: &mut dyn Write, name: &str, finding: &Finding, index: &LineIndex<'_>) -> io::Result<()> {
    let style = style(finding.severity);
    let (severity, rule) = (finding.severity.id(), finding.rule);
    let message = printable::line(&finding.message);
    writeln!(out, "{style}{severity}[{rule}]{style:#}{BOLD}: {message}{BOLD:#}")?;
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

fn write_wrapped(out: &mut dyn Write, first: &str, others: &str, text: &str) -> io::Result<()> {
    let mut indent = first;
    for line in wrapped(&printable::line(text), 100usize.saturating_sub(wrap::width(others)).max(40)) {
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
