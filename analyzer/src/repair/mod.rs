//! Manifests whose indentation was lost on the way, as when they are copied from a web page: all of it or parts of it.
//!
//! Kubernetes' types say where a line can stand, and the likeliest reading of all lines together is offered as a repair.
//! Where two readings are equally good, none is offered. Nothing is repaired silently. The spaces inside a block of text
//! cannot be known; its lines are put at one depth, and that is said.

mod frame;
mod line;
mod search;

use crate::Options;
use crate::decode;
use crate::finding::{Edit, Finding, Fix, Severity, Source};
use crate::manifest;
use crate::span::{Span, offset};
use crate::yaml::{self, ProblemKind, Tree};
use line::{Line, Role};
use search::Reading;

/// The most lines that are put back in order where all indentation is lost, and how many readings are followed.
pub(crate) const MAX_LINES: usize = 10_000;
const BEAM: usize = 160;
/// The same where parts of it are lost: that is tried at every edit of a text with errors.
const MAX_PARTLY_LINES: usize = 400;
const PARTLY_BEAM: usize = 40;

/// A text that lost all its indentation, with the repair where one is sure.
pub(crate) fn check(text: &str) -> Option<Finding> {
    if !is_flat(text) {
        return None;
    }
    let lines = line::lines(text);
    let finding = Finding::new("lost-indentation", Source::Yaml, Severity::Error, first_key(&lines, text), MESSAGE);
    if lines.len() > MAX_LINES {
        return Some(finding.help("Paste the manifest with its spaces; this one is too long to put back in order."));
    }
    let Some(reading) = search::read(&lines, BEAM) else {
        return Some(finding.help("Paste the manifest with its spaces; what belongs where cannot be told from it."));
    };
    if reading.depths.iter().all(|depth| *depth == 0) {
        return None;
    }
    Some(judged(finding, text, &lines, &reading))
}

/// Repairs the objections that come from lines at the wrong depth: the first of them gets the repair. Only a repair after
/// which neither the reader nor the decoder objects to anything is offered.
pub(crate) fn mend(tree: &Tree<'_>, findings: &mut [Finding], options: Options) {
    let by_place = |finding: &&mut Finding| finding.span.start;
    let objections = findings.iter_mut().filter(|finding| may_be_depth(tree, finding));
    let Some(first) = objections.min_by_key(by_place) else { return };
    if first.fix.is_some() {
        return;
    }
    if let Some(fix) = partly(tree.text(), options) {
        let said = first.help.take().map_or_else(String::new, |help| help.into_owned() + " ");
        first.help =
            Some((said + "Or apply the repair, if it is the indentation that went wrong, and check it.").into());
        first.fix = Some(fix);
    }
}

/// Whether a finding can come from a line at the wrong depth.
fn may_be_depth(tree: &Tree<'_>, finding: &Finding) -> bool {
    match finding.source {
        Source::Yaml => tree.problems.iter().any(|problem| {
            use ProblemKind::{Indentation, NotAKey, Tab, ValueNotAllowed};
            problem.span.start == finding.span.start
                && matches!(problem.kind, Indentation | NotAKey | Tab | ValueNotAllowed)
        }),
        Source::Decode => matches!(finding.rule, "unknown-field" | "duplicate-key" | "wrong-type"),
        _ => false,
    }
}

