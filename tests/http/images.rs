//! Pictures by address: those of our own pages always, those of readers' manifests where the operator wants them.

use super::*;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use std::io::Write as _;

/// A manifest as it stands in an address.
fn data(manifest: &str) -> String {
    let json = serde_json::json!({ "y": manifest, "k": "1.35" }).to_string();
    let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(json.as_bytes()).expect("memory");
    BASE64_URL_SAFE_NO_PAD.encode(packer.finish().expect("memory"))
}

async fn picture(images: bool, path: &str) -> Answer {
    let site = Site::load(Settings { images, ..settings() }).expect("the site can be read");
    let request = Request::builder().uri(path).body(Body::empty()).expect("a request");
    read(router(Arc::new(site)).oneshot(request).await.expect("an answer")).await
}

#[tokio::test]
async fn pages_have_pictures() {
    for (path, holds) in [
        ("/img/flow/docs/case-study.svg", "shared-data"),
        ("/img/badge/docs/case-study.svg", "pattern: shared-pod-microservices"),
    ] {
        let answer = picture(false, path).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "image/svg+xml"), "{path}");
        assert!(answer.text().contains(holds), "{path}");
        assert_eq!(
            (answer.header("cache-control"), answer.header("cross-origin-resource-policy")),
            ("no-cache", "cross-origin")
        );
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'") && policy.ends_with("sandbox") && !policy.contains("unsafe"),
            "{policy}"
        );
    }
    assert_eq!(picture(false, "/img/flow/nowhere.svg").await.status, StatusCode::NOT_FOUND);
    assert_eq!(picture(false, "/img/portrait/docs/case-study.svg").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pictures_of_readers_are_off_unless_switched_on() {
    let path = format!("/img/v1/flow/{}.svg", data(POD));
    let refused = picture(false, &path).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let drawn = picture(true, &path).await;
    assert_eq!(drawn.status, StatusCode::OK, "{}", drawn.text());
    assert_eq!(drawn.header("cache-control"), "public, max-age=31536000, immutable");
    assert!(drawn.text().contains("cache") && !drawn.header("etag").is_empty());
    let badge = picture(true, &format!("/img/v1/badge/{}.svg", data(POD))).await;
    assert!(badge.text().contains("pattern: single"), "{}", badge.text());
}

#[tokio::test]
async fn a_picture_keeps_to_one_scheme_where_asked() {
    let [auto, dark, light] =
        ["", "?theme=dark", "?theme=light"].map(|theme| format!("/img/flow/docs/case-study.svg{theme}"));
    assert!(picture(false, &auto).await.text().contains("prefers-color-scheme:dark"));
    assert!(picture(false, &dark).await.text().contains("@media all"));
    assert!(picture(false, &light).await.text().contains("@media not all"));
}

#[tokio::test]
async fn markup_in_a_picture_stays_text() {
    let hostile = POD
        .replace("name: web", "name: \"</title><script>alert(1)</script>\"")
        .replace("/cache", "\"/\\\"><script>alert(2)</script>\"");
    for view in ["flow", "badge"] {
        let answer = picture(true, &format!("/img/v1/{view}/{}.svg", data(&hostile))).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(!answer.text().contains("<script"), "{}", answer.text());
    }
}

#[tokio::test]
async fn damaged_addresses_are_refused_in_words() {
    for data in ["AAAA", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "%3Cscript%3E", &"A".repeat(60_000)] {
        let answer = picture(true, &format!("/img/v1/flow/{data}.svg")).await;
        assert!(answer.status.is_client_error(), "{data:.20}: {}", answer.status);
        assert!(!answer.text().contains("root:") && !answer.text().contains("<script>"), "{data:.20}");
    }
}

#[tokio::test]
async fn previews_of_links_are_pngs_of_the_cards() {
    let html = get("/docs/case-study").await;
    assert!(
        html.text().contains("<meta property=\"og:image\" content=\"/og/docs/case-study.png\">"),
        "{}",
        html.text()
    );
    let png = get("/og/docs/case-study.png").await;
    assert_eq!((png.status, png.header("content-type")), (StatusCode::OK, "image/png"));
    assert_eq!(&png.body[..8], b"\x89PNG\r\n\x1a\n");
    // Width and height stand at the start of the first chunk.
    assert_eq!((&png.body[16..20], &png.body[20..24]), (&1200_u32.to_be_bytes()[..], &630_u32.to_be_bytes()[..]));
    assert!(png.body.len() > 10_000, "{} bytes are too few for a title and a drawing", png.body.len());
    assert_eq!(png.header("cross-origin-resource-policy"), "cross-origin");
    let other = get("/og/docs/emptydir.png").await;
    assert_ne!((&png.body, png.header("etag")), (&other.body, other.header("etag")));
    let known = [("if-none-match", other.header("etag"))];
    let again = ask(Method::GET, "/og/docs/emptydir.png", &known, Body::empty()).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    for path in ["/og/nowhere.png", "/og/docs/case-study.gif", "/og/docs/case-study"] {
        assert_eq!(get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
