//! Answers that are the same for everybody: the pages, the files that Trunk built, and whether the server is well.

use super::RESOURCE_POLICY;
use super::observe::Route;
use super::trouble::Trouble;
use crate::prepared::Prepared;
use crate::shell::Head;
use crate::site::{HTML, Site};
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, LOCATION,
};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// `GET /healthz`: the program runs.
pub(super) async fn healthy() -> Response {
    ([(CACHE_CONTROL, "no-store")], "ok\n").into_response()
}

/// `GET /readyz`: the program takes requests.
pub(super) async fn ready(State(site): State<Arc<Site>>) -> Response {
    if site.operation.is_ready() {
        ([(CACHE_CONTROL, "no-store")], "ready\n").into_response()
    } else {
        Trouble::new(StatusCode::SERVICE_UNAVAILABLE, "The server is going away.").into_response()
    }
}

/// A page of the book.
pub(super) async fn page(State(site): State<Arc<Site>>, uri: Uri, headers: HeaderMap) -> Response {
    match find(&site, uri.path()).await {
        Ok(Some(page)) => send(&page, &headers),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(trouble) => trouble.into_response(),
    }
}

/// A page of the book, else a file that Trunk built.
pub(super) async fn page_or_asset(State(site): State<Arc<Site>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = request.uri().path();
    let wanted = super::search::field(request.uri().query().unwrap_or(""), "find");
    if !wanted.is_empty() {
        match site.filtered(path, &wanted) {
            Ok(Some(page)) => return send(&page, request.headers()),
            Ok(None) => {}
            Err(detail) => return Trouble::new(StatusCode::INTERNAL_SERVER_ERROR, detail).into_response(),
        }
    }
    match find(&site, path).await {
        Ok(Some(page)) => return send(&page, request.headers()),
        Ok(None) => {}
        Err(trouble) => return trouble.into_response(),
    }
    if let Some(page) = path.strip_suffix(".md") {
        return markdown(&site, page);
    }
    match path.strip_suffix('/') {
        // One address a page: the one without the slash. `//` would lead to another host.
        Some(shorter) if !shorter.starts_with("//") && matches!(find(&site, shorter).await, Ok(Some(_))) => {
            (StatusCode::PERMANENT_REDIRECT, [(LOCATION, shorter.to_owned())]).into_response()
        }
        _ => asset(&site, &request),
    }
}

/// The Markdown of a page; the home page's is `/index.md`.
fn markdown(site: &Site, path: &str) -> Response {
    let path = path.strip_suffix("/index").map_or(path, |folder| if folder.is_empty() { "/" } else { folder });
    match site.markdown(path) {
        Ok(Some(text)) => ([(CONTENT_TYPE, "text/markdown; charset=utf-8")], text).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(detail) => Trouble::new(StatusCode::INTERNAL_SERVER_ERROR, detail).into_response(),
    }
}

/// Looks a page up. A debug build renders it for each request, which takes a while.
async fn find(site: &Arc<Site>, path: &str) -> Result<Option<Prepared>, Trouble> {
    let failed = |detail: String| Trouble::new(StatusCode::INTERNAL_SERVER_ERROR, detail);
    if !cfg!(debug_assertions) {
        return site.page(path).map_err(failed);
    }
    let (site, path) = (Arc::clone(site), path.to_owned());
    let found = tokio::task::spawn_blocking(move || site.page(&path)).await;
    found.map_err(|error| failed(error.to_string()))?.map_err(failed)
}

/// Sends a page, or says that the reader has it already.
pub(super) fn send(page: &Prepared, request: &HeaderMap) -> Response {
    (Extension(Route("page")), page.answer(request)).into_response()
}

/// A page that is not of the book, in the site's frame.
pub(super) fn framed(site: &Site, head: &Head<'_>, content: &str, request: &HeaderMap) -> Response {
    send(&Prepared::text(HTML, site.shell.page(head, content)), request)
}

/// A file that Trunk built.
fn asset(site: &Site, request: &Request) -> Response {
    let path = request.uri().path();
    let Some(file) = site.assets.find(path) else { return StatusCode::NOT_FOUND.into_response() };
    let mut response = file.answer(request.headers());
    response.extensions_mut().insert(Route("asset"));
    let headers = response.headers_mut();
    // A sandboxed frame has no origin and must still get its scripts and fonts.
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    if is_hashed(path) {
        // The name changes with the content.
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
        headers.insert(CONTENT_SECURITY_POLICY, super::headers::FILE_POLICY);
    }
    response
}

/// Whether a path holds a hash as Trunk and wasm-bindgen write it: `-` and up to 16 hexadecimal digits, leading zeros
/// left out.
fn is_hashed(path: &str) -> bool {
    path.split('-').skip(1).any(|part| {
        let digits = part.bytes().take_while(u8::is_ascii_hexdigit).count();
        (12..=16).contains(&digits) && part[digits..].starts_with(['.', '_', '/'])
    })
}

#[cfg(test)]
mod tests {
    use super::is_hashed;

    #[test]
    fn names_with_a_hash_never_change_their_content() {
        for path in [
            "/app-0123456789abcdef.js",
            "/base-3178d205809b4.css",
            "/app-0123456789abcdef_bg.wasm",
            "/snippets/app-0123456789abcdef/x.js",
        ] {
            assert!(is_hashed(path), "{path}");
        }
        for path in ["/app.js", "/fonts/a-mono.woff2", "/app-0123.js", "/app-0123456789abcdefa.js", "/"] {
            assert!(!is_hashed(path), "{path}");
        }
    }
}
