//! One pod for people: what it is, why, its containers, its flow and its column of the comparison.

use super::{BOLD, FAINT, wrap, write_wrapped};
use crate::printable;
use analyzer::PodReport;
use analyzer::analysis::{Certainty, Direction, EdgeKind, FlowEdge, FlowGraph, Table, Verdict};
use anstyle::AnsiColor;
use std::io::{self, Write};

/// Prints one pod.
pub(super) fn write(out: &mut dyn Write, name: &str, number: usize, pod: &PodReport) -> io::Result<()> {
    let title = title(pod);
    let place = printable::line(&pod.path);
    writeln!(out, "{BOLD}{title}{BOLD:#}  {FAINT}{name}, pod {number}, {place}{FAINT:#}")?;
    match &pod.verdict {
        Some(verdict) => write_verdict(out, verdict)?,
        None => writeln!(out, "  No container can be read, so there is no verdict.")?,
    }
    write_containers(out, pod)?;
    write_flow(out, &pod.flow)?;
    write_table(out, &pod.table)?;
    writeln!(out)
}

/// `Deployment shop/web`.
pub(super) fn title(pod: &PodReport) -> String {
    let kind = pod.kind.as_deref().unwrap_or("no kind");
    printable::line(&match (&pod.name, &pod.namespace) {
        (Some(name), Some(namespace)) => format!("{kind} {namespace}/{name}"),
        (Some(name), None) => format!("{kind} {name}"),
        (None, _) => format!("{kind} without a name"),
    })
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
    let widest = widest(names.iter());
    for (name, container) in names.iter().zip(&pod.containers) {
        let gap = gap(name, widest);
        let image = printable::line(container.image.as_deref().unwrap_or("no image"));
        let (lifecycle, role) = (container.lifecycle.id(), container.role.id());
        writeln!(out, "    {name}{gap}  {lifecycle:<14}  {role:<13}  {FAINT}{image}{FAINT:#}")?;
    }
    Ok(())
}

/// Who writes and reads what, and what leaves the pod.
fn write_flow(out: &mut dyn Write, flow: &FlowGraph) -> io::Result<()> {
    if flow.edges.is_empty() {
        return Ok(());
    }
    let name = |node: usize| flow.nodes.get(node).map_or_else(String::new, |node| printable::line(&node.name));
    writeln!(out, "\n  {BOLD}Flow{BOLD:#}")?;
    let widest = widest(flow.edges.iter().map(|edge| name(edge.from)));
    let (same, moving): (Vec<_>, Vec<_>) = flow.edges.iter().partition(|edge| edge.kind == EdgeKind::Alias);
    for edge in moving {
        let (from, to) = (name(edge.from), name(edge.to));
        let (doing, gap) = (doing(edge, &to), gap(&from, widest));
        let inferred = if edge.certainty == Certainty::Inferred { " (inferred)" } else { "" };
        writeln!(out, "    {from}{gap}  {doing}{FAINT}{inferred}{FAINT:#}")?;
    }
    same.iter().try_for_each(|edge| write_wrapped(out, "    ", "      ", &edge.reason))
}

/// `writes shared-data/processed at /data/output`.
fn doing(edge: &FlowEdge, to: &str) -> String {
    let verb = match (edge.kind, edge.direction) {
        (EdgeKind::Loopback | EdgeKind::External, _) => "calls",
        (_, Direction::Read) => "reads",
        (_, Direction::Write) => "writes",
        (_, Direction::ReadWrite) => "reads and writes",
        (_, Direction::Unknown) => "mounts",
    };
    let inside = edge.sub_path.as_deref().map(|path| format!("/{path}")).unwrap_or_default();
    let place = edge.mount_path.as_deref().map(|path| format!(" at {path}")).unwrap_or_default();
    let port = edge.port.map(|port| format!(" on port {port}")).unwrap_or_default();
    printable::line(&format!("{verb} {to}{inside}{place}{port}"))
}

/// The width of a column that holds most names.
pub(super) fn widest(names: impl Iterator<Item = impl AsRef<str>>) -> usize {
    names.map(|name| wrap::width(name.as_ref())).max().unwrap_or(0).min(30)
}

/// What fills a name up to a column's width.
pub(super) fn gap(name: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(wrap::width(name)))
}

/// The pod's own column of the table; the others are the same for every pod.
fn write_table(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    if table.rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n  {BOLD}{}{BOLD:#}", printable::line(table.columns.first().map_or("This pod", |name| name)))?;
    let widest = table.rows.iter().map(|row| row.aspect.len()).max().unwrap_or(0);
    for row in &table.rows {
        let Some(cell) = row.cells.first() else { continue };
        let matches: Vec<&str> = cell.matches.iter().map(|pattern| pattern.id()).collect();
        let text = match matches.as_slice() {
            [] => cell.text.clone().into_owned(),
            matches => format!("{} [{}]", cell.text, matches.join(", ")),
        };
        let first = format!("    {:<widest$}  ", row.aspect);
        write_wrapped(out, &first, &" ".repeat(first.len()), &text)?;
    }
    Ok(())
}
