//! What kubectl does to a text before any YAML is read: it cuts it at each line that starts with `---`.
//!
//! Nothing but a comment may follow the dashes, and of each piece only the first document counts. The YAML standard
//! knows neither limit, so both are checked here, on the documents as the standard sees them.

use super::{MAX_PROBLEMS, Problem, ProblemKind, Tree};
use crate::span::{Span, offset};

/// Reports the separators that kubectl refuses and drops the documents that it passes over.
pub(super) fn check(tree: &mut Tree<'_>) {
    let text = tree.text;
    let first = text.starts_with("---").then_some(0);
    let others = text.match_indices("\n---").map(|(at, _)| at + 1);
    for at in first.into_iter().chain(others) {
        let line = text[at + 3..].lines().next().unwrap_or("");
        let rest = line.trim();
        if !rest.is_empty() && !rest.starts_with('#') && tree.problems.len() < MAX_PROBLEMS {
            let start = at + 3 + line.len() - line.trim_start().len();
            let span = Span::new(offset(start), offset(start + rest.len()));
            tree.problems.push(Problem { kind: ProblemKind::Separator, span });
        }
    }
    drop_passed_over(tree);
}

/// Drops the documents that follow a `...` without a `---` between, as kubectl does.
fn drop_passed_over(tree: &mut Tree<'_>) {
    let text = tree.text;
    let mut end_of_last: Option<u32> = None;
    let mut dropped = Vec::new();
    tree.documents.retain(|document| {
        let kept = end_of_last.is_none_or(|end| Span::new(end, document.span.start).of(text).contains("\n---"));
        if kept {
            end_of_last = Some(document.span.end);
        } else {
            dropped.push(document.span);
        }
        kept
    });
    for span in dropped {
        if tree.problems.len() < MAX_PROBLEMS {
            let length = span.of(text).lines().next().map_or(0, str::len);
            let span = Span::new(span.start, span.start + offset(length));
            tree.problems.push(Problem { kind: ProblemKind::PassedOver, span });
        }
    }
}