fn partly(text: &str, options: Options) -> Option<Fix> {
    if text.lines().nth(MAX_PARTLY_LINES).is_some() {
        return None;
    }
    let lines = line::lines(text);
    let reading = search::read(&lines, PARTLY_BEAM).filter(|reading| reading.lead >= CLOSE)?;
    // A line that says neither key nor item would become a part of the text above it.
    let is_stray = |(line, is_text): (&Line<'_>, &bool)| {
        line.role == Role::Content && !line.dash && line.key.is_none() && !is_text
    };
    if lines.iter().zip(&reading.texts).any(is_stray) {
        return None;
    }
    let fix = Fix::new("Put the indentation right", edits(&lines, &reading));
    let repaired = fix.apply(text);
    let tree = yaml::read(&repaired);
    let manifests = manifest::manifests(&tree);
    let is_known = |manifest: &manifest::Manifest<'_>| decode::schema::root_type(manifest.kind, None).is_some();
    let is_right = tree.problems.is_empty()
        && manifests.iter().any(is_known)
        && manifests.iter().all(|manifest| decode::check(manifest, &options).findings.is_empty());
    (is_right && !fix.edits.is_empty()).then_some(fix)
}

const MESSAGE: &str = "the indentation is lost: every line starts at the left edge";

/// A lead below this is no lead.
const EQUAL: u32 = 5;
/// A lead below this is worth a look.
const CLOSE: u32 = 50;

fn judged(finding: Finding, text: &str, lines: &[Line<'_>], reading: &Reading) -> Finding {
    let fix = Fix::new("Put the indentation back", edits(lines, reading));
    let repaired = fix.apply(text);
    if !yaml::read(&repaired).problems.is_empty() {
        return finding.help("Paste the manifest with its spaces; what belongs where cannot be told from it.");
    }
    let doubt = reading.doubt.as_ref().map(|doubt| {
        let spaces = |depth: usize| depth * 2;
        let (one, other) = (spaces(reading.depths[doubt.line]), spaces(doubt.depth));
        format!("line {} can stand {one} or {other} spaces in", doubt.line + 1)
    });
    let block = reading.texts.iter().position(|is_text| *is_text).map_or_else(String::new, |first| {
        format!(" Check the text from line {} on too: the spaces inside a block of text cannot be known.", first + 1)
    });
    match (reading.lead, doubt) {
        (lead, Some(doubt)) if lead < EQUAL => {
            finding.help(format!("Paste the manifest with its spaces: {doubt}, and both make sense."))
        }
        (lead, Some(doubt)) if lead < CLOSE => {
            finding.help(format!("Apply the repair and check it: {doubt}.{block}")).fix(fix)
        }
        _ => finding.help(format!("Apply the repair and check it against the original.{block}")).fix(fix),
    }
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

/// Other spaces in front of the lines. A comment goes with the line below it; the lines of a block of text keep how they
/// stand to each other.
fn edits(lines: &[Line<'_>], reading: &Reading) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut below = 0;
    let mut block: Option<usize> = None;
    for (index, line) in lines.iter().enumerate().rev() {
        let depth = reading.depths[index];
        let spaces = match line.role {
            Role::Blank => continue,
            _ if reading.texts[index] => {
                let least = *block.get_or_insert_with(|| least_spaces(lines, reading, index));
                block_depth(reading, index) * 2 + line.spaces.saturating_sub(least)
            }
            Role::Comment => below,
            _ => depth * 2,
        };
        if !reading.texts[index] {
            block = None;
        }
        below = spaces;
        if spaces != line.spaces {
            let at = offset(line.start);
            edits.push(Edit { start: at, end: at + offset(line.spaces), text: " ".repeat(spaces) });
        }
    }
    edits.reverse();
    edits
}

/// The least spaces in front of the lines of the block whose last line this is.
fn least_spaces(lines: &[Line<'_>], reading: &Reading, last: usize) -> usize {
    let block = (0..=last).rev().take_while(|index| reading.texts[*index]);
    block.filter(|index| lines[*index].role != Role::Blank).map(|index| lines[index].spaces).min().unwrap_or(0)
}

/// The depth of the block that a line belongs to; its comments and blanks have none of their own.
fn block_depth(reading: &Reading, index: usize) -> usize {
    let before = (0..=index).rev().take_while(|index| reading.texts[*index]);
    before.map(|index| reading.depths[index]).find(|depth| *depth > 0).unwrap_or(0)
}

#[cfg(test)]
mod tests;
