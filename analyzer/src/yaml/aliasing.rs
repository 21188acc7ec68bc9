//! Documents whose aliases stand for far more than the text says are refused, by the rule that kubectl uses.
//!
//! Go's reader counts the values that it decodes and those of them that it reaches through an alias; past a thousand
//! values their ratio must stay below a limit that falls as the document grows. After this check a walk that follows
//! every alias of an accepted document is bounded.

use super::{Content, Document, NodeId, Problem, ProblemKind, Tree};

/// Marks the documents with excessive aliasing and reports each once.
pub(super) fn check(tree: &mut Tree<'_>) {
    if !tree.nodes.iter().any(|node| matches!(node.content, Content::Alias(_))) {
        return;
    }
    for index in 0..tree.documents.len() {
        let document = &tree.documents[index];
        if is_excessive(tree, document) {
            let span = tree.nodes[document.root as usize].span;
            tree.documents[index].excessive_aliasing = true;
            tree.problems.push(Problem { kind: ProblemKind::ExcessiveAliasing, span: first_line(tree.text, span) });
        }
    }
    tree.problems.sort_by_key(|problem| problem.span);
}

/// Walks the document as Go's decoder does, without recursion.
fn is_excessive(tree: &Tree<'_>, document: &Document) -> bool {
    let mut decoded = 0_u64;
    let mut through_alias = 0_u64;
    let mut stack: Vec<(NodeId, bool)> = vec![(document.root, false)];
    while let Some((id, aliased)) = stack.pop() {
        decoded += 1;
        through_alias += u64::from(aliased);
        if through_alias > 100 && decoded > 1000 && through_alias * 100 > decoded * allowed_percent(decoded) {
            return true;
        }
        match &tree.nodes[id as usize].content {
            Content::Alias(target) => stack.push((*target, true)),
            Content::Sequence(items) => stack.extend(items.iter().rev().map(|item| (*item, aliased))),
            Content::Mapping(entries) => {
                stack.extend(entries.iter().rev().flat_map(|(key, value)| [(*value, aliased), (*key, aliased)]));
            }
            Content::Scalar(_) | Content::Missing => {}
        }
    }
    false
}

/// The share of values that may come through aliases, in percent: 99 up to 400,000 values, 10 from 4,000,000 on.
const fn allowed_percent(decoded: u64) -> u64 {
    const LOW: u64 = 400_000;
    const HIGH: u64 = 4_000_000;
    if decoded <= LOW {
        99
    } else if decoded >= HIGH {
        10
    } else {
        99 - 89 * (decoded - LOW) / (HIGH - LOW)
    }
}

/// The part of a span on its first line.
fn first_line(text: &str, span: crate::Span) -> crate::Span {
    let length = span.of(text).lines().next().map_or(0, str::len);
    crate::Span::new(span.start, span.start + crate::span::offset(length))
}
