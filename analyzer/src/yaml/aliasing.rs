//! Documents whose aliases stand for far more than the text says are refused, by the rule that kubectl uses.
//!
//! Go's reader counts the values that it decodes and those of them that it reaches through an alias; past a thousand
//! values their ratio must stay below a limit that falls as the document grows. After this check a walk that follows
//! every alias of an accepted document is bounded; all documents together may not expand beyond a limit of our own.

use super::{Content, Document, MAX_ALIASED, MAX_PROBLEMS, NodeId, Problem, ProblemKind, Tree};

/// Marks the documents with excessive aliasing and reports each once.
pub(super) fn check(tree: &mut Tree<'_>) {
    if !tree.nodes.iter().any(|node| matches!(node.content, Content::Alias(_))) {
        return;
    }
    let mut fuel = MAX_ALIASED;
    for index in 0..tree.documents.len() {
        let document = &tree.documents[index];
        let kind = match weigh(tree, document, fuel) {
            Weight::Fits { aliased } => {
                fuel -= aliased;
                continue;
            }
            Weight::Excessive => ProblemKind::ExcessiveAliasing,
            Weight::OutOfFuel => ProblemKind::TooManyAliased,
        };
        let span = first_line(tree.text, tree.node(document.root).span);
        tree.documents[index].excessive_aliasing = true;
        if tree.problems.len() < MAX_PROBLEMS {
            tree.problems.push(Problem { kind, span });
        }
    }
}

/// What a document's aliases stand for.
enum Weight {
    Fits { aliased: u64 },
    Excessive,
    OutOfFuel,
}

/// Walks the document as Go's decoder does, without recursion.
fn weigh(tree: &Tree<'_>, document: &Document, fuel: u64) -> Weight {
    let mut decoded = 0_u64;
    let mut aliased = 0_u64;
    let mut stack: Vec<(NodeId, bool)> = vec![(document.root, false)];
    while let Some((id, through_alias)) = stack.pop() {
        decoded += 1;
        aliased += u64::from(through_alias);
        if aliased > 100 && decoded > 1000 && aliased * 100 > decoded * allowed_percent(decoded) {
            return Weight::Excessive;
        }
        if aliased > fuel {
            return Weight::OutOfFuel;
        }
        match tree.node(id).content {
            Content::Alias(target) => stack.push((target, true)),
            Content::Sequence(children) | Content::Mapping(children, _) => {
                stack.extend(tree.children(children).iter().rev().map(|child| (*child, through_alias)));
            }
            Content::Scalar(_) | Content::Missing | Content::Open => {}
        }
    }
    Weight::Fits { aliased }
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
