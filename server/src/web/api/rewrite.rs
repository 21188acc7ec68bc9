//! The calls that give a new manifest: what `peapod fix` and `peapod convert` do, by the same functions.
//!
//! They answer JSON with everything that is to be known about the new text, or the text alone where YAML is asked for.
//! Bytes that are no text are refused: rewriting them would lose some.

use super::question::{OfConversion, OfRepairs, Question};
use super::{compute, fresh};
use crate::analysis::harmless;
use crate::site::Site;
use crate::web::trouble::Trouble;
use analyzer::convert::Target;
use analyzer::fix::Wanted;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{ACCEPT, HeaderValue, VARY};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use std::sync::Arc;

/// A new text, and the same with everything that is said about it as JSON; why there is none.
struct Rewritten {
    text: Result<String, String>,
    json: String,
}

/// `POST /api/v1/fix`.
pub(super) async fn fix(State(site): State<Arc<Site>>, question: Question<OfRepairs>) -> Result<Response, Trouble> {
    if let Some(rule) = question.wishes.rule.as_deref().filter(|rule| !crate::command::is_rule(rule)) {
        let shown: String = rule.chars().take(60).collect();
        return Err(Trouble::new(StatusCode::BAD_REQUEST, format!("There is no rule `{shown}`.")));
    }
    let text = text(question.manifest)?;
    let (options, wishes) = (question.options, question.wishes);
    let work = move |_: &Site| {
        let wanted = Wanted { rule: wishes.rule.as_deref(), risky: wishes.risky };
        let repaired = analyzer::fix::all(&text, &options, wanted);
        let json = serde_json::to_string(&repaired).unwrap_or_default();
        Rewritten { text: Ok(repaired.text), json }
    };
    send(&question.headers, compute(&site, work).await?)
}

/// `POST /api/v1/convert`.
pub(super) async fn convert(
    State(site): State<Arc<Site>>,
    question: Question<OfConversion>,
) -> Result<Response, Trouble> {
    let target = Target::parse(&question.wishes.to).ok_or_else(|| {
        let known: Vec<&str> = Target::ALL.iter().map(|target| target.id()).collect();
        Trouble::new(StatusCode::BAD_REQUEST, format!("`to` is one of {}.", known.join(", ")))
    })?;
    let text = text(question.manifest)?;
    let (options, pod) = (question.options, question.wishes.pod.unwrap_or(0));
    let work = move |_: &Site| {
        let conversion = analyzer::convert::convert(&text, &options, pod, target);
        let json = analyzer::json::conversion_to_value(&conversion).to_string();
        let obstacles = conversion.obstacles.join("; ");
        Rewritten { text: conversion.text.ok_or(obstacles), json }
    };
    send(&question.headers, compute(&site, work).await?)
}

fn text(manifest: Bytes) -> Result<String, Trouble> {
    String::from_utf8(manifest.into()).map_err(|_| {
        let detail = "The manifest is not UTF-8, and rewriting it would lose bytes.";
        Trouble::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
    })
}

fn send(request: &HeaderMap, rewritten: Rewritten) -> Result<Response, Trouble> {
    let mut response = if wants_text(request) {
        let unfit = |obstacles| {
            let detail = format!("This cannot be converted without {obstacles}.");
            Trouble::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
        };
        fresh(request, "application/yaml", rewritten.text.map_err(unfit)?)?
    } else {
        fresh(request, "application/json", harmless(&rewritten.json))?
    };
    response.headers_mut().append(VARY, HeaderValue::from_static("accept"));
    Ok(response)
}

/// Whether YAML is asked for and JSON is not.
fn wants_text(request: &HeaderMap) -> bool {
    let names = |kind: &str| {
        request.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok()).any(|value| value.contains(kind))
    };
    names("yaml") && !names("json")
}
