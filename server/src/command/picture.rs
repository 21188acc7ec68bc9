//! One pod's volume flow in the formats that others draw, and the report to paste. The analyzer makes them all.

use super::Report;
use crate::arguments::{Analyze, Format};
use crate::printable;
use analyzer::{flow, report};
use std::io::{self, Write};

/// Draws the pod that the arguments ask for; says why where there is none.
pub(super) fn write(out: &mut dyn Write, report: &Report<'_>, arguments: &Analyze) -> io::Result<Result<(), String>> {
    let pods = &report.analysis.pods;
    let Some(pod) = pods.get(arguments.pod) else {
        return Ok(Err(no_such_pod(arguments.pod, pods.len())));
    };
    let picture = match arguments.format {
        Format::Svg => flow::svg(pod),
        Format::Mermaid => flow::mermaid(pod),
        _ => flow::dot(pod),
    };
    write_text(out, &picture).map(Ok)
}

/// The whole report as Markdown.
pub(super) fn write_markdown(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    write_text(out, &report::markdown(report.analysis, report.text))
}

fn write_text(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let text = printable::lines(text);
    writeln!(out, "{}", text.trim_end_matches('\n'))
}

/// Why there is nothing to draw.
pub(crate) fn no_such_pod(asked: usize, there_are: usize) -> String {
    match there_are {
        0 => "there is no pod in it to draw".into(),
        1 => format!("there is no pod {asked}: it has one pod, number 0"),
        n => format!("there is no pod {asked}: its pods are 0 to {}", n - 1),
    }
}
