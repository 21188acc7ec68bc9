//! The API: what it answers, and that it is what its own document says.

use super::*;

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
async fn answers_are_what_the_document_says() {
    let document = ask(Method::GET, "/api/v1/openapi.json", &[], Body::empty()).await;
    assert_eq!((document.status, document.header("content-type")), (StatusCode::OK, "application/json"));
    let document = document.json();
    assert_eq!(document["openapi"], "3.1.0");
    let schema = |name: &str| {
        let mut schema = document.clone();
        schema["$ref"] = format!("#/components/schemas/{name}").into();
        jsonschema::validator_for(&schema).expect("a schema")
    };
    let analysis = schema("Analysis");
    let many = include_str!("../../content/examples/case-study.yaml");
    for manifest in [POD, many, "a: [", "", &format!("{POD}---\n{many}"), include_str!("../data/odd-manifest.yaml")] {
        let answer = ask(Method::POST, "/api/v1/analyze", &[], manifest.to_owned()).await.json();
        let objections: Vec<String> =
            analysis.iter_errors(&answer).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(objections.is_empty(), "{}", objections.join("\n"));
    }
    assert!(!analysis.is_valid(&serde_json::json!({ "version": 1 })), "it objects to nothing");
    let problem = ask(Method::POST, "/api/v1/analyze?pod=x", &[], POD).await.json();
    assert!(schema("Problem").is_valid(&problem), "{problem}");
}

#[tokio::test]
async fn every_call_of_the_document_answers() {
    let document = ask(Method::GET, "/api/v1/openapi.json", &[], Body::empty()).await.json();
    let paths = document["paths"].as_object().expect("an object");
    assert!(paths.len() >= 5);
    for (path, item) in paths {
        let answer = ask(Method::POST, path, &[], POD).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        let kind = answer.header("content-type").split(';').next().expect("a type").to_owned();
        assert!(item["post"]["responses"]["200"]["content"][&kind].is_object(), "{path}: {kind}");
    }
}

#[tokio::test]
async fn the_page_of_the_api_tells_of_every_call() {
    let page = get("/api").await;
    assert_eq!(page.status, StatusCode::OK);
    for path in ["/api/v1/analyze", "/api/v1/render/mermaid", "/api/v1/openapi.json", "/scripts/try.js"] {
        assert!(page.text().contains(path), "{path}");
    }
}

#[tokio::test]
async fn other_origins_call_it_only_where_the_operator_says_so() {
    let origin = ("origin", "https://docs.example.com");
    let silent = ask(Method::POST, "/api/v1/analyze", &[origin], POD).await;
    assert!(silent.headers.get("access-control-allow-origin").is_none());
    let callers = vec!["https://docs.example.com".to_owned()];
    let site = Arc::new(Site::load(Settings { callers, ..settings() }).expect("the site can be read"));
    for (origin, allowed) in [("https://docs.example.com", true), ("https://evil.example", false)] {
        let request =
            Request::post("/api/v1/analyze").header("origin", origin).body(Body::from(POD)).expect("a request");
        let answer = read(router(Arc::clone(&site)).oneshot(request).await.expect("an answer")).await;
        assert_eq!(answer.header("access-control-allow-origin") == origin, allowed, "{origin}");
        assert!(answer.headers.get("access-control-allow-credentials").is_none());
    }
}

#[tokio::test]
async fn json_goes_in_as_well() {
    let manifest = serde_json::json!({ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "web" },
        "spec": { "containers": [{ "name": "web", "image": "nginx:1.27" }] } });
    let answer =
        ask(Method::POST, "/api/v1/analyze", &[("content-type", "application/json")], manifest.to_string()).await;
    assert_eq!(answer.json()["pods"][0]["verdict"]["pattern"], "single");
}
