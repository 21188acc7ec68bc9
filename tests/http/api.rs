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
    assert!(paths.len() >= 7);
    for (path, item) in paths {
        let parameters = item["post"]["parameters"].as_array().expect("a list");
        let required = parameters.iter().filter(|one| one["required"] == true);
        let first = |one: &Value| one["schema"]["oneOf"][0]["const"].as_str().expect("a choice").to_owned();
        let wishes: Vec<String> =
            required.map(|one| format!("{}={}", one["name"].as_str().expect("a name"), first(one))).collect();
        let answer = ask(Method::POST, &format!("{path}?{}", wishes.join("&")), &[], POD).await;
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

/// A pod with trouble that can be repaired, and a helper that can become a native sidecar.
const TROUBLED: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: web\n    image: nginx:1.27\n    volumeMounts:\n    - name: logs\n      mountPath: /var/log/nginx\n  - name: fluent-bit\n    image: fluent/fluent-bit:3.1\n    volumeMounts:\n    - name: logs\n      mountPath: /logs\n      readOnly: true\n  volumes:\n  - name: logs\n    emptyDir: {}\n";
const YAML: (&str, &str) = ("accept", "application/yaml");

#[tokio::test]
async fn manifests_are_repaired_as_the_command_line_repairs_them() {
    let json = ask(Method::POST, "/api/v1/fix?unsafe=true", &[], TROUBLED).await.json();
    let text = json["text"].as_str().expect("a text");
    let made = json["made"].as_array().expect("a list");
    assert!(text != TROUBLED && !made.is_empty(), "{json}");
    assert!(made.iter().all(|one| one["rule"].is_string() && one["title"].is_string()), "{json}");
    let yaml = ask(Method::POST, "/api/v1/fix?unsafe=true", &[YAML], TROUBLED).await;
    assert_eq!((yaml.header("content-type"), yaml.text()), ("application/yaml", text));
    assert!(yaml.header("vary").contains("accept"));
    let one = ask(Method::POST, "/api/v1/fix?rule=emptydir-without-size-limit", &[], TROUBLED).await.json();
    assert!(one["text"].as_str().expect("a text").contains("sizeLimit"), "{one}");
    assert!(one["made"].as_array().expect("a list").iter().all(|made| made["rule"] == "emptydir-without-size-limit"));
    let none = ask(Method::POST, "/api/v1/fix?rule=no-such-rule", &[], TROUBLED).await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST);
    assert!(none.json()["detail"].as_str().expect("words").contains("no-such-rule"));
}

#[tokio::test]
async fn pods_are_turned_into_other_forms() {
    let json = ask(Method::POST, "/api/v1/convert?to=native-sidecar", &[], TROUBLED).await.json();
    assert_eq!((&json["target"], &json["before"]["pattern"]), (&"native-sidecar".into(), &"sidecar".into()), "{json}");
    let text = json["text"].as_str().expect("a text");
    assert!(text.contains("initContainers:") && text.contains("restartPolicy: Always"), "{text}");
    let yaml = ask(Method::POST, "/api/v1/convert?to=native-sidecar", &[YAML], TROUBLED).await;
    assert_eq!(yaml.text(), text);
    // What is in the way is said: in the JSON as a list, and where YAML was wanted as an error.
    let path = "/api/v1/convert?to=native-sidecar&pod=7";
    let json = ask(Method::POST, path, &[], TROUBLED).await.json();
    assert!(json["text"].is_null() && json["obstacles"][0].is_string(), "{json}");
    let refused = ask(Method::POST, path, &[YAML], TROUBLED).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for (path, says) in [("/api/v1/convert?to=a-cloud", "deployments"), ("/api/v1/convert", "to")] {
        let answer = ask(Method::POST, path, &[], TROUBLED).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        assert!(answer.json()["detail"].as_str().expect("words").contains(says), "{path}: {}", answer.text());
    }
}

#[tokio::test]
async fn bytes_that_are_no_text_are_not_rewritten() {
    for path in ["/api/v1/fix", "/api/v1/convert?to=job"] {
        let answer = ask(Method::POST, path, &[], &b"kind: Pod # \xff\n"[..]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
    }
}

#[tokio::test]
async fn the_same_answer_has_the_same_tag_and_need_not_be_sent_again() {
    for path in ["/api/v1/analyze", "/api/v1/render/svg", "/api/v1/fix", "/api/v1/convert?to=deployments"] {
        let [first, second] =
            [ask(Method::POST, path, &[], TROUBLED).await, ask(Method::POST, path, &[], TROUBLED).await];
        let tag = first.header("etag");
        assert!(!tag.is_empty() && tag == second.header("etag"), "{path}");
        assert_eq!(first.header("cache-control"), "no-store", "{path}");
        let same = ask(Method::POST, path, &[("if-none-match", tag)], TROUBLED).await;
        assert_eq!(same.status, StatusCode::PRECONDITION_FAILED, "{path}");
        let other =
            ask(Method::POST, path, &[("if-none-match", tag)], TROUBLED.replace("name: web", "name: shop")).await;
        assert_eq!(other.status, StatusCode::OK, "{path}");
    }
}
