//! `/oembed`: what a wiki needs to turn an address of ours into a frame (oembed.com). Only addresses of this site are
//! answered for, and nothing is fetched.

use super::trouble::Trouble;
use crate::html::escape;
use crate::site::Site;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

const WIDTH: u32 = 800;
const HEIGHT: u32 = 600;

/// What a consumer may ask for.
#[derive(Debug, Deserialize)]
pub(super) struct Wishes {
    url: String,
    format: Option<String>,
    maxwidth: Option<u32>,
    maxheight: Option<u32>,
}

/// What it gets.
#[derive(Debug, Serialize)]
struct Rich {
    version: &'static str,
    r#type: &'static str,
    title: String,
    provider_name: &'static str,
    provider_url: String,
    html: String,
    width: u32,
    height: u32,
}

/// `GET /oembed?url=…`.
pub(super) async fn oembed(
    State(site): State<Arc<Site>>,
    Query(wishes): Query<Wishes>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    if wishes.format.as_deref().is_some_and(|format| format != "json") {
        return Err(Trouble::new(StatusCode::NOT_IMPLEMENTED, "Only JSON is spoken here."));
    }
    let nothing =
        || Trouble::new(StatusCode::NOT_FOUND, "This address is not one of this site, or has nothing to embed.");
    let home = home(&site, &headers).ok_or_else(nothing)?;
    let path = wishes.url.strip_prefix(&home).unwrap_or(&wishes.url);
    let path = path.split(['#', '?']).next().unwrap_or_default();
    let path = if path.is_empty() { "/" } else { path };
    let (title, _) = site.titled_playground(path).ok_or_else(nothing)?;
    let width = wishes.maxwidth.map_or(WIDTH, |most| most.clamp(1, WIDTH));
    let height = wishes.maxheight.map_or(HEIGHT, |most| most.clamp(1, HEIGHT));
    let html = format!(
        "<iframe src=\"{}/embed?page={}\" width=\"{width}\" height=\"{height}\" title=\"{}\" loading=\"lazy\" \
         sandbox=\"allow-scripts allow-popups allow-popups-to-escape-sandbox\"></iframe>",
        escape(&home),
        escape(path),
        escape(&title),
    );
    let rich = Rich {
        version: "1.0",
        r#type: "rich",
        title,
        provider_name: "Peapod",
        provider_url: home,
        html,
        width,
        height,
    };
    Ok(([(CONTENT_TYPE, "application/json")], serde_json::to_string(&rich).unwrap_or_default()).into_response())
}

/// How the site is called from outside: as the operator says, else as the request does, if that is a plain name.
pub(super) fn home(site: &Site, headers: &HeaderMap) -> Option<String> {
    if let Some(address) = &site.settings.public_url {
        return Some(address.clone());
    }
    let host = headers.get(HOST)?.to_str().ok()?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    let forwarded = headers.get("x-forwarded-proto").and_then(|proto| proto.to_str().ok());
    let scheme = if forwarded == Some("https") { "https" } else { "http" };
    (!host.is_empty() && host.bytes().all(plain)).then(|| format!("{scheme}://{host}"))
}
