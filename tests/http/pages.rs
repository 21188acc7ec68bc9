//! The pages: what each says, with scripts off, and what wrong addresses answer.

use super::*;

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
async fn a_form_that_is_none_is_refused_in_words() {
    let answer =
        ask(Method::POST, "/play", &[("content-type", "multipart/form-data; boundary=x"), BROWSER], "--x--").await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(answer.text().contains("The end of the frame"), "errors have the site's frame");
    let answer = ask(Method::POST, "/play", &[FORM, BROWSER], "manifest=&kubernetes=1.3").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
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
async fn one_page_has_one_address() {
    let answer = get("/docs/").await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::PERMANENT_REDIRECT, "/docs"));
    let foreign = get("//evil.example/").await;
    assert!(foreign.headers.get("location").is_none(), "{}", foreign.header("location"));
}

#[test]
fn a_site_that_is_not_built_says_how_to_build_it() {
    let trouble = Site::load(Settings::new("no-such-folder", "content")).expect_err("there is nothing");
    assert!(trouble.contains("cargo xtask build") && trouble.contains("no-such-folder"), "{trouble}");
}

#[tokio::test]
async fn every_page_is_there_as_markdown() {
    let answer = get("/docs/case-study.md").await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/markdown; charset=utf-8"));
    assert!(answer.text().starts_with("# ") && !answer.text().contains("#! "));
    assert!(
        answer.text().contains("\n> Two containers") && answer.text().contains("name: shared-storage-example"),
        "{}",
        answer.text()
    );
    let rule = get("/rules/emptydir-without-size-limit.md").await;
    assert!(rule.text().contains("\n\nFix: Set a size limit ("), "{}", rule.text());
    assert_eq!(get("/docs/index.md").await.status, StatusCode::OK);
    assert_eq!(get("/docs/nowhere.md").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_frame_shows_where_a_page_belongs() {
    assert!(get("/docs/case-study").await.text().contains("<a href=\"/docs\" aria-current=\"page\">"));
    assert!(!get("/nowhere").await.text().contains("aria-current"));
}
