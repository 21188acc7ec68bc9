//! The report for people: per pod a header, the verdict, the comparison; then each finding with its line of source and
//! a mark under the place.
//!
//! Styles are written always and taken out by the stream where no terminal wants them. No word of a manifest is printed
//! before it went through `printable`.

mod brief;
mod pod;
mod snippet;
mod wrap;

use super::Report;
use crate::printable;
use analyzer::{Analysis, Finding, LineIndex, Severity};
use anstyle::{AnsiColor, Style};
use std::fmt;
use std::io::{self, Write};
use wrap::wrapped;

/// Lines are broken to be no wider than this, in cells.
const WIDTH: usize = 100;
pub(super) const BOLD: Style = Style::new().bold();
pub(super) const FAINT: Style = Style::new().dimmed();

/// With more pods than this in a file, each gets one line, and findings of one rule are told once.
const MANY_PODS: usize = 6;

/// Prints the report of one file; of many pods in short, unless `full`.
pub(super) fn write(out: &mut dyn Write, report: &Report<'_>, full: bool) -> io::Result<()> {
    let name = name(report);
    let index = LineIndex::new(report.text);
    let pods = &report.analysis.pods;
    let short = pods.len() > MANY_PODS && !full;
    if short {
        brief::write(out, report.analysis)?;
    } else {
        pods.iter().enumerate().try_for_each(|(number, pod)| pod::write(out, &name, number, pod))?;
    }
    for group in brief::grouped(&report.analysis.findings, short) {
        write_finding(out, &name, group[0], &index)?;
        brief::write_others(out, report.analysis, &group[1..], &index)?;
        writeln!(out)?;
    }
    write!(out, "{BOLD}{name}{BOLD:#}: {}", Counts::of(report.analysis))?;
    writeln!(out, "{}\n", if short { "; --full says everything of every pod" } else { "" })
}

/// Prints what all files had together.
pub(super) fn write_total(out: &mut dyn Write, files: usize, counts: &Counts) -> io::Result<()> {
    writeln!(out, "{BOLD}{files} files{BOLD:#}: {counts}")?;
    out.flush()
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
    Ok(())
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

/// How much there is of what.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pods: usize,
    /// Errors, warnings, remarks.
    findings: [usize; 3],
    silenced: usize,
}

impl Counts {
    /// Of one analysis.
    pub(super) fn of(analysis: &Analysis) -> Self {
        let count = |severity| analysis.findings.iter().filter(|finding| finding.severity == severity).count();
        Self {
            pods: analysis.pods.len(),
            findings: [Severity::Error, Severity::Warning, Severity::Info].map(count),
            silenced: analysis.silenced,
        }
    }

    /// Takes in those of another.
    pub(super) fn add(&mut self, other: &Self) {
        self.pods += other.pods;
        self.silenced += other.silenced;
        self.findings.iter_mut().zip(other.findings).for_each(|(mine, others)| *mine += others);
    }
}

/// `2 pods; 1 error, 3 warnings`.
impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [errors, warnings, remarks] = self.findings;
        let parts =
            [(errors, "error"), (warnings, "warning"), (remarks, "remark"), (self.silenced, "silenced finding")];
        let parts: Vec<String> = parts.into_iter().filter_map(|(count, thing)| some(count, thing)).collect();
        let pods = some(self.pods, "pod").unwrap_or_else(|| "no pod".into());
        let findings = if parts.is_empty() { "no finding".into() } else { parts.join(", ") };
        write!(formatter, "{pods}; {findings}")
    }
}

/// `1 thing`, `2 things`; none for none.
fn some(count: usize, thing: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {thing}")),
        n => Some(format!("{n} {thing}s")),
    }
}
