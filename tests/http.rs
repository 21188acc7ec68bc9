//! The site over HTTP, asked without a network: what every page says, what every answer carries, and what happens to
//! requests that are wrong, too large or meant to harm.
//!
//! The frame is a stand-in, so that nothing here needs a build of the bundle; the pages are the real ones.

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt as _;
use serde_json::Value;
use server::{Settings, Site, router};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tower::ServiceExt as _;

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: web\n    image: nginx:1.27\n    volumeMounts:\n    - name: cache\n      mountPath: /cache\n  volumes:\n  - name: cache\n    emptyDir: {}\n";
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const BROWSER: (&str, &str) = ("accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

/// An answer, read to its end.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("ASCII"))
    }
}

/// A folder as Trunk would leave it, made once.
static DIST: LazyLock<PathBuf> = LazyLock::new(|| {
    let dist = Path::new(env!("CARGO_TARGET_TMPDIR")).join("http-dist");
    fs::create_dir_all(&dist).expect("the folder can be made");
    fs::write(dist.join("index.html"), include_str!("../server/tests/dist/index.html")).expect("written");
    fs::write(dist.join("app-0123456789abcdef.js"), "export default 1;\n").expect("written");
    fs::write(dist.join("app-0123456789abcdef.js.br"), b"packed").expect("written");
    fs::write(dist.join("plain.txt"), "plain").expect("written");
    dist
});

fn settings() -> Settings {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    Settings {
        dist: DIST.clone(),
        content,
        most_bytes: 64 * 1024,
        patience: Duration::from_mins(1),
        ..Settings::default()
    }
}

fn site() -> Site {
    Site::load(settings()).expect("the site can be read")
}

async fn ask(method: Method, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(body.into()).expect("a request");
    read(router(Arc::new(site())).oneshot(request).await.expect("an answer")).await
}

async fn read(response: Response) -> Answer {
    let (parts, body) = response.into_parts();
    let body = body.collect().await.expect("a whole body").to_bytes().to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}

async fn get(path: &str) -> Answer {
    ask(Method::GET, path, &[BROWSER], Body::empty()).await
}

/// A text as a form sends it.
fn form(manifest: &str) -> String {
    form_urlencoded::Serializer::new(String::new()).append_pair("manifest", manifest).finish()
}

#[tokio::test]
async fn the_home_page_shows_the_case_study_without_scripts() {
    let home = get("/").await;
    assert_eq!(home.status, StatusCode::OK);
    let html = home.text();
    assert!(html.contains("The end of the frame"), "the frame is missing");
    assert!(
        !html.contains("content=\"replaced\"") && html.contains("<title>Peapod: "),
        "the frame's words are not replaced"
    );
    assert!(html.contains("name: shared-storage-example"), "the manifest is missing");
    assert!(html.contains("data-playground") && html.contains("action=\"/play\""), "the playground is missing");
}

#[tokio::test]
async fn every_page_of_the_book_answers_and_nothing_in_it_is_to_repair() {
    let site = site();
    let flaws: Vec<String> = site.check().iter().map(ToString::to_string).collect();
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
    let app = router(Arc::new(self::site()));
    for page in &site.book().pages {
        let request = Request::builder().uri(&page.path).body(Body::empty()).expect("a request");
        let answer = read(app.clone().oneshot(request).await.expect("an answer")).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", page.path);
        let title = format!("{}</h1>", page.front.title.replace('&', "&amp;").replace('\'', "&#39;"));
        assert!(answer.text().contains(&title), "{}", page.path);
        assert!(!answer.text().contains(" style="), "{}: inline styles are refused by our own policy", page.path);
        assert!(!answer.text().contains("#! "), "{}: an announcement is left", page.path);
    }
}

#[tokio::test]
async fn a_posted_manifest_comes_back_with_its_analysis() {
    let text = POD.replace("name: web", "name: quite-another");
    let answer = ask(Method::POST, "/play", &[FORM, BROWSER], form(&text)).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains("name: quite-another"));
    assert!(!answer.text().contains("shared-storage-example"));
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn markup_in_a_manifest_stays_text() {
    let text = POD.replace("nginx:1.27", "\"</textarea><script>alert(1)</script><img src=x onerror=alert(1)>\"");
    let answer = ask(Method::POST, "/play", &[FORM, BROWSER], form(&text)).await;
    assert_eq!(answer.status, StatusCode::OK);
    let html = answer.text();
    assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;"), "the text is gone");
    assert_eq!(html.matches("<script").count(), 1, "only the frame's own script");
    assert!(!html.contains("<img src=x"));
}

