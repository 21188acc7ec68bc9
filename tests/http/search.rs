//! What leads readers and programs to a page: the search, the lists of pages, and what a wrong address offers.

use super::*;

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
async fn lists_of_links_to_other_sites_are_not_found() {
    let answer = get("/search?q=emptydir").await;
    let names = answer.text().split("<li><a ").skip(1).filter_map(|item| item.split("</a>").next());
    let names: Vec<&str> = names.filter_map(|item| item.split_once('>')).map(|(_, name)| name).collect();
    assert!(names.len() > 10 && names.iter().any(|name| name.contains(" › ")), "{names:?}");
    assert!(!names.iter().any(|name| name.ends_with("References") || name.ends_with("Sources")), "{names:?}");
}

#[tokio::test]
async fn the_pages_are_listed_for_programs() {
    let settings = Settings { public_url: Some("https://pods.example".into()), ..settings() };
    let app = router(Arc::new(Site::load(settings).expect("the site can be read")));
    for (path, kind, says) in [
        ("/sitemap.xml", "application/xml", "<loc>https://pods.example/docs/emptydir</loc>"),
        ("/feed.xml", "application/atom+xml", "<category term=\"sidecar\"/>"),
        ("/llms.txt", "text/plain", "](https://pods.example/docs/emptydir.md)"),
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
    let slip = get("/docs/emptydirr").await;
    let first = slip.text().split_once("results-list").expect("results").1;
    assert!(first.split_once("href=\"").expect("a link").1.contains("emptydir"), "{first}");
    assert!(slip.text().contains("value=\"emptydirr\""), "the section is no word to look for");
}
