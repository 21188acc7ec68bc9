//! Playgrounds in other people's pages: the frame, the script, the snippets, and what wikis ask.

use super::*;
use server::store::Store;

/// An answer of a site with other settings.
async fn with(settings: Settings, path: &str) -> Answer {
    let site = Site::load(settings).expect("the site can be read");
    let request = Request::builder().uri(path).header("host", "peapod.test").body(Body::empty()).expect("a request");
    read(router(Arc::new(site)).oneshot(request).await.expect("an answer")).await
}

#[tokio::test]
async fn the_frame_holds_a_playground_and_no_navigation() {
    let answer = get("/embed?view=verdict,flow&theme=dark&edit=0&kubernetes=1.34&anything=else").await;
    assert_eq!(answer.status, StatusCode::OK);
    let html = answer.text();
    assert!(html.contains("data-views=\"verdict,flow\"") && html.contains("data-kubernetes=\"1.34\""), "{html}");
    assert!(html.contains("data-fixed-theme=\"dark\"") && html.contains("data-edit=\"0\""));
    assert!(html.contains("/scripts/frame.js") && html.contains("<noscript>"));
    assert!(!html.contains("<header>") && !html.contains("The end of the frame"), "navigation is left");
    assert!(!html.contains("autofocus"));
}

#[tokio::test]
async fn others_may_frame_the_frame_and_nothing_else() {
    let embed = get("/embed").await;
    let policy = embed.header("content-security-policy");
    assert!(policy.ends_with("frame-ancestors *") && policy.contains("form-action 'none'"), "{policy}");
    assert!(!policy.contains("unsafe-inline"), "{policy}");
    assert_eq!(embed.header("cross-origin-resource-policy"), "cross-origin");
    assert!(embed.headers.get("x-frame-options").is_none());
    for path in ["/", "/play", "/embed/snippets", "/api"] {
        let policy = get(path).await;
        assert!(policy.header("content-security-policy").ends_with("frame-ancestors 'self'"), "{path}");
    }
    for (hosts, expected) in
        [(vec!["https://docs.example.com".to_owned()], "https://docs.example.com"), (vec!["none".to_owned()], "'none'")]
    {
        let answer = with(Settings { hosts, ..settings() }, "/embed").await;
        assert!(answer.header("content-security-policy").ends_with(&format!("frame-ancestors {expected}")));
    }
}

#[tokio::test]
async fn a_frame_of_a_page_is_complete_without_scripts() {
    let answer = get("/embed?page=/docs/case-study&view=verdict").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text().contains("shared-storage-example") && answer.text().contains("href=\"/docs/case-study\""));
    assert_eq!(get("/embed?page=/nowhere").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get("/embed?kubernetes=9.9").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_script_is_small_and_loads_anywhere() {
    let script = get("/embed.js").await;
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(script.header("access-control-allow-origin"), "*");
    assert_eq!(script.header("cross-origin-resource-policy"), "cross-origin");
    assert_eq!(script.header("cache-control"), "no-cache");
    assert!(!script.header("etag").is_empty() && script.body.len() <= 4096);
}

#[tokio::test]
async fn wikis_are_told_what_to_show() {
    let answer = with(settings(), "/oembed?url=http%3A%2F%2Fpeapod.test%2Fdocs%2Fcase-study%23x&maxwidth=500").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let rich = answer.json();
    assert_eq!((&rich["type"], &rich["version"], &rich["width"]), (&"rich".into(), &"1.0".into(), &500.into()));
    let html = rich["html"].as_str().expect("text");
    assert!(html.starts_with("<iframe src=\"http://peapod.test/embed?page=/docs/case-study\""), "{html}");
    for url in [
        "https://evil.example/docs/case-study",
        "http://peapod.test.evil.example/docs",
        "//evil.example/",
        "/healthz",
        "",
    ] {
        let encoded: String = form_urlencoded::byte_serialize(url.as_bytes()).collect();
        let answer = with(settings(), &format!("/oembed?url={encoded}")).await;
        assert!(answer.status == StatusCode::NOT_FOUND || !answer.text().contains("evil"), "{url}");
    }
    let public_url = Some("https://pods.example.com".to_owned());
    let answer = with(Settings { public_url, ..settings() }, "/oembed?url=https%3A%2F%2Fpods.example.com%2F").await;
    assert_eq!(answer.json()["provider_url"], "https://pods.example.com");
    let xml = with(settings(), "/oembed?url=%2F&format=xml").await;
    assert_eq!(xml.status, StatusCode::NOT_IMPLEMENTED);
}

#[tokio::test]
async fn snippets_are_made_without_scripts_too() {
    let page = get("/embed/snippets").await;
    assert_eq!(page.status, StatusCode::OK);
    for host in ["Backstage TechDocs", "MkDocs", "Docusaurus", "GitLab", "GitHub", "Confluence", "Notion", "Plain HTML"]
    {
        assert!(page.text().contains(host), "{host}");
    }
    assert!(page.text().contains("switched off on this server"));
    let body = format!("{}&view=flow&theme=dark", form(&POD.replace("name: web", "name: quite-another")));
    let posted = ask(Method::POST, "/embed/snippets", &[FORM, BROWSER, ("host", "peapod.test")], body).await;
    assert_eq!(posted.status, StatusCode::OK);
    let html = posted.text();
    assert!(html.contains("http://peapod.test/embed?view=flow&amp;amp;theme=dark&amp;amp;edit=0#v1="), "{html}");
    assert!(html.contains("quite-another") && !html.contains("shared-storage-example"));
    assert_eq!(posted.header("cache-control"), "no-store");
}

#[test]
fn what_is_inside_a_program_is_served_as_from_a_folder() {
    static DIST: server::store::Inside = &[("index.html", include_bytes!("../../server/tests/dist/index.html"))];
    let site = Site::load(Settings { dist: Store::Inside(DIST), ..settings() });
    assert!(site.is_ok());
}
