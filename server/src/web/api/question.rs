//! What a call of the API is asked: a manifest in the body, wishes in the address.
//!
//! The body is YAML or JSON whatever its type says, as long as that type can be text; the analysis says what is wrong
//! with it.

use crate::site::Site;
use crate::web::play::{unread, version};
use crate::web::trouble::Trouble;
use analyzer::{KubernetesVersion, Options};
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts as _, Query, Request};
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use schemars::JsonSchema;
use serde::Deserialize;
use std::sync::Arc;

/// The types of a body that cannot be a manifest. `curl --data-binary` says that its body is a form, so that passes.
const NO_TEXT: [&str; 5] = ["multipart/", "image/", "audio/", "video/", "font/"];
/// The subtypes of `application/` that pass.
const TEXT: [&str; 6] = ["yaml", "x-yaml", "vnd.yaml", "json", "octet-stream", "x-www-form-urlencoded"];

/// What an address may ask for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Wishes {
    /// The Kubernetes version to answer for.
    #[schemars(with = "Option<KubernetesVersion>")]
    kubernetes: Option<String>,
    /// The pod to draw, counted from 0 as in the analysis.
    pod: Option<usize>,
}

/// A manifest and what is asked about it.
pub(super) struct Question {
    pub(super) manifest: Bytes,
    pub(super) options: Options,
    pub(super) pod: usize,
}

impl FromRequest<Arc<Site>> for Question {
    type Rejection = Trouble;

    async fn from_request(request: Request, site: &Arc<Site>) -> Result<Self, Trouble> {
        let (mut parts, body) = request.into_parts();
        let wishes = Query::<Wishes>::from_request_parts(&mut parts, site).await;
        let Query(wishes) = wishes.map_err(|rejection| misunderstood(&rejection))?;
        readable(&parts.headers)?;
        let manifest = Bytes::from_request(Request::from_parts(parts, body), site).await;
        let manifest = manifest.map_err(|rejection: BytesRejection| unread(&rejection, site))?;
        let kubernetes = wishes.kubernetes.as_deref().map(version).transpose()?.unwrap_or_default();
        Ok(Self { manifest, options: Options { kubernetes }, pod: wishes.pod.unwrap_or(0) })
    }
}

fn misunderstood(rejection: &QueryRejection) -> Trouble {
    Trouble::new(
        StatusCode::BAD_REQUEST,
        format!("The part after `?` takes `kubernetes` and `pod`: {}.", rejection.body_text()),
    )
}

/// Refuses a body that says it is something else than text.
fn readable(headers: &HeaderMap) -> Result<(), Trouble> {
    unpacked(headers)?;
    let kind = headers.get(CONTENT_TYPE).map_or(Ok(""), |kind| kind.to_str()).unwrap_or("?").to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or("").trim();
    let readable = match kind.strip_prefix("application/") {
        Some(subtype) => TEXT.contains(&subtype) || subtype.ends_with("+yaml") || subtype.ends_with("+json"),
        None => kind.is_empty() || (kind.contains('/') && !NO_TEXT.iter().any(|start| kind.starts_with(start))),
    };
    if readable {
        return Ok(());
    }
    Err(Trouble::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "Send the manifest itself as application/yaml or application/json.",
    ))
}

/// Refuses a packed body: nothing here unpacks it, and its bytes would be taken for the text.
pub(in crate::web) fn unpacked(headers: &HeaderMap) -> Result<(), Trouble> {
    match headers.get(CONTENT_ENCODING) {
        Some(encoding) if encoding != "identity" => {
            Err(Trouble::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send the text as it is, not packed."))
        }
        _ => Ok(()),
    }
}
