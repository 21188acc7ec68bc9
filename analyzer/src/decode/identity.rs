//! Whether the API server knows an object at all: by `apiVersion` and `kind` together.
//!
//! Only the kinds of the schema table are looked at, in Kubernetes' own groups. What a custom resource is called is its
//! owner's affair.

use super::schema;
use crate::finding::{Edit, Finding, Fix, Severity, Source};
use crate::manifest::Manifest;
use crate::span::Span;

/// The type that an object should have, and what is wrong with the way it says so.
pub(super) fn check(manifest: &Manifest<'_>) -> (Option<u16>, Option<Finding>) {
    let exact = schema::root_type(manifest.kind, manifest.api_version);
    let (Some(kind), Some(api_version)) = (manifest.kind, schema::api_version(manifest.kind)) else {
        return (exact, None);
    };
    let known = schema::root_type(manifest.kind, None);
    match manifest.api_version {
        None => (known, Some(missing(manifest, kind, api_version))),
        Some(_) if exact.is_some() => (exact, None),
        Some(said) if is_built_in(said) => (known, Some(unknown(manifest, kind, said, api_version))),
        Some(_) => (None, None),
    }
}

/// Whether an apiVersion is one of Kubernetes' own groups for these kinds, now or in the past.
fn is_built_in(api_version: &str) -> bool {
    match api_version.split_once('/') {
        None => true,
        Some((group, _)) => matches!(group, "apps" | "batch" | "extensions" | "core"),
    }
}

fn unknown(manifest: &Manifest<'_>, kind: &str, said: &str, right: &str) -> Finding {
    let span = manifest.node.get("apiVersion").map_or_else(|| manifest.span(), |value| value.span());
    let shown = super::words::shorten(said);
    let message = format!("there is no {kind} in `{shown}`; it is in `{right}`");
    let gone = matches!(said, "extensions/v1beta1" | "apps/v1beta1" | "apps/v1beta2" | "batch/v1beta1");
    let help =
        if gone { format!("Write `{right}`: Kubernetes has given up `{said}`.") } else { format!("Write `{right}`.") };
    let edits = vec![Edit { start: span.start, end: span.end, text: right.to_owned() }];
    new("unknown-api-version", span, message)
        .help(help)
        .field("apiVersion")
        .fix(Fix::new(format!("Write `{right}`"), edits))
}

fn missing(manifest: &Manifest<'_>, kind: &str, right: &str) -> Finding {
    let node = manifest.node;
    let span = node.entry("kind").map_or_else(|| manifest.span(), |entry| entry.span());
    let message = format!("`apiVersion` is missing: the API server does not know which {kind} is meant");
    let finding =
        new("missing-api-version", span, message).help(format!("Add `apiVersion: {right}`.")).field("apiVersion");
    let text = node.text();
    let start = span.start as usize;
    let before = crate::edit::column(text, start).and_then(|column| text.get(start - column..start));
    // Only where `kind` starts its line is it sure how the new line must look.
    let Some(before) = before.filter(|before| before.trim().is_empty() && node.entry("apiVersion").is_none()) else {
        return finding;
    };
    let added = format!("apiVersion: {right}{}{before}", crate::edit::line_break(text));
    let edits = vec![Edit { start: span.start, end: span.start, text: added }];
    finding.fix(Fix::new(format!("Add `apiVersion: {right}`"), edits))
}

fn new(rule: &'static str, span: Span, message: String) -> Finding {
    Finding::new(rule, Source::Decode, Severity::Error, span, message)
}
