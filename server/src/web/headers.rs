//! The headers that every answer carries: what browsers may do with it, and how long it stays good.
//!
//! A handler that wants another value sets it itself; what is set is kept.

use super::REQUEST_ID;
use crate::site::Site;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

const FIXED: [(HeaderName, HeaderValue); 4] = [
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
];

/// What has a meaning only for what a browser shows in a window.
const SHOWN: [(HeaderName, HeaderValue); 2] = [
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), microphone=(), geolocation=()"),
    ),
];

/// The policy of a file that pages use: should somebody open it by itself, it may do nothing.
pub(super) const FILE_POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'");

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
    let shown = if is_shown(headers) { &SHOWN[..] } else { &[] };
    for (name, value) in FIXED.iter().chain(shown) {
        headers.entry(name).or_insert(value.clone());
    }
    response
}

/// Whether a browser shows an answer in a window of its own.
fn is_shown(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("text/html");
    ["text/html", "image/svg+xml", "application/xml"].iter().any(|shown| kind.starts_with(shown))
}

/// Gives every request a name, and its answer the same.
pub(super) async fn name(mut request: Request, next: Next) -> Response {
    let id = request_id(request.headers());
    request.headers_mut().insert(REQUEST_ID, id.clone());
    let mut response = next.run(request).await;
    response.headers_mut().insert(REQUEST_ID, id);
    response
}

/// The name that a request brings, or a new one where it brings more than a name: it comes back in our answer and in what
/// we log.
pub(super) fn request_id(headers: &HeaderMap) -> HeaderValue {
    let sane = |id: &&HeaderValue| {
        let id = id.as_bytes();
        (1..=64).contains(&id.len()) && id.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
    };
    headers.get(REQUEST_ID).filter(sane).cloned().unwrap_or_else(new_request_id)
}

/// A name that no other request has, and that does not tell how many there were: a count, hashed with a key that the system
/// drew for this process. Asking the system for each name would be one more call into it for every request.
fn new_request_id() -> HeaderValue {
    static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let id = (u128::from(KEY.hash_one((count, 0))) << 64) | u128::from(KEY.hash_one((count, 1)));
    let mut digits = [0; 32];
    for (at, digit) in digits.iter_mut().enumerate() {
        *digit = b"0123456789abcdef"[(id >> (at * 4)) as usize & 15];
    }
    HeaderValue::from_bytes(&digits).unwrap_or(HeaderValue::from_static("none"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_requests_get_the_same_name() {
        let names: BTreeSet<_> = (0..1000).map(|_| new_request_id().as_bytes().to_owned()).collect();
        assert_eq!(names.len(), 1000);
        assert!(names.iter().all(|name| name.len() == 32 && name.iter().all(u8::is_ascii_hexdigit)));
    }
}
