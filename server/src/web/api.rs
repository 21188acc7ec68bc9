//! The analyzer for programs: a manifest in the body, the analysis or a picture out. Nothing is kept.
//!
//! [`CALLS`] is the whole API: the routes, the document that describes them and the page that tries them all come from it.

mod openapi;
mod page;
mod question;
mod rewrite;

pub(super) use openapi::document;
pub(super) use page::page;
pub(super) use question::unpacked;

use super::trouble::Trouble;
use crate::analysis;
use crate::prepared::{knows, tag};
use crate::site::Site;
use analyzer::convert::Conversion;
use analyzer::fix::Repaired;
use analyzer::{Analysis, PodReport, flow, report};
use axum::Router;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, post};
use question::{OfConversion, OfPod, OfRepairs, Question};
use schemars::{JsonSchema as _, Schema, SchemaGenerator};
use std::sync::Arc;
use std::time::Instant;

/// One call, `POST` and a manifest in the body.
pub(super) struct Call {
    /// Below `/api/v1`.
    path: &'static str,
    summary: &'static str,
    description: &'static str,
    /// What the part after `?` may say.
    wishes: fn(&mut SchemaGenerator) -> Schema,
    /// The type of its answer.
    kind: &'static str,
    /// What the answer holds; none where it is text.
    schema: Option<fn(&mut SchemaGenerator) -> Schema>,
    /// Whether the new manifest alone is given where `Accept` asks for YAML.
    rewrites: bool,
    /// Why a manifest may be unfit for it.
    unfit: Option<&'static str>,
    handler: fn() -> MethodRouter<Arc<Site>>,
}

const UNDRAWABLE: Option<&str> = Some("The manifest has no such pod");

/// Every call.
pub(super) const CALLS: &[Call] = &[
    Call {
        path: "/analyze",
        summary: "Analyse a manifest",
        description: "The pattern of each pod with its evidence, the roles of its containers, its volume flow, its timeline, \
                      and every finding with its place in the text and its repair. Any text has an answer: trouble with \
                      it is a finding.",
        kind: "application/json",
        schema: Some(SchemaGenerator::subschema_for::<Analysis>),
        unfit: None,
        rewrites: false,
        wishes: OfPod::json_schema,
        handler: || post(analyze),
    },
    Call {
        path: "/fix",
        summary: "Repair a manifest",
        description: "What `peapod fix` does: the repairs that change nothing about how the pod runs, or those of one rule, or \
                      all. The answer has the new text, what was done, and what only you can fill in; with \
                      `Accept: application/yaml` it is the new text alone.",
        kind: "application/json",
        schema: Some(SchemaGenerator::subschema_for::<Repaired>),
        unfit: Some("The manifest is not UTF-8, and rewriting it would lose bytes"),
        rewrites: true,
        wishes: OfRepairs::json_schema,
        handler: || post(rewrite::fix),
    },
    Call {
        path: "/convert",
        summary: "Turn a pod into another form of itself",
        description: "What `peapod convert` does. The answer has the new text, the verdicts before and after, and what else has to \
                      be done; where something is in the way, it says what, and the text is null. With \
                      `Accept: application/yaml` it is the new text alone.",
        kind: "application/json",
        schema: Some(SchemaGenerator::subschema_for::<Conversion>),
        unfit: Some("The manifest is not UTF-8, or YAML alone was asked for and something is in the way"),
        rewrites: true,
        wishes: OfConversion::json_schema,
        handler: || post(rewrite::convert),
    },
    Call {
        path: "/render/svg",
        summary: "Draw the volume flow of a pod",
        description: "A picture that stands alone and follows the reader's light or dark scheme.",
        kind: "image/svg+xml",
        schema: None,
        unfit: UNDRAWABLE,
        rewrites: false,
        wishes: OfPod::json_schema,
        handler: || post(svg),
    },
    Call {
        path: "/render/mermaid",
        summary: "Draw the volume flow as Mermaid text",
        description: "For GitHub, GitLab and everything else that draws Mermaid.",
        kind: "text/vnd.mermaid; charset=utf-8",
        schema: None,
        unfit: UNDRAWABLE,
        rewrites: false,
        wishes: OfPod::json_schema,
        handler: || post(mermaid),
    },
    Call {
        path: "/render/dot",
        summary: "Draw the volume flow in Graphviz' language",
        description: "For the program dot, and what else reads its files.",
        kind: "text/vnd.graphviz; charset=utf-8",
        schema: None,
        unfit: UNDRAWABLE,
        rewrites: false,
        wishes: OfPod::json_schema,
        handler: || post(dot),
    },
    Call {
        path: "/render/markdown",
        summary: "Write a report in Markdown",
        description: "Verdict, table, flow and findings of every pod, to paste into a page.",
        kind: "text/markdown; charset=utf-8",
        schema: None,
        unfit: None,
        rewrites: false,
        wishes: OfPod::json_schema,
        handler: || post(markdown),
    },
];

