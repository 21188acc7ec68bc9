//! Many pods in one file, as from `kubectl get pods -A -o yaml`: a line a pod, and findings of one rule told once with the
//! places of the others.

use super::pod::{gap, title, widest};
use super::{BOLD, FAINT, some, style, write_wrapped};
use analyzer::{Analysis, Finding, LineIndex, Severity};
use anstyle::AnsiColor;
use std::io::{self, Write};

/// So many other places of a rule are named.
const PLACES: usize = 8;

/// A line a pod: its pattern, its name, what was found.
pub(super) fn write(out: &mut dyn Write, analysis: &Analysis) -> io::Result<()> {
    let pods = &analysis.pods;
    let titles: Vec<String> = pods.iter().map(title).collect();
    let widest = widest(titles.iter());
    writeln!(out, "{BOLD}{} pods{BOLD:#}", pods.len())?;
    for (number, (pod, title)) in pods.iter().zip(&titles).enumerate() {
        let green = AnsiColor::Green.on_default();
        let pattern = pod.verdict.as_ref().map_or("no verdict", |verdict| verdict.pattern.title());
        let confidence = pod.verdict.as_ref().map_or("", |verdict| verdict.confidence.id());
        let containers = some(pod.containers.len(), "container").unwrap_or_else(|| "no container".into());
        let gap = gap(title, widest);
        write!(out, "  {title}{gap}  {green}{pattern:<24}{green:#} {FAINT}{confidence:<6} {containers:<13}{FAINT:#}")?;
        writeln!(out, "{}", found(analysis, number))?;
    }
    writeln!(out)
}

/// ` 1 error, 2 warnings`, in their colours.
fn found(analysis: &Analysis, pod: usize) -> String {
    let mut parts = String::new();
    for severity in [Severity::Error, Severity::Warning] {
        let here = |finding: &&Finding| finding.pod == Some(pod) && finding.severity == severity;
        if let Some(count) = some(analysis.findings.iter().filter(here).count(), severity.id()) {
            let style = style(severity);
            parts = format!("{parts} {style}{count}{style:#}");
        }
    }
    parts
}

/// The findings in their order; where `short`, those of one rule together, where its first is.
pub(super) fn grouped(findings: &[Finding], short: bool) -> Vec<Vec<&Finding>> {
    if !short {
        return findings.iter().map(|finding| vec![finding]).collect();
    }
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings {
        match groups.iter_mut().find(|group| group[0].rule == finding.rule) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    groups
}

/// Where else a rule says the same.
pub(super) fn write_others(
    out: &mut dyn Write,
    analysis: &Analysis,
    others: &[&Finding],
    index: &LineIndex<'_>,
) -> io::Result<()> {
    if others.is_empty() {
        return Ok(());
    }
    let place = |finding: &&Finding| {
        let line = index.position(finding.span.start).line;
        match finding.pod.and_then(|pod| analysis.pods.get(pod)) {
            Some(pod) => format!("{} (line {line})", title(pod)),
            None => format!("line {line}"),
        }
    };
    let named: Vec<String> = others.iter().take(PLACES).map(place).collect();
    let more =
        some(others.len().saturating_sub(PLACES), "other").map(|more| format!(" and {more}")).unwrap_or_default();
    write_wrapped(out, "  also: ", "        ", &format!("{}{more}", named.join(", ")))
}
