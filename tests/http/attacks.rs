//! Requests that are wrong, too large, too slow or meant to harm.

use super::*;

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

/// An address that tries to leave the folders is refused, and shows nothing from outside.
async fn stays_inside(path: &str) {
    let answer = get(path).await;
    assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
    assert!(!answer.text().contains("[workspace]") && !answer.text().contains("root:"), "{path}");
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
        stays_inside(path).await;
    }
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
async fn a_request_id_is_kept_only_if_it_is_one() {
    let kept = ask(Method::GET, "/healthz", &[("x-request-id", "abc-123")], Body::empty()).await;
    assert_eq!(kept.header("x-request-id"), "abc-123");
    let replaced = ask(Method::GET, "/healthz", &[("x-request-id", "<script>")], Body::empty()).await;
    assert_ne!(replaced.header("x-request-id"), "<script>");
}

/// Text that would be a script, an attribute or a header, if it were not escaped.
const MARKUP: [&str; 4] =
    ["<script>alert(1)</script>", "\\\" onload=\\\"alert(1)", "a\\r\\nx-evil: 1", "]]><svg/onload=alert(1)>"];

/// A manifest with `markup` in every name and value that anything shows.
fn hostile(markup: &str) -> String {
    format!(
        "apiVersion: \"{markup}\"\nkind: \"Pod\"\nmetadata:\n  name: \"{markup}\"\n  namespace: \"{markup}\"\n  labels: {{\"{markup}\": \"{markup}\"}}\n\
         spec:\n  \"{markup}\": 1\n  initContainers:\n  - name: \"{markup}\"\n    image: \"{markup}\"\n    restartPolicy: \"{markup}\"\n\
         \x20 containers:\n  - name: \"{markup}\"\n    image: \"{markup}\"\n    command: [\"{markup}\"]\n    env: [{{name: \"{markup}\", value: \"{markup}\"}}]\n    volumeMounts:\n\
         \x20   - name: \"{markup}\"\n      mountPath: \"/{markup}\"\n      subPath: \"{markup}\"\n  volumes:\n  - name: \"{markup}\"\n    emptyDir: {{medium: \"{markup}\"}}\n"
    )
}

