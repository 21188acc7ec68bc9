//! Pictures by address: the flow or the badge of a page of ours, and, where the operator switched it on, of a reader's own
//! manifest that stands in the address.
//!
//! A picture of an address never changes, so it is good for ever; those of our pages change with the pages. What stands in
//! an address is seen by the server and by everything on the way, which is why the second kind is off by default.

use super::RESOURCE_POLICY;
use super::api::compute;
use super::observe::Route;
use super::trouble::Trouble;
use crate::analysis;
use crate::badge::badge;
use crate::link::{self, Content};
use crate::prepared::Prepared;
use crate::site::Site;
use analyzer::{Options, flow};
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const DARK: &str = "@media (prefers-color-scheme:dark)";

/// What an address may ask for besides.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wishes {
    theme: Option<String>,
    pod: Option<usize>,
}

/// `GET /img/v1/{view}/{data}.svg`.
pub(super) async fn own(
    State(site): State<Arc<Site>>,
    Path((view, file)): Path<(String, String)>,
    Query(wishes): Query<Wishes>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    if !site.settings.images {
        return Err(Trouble::new(
            StatusCode::NOT_FOUND,
            "This server draws no pictures of manifests that stand in addresses. Its operator can switch that on with --images.",
        ));
    }
    let data = file.strip_suffix(".svg").unwrap_or(&file);
    let content = link::read("v1", data).map_err(|reason| Trouble::new(StatusCode::BAD_REQUEST, reason))?;
    draw(&site, view, content, wishes, &headers, FOR_EVER).await
}

/// `GET /img/{view}/{page}.svg`: of the first playground of a page.
pub(super) async fn page(
    State(site): State<Arc<Site>>,
    Path((view, page)): Path<(String, String)>,
    Query(wishes): Query<Wishes>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let path = page.strip_suffix(".svg").map(|page| format!("/{}", if page == "index" { "" } else { page }));
    let content = path.and_then(|path| site.first_playground(&path));
    let content = content.ok_or_else(|| Trouble::new(StatusCode::NOT_FOUND, "There is no playground to draw."))?;
    draw(&site, view, content, wishes, &headers, "no-cache").await
}

async fn draw(
    site: &Arc<Site>,
    view: String,
    content: Content,
    wishes: Wishes,
    headers: &HeaderMap,
    caching: &'static str,
) -> Result<Response, Trouble> {
    let pod = wishes.pod.unwrap_or(0);
    let picture = compute(site, move |_| {
        let options = Options { kubernetes: content.kubernetes };
        let (_, analysis) = analysis::analyze(content.text.as_bytes(), &options);
        match view.as_str() {
            "badge" => Ok(badge(&analysis)),
            "flow" => match analysis.pods.get(pod) {
                Some(report) => Ok(flow::svg(report)),
                None => Err((StatusCode::UNPROCESSABLE_ENTITY, crate::command::no_such_pod(pod, analysis.pods.len()))),
            },
            _ => Err((StatusCode::NOT_FOUND, "pictures are `flow` and `badge`".to_owned())),
        }
    });
    let unfit =
        |(status, reason): (StatusCode, String)| Trouble::new(status, format!("Nothing can be drawn: {reason}."));
    let picture = themed(picture.await?.map_err(unfit)?, wishes.theme.as_deref());
    let policy = format!("default-src 'none'; style-src {}; sandbox", style_hash(&picture));
    let mut response =
        (Extension(Route("image")), Prepared::text("image/svg+xml", picture).answer(headers)).into_response();
    let answer = response.headers_mut();
    answer.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    answer.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        answer.insert(CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

/// The picture in one scheme only, for pages that have a switch of their own.
fn themed(picture: String, theme: Option<&str>) -> String {
    match theme {
        Some("dark") => picture.replacen(DARK, "@media all", 1),
        Some("light") => picture.replacen(DARK, "@media not all", 1),
        _ => picture,
    }
}

/// What a content security policy must name so that the picture's own style works.
fn style_hash(picture: &str) -> String {
    let style = picture.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>"));
    style.map_or_else(
        || "'none'".to_owned(),
        |(style, _)| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(style))),
    )
}
