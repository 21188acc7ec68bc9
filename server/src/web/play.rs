//! The playground without scripts: a form whose answer is the whole page, with the reader's text in it.

use super::pages::send;
use super::trouble::{Trouble, too_large};
use crate::site::Site;
use analyzer::KubernetesVersion;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// A form writes many characters of a text as three.
pub(super) const SPREAD: usize = 3;
const FORM: &str = "application/x-www-form-urlencoded";

/// `POST /play`.
pub(super) async fn analyze(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Trouble> {
    let form = read(&headers, body, &site)?;
    let page = super::api::compute(&site, move |site| site.play(&form.manifest, form.kubernetes, form.pod)).await?;
    let page = page.map_err(|detail| Trouble::new(StatusCode::INTERNAL_SERVER_ERROR, detail))?;
    let page = page.ok_or_else(|| Trouble::new(StatusCode::NOT_FOUND, "This site has no playground."))?;
    Ok(([(CACHE_CONTROL, "no-store")], send(&page, &HeaderMap::new())).into_response())
}

/// Reads a form with a manifest.
pub(super) fn read(headers: &HeaderMap, body: Result<Bytes, BytesRejection>, site: &Site) -> Result<Form, Trouble> {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(FORM)) {
        let detail = format!("This page takes a form: {FORM} with the field `manifest`. Programs use /api/v1/analyze.");
        return Err(Trouble::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
    }
    super::api::unpacked(headers)?;
    let form = Form::read(&body.map_err(|rejection| unread(&rejection, site))?)?;
    if form.manifest.len() > site.settings.most_bytes {
        return Err(Trouble::new(StatusCode::PAYLOAD_TOO_LARGE, too_large(site)));
    }
    Ok(form)
}

/// Why a body could not be read.
pub(super) fn unread(rejection: &BytesRejection, site: &Site) -> Trouble {
    match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Trouble::new(StatusCode::PAYLOAD_TOO_LARGE, too_large(site)),
        status => Trouble::new(status, "The text did not arrive whole."),
    }
}

/// What a form says.
pub(super) struct Form {
    pub(super) manifest: String,
    pub(super) kubernetes: KubernetesVersion,
    /// The pod that the reader chose; it counts again where the text is another.
    pod: usize,
    others: Vec<(String, String)>,
}

impl Form {
    fn read(body: &[u8]) -> Result<Self, Trouble> {
        let mut form =
            Self { manifest: String::new(), kubernetes: KubernetesVersion::default(), pod: 0, others: Vec::new() };
        for (field, value) in form_urlencoded::parse(body) {
            match field.as_ref() {
                "manifest" => form.manifest = value.into_owned(),
                "kubernetes" => form.kubernetes = version(&value)?,
                // A text with fewer pods has no such one: then the last is shown.
                "pod" => form.pod = value.parse().unwrap_or(0),
                // A handful belongs to any form; the rest is somebody playing.
                _ if form.others.len() < 16 => form.others.push((field.into_owned(), value.into_owned())),
                _ => {}
            }
        }
        Ok(form)
    }

    /// Another field; empty where the form does not say it.
    pub(super) fn field(&self, name: &str) -> &str {
        self.others.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }
}

/// Reads a Kubernetes version.
pub(super) fn version(text: &str) -> Result<KubernetesVersion, Trouble> {
    KubernetesVersion::parse(text).ok_or_else(|| {
        let (oldest, newest) = (KubernetesVersion::OLDEST, KubernetesVersion::NEWEST);
        let detail = format!("This Kubernetes version is not supported; {oldest} to {newest} are.");
        Trouble::new(StatusCode::BAD_REQUEST, detail)
    })
}
