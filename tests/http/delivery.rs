//! What every answer carries, how it is packed, and how long it stays good.

use super::*;

#[tokio::test]
async fn every_answer_says_what_a_browser_may_do() {
    const FILE: &str = "/app-0123456789abcdef.js";
    for path in ["/", "/docs", "/nowhere", "/healthz", FILE] {
        let answer = get(path).await;
        let policy = answer.header("content-security-policy");
        if path == FILE {
            assert_eq!(policy, "default-src 'none'");
        } else {
            assert!(
                policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-"),
                "{path}: {policy}"
            );
            assert!(!policy.contains("unsafe-inline") && policy.contains("style-src 'self'"), "{path}: {policy}");
        }
        let in_window = ["/", "/docs", "/nowhere"].contains(&path);
        assert_eq!(!answer.header("permissions-policy").is_empty(), in_window, "{path}");
        assert_eq!(!answer.header("cross-origin-opener-policy").is_empty(), in_window, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
        assert!(!answer.header("cache-control").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn hashed_files_stay_good_for_ever_and_come_packed() {
    let path = "/app-0123456789abcdef.js";
    let answer = ask(Method::GET, path, &[("accept-encoding", "br")], Body::empty()).await;
    assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!((answer.header("content-encoding"), answer.body.as_slice()), ("br", &b"packed"[..]));
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let plain = ask(Method::GET, path, &[], Body::empty()).await;
    assert_eq!(plain.text(), "export default 1;\n");
    assert_eq!(get("/plain.txt").await.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn a_page_that_the_reader_has_is_not_sent_again() {
    let first = get("/docs").await;
    let tag = first.header("etag");
    assert_eq!(first.header("cache-control"), "no-cache");
    let second = ask(Method::GET, "/docs", &[("if-none-match", tag)], Body::empty()).await;
    assert_eq!((second.status, second.body.len()), (StatusCode::NOT_MODIFIED, 0));
}

#[tokio::test]
async fn answers_are_packed_for_those_who_ask() {
    let answer = ask(Method::GET, "/docs/case-study", &[("accept-encoding", "br, gzip")], Body::empty()).await;
    assert_eq!(answer.header("content-encoding"), "br");
    assert!(answer.header("vary").contains("accept-encoding"));
}

#[tokio::test]
async fn the_server_says_how_it_is() {
    assert_eq!(get("/healthz").await.text(), "ok\n");
    assert_eq!(get("/readyz").await.text(), "ready\n");
}