/// The routes of all calls, to be put at `/api/v1`.
pub(super) fn routes() -> Router<Arc<Site>> {
    CALLS.iter().fold(Router::new(), |router, call| router.route(call.path, (call.handler)()))
}

/// Runs work that takes a while where it holds up nobody, as many at a time as there are cores.
pub(super) async fn compute<T: Send + 'static>(
    site: &Arc<Site>,
    work: impl FnOnce(&Site) -> T + Send + 'static,
) -> Result<T, Trouble> {
    let failed = |_| Trouble::new(StatusCode::INTERNAL_SERVER_ERROR, "The analysis failed; the fault is ours.");
    let busy = |_| Trouble::new(StatusCode::SERVICE_UNAVAILABLE, "Too many requests wait already. Try again soon.");
    // The turn is kept until the work is done, even where the reader has gone by then.
    let turn = site.operation.turn().await.map_err(busy)?;
    let site = Arc::clone(site);
    let work = move || {
        let _turn = turn;
        let start = Instant::now();
        let result = work(&site);
        site.operation.metrics.analysed(start.elapsed());
        result
    };
    tokio::task::spawn_blocking(work).await.map_err(failed)
}

/// Analyses the manifest and makes an answer from it.
async fn answer<T: Send + 'static>(
    site: &Arc<Site>,
    question: &Question<OfPod>,
    make: impl FnOnce(&Analysis, &str, usize) -> T + Send + 'static,
) -> Result<T, Trouble> {
    let (manifest, options) = (question.manifest.clone(), question.options);
    let pod = question.wishes.pod.unwrap_or(0);
    compute(site, move |_| {
        let (text, analysis) = analysis::analyze(&manifest, &options);
        make(&analysis, &text, pod)
    })
    .await
}

async fn analyze(State(site): State<Arc<Site>>, question: Question<OfPod>) -> Result<Response, Trouble> {
    let json = answer(&site, &question, |analysis, text, _| analysis::json(analysis, text)).await?;
    fresh(&question.headers, "application/json", json)
}

async fn svg(State(site): State<Arc<Site>>, question: Question<OfPod>) -> Result<Response, Trouble> {
    picture(&site, &question, "image/svg+xml", flow::svg).await
}

async fn mermaid(State(site): State<Arc<Site>>, question: Question<OfPod>) -> Result<Response, Trouble> {
    picture(&site, &question, "text/vnd.mermaid; charset=utf-8", flow::mermaid).await
}

async fn dot(State(site): State<Arc<Site>>, question: Question<OfPod>) -> Result<Response, Trouble> {
    picture(&site, &question, "text/vnd.graphviz; charset=utf-8", flow::dot).await
}

async fn markdown(State(site): State<Arc<Site>>, question: Question<OfPod>) -> Result<Response, Trouble> {
    let text = answer(&site, &question, |analysis, text, _| report::markdown(analysis, text)).await?;
    fresh(&question.headers, "text/markdown; charset=utf-8", text)
}

async fn picture(
    site: &Arc<Site>,
    question: &Question<OfPod>,
    kind: &'static str,
    draw: fn(&PodReport) -> String,
) -> Result<Response, Trouble> {
    let picture = answer(site, question, move |analysis, _, pod| match analysis.pods.get(pod) {
        Some(report) => Ok(draw(report)),
        None => Err(crate::command::no_such_pod(pod, analysis.pods.len())),
    });
    let unfit = |reason: String| {
        Trouble::new(StatusCode::UNPROCESSABLE_ENTITY, format!("The manifest cannot be drawn: {reason}."))
    };
    fresh(&question.headers, kind, picture.await?.map_err(unfit)?)
}

/// An answer about somebody's manifest, which nobody keeps. Its tag is that of its content, so a program can tell that
/// nothing has changed; whoever names the tag in `If-None-Match` is told just that.
fn fresh(request: &HeaderMap, kind: &'static str, body: String) -> Result<Response, Trouble> {
    let tag = tag(body.as_bytes());
    if knows(request, &tag) {
        let detail = "Nothing has changed: the answer has the tag that If-None-Match names.";
        return Err(Trouble::new(StatusCode::PRECONDITION_FAILED, detail));
    }
    Ok(([(CACHE_CONTROL, "no-store"), (CONTENT_TYPE, kind), (ETAG, &tag)], body).into_response())
}

/// Everything else under `/api/v1`.
pub(super) async fn unknown() -> Trouble {
    let calls: Vec<String> = CALLS.iter().map(|call| format!("/api/v1{}", call.path)).collect();
    Trouble::new(StatusCode::NOT_FOUND, format!("There is no such call. There are {}.", calls.join(", ")))
}