/// What stands in the tags of a page outside quotes: the names of its elements and attributes.
fn unquoted(html: &str) -> String {
    let mut names = String::new();
    let (mut inside, mut quote) = (false, None);
    for (character, next) in html.chars().zip(html.chars().skip(1).chain(['\n'])) {
        match (inside, quote, character) {
            (false, _, '<') => inside = next.is_ascii_alphabetic(),
            (true, None, '>') => inside = false,
            (true, None, '"' | '\'') => quote = Some(character),
            (true, None, _) => names.push(character),
            (true, Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    names
}

#[test]
fn the_names_of_attributes_are_told_from_their_values() {
    assert_eq!(unquoted("<a b=\"onload='x'\"> onload=1 <c onload=1>"), "a b=c onload=1");
}

#[tokio::test]
async fn markup_in_every_name_stays_text_in_every_view() {
    for markup in MARKUP {
        let text = hostile(markup);
        let page = ask(Method::POST, "/play", &[FORM, BROWSER], form(&text)).await;
        let snippets = ask(Method::POST, "/embed/snippets", &[FORM, BROWSER], form(&text)).await;
        let svg = ask(Method::POST, "/api/v1/render/svg", &[], text.clone()).await;
        for (name, answer) in [("page", page), ("snippets", snippets), ("svg", svg)] {
            assert_eq!(answer.status, StatusCode::OK, "{name}");
            let html = answer.text();
            assert!(!html.contains("<script>alert") && !html.contains("<svg/onload"), "{name}: {markup}");
            assert!(!unquoted(html).contains("onload"), "{name}: {markup}");
            assert!(answer.headers.get("x-evil").is_none(), "{name}");
        }
        let markdown = ask(Method::POST, "/api/v1/render/markdown", &[], text).await;
        assert!(!markdown.text().contains("<script>alert"), "{}", markdown.text());
    }
}

/// The calls whose answers are for programs, what `Accept` says, and the type of the answer.
const FOR_PROGRAMS: [(&str, &str, &str); 9] = [
    ("/analyze", "*/*", "application/json"),
    ("/fix?unsafe=true", "*/*", "application/json"),
    ("/fix?unsafe=true", "application/yaml", "application/yaml"),
    ("/convert?to=native-sidecar", "*/*", "application/json"),
    ("/convert?to=shared-pod", "*/*", "application/json"),
    ("/convert?to=deployments", "*/*", "application/json"),
    ("/convert?to=job", "*/*", "application/json"),
    ("/render/mermaid", "*/*", "text/vnd.mermaid; charset=utf-8"),
    ("/render/dot", "*/*", "text/vnd.graphviz; charset=utf-8"),
];

#[tokio::test]
async fn markup_in_every_name_stays_text_for_every_program() {
    for markup in MARKUP {
        let text = hostile(markup);
        for (path, accept, kind) in FOR_PROGRAMS {
            let headers = [("accept", accept), ("content-type", "application/yaml")];
            let answer = ask(Method::POST, &format!("/api/v1{path}"), &headers, text.clone()).await;
            let what = format!("{path} {accept} {markup}: {}", answer.text());
            assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, kind), "{what}");
            // No browser takes the answer for a page, even where a manifest is given back as it was written.
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
            assert!(answer.headers.get("x-evil").is_none(), "{what}");
            match kind {
                "application/json" => assert!(answer.json().is_object(), "{what}"),
                "application/yaml" => assert_eq!(names(answer.text()).await, names(&text).await, "{what}"),
                // What may stand between quotes is checked with the programs' own parsers in the browser tests.
                _ if path.ends_with("mermaid") => {
                    let text = answer.text().replace("<br/>", "").replace("<-->", "");
                    assert!(!text.contains('<'), "{what}");
                    let quotes = answer.text().lines().map(|line| line.matches('"').count());
                    assert!(quotes.into_iter().all(|count| matches!(count, 0 | 2)), "{what}");
                }
                _ => assert!(answer.text().lines().skip(1).all(|line| line.starts_with("  ") || line == "}"), "{what}"),
            }
        }
    }
}

/// The names of the pods and containers of a manifest.
async fn names(text: &str) -> Vec<String> {
    let analysis = ask(Method::POST, "/api/v1/analyze", &[], text.to_owned()).await.json();
    let pods = analysis["pods"].as_array().expect("pods").iter();
    let containers = pods.clone().flat_map(|pod| pod["containers"].as_array().expect("containers"));
    let mut names: Vec<String> = pods.chain(containers).map(|one| one["name"].to_string()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn markup_in_an_address_stays_text() {
    for path in [
        "/%3Cscript%3Ealert(1)%3C/script%3E",
        "/embed?view=%3Cscript%3E&theme=%22%3E%3Cscript%3E&page=%3Cscript%3E",
        "/api/v1/%3Cscript%3E",
        "/img/%3Cscript%3E/docs/case-study.svg",
        "/oembed?url=%3Cscript%3E",
    ] {
        let answer = get(path).await;
        assert!(!answer.text().contains("<script>alert(1)") && !answer.text().contains("\"><script>"), "{path}");
    }
}

#[tokio::test]
async fn no_parameter_leads_out_of_the_folders() {
    for path in [
        "/embed?page=../../Cargo.toml",
        "/embed?page=/../../../etc/passwd",
        "/img/flow/..%2f..%2f..%2fetc%2fpasswd.svg",
        "/img/flow/../../Cargo.toml.svg",
        "/oembed?url=/../../etc/passwd",
        "/scripts/..%2f..%2fCargo.toml",
        "/scripts/../../Cargo.toml",
    ] {
        stays_inside(path).await;
    }
}

#[tokio::test]
async fn nothing_redirects_to_another_host() {
    for path in [
        "//evil.example/",
        "///evil.example/docs/",
        "/docs//evil.example/",
        "/%2f%2fevil.example/",
        "/docs/?next=//evil.example",
        "/\\evil.example/",
    ] {
        let Ok(uri) = path.parse::<axum::http::Uri>() else { continue };
        let request = Request::builder().uri(uri).body(Body::empty()).expect("a request");
        let answer = read(router(Arc::new(site())).oneshot(request).await.expect("an answer")).await;
        let location = answer.header("location");
        assert!(
            location.is_empty() || (location.starts_with('/') && !location.starts_with("//")),
            "{path}: {location}"
        );
    }
}

/// A body of `parts` pieces of 1 KiB with a pause before each.
fn slow(parts: usize, pause: Duration) -> Body {
    let piece = move |sent: usize| async move {
        tokio::time::sleep(pause).await;
        (sent < parts).then(|| (Ok::<_, std::io::Error>(vec![b'a'; 1024]), sent + 1))
    };
    Body::from_stream(futures_util::stream::unfold(0, piece))
}

#[tokio::test]
async fn a_body_that_drips_is_not_waited_for() {
    let site =
        Site::load(Settings { patience: Duration::from_millis(100), ..settings() }).expect("the site can be read");
    let request = Request::post("/api/v1/analyze").body(slow(50, Duration::from_millis(20))).expect("a request");
    let answer = read(router(Arc::new(site)).oneshot(request).await.expect("an answer")).await;
    assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT);
}

#[tokio::test]
async fn an_endless_body_is_cut_at_the_limit() {
    for path in ["/api/v1/analyze", "/api/v1/render/svg", "/play", "/embed/snippets"] {
        let answer = ask(Method::POST, path, &[FORM], slow(usize::MAX, Duration::ZERO)).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
    }
}

#[tokio::test]
async fn wrong_types_are_refused_everywhere() {
    for path in ["/api/v1/analyze", "/api/v1/render/dot", "/play", "/embed/snippets"] {
        for kind in ["image/png", "multipart/form-data; boundary=x", "application/zip", "nonsense"] {
            let answer = ask(Method::POST, path, &[("content-type", kind)], POD).await;
            assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{path}: {kind}");
        }
    }
}

#[tokio::test]
async fn a_queue_that_is_full_says_when_to_come_back() {
    let site = Arc::new(Site::load(Settings { queue: 0, ..settings() }).expect("the site can be read"));
    let app = router(site);
    // A large manifest keeps every core busy for a while; more requests than cores then find no place.
    let manifest = format!("{POD}---\n").repeat(250);
    let ask =
        || app.clone().oneshot(Request::post("/api/v1/analyze").body(Body::from(manifest.clone())).expect("a request"));
    let answers = futures_util::future::join_all((0..32).map(|_| ask())).await;
    let refused: Vec<_> =
        answers.into_iter().flatten().filter(|answer| answer.status() == StatusCode::SERVICE_UNAVAILABLE).collect();
    assert!(!refused.is_empty());
    assert!(refused.iter().all(|answer| answer.headers().contains_key("retry-after")));
}
