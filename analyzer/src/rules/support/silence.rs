//! `# peapod: ignore rule-name (reason)`: findings that the author of a manifest has seen and accepts.
//!
//! A comment covers its own line or, where it stands alone, the next line that says something. Only our own advice can be
//! silenced; what the API server refuses stays refused.

use crate::analysis::Analysis;
use crate::finding::Source;
use crate::span::{Span, offset};
use crate::yaml::Tree;

const MARK: &str = "peapod: ignore ";

/// Takes the silenced findings out and counts them.
pub(crate) fn silence(tree: &Tree<'_>, analysis: &mut Analysis) {
    let text = tree.text();
    if !text.contains(MARK) {
        return;
    }
    let comments = comments(tree);
    let before = analysis.findings.len();
    analysis
        .findings
        .retain(|finding| finding.source != Source::Rule || !is_silenced(&comments, finding.rule, finding.span));
    analysis.silenced += before - analysis.findings.len();
}

/// The names that comments silence, and where each stands. Words without a comma before them are taken for a reason.
pub(super) fn silenced_names<'t>(tree: &Tree<'t>) -> Vec<(&'t str, Span)> {
    let text = tree.text();
    let place = |name: &str| (name.as_ptr() as usize).checked_sub(text.as_ptr() as usize);
    let names = comments(tree).into_iter().flat_map(|comment| {
        let list = comment.rules.split(['(', '#']).next().unwrap_or("");
        list.split(',').filter_map(|part| part.split_whitespace().next())
    });
    names.filter_map(|name| Some((name, Span::new(offset(place(name)?), offset(place(name)? + name.len()))))).collect()
}

/// What a comment silences, and on which line.
struct Comment<'t> {
    line: Span,
    rules: &'t str,
}

/// The comments of a text, in its order.
fn comments<'t>(tree: &Tree<'t>) -> Vec<Comment<'t>> {
    let scalars = tree.multi_line_scalars();
    let mut found = Vec::new();
    let mut start = 0;
    // The comments on lines of their own that wait for the line they are about.
    let mut waiting: Vec<&str> = Vec::new();
    for line in tree.text().split_inclusive('\n') {
        let span = Span::new(offset(start), offset(start + line.len()));
        start += line.len();
        let comment = comment_of(line).filter(|(at, _)| {
            let at = span.start + offset(*at);
            let next = scalars.partition_point(|scalar| scalar.end <= at);
            scalars.get(next).is_none_or(|scalar| scalar.start > at)
        });
        let code = line.trim_start();
        if code.is_empty() || code.starts_with('#') {
            waiting.extend(comment.map(|(_, rules)| rules));
            continue;
        }
        let about = waiting.drain(..).chain(comment.map(|(_, rules)| rules));
        found.extend(about.map(|rules| Comment { line: span, rules }));
    }
    found
}

/// Where the comment of a line starts, and the rules that it silences.
fn comment_of(line: &str) -> Option<(usize, &str)> {
    let mark = line.find(MARK)?;
    let before = line[..mark].trim_end().strip_suffix('#')?;
    let is_comment = before.is_empty() || before.ends_with([' ', '\t']);
    is_comment.then_some((before.len(), &line[mark + MARK.len()..]))
}

fn is_silenced(comments: &[Comment<'_>], rule: &str, span: Span) -> bool {
    let first = comments.partition_point(|comment| comment.line.end <= span.start);
    comments[first..]
        .iter()
        .take_while(|comment| comment.line.start <= span.start)
        .any(|comment| names(comment.rules, rule))
}

/// Whether the text after the mark names a rule. A reason in brackets ends the list.
fn names(rules: &str, rule: &str) -> bool {
    let list = rules.split(['(', '#']).next().unwrap_or("");
    list.split([',', ' ', '\t', '\r', '\n']).any(|name| name == rule)
}
