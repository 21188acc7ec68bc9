//! Manifests whose indentation was lost on the way, as when they are copied from a web page: every line flush left.
//!
//! Kubernetes' types say where a line can stand, and the likeliest reading of all lines together is offered as a repair.
//! Where two readings are equally good, none is offered. Nothing is repaired silently.

mod frame;
mod line;
mod search;

use crate::finding::{Edit, Finding, Fix, Severity, Source};
use crate::span::{Span, offset};
use crate::yaml;
use line::{Line, Role};
use search::Reading;

/// The most lines that are put back in order.
pub(crate) const MAX_LINES: usize = 1_500;

/// A text that lost its indentation, with the repair where one is sure.
pub(crate) fn check(text: &str) -> Option<Finding> {
    if !is_flat(text) {
        return None;
    }
    let lines = line::lines(text);
    let finding = Finding::new("lost-indentation", Source::Yaml, Severity::Error, first_key(&lines, text), MESSAGE);
    if lines.len() > MAX_LINES {
        return Some(finding.help("Paste the manifest with its spaces; this one is too long to put back in order."));
    }
    let Some(reading) = search::read(&lines) else {
        return Some(finding.help("Paste the manifest with its spaces; what belongs where cannot be told from it."));
    };
    if reading.depths.iter().all(|depth| *depth == 0) {
        return None;
    }
    Some(judged(finding, text, &lines, &reading))
}

const MESSAGE: &str = "the indentation is lost: every line starts at the left edge";

/// A lead below this is no lead.
const EQUAL: u32 = 5;
/// A lead below this is worth a look.
const CLOSE: u32 = 50;

fn judged(finding: Finding, text: &str, lines: &[Line<'_>], reading: &Reading) -> Finding {
    let edits = edits(lines, &reading.depths);
    let repaired = apply(text, &edits);
    if !yaml::read(&repaired).problems.is_empty() {
        return finding.help("Paste the manifest with its spaces; what belongs where cannot be told from it.");
    }
    let doubt = reading.doubt.as_ref().map(|doubt| {
        let spaces = |depth: usize| depth * 2;
        let (one, other) = (spaces(reading.depths[doubt.line]), spaces(doubt.depth));
        format!("line {} can stand {one} or {other} spaces in", doubt.line + 1)
    });
    match (reading.lead, doubt) {
        (lead, Some(doubt)) if lead < EQUAL => {
            finding.help(format!("Paste the manifest with its spaces: {doubt}, and both make sense."))
        }
        (lead, Some(doubt)) if lead < CLOSE => {
            finding.help(format!("Apply the repair and check it: {doubt}.")).fix(fix(edits))
        }
        _ => finding.help("Apply the repair and check it against the original.").fix(fix(edits)),
    }
}

fn fix(edits: Vec<Edit>) -> Fix {
    Fix::new("Put the indentation back", edits)
}

/// Whether no line starts with a space, although lines stand under keys that have no value of their own.
fn is_flat(text: &str) -> bool {
    let mut keys_without_value = 0;
    let mut has_kind = false;
    let mut lines = 0;
    for line in text.lines() {
        if line.starts_with([' ', '\t']) && !line.trim().is_empty() {
            return false;
        }
        lines += 1;
        has_kind |= line.starts_with("kind:");
        let is_parent = matches!(line.trim_end(), "metadata:" | "spec:" | "template:" | "items:" | "data:");
        keys_without_value += usize::from(is_parent);
    }
    has_kind && lines > 4 && keys_without_value > 0
}

/// The first key that has nothing under it.
fn first_key(lines: &[Line<'_>], text: &str) -> Span {
    let parent = lines.iter().find(|line| line.role == Role::Content && line.key.is_some() && line.value.is_empty());
    let start = parent.map_or(0, |line| line.start);
    let length = text.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
    Span::new(offset(start), offset(start + length))
}

/// Spaces in front of the lines. A comment goes with the line below it.
fn edits(lines: &[Line<'_>], depths: &[usize]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut below = 0;
    for (line, depth) in lines.iter().zip(depths).rev() {
        let depth = match line.role {
            Role::Blank => continue,
            Role::Comment => below,
            _ => *depth,
        };
        below = depth;
        if depth > 0 {
            let at = offset(line.start);
            edits.push(Edit { start: at, end: at, text: "  ".repeat(depth) });
        }
    }
    edits.reverse();
    edits
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.start as usize).unwrap_or(""));
        out.push_str(&edit.text);
        at = edit.end as usize;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

#[cfg(test)]
mod tests;
