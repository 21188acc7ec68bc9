//! The lists for programs over HTTP. Their addresses are whole: the operator's, or else the one that was asked.

use super::RESOURCE_POLICY;
use super::api::compute;
use super::trouble::Trouble;
use crate::lists;
use crate::prepared::Prepared;
use crate::site::Site;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// A picture may bring its own style, and nothing else.
const PICTURE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// `GET /sitemap.xml`.
pub(super) async fn sitemap(State(site): State<Arc<Site>>, headers: HeaderMap) -> Result<Response, Trouble> {
    let base = base(&site, &headers);
    answer("application/xml", site.with_book(|book| lists::sitemap(book, &base)))
}

/// `GET /feed.xml`.
pub(super) async fn feed(State(site): State<Arc<Site>>, headers: HeaderMap) -> Result<Response, Trouble> {
    let base = base(&site, &headers);
    answer("application/atom+xml", site.with_book(|book| lists::feed(book, &base)))
}

/// `GET /llms.txt`.
pub(super) async fn llms(State(site): State<Arc<Site>>, headers: HeaderMap) -> Result<Response, Trouble> {
    let base = base(&site, &headers);
    answer("text/plain", site.with_book(|book| lists::llms(book, &base)))
}

/// `GET /robots.txt`.
pub(super) async fn robots(State(site): State<Arc<Site>>, headers: HeaderMap) -> Result<Response, Trouble> {
    answer("text/plain", Ok(lists::robots(&base(&site, &headers))))
}

/// `GET /og/docs/emptydir.png` and `.svg`: the card of a page.
pub(super) async fn card(
    State(site): State<Arc<Site>>,
    Path(page): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let unknown = || Trouble::new(StatusCode::NOT_FOUND, "There is no page with such a picture.");
    let (name, kind) = page.rsplit_once('.').ok_or_else(unknown)?;
    let path = if name == "index" { "/".to_owned() } else { format!("/{name}") };
    let draw: fn(&Site, String) -> Result<Prepared, String> = match kind {
        "png" => |site, svg| site.painter.png(&svg),
        "svg" => |_, svg| Ok(Prepared::text("image/svg+xml", svg)),
        _ => return Err(unknown()),
    };
    let card = compute(&site, move |site| {
        let svg = site.with_book(|book| book.page(&path).map(|page| lists::card(book, page)))?;
        svg.map(|svg| draw(site, svg)).transpose()
    });
    let card = card.await?.map_err(failed)?.ok_or_else(unknown)?;
    let mut response = card.answer(&headers).into_response();
    let answer = response.headers_mut();
    answer.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PICTURE_POLICY));
    answer.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    Ok(response)
}

/// Where the site is, without a slash at the end.
fn base(site: &Site, headers: &HeaderMap) -> String {
    if let Some(base) = &site.settings.public_url {
        return base.clone();
    }
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    let host = if host.bytes().all(plain) { host } else { "localhost" };
    format!("http://{host}")
}

fn answer(kind: &str, text: Result<String, String>) -> Result<Response, Trouble> {
    let text = text.map_err(failed)?;
    Ok(([(CONTENT_TYPE, format!("{kind}; charset=utf-8"))], text).into_response())
}

fn failed(detail: String) -> Trouble {
    Trouble::new(StatusCode::INTERNAL_SERVER_ERROR, detail)
}
