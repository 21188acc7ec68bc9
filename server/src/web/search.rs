//! The search without scripts, and the index for the search with them.

use super::pages::send;
use super::trouble::Trouble;
use crate::html::escape;
use crate::prepared::Prepared;
use crate::search::Stored;
use crate::site::Site;
use axum::extract::{RawQuery, State};
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use std::fmt::Write as _;
use std::sync::Arc;

/// So many passages are shown.
const MOST: usize = 40;
/// Longer questions are cut, in bytes.
const LONGEST: usize = 300;

/// `GET /search?q=…`.
pub(super) async fn page(
    State(site): State<Arc<Site>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let question = field(query.as_deref().unwrap_or(""), "q");
    let page = site.with_index(|index| {
        let found: Vec<Stored> = index.search(&question, MOST).into_iter().map(|found| found.passage.clone()).collect();
        render(&site, &question, &found)
    });
    Ok(send(&page.map_err(failed)?, &headers))
}

/// `GET /search.json`.
pub(super) async fn index(State(site): State<Arc<Site>>, headers: HeaderMap) -> Result<Response, Trouble> {
    let mut response = send(&site.search_index().map_err(failed)?, &headers);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}

/// A field of a query, bounded.
pub(super) fn field(query: &str, name: &str) -> String {
    let (_, value) = form_urlencoded::parse(query.as_bytes()).find(|(field, _)| field == name).unwrap_or_default();
    let mut end = value.len().min(LONGEST);
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    value[..end].trim().to_owned()
}

fn render(site: &Site, question: &str, found: &[Stored]) -> Prepared {
    let content = format!(
        "<article class=\"page search-page\">\n<h1>Search</h1>\n{}{}</article>\n",
        form(question),
        if question.is_empty() { String::new() } else { results(question, found) }
    );
    let title = if question.is_empty() { "Search".to_owned() } else { format!("{question} · Search") };
    site.own_page(&title, "Search the documentation, the rules, the patterns and the catalogue.", "/search", &content)
}

/// The form, with what was asked.
pub(super) fn form(question: &str) -> String {
    format!(
        "<form class=\"search-form\" action=\"/search\" role=\"search\" aria-label=\"All pages\">\n\
         <label for=\"question\">Words, a field such as <code>spec.volumes[].emptyDir</code>, or an image</label>\n\
         <span><input id=\"question\" type=\"search\" name=\"q\" value=\"{}\" autocomplete=\"off\"> <button class=\"button\">Search</button></span>\n</form>\n",
        escape(question)
    )
}

fn results(question: &str, found: &[Stored]) -> String {
    if found.is_empty() {
        return format!(
            "<p>Nothing was found for “{}”. Try fewer or other words, or look through <a href=\"/docs\">the documentation</a>.</p>\n",
            escape(question)
        );
    }
    let many = if found.len() == MOST { "The best" } else { "Found:" };
    format!("<p class=\"quiet\">{many} {} for “{}”</p>\n{}", found.len(), escape(question), list(found))
}

/// Passages as a list.
pub(super) fn list(found: &[Stored]) -> String {
    let mut items = String::new();
    for Stored { path, title, heading, excerpt, section } in found {
        // Headings such as “Example” say little without the page that they are on.
        let name = if heading.is_empty() { title.clone() } else { format!("{title} › {heading}") };
        let _ = writeln!(
            items,
            "<li><a href=\"{}\">{}</a> <span class=\"quiet\">{}</span>\n<p>{}</p></li>",
            escape(path),
            escape(&name),
            escape(section),
            escape(excerpt)
        );
    }
    format!("<ol class=\"results-list\">\n{items}</ol>\n")
}

fn failed(detail: String) -> Trouble {
    Trouble::new(StatusCode::INTERNAL_SERVER_ERROR, detail)
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn the_question_is_taken_from_the_query_and_bounded() {
        assert_eq!(field("x=1&q=empty%20dir+", "q"), "empty dir");
        assert_eq!(field("", "q"), "");
        assert_eq!(field(&format!("q={}", "ä".repeat(400)), "q").len(), 300);
    }
}
