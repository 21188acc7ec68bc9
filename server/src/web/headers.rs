//! The headers that every answer carries: what browsers may do with it, and how long it stays good.
//!
//! A handler that wants another value sets it itself; what is set is kept.

use super::REQUEST_ID;
use crate::site::Site;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

const FIXED: [(HeaderName, HeaderValue); 6] = [
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), microphone=(), geolocation=()"),
    ),
    (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
];

/// The content security policy of our pages: our own files, the scripts in the frame by their hashes, wasm, and
/// nothing else. That nothing can be sent anywhere else is the proof that manifests stay in the browser.
pub(crate) fn policy(script_hashes: &[String]) -> String {
    let hashes = script_hashes.join(" ");
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {hashes}; style-src 'self'; img-src 'self' data: blob:; \
         font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-src 'self'; \
         frame-ancestors 'self'"
    )
}

/// Adds the headers that are not set yet.
pub(super) async fn add(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&site.policy) {
        headers.entry(CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    for (name, value) in FIXED {
        headers.entry(name).or_insert(value);
    }
    response
}

/// Takes away a request id that is more than a name: it comes back in our answer and in what we log.
pub(super) async fn sane_request_id(mut request: Request, next: Next) -> Response {
    let sane = |id: &HeaderValue| {
        let id = id.as_bytes();
        (1..=64).contains(&id.len()) && id.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
    };
    if !request.headers().get(REQUEST_ID).is_none_or(sane) {
        request.headers_mut().remove(REQUEST_ID);
    }
    next.run(request).await
}
