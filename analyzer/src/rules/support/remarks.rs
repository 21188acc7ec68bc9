//! Comments that are for us and need a look: placeholders of a fix that nobody filled in, and silencing that names no rule.
//!
//! What a comment silences is decided in `silence`.

use super::silence::silenced_names;
use crate::analysis::Analysis;
use crate::finding::{FILL_IN, Finding, Severity, Source};
use crate::rules::RULES;
use crate::span::{Span, offset};
use crate::yaml::Tree;

/// The ids of the findings made here, which are also the names of their pages.
pub const IDS: [&str; 2] = ["unfilled-placeholder", "unknown-rule-name"];
/// The most remarks of a kind in one text.
const MOST: usize = 50;

/// What is to be said about the comments of a text.
pub(crate) fn remark(tree: &Tree<'_>, analysis: &mut Analysis) {
    let text = tree.text();
    if !text.contains("# peapod: ") {
        return;
    }
    let scalars = tree.multi_line_scalars();
    let is_comment = |at: u32| scalars.iter().all(|scalar| scalar.end <= at || at < scalar.start);
    let mark = FILL_IN.trim_start();
    let mut found = Vec::new();
    for (at, _) in text.match_indices(mark).filter(|(at, _)| is_comment(offset(*at))).take(MOST) {
        let rest = text.get(at + mark.len()..).unwrap_or("");
        let wanted = rest.split(['\n', '\r', '#']).next().unwrap_or("").trim();
        let span = Span::new(offset(at), offset(at + mark.len() + wanted.len()));
        let message = format!("the value here is only a placeholder: nobody has filled in {}", super::short(wanted));
        found.push(
            Finding::new(IDS[0], Source::Rule, Severity::Warning, span, message)
                .help("Write the value that is right for you, and delete the comment."),
        );
    }
    for (name, span) in silenced_names(tree).into_iter().filter(|(name, _)| !is_rule(name)).take(MOST) {
        let message = format!("there is no rule `{}`: this comment silences nothing", super::short(name));
        found.push(
            Finding::new(IDS[1], Source::Rule, Severity::Warning, span, message)
                .help("Write the rule's name as the finding shows it. Only advice can be silenced."),
        );
    }
    for finding in &mut found {
        let line = crate::edit::line_start(text, finding.span.start as usize);
        let holds = |pod: &crate::PodReport| pod.span.start <= finding.span.start && line <= pod.span.end as usize;
        finding.pod = analysis.pods.iter().position(holds);
    }
    analysis.findings.append(&mut found);
}

fn is_rule(name: &str) -> bool {
    RULES.iter().any(|rule| rule.id == name) || IDS.contains(&name)
}