#[tokio::test]
async fn a_form_that_is_none_is_refused_in_words() {
    let answer =
        ask(Method::POST, "/play", &[("content-type", "multipart/form-data; boundary=x"), BROWSER], "--x--").await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(answer.text().contains("The end of the frame"), "errors have the site's frame");
    let answer = ask(Method::POST, "/play", &[FORM, BROWSER], "manifest=&kubernetes=1.3").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_as_asked_for() {
    let fits = "a: b\n".repeat(13_000);
    assert_eq!(ask(Method::POST, "/play", &[FORM, BROWSER], form(&fits)).await.status, StatusCode::OK);
    let large = "a: b\n".repeat(14_000);
    let page = ask(Method::POST, "/play", &[FORM, BROWSER], form(&large)).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.text().contains("The end of the frame") && page.text().contains("65536 bytes"));
    let vast = ask(Method::POST, "/play", &[FORM, BROWSER], form(&"a: b\n".repeat(100_000))).await;
    assert_eq!(vast.status, StatusCode::PAYLOAD_TOO_LARGE);
    let json = ask(Method::POST, "/api/v1/analyze", &[("content-type", "application/yaml")], large).await;
    assert_eq!(json.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(json.header("content-type"), "application/problem+json");
    assert_eq!(json.json()["status"], 413);
}

#[tokio::test]
async fn the_api_answers_with_the_analysis() {
    let path = "/api/v1/analyze?kubernetes=1.34";
    let answer = ask(Method::POST, path, &[("content-type", "application/yaml")], POD).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/json");
    let analysis = answer.json();
    assert_eq!(analysis["version"], 1);
    assert_eq!(analysis["kubernetes"], "1.34");
    assert_eq!(analysis["pods"][0]["name"], "web");
}

#[tokio::test]
async fn a_packed_body_is_refused() {
    let packed = [("content-encoding", "gzip"), ("content-type", "application/yaml")];
    assert_eq!(ask(Method::POST, "/api/v1/analyze", &packed, POD).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn bytes_that_are_no_text_are_analysed_and_reported() {
    let answer = ask(Method::POST, "/api/v1/analyze", &[], &b"\xff\xfe\0a"[..]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_ne!(answer.json()["findings"], Value::Array(Vec::new()));
}

#[tokio::test]
async fn pictures_are_drawn_of_the_pod_asked_for() {
    for (view, kind) in [("svg", "image/svg+xml"), ("mermaid", "text/vnd.mermaid"), ("dot", "text/vnd.graphviz")] {
        let answer = ask(Method::POST, &format!("/api/v1/render/{view}"), &[], POD).await;
        assert_eq!(answer.status, StatusCode::OK, "{view}");
        assert!(answer.header("content-type").starts_with(kind), "{view}");
        let missing = ask(Method::POST, &format!("/api/v1/render/{view}?pod=1"), &[], POD).await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY, "{view}");
    }
    let report = ask(Method::POST, "/api/v1/render/markdown", &[], POD).await;
    assert_eq!((report.status, report.header("content-type")), (StatusCode::OK, "text/markdown; charset=utf-8"));
}

#[tokio::test]
async fn wrong_questions_to_the_api_are_told_what_is_wrong() {
    for (path, kind, status) in [
        ("/api/v1/analyze?kubernetes=2.0", "application/yaml", 400),
        ("/api/v1/analyze?kubernets=1.34", "application/yaml", 400),
        ("/api/v1/analyze", "image/png", 415),
        ("/api/v1/analyze", "multipart/form-data; boundary=x", 415),
        ("/api/v1/analyse", "application/yaml", 404),
    ] {
        let answer = ask(Method::POST, path, &[("content-type", kind)], POD).await;
        assert_eq!(answer.status.as_u16(), status, "{path} {kind}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path} {kind}");
        assert!(answer.json()["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{path} {kind}");
    }
    let answer = ask(Method::GET, "/api/v1/analyze", &[], Body::empty()).await;
    assert_eq!((answer.status, answer.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "POST"));
}

#[tokio::test]
async fn an_unknown_address_is_a_page_or_json() {
    for path in ["/nowhere", "/docs/nowhere", "/rules/../nowhere", "/index.html"] {
        let page = get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.text().contains("The end of the frame"), "{path}");
    }
    let json = ask(Method::GET, "/nowhere", &[("accept", "application/json")], Body::empty()).await;
    assert_eq!((json.status, json.header("content-type")), (StatusCode::NOT_FOUND, "application/problem+json"));
}

#[tokio::test]
async fn no_path_leads_out_of_the_folders() {
    for path in [
        "/../Cargo.toml",
        "/..%2fCargo.toml",
        "/%2e%2e/%2e%2e/Cargo.toml",
        "/docs/..%2f..%2fCargo.toml",
        "/docs/%2e%2e%5c%2e%2e%5cCargo.toml",
        "//etc/passwd",
        "/etc/passwd%00.txt",
        "/examples/case-study.yaml",
        "/docs/case-study.md%00",
    ] {
        let answer = get(path).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        assert!(!answer.text().contains("[workspace]") && !answer.text().contains("root:"), "{path}");
    }
}

#[tokio::test]
async fn one_page_has_one_address() {
    let answer = get("/docs/").await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::PERMANENT_REDIRECT, "/docs"));
    let foreign = get("//evil.example/").await;
    assert!(foreign.headers.get("location").is_none(), "{}", foreign.header("location"));
}

#[tokio::test]
async fn every_answer_says_what_a_browser_may_do() {
    for path in ["/", "/docs", "/nowhere", "/healthz", "/app-0123456789abcdef.js"] {
        let answer = get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe-inline") && policy.contains("style-src 'self'"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
        assert!(!answer.header("cache-control").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn a_request_id_is_kept_only_if_it_is_one() {
    let kept = ask(Method::GET, "/healthz", &[("x-request-id", "abc-123")], Body::empty()).await;
    assert_eq!(kept.header("x-request-id"), "abc-123");
    let replaced = ask(Method::GET, "/healthz", &[("x-request-id", "<script>")], Body::empty()).await;
    assert_ne!(replaced.header("x-request-id"), "<script>");
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

#[test]
fn a_site_that_is_not_built_says_how_to_build_it() {
    let settings = Settings { dist: "no-such-folder".into(), ..settings() };
    let trouble = Site::load(settings).expect_err("there is nothing");
    assert!(trouble.contains("cargo xtask build") && trouble.contains("no-such-folder"), "{trouble}");
}

#[tokio::test]
async fn every_page_is_there_as_markdown() {
    let answer = get("/docs/case-study.md").await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/markdown; charset=utf-8"));
    assert!(answer.text().starts_with("# ") && !answer.text().contains("#! "));
    assert_eq!(get("/docs/index.md").await.status, StatusCode::OK);
    assert_eq!(get("/docs/nowhere.md").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_frame_shows_where_a_page_belongs() {
    assert!(get("/docs/case-study").await.text().contains("<a href=\"/docs\" aria-current=\"page\">"));
    assert!(!get("/nowhere").await.text().contains("aria-current"));
}

#[tokio::test]
async fn a_body_that_never_ends_is_not_waited_for() {
    let settings = Settings { patience: Duration::from_millis(50), ..settings() };
    let site = Site::load(settings).expect("the site can be read");
    let endless = Body::from_stream(futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>());
    let request = Request::post("/api/v1/analyze").body(endless).expect("a request");
    let answer = read(router(Arc::new(site)).oneshot(request).await.expect("an answer")).await;
    assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT);
    assert_eq!(answer.json()["status"], 408);
}

#[tokio::test]
async fn the_search_finds_fields_and_forgives_slips() {
    for question in ["spec.volumes%5B%5D.emptyDir", "emtpydir"] {
        let answer = get(&format!("/search?q={question}")).await;
        let first =
            answer.text().split_once("results-list").expect("results").1.split_once("href=\"").expect("a link").1;
        assert!(first.to_lowercase().starts_with("/docs/emptydir") || first.contains("emptydir"), "{}", &first[..60]);
    }
    let hostile = get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E").await;
    assert!(!hostile.text().contains("<script>alert"), "markup in a question stays text");
    assert_eq!(get("/search.json").await.json()["serializationVersion"], 2);
}

#[tokio::test]
async fn the_pages_are_listed_for_programs() {
    let settings = Settings { public_url: Some("https://pods.example".into()), ..settings() };
    let app = router(Arc::new(Site::load(settings).expect("the site can be read")));
    for (path, kind, says) in [
        ("/sitemap.xml", "application/xml", "<loc>https://pods.example/docs/emptydir</loc>"),
        ("/feed.xml", "application/atom+xml", "<category term=\"sidecar\"/>"),
        ("/llms.txt", "text/plain", "](/docs/emptydir.md)"),
        ("/robots.txt", "text/plain", "Sitemap: https://pods.example/sitemap.xml"),
        ("/og/docs/emptydir.svg", "image/svg+xml", "<title"),
        ("/docs/emptydir", "text/html", "<link rel=\"canonical\" href=\"https://pods.example/docs/emptydir\">"),
        ("/tags/sidecar", "text/html", "/docs/case-study"),
        ("/catalogue/fluent-bit", "text/html", "fluent/fluent-bit"),
        ("/catalogue?find=pgbouncer", "text/html", "Show all"),
    ] {
        let request = Request::get(path).header(BROWSER.0, BROWSER.1).body(Body::empty()).expect("a request");
        let answer = read(app.clone().oneshot(request).await.expect("an answer")).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.header("content-type").starts_with(kind), "{path}: {}", answer.header("content-type"));
        assert!(answer.text().contains(says), "{path} does not say {says}");
    }
}

#[tokio::test]
async fn an_address_where_nothing_is_leads_on() {
    let answer = get("/docs/empty-dir-size").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text().contains("action=\"/search\"") && answer.text().contains("/docs/emptydir"));
}
