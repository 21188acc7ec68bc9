//! The analyzer for programs: a manifest in the body, the analysis or a picture out. Nothing is kept.
//!
//! The body is YAML or JSON whatever its type says, as long as that type can be text; the analysis says what is wrong
//! with it.

use super::play::{unread, version};
use super::trouble::Trouble;
use crate::analysis;
use crate::site::Site;
use analyzer::{Analysis, Options, flow, report};
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts as _, Query, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::sync::Arc;

/// The types of a body that cannot be a manifest. `curl --data-binary` says that its body is a form, so that passes.
const NO_TEXT: [&str; 5] = ["multipart/", "image/", "audio/", "video/", "font/"];
/// The subtypes of `application/` that pass.
const TEXT: [&str; 6] = ["yaml", "x-yaml", "vnd.yaml", "json", "octet-stream", "x-www-form-urlencoded"];

/// What an address may ask for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wishes {
    kubernetes: Option<String>,
    pod: Option<usize>,
}

/// A manifest and what is asked about it.
pub(super) struct Question {
    manifest: Bytes,
    options: Options,
    pod: usize,
}

impl FromRequest<Arc<Site>> for Question {
    type Rejection = Trouble;

    async fn from_request(request: Request, site: &Arc<Site>) -> Result<Self, Trouble> {
        let (mut parts, body) = request.into_parts();
        let wishes = Query::<Wishes>::from_request_parts(&mut parts, site).await;
        let Query(wishes) = wishes.map_err(|rejection| misunderstood(&rejection))?;
        readable(&parts.headers)?;
        let manifest = Bytes::from_request(Request::from_parts(parts, body), site).await;
        let manifest = manifest.map_err(|rejection: BytesRejection| unread(&rejection, site))?;
        let kubernetes = wishes.kubernetes.as_deref().map(version).transpose()?.unwrap_or_default();
        Ok(Self { manifest, options: Options { kubernetes }, pod: wishes.pod.unwrap_or(0) })
    }
}

fn misunderstood(rejection: &QueryRejection) -> Trouble {
    Trouble::new(
        StatusCode::BAD_REQUEST,
        format!("The part after `?` takes `kubernetes` and `pod`: {}.", rejection.body_text()),
    )
}

/// Refuses a body that says it is something else than text.
fn readable(headers: &HeaderMap) -> Result<(), Trouble> {
    unpacked(headers)?;
    let kind = headers.get(CONTENT_TYPE).map_or(Ok(""), |kind| kind.to_str()).unwrap_or("?").to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or("").trim();
    let readable = match kind.strip_prefix("application/") {
        Some(subtype) => TEXT.contains(&subtype) || subtype.ends_with("+yaml") || subtype.ends_with("+json"),
        None => kind.is_empty() || (kind.contains('/') && !NO_TEXT.iter().any(|start| kind.starts_with(start))),
    };
    if readable {
        return Ok(());
    }
    Err(Trouble::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "Send the manifest itself as application/yaml or application/json.",
    ))
}

/// Refuses a packed body: nothing here unpacks it, and its bytes would be taken for the text.
pub(super) fn unpacked(headers: &HeaderMap) -> Result<(), Trouble> {
    match headers.get(CONTENT_ENCODING) {
        Some(encoding) if encoding != "identity" => {
            Err(Trouble::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send the text as it is, not packed."))
        }
        _ => Ok(()),
    }
}

/// Runs work that takes a while where it holds up nobody, as many at a time as there are cores.
pub(super) async fn compute<T: Send + 'static>(
    site: &Arc<Site>,
    work: impl FnOnce(&Site) -> T + Send + 'static,
) -> Result<T, Trouble> {
    let failed = |_| Trouble::new(StatusCode::INTERNAL_SERVER_ERROR, "The analysis failed; the fault is ours.");
    // The turn is kept until the work is done, even where the reader has gone by then.
    let turn = Arc::clone(&site.analyses).acquire_owned().await.ok();
    let site = Arc::clone(site);
    let work = move || {
        let _turn = turn;
        work(&site)
    };
    tokio::task::spawn_blocking(work).await.map_err(failed)
}

/// Analyses the manifest and makes an answer from it.
async fn answer<T: Send + 'static>(
    site: &Arc<Site>,
    question: Question,
    make: impl FnOnce(&Analysis, &str, usize) -> T + Send + 'static,
) -> Result<T, Trouble> {
    compute(site, move |_| {
        let (text, analysis) = analysis::analyze(&question.manifest, &question.options);
        make(&analysis, &text, question.pod)
    })
    .await
}

/// `POST /api/v1/analyze`.
pub(super) async fn analyze(State(site): State<Arc<Site>>, question: Question) -> Result<Response, Trouble> {
    let json = answer(&site, question, |analysis, text, _| analysis::json(analysis, text)).await?;
    Ok(([(CACHE_CONTROL, "no-store"), (CONTENT_TYPE, "application/json")], json).into_response())
}

/// `POST /api/v1/render/svg`.
pub(super) async fn svg(State(site): State<Arc<Site>>, question: Question) -> Result<Response, Trouble> {
    picture(&site, question, "image/svg+xml", flow::svg).await
}

/// `POST /api/v1/render/mermaid`.
pub(super) async fn mermaid(State(site): State<Arc<Site>>, question: Question) -> Result<Response, Trouble> {
    picture(&site, question, "text/vnd.mermaid; charset=utf-8", flow::mermaid).await
}

/// `POST /api/v1/render/dot`.
pub(super) async fn dot(State(site): State<Arc<Site>>, question: Question) -> Result<Response, Trouble> {
    picture(&site, question, "text/vnd.graphviz; charset=utf-8", flow::dot).await
}

/// `POST /api/v1/render/markdown`.
pub(super) async fn markdown(State(site): State<Arc<Site>>, question: Question) -> Result<Response, Trouble> {
    let text = answer(&site, question, |analysis, text, _| report::markdown(analysis, text)).await?;
    Ok(([(CACHE_CONTROL, "no-store"), (CONTENT_TYPE, "text/markdown; charset=utf-8")], text).into_response())
}

async fn picture(
    site: &Arc<Site>,
    question: Question,
    kind: &'static str,
    draw: fn(&analyzer::PodReport) -> String,
) -> Result<Response, Trouble> {
    let picture = answer(site, question, move |analysis, _, pod| match analysis.pods.get(pod) {
        Some(report) => Ok(draw(report)),
        None => Err(crate::command::no_such_pod(pod, analysis.pods.len())),
    });
    let unfit = |reason: String| {
        Trouble::new(StatusCode::UNPROCESSABLE_ENTITY, format!("The manifest cannot be drawn: {reason}."))
    };
    let picture = picture.await?.map_err(unfit)?;
    Ok(([(CACHE_CONTROL, "no-store"), (CONTENT_TYPE, kind)], picture).into_response())
}

/// Everything else under `/api/v1`.
pub(super) async fn unknown() -> Trouble {
    Trouble::new(
        StatusCode::NOT_FOUND,
        "There is no such call. There are /api/v1/analyze and /api/v1/render/{svg,mermaid,dot,markdown}.",
    )
}
