//! `/embed`: a playground and nothing around it, to be shown in a frame of another page.
//!
//! What it shows first is a page's playground, or nothing until the frame's own script reads the fragment or hears from the
//! page around. It has headers of its own: others may frame it, and no form leads out of it.

use super::RESOURCE_POLICY;
use super::observe::Route;
use super::play;
use super::trouble::Trouble;
use crate::html::escape;
use crate::playground;
use crate::prepared::Prepared;
use crate::shell::Head;
use crate::site::{HTML, Site};
use analyzer::KubernetesVersion;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderName, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::sync::Arc;

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// What an address may ask for. Unknown words are left out: other people's pages hold these addresses for years.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wishes {
    view: Option<String>,
    theme: Option<String>,
    edit: Option<String>,
    kubernetes: Option<String>,
    page: Option<String>,
    pod: Option<usize>,
}

/// `GET /embed`.
pub(super) async fn embed(
    State(site): State<Arc<Site>>,
    Query(wishes): Query<Wishes>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let page = {
        let site = Arc::clone(&site);
        super::api::compute(&site, move |site| html(site, &wishes)).await??
    };
    let mut response = (Extension(Route("embed")), Prepared::text(HTML, page).answer(&headers)).into_response();
    let answer = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy(&site)) {
        answer.insert(CONTENT_SECURITY_POLICY, policy);
    }
    answer.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    answer.insert(OPENER_POLICY, HeaderValue::from_static("unsafe-none"));
    Ok(response)
}

fn html(site: &Site, wishes: &Wishes) -> Result<String, Trouble> {
    let kubernetes = wishes.kubernetes.as_deref().map(play::version).transpose()?;
    let content =
        match &wishes.page {
            Some(path) => Some(site.first_playground(path).ok_or_else(|| {
                Trouble::new(StatusCode::NOT_FOUND, "There is no such page, or it has no playground.")
            })?),
            None => None,
        };
    let kubernetes = kubernetes.or(content.as_ref().map(|content| content.kubernetes)).unwrap_or_default();
    let text = content.as_ref().map_or("", |content| content.text.as_str());
    let views = wishes.view.as_deref().unwrap_or("all");
    let theme = match wishes.theme.as_deref() {
        Some("light") => "light",
        Some("dark") => "dark",
        _ => "auto",
    };
    let inner = inner(text, kubernetes, views, wishes);
    let head = Head { title: "Pod playground · Peapod", description: "A pod, live.", here: "", more: "" };
    Ok(site.shell.bare(&head, theme, &inner))
}

fn inner(text: &str, kubernetes: KubernetesVersion, views: &str, wishes: &Wishes) -> String {
    let playground = playground::embedded(text, kubernetes, views, wishes.pod.unwrap_or(0));
    let (way, note) = match &wishes.page {
        Some(page) => (escape(page), ""),
        None => (
            "/play".to_owned(),
            "<noscript><p class=\"embed-note\">This manifest is shown by a script, and scripts are off here.</p></noscript>",
        ),
    };
    let edit = if wishes.edit.as_deref() == Some("0") { " data-edit=\"0\"" } else { "" };
    format!(
        "<div class=\"embed\"{edit}>\n<p class=\"embed-note\" data-note role=\"status\" hidden></p>\n{note}{playground}\n\
         <p class=\"embed-foot\"><a href=\"{way}\" target=\"_blank\" rel=\"noopener\" data-open>Open in Peapod</a></p>\n</div>\n\
         <script type=\"module\" src=\"/scripts/frame.js\"></script>\n"
    )
}

/// The pages' own policy, with other hosts, and without a form that leads anywhere.
fn policy(site: &Site) -> String {
    let hosts: Vec<&str> = site.settings.hosts.iter().map(String::as_str).collect();
    let hosts = match hosts.as_slice() {
        [] | ["none"] => "'none'".to_owned(),
        hosts => hosts.join(" "),
    };
    site.policy
        .replace("form-action 'self'", "form-action 'none'")
        .replace("frame-ancestors 'self'", &format!("frame-ancestors {hosts}"))
}
