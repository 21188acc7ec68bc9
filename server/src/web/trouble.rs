//! What went wrong, as the reader wants to hear it: a page of the site for a browser, `application/problem+json` for a
//! program.
//!
//! A handler says what went wrong with a [`Trouble`]; answers of others that are errors (an unknown address, a wrong
//! method, a timeout, a panic) get words here too. Nothing of a manifest is repeated.

use super::{REQUEST_ID, play, search};
use crate::html::escape;
use crate::site::Site;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue, RETRY_AFTER, VARY};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;
use std::any::Any;
use std::sync::Arc;
use tower_http::catch_panic::ResponseForPanic;

/// An answer that is an error.
#[derive(Clone, Debug)]
pub(super) struct Trouble {
    pub(super) status: StatusCode,
    /// What happened and what to do, in full sentences.
    pub(super) detail: String,
}

impl Trouble {
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into() }
    }

    /// What to say where nobody said anything.
    fn of(status: StatusCode, site: &Site) -> Self {
        let detail = match status {
            StatusCode::NOT_FOUND => "There is nothing at this address.".into(),
            StatusCode::METHOD_NOT_ALLOWED => "This address does not answer requests of this method.".into(),
            StatusCode::PAYLOAD_TOO_LARGE => too_large(site),
            StatusCode::REQUEST_TIMEOUT => {
                format!("The request took longer than {} seconds.", site.settings.patience.as_secs())
            }
            _ if status.is_server_error() => "Something went wrong here, not with you. Please try again.".into(),
            _ => "The request could not be answered.".into(),
        };
        Self { status, detail }
    }
}

/// What to say about a body over the limit.
pub(super) fn too_large(site: &Site) -> String {
    let most = site.settings.most_bytes;
    format!(
        "The text is larger than this server takes ({most} bytes). Send a part of it, or use `peapod analyze` on your own machine."
    )
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// What is left of a panic: an answer. Its place is in the log.
#[derive(Clone)]
pub(super) struct AfterPanic(pub(super) Arc<Site>);

impl ResponseForPanic for AfterPanic {
    type ResponseBody = Body;

    fn response_for_panic(&mut self, _payload: Box<dyn Any + Send + 'static>) -> Response {
        self.0.operation.metrics.panics.inc();
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

/// Gives every answer that is an error its words, in the form that was asked for.
pub(super) async fn dress(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let html = wants_html(&path, request.headers());
    let id = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or("").to_owned();
    let mut response = if announces_too_much(request.headers(), &site) {
        Trouble::new(StatusCode::PAYLOAD_TOO_LARGE, too_large(&site)).into_response()
    } else {
        next.run(request).await
    };
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let trouble = response.extensions_mut().remove().unwrap_or_else(|| Trouble::of(status, &site));
    if status.is_server_error() {
        tracing::error!(id, status = status.as_u16(), detail = trouble.detail, "request failed");
    }
    let (kind, body) = if html {
        ("text/html; charset=utf-8", page(&site, &trouble, &id, &path))
    } else {
        ("application/problem+json", problem(&trouble, &id))
    };
    let headers = response.headers_mut();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(RETRY_AFTER, HeaderValue::from_static("2"));
    }
    headers.remove(CONTENT_LENGTH);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.append(VARY, HeaderValue::from_static("accept"));
    *response.body_mut() = Body::from(body);
    response
}

/// Whether a body says that it is larger than anything that is read here: it is not waited for then.
fn announces_too_much(headers: &HeaderMap, site: &Site) -> bool {
    let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let most = site.settings.most_bytes.saturating_mul(play::SPREAD);
    length.is_some_and(|length| length > most as u64)
}

/// Whether a page is wanted rather than JSON. The API answers JSON unless asked for a page; the rest the other way
/// round.
fn wants_html(path: &str, headers: &HeaderMap) -> bool {
    let accepted: Vec<&str> = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    let names = |kind: &str| accepted.iter().any(|value| value.contains(kind));
    match (names("text/html"), names("json")) {
        (true, false) => true,
        (false, true) => false,
        _ => !path.starts_with("/api/"),
    }
}

/// What went wrong, for programs: RFC 9457.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Problem<'p> {
    /// Always `about:blank`: the status says what kind of problem it is.
    r#type: &'static str,
    /// The kind of problem in a few words.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What happened and what to do, in full sentences.
    detail: &'p str,
    /// The name of the request, which is in the log too.
    request_id: &'p str,
}

fn problem(trouble: &Trouble, id: &str) -> String {
    let problem = Problem {
        r#type: "about:blank",
        title: title(trouble.status),
        status: trouble.status.as_u16(),
        detail: &trouble.detail,
        request_id: id,
    };
    serde_json::to_string(&problem).unwrap_or_default()
}

fn page(site: &Site, trouble: &Trouble, id: &str, path: &str) -> String {
    let title = title(trouble.status);
    let (code, detail) = (trouble.status.as_u16(), escape(&trouble.detail));
    let name = if trouble.status.is_server_error() {
        format!("<p>If you report this, name the request: <code>{}</code></p>\n", escape(id))
    } else {
        String::new()
    };
    let nearest = if trouble.status == StatusCode::NOT_FOUND { nearest(site, path) } else { String::new() };
    let content = format!(
        "<article class=\"page trouble\">\n<p class=\"status-code\">{code}</p>\n<h1>{title}</h1>\n<p>{detail}</p>\n{name}{nearest}\
         <p>Go on with <a href=\"/\">the home page</a>, <a href=\"/play\">the playground</a> or \
         <a href=\"/docs\">the documentation</a>.</p>\n</article>\n"
    );
    site.own_html(title, &trouble.detail, "", &content)
}

/// For an address where nothing is: the search for its words, and what that finds.
fn nearest(site: &Site, path: &str) -> String {
    // The last part names the page; the section before it only stands in the way.
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or("");
    let name = name.strip_suffix(".md").unwrap_or(name);
    let words: Vec<&str> = name.split(['-', '_']).filter(|word| !word.is_empty()).collect();
    // The address comes back as words only.
    let words: String =
        words.join(" ").chars().filter(|letter| letter.is_alphanumeric() || *letter == ' ').take(100).collect();
    let found =
        site.with_index(|index| index.search(&words, 5).iter().map(|found| found.passage.clone()).collect::<Vec<_>>());
    let found = found.unwrap_or_default();
    let list = if found.is_empty() {
        String::new()
    } else {
        format!("<p>Perhaps one of these:</p>\n{}", search::list(&found))
    };
    search::form(&words) + &list
}

fn title(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "Page not found",
        StatusCode::PAYLOAD_TOO_LARGE => "The text is too large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "Not a kind of text that can be read here",
        _ => status.canonical_reason().unwrap_or("Error"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_a_page_and_a_program_gets_json() {
        let accept = |value: &'static str| HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(value))]);
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        assert!(wants_html("/api/v1/analyze", &accept(browser)));
        assert!(wants_html("/nowhere", &accept("*/*")));
        assert!(wants_html("/nowhere", &HeaderMap::new()));
        assert!(!wants_html("/api/v1/analyze", &accept("*/*")));
        assert!(!wants_html("/nowhere", &accept("application/json")));
    }
}
