//! Findings about the text as a whole: what the YAML reader objects to, and a text that holds no pod at all.
//!
//! These come first and stand alone: what a text does not say cannot be judged.

use crate::finding::{Finding, Severity, Source};
use crate::manifest::{Found, Manifest};
use crate::span::Span;
use crate::yaml::{ProblemKind, Tree};

/// The most bytes that are analysed.
pub const MAX_TEXT: usize = 8 * 1024 * 1024;

/// A text that is too large to analyse.
pub(crate) fn too_large(text: &str) -> Finding {
    let message = format!("the text has {} bytes; at most {MAX_TEXT} are analysed", text.len());
    Finding::new("text-too-large", Source::Internal, Severity::Error, first_line(text), message)
        .help("Analyse a smaller part of it, for example one object at a time.")
}

/// Bytes as text, with a finding where they are not UTF-8.
pub(crate) fn decode(bytes: &[u8]) -> (String, Option<Finding>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(error) => {
            let at = crate::span::offset(error.valid_up_to());
            let span = Span::new(at, at + crate::span::offset(char::REPLACEMENT_CHARACTER.len_utf8()));
            let finding = Finding::new(
                "invalid-utf-8",
                Source::Yaml,
                Severity::Error,
                span,
                "the text is not UTF-8 from here on; what cannot be read is replaced",
            )
            .help("Save the file as UTF-8 without changing its encoding on the way.");
            (String::from_utf8_lossy(bytes).into_owned(), Some(finding))
        }
    }
}

/// What the YAML reader objects to.
pub(crate) fn problems(tree: &Tree<'_>) -> impl Iterator<Item = Finding> {
    tree.problems.iter().map(|problem| {
        let rule = if problem.kind == ProblemKind::Template { "unrendered-template" } else { "invalid-yaml" };
        let span = problem.span.clamped(tree.text());
        Finding::new(rule, Source::Yaml, Severity::Error, span, problem.kind.message()).help(problem.kind.help())
    })
}

/// What to say about a text without any pod, or with a pod that lacks its wrapping.
pub(crate) fn shape(tree: &Tree<'_>, manifests: &[Manifest<'_>]) -> Vec<Finding> {
    if tree.documents.is_empty() {
        return if tree.problems.is_empty() { vec![empty(tree.text())] } else { Vec::new() };
    }
    if manifests.iter().all(|manifest| manifest.templates.is_empty()) {
        return manifests.first().map(|first| no_pod(first, manifests)).into_iter().collect();
    }
    manifests.iter().filter_map(unwrapped).collect()
}

fn empty(text: &str) -> Finding {
    let message = if text.trim().is_empty() { "there is no text yet" } else { "the text holds nothing but comments" };
    Finding::new("empty-text", Source::Rule, Severity::Info, first_line(text), message)
        .help("Paste a Pod, or a workload such as a Deployment, or start from an example.")
}

fn no_pod(first: &Manifest<'_>, manifests: &[Manifest<'_>]) -> Finding {
    let mut kinds: Vec<&str> = manifests.iter().filter_map(|manifest| manifest.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let span = first.node.entry("kind").map_or_else(|| line_of(first), |entry| entry.span());
    let (message, help) = match kinds.as_slice() {
        [] => (
            "this is YAML, but no Kubernetes object: it has no `kind`".to_owned(),
            "Paste a whole object with `apiVersion`, `kind`, `metadata` and `spec`.",
        ),
        kinds => (
            format!("nothing in this text runs containers: it holds {}", list(kinds)),
            "Add the Pod, Deployment, Job or other workload that uses it.",
        ),
    };
    Finding::new("no-pod", Source::Rule, Severity::Warning, span, message).help(help)
}

/// `a ConfigMap, a Secret and 2 more kinds`.
fn list(kinds: &[&str]) -> String {
    let shown: Vec<String> = kinds.iter().take(4).map(|kind| format!("`{}`", shorten(kind))).collect();
    match kinds.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more kinds", shown.join(", ")),
    }
}

fn shorten(kind: &str) -> String {
    kind.chars().take(60).collect()
}

fn unwrapped(manifest: &Manifest<'_>) -> Option<Finding> {
    let template = manifest.templates.first().filter(|template| template.found == Found::Unwrapped)?;
    let what = if template.path.is_empty() { "a pod spec or a list of containers" } else { "a pod" };
    let message = format!("this is {what} without the object around it; it is read as a Pod");
    Some(
        Finding::new("missing-wrapping", Source::Rule, Severity::Info, line_of(manifest), message)
            .help("Add `apiVersion: v1`, `kind: Pod` and `metadata` before applying it."),
    )
}

/// The first line of an object.
fn line_of(manifest: &Manifest<'_>) -> Span {
    let span = manifest.span();
    let length = span.of(manifest.node.text()).lines().next().map_or(0, str::len);
    Span::new(span.start, span.start + crate::span::offset(length))
}

fn first_line(text: &str) -> Span {
    Span::new(0, crate::span::offset(text.lines().next().map_or(0, str::len).min(200))).clamped(text)
}
