//! What a call of the API is asked: a manifest in the body, wishes in the address.
//!
//! The body is YAML or JSON whatever its type says, as long as that type can be text; the analysis says what is wrong
//! with it. Each call has wishes of its own, and refuses words that it does not know.

use crate::site::Site;
use crate::web::play::{unread, version};
use crate::web::trouble::Trouble;
use analyzer::convert::Target;
use analyzer::{KubernetesVersion, Options};
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts as _, Query, Request};
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// The types of a body that cannot be a manifest. `curl --data-binary` says that its body is a form, so that passes.
const NO_TEXT: [&str; 5] = ["multipart/", "image/", "audio/", "video/", "font/"];
/// The subtypes of `application/` that pass.
const TEXT: [&str; 6] = ["yaml", "x-yaml", "vnd.yaml", "json", "octet-stream", "x-www-form-urlencoded"];

/// What an address may ask for.
pub(super) trait Wishes: DeserializeOwned + JsonSchema + Send {
    /// The Kubernetes version to answer for, as it was written.
    fn kubernetes(&self) -> Option<&str>;
}

/// What may be asked of an analysis.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OfPod {
    /// The Kubernetes version to answer for.
    #[schemars(with = "Option<KubernetesVersion>")]
    kubernetes: Option<String>,
    /// The pod to draw, counted from 0 as in the analysis.
    pub(super) pod: Option<usize>,
}

/// What may be asked of repairs.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OfRepairs {
    /// The Kubernetes version to answer for.
    #[schemars(with = "Option<KubernetesVersion>")]
    kubernetes: Option<String>,
    /// Make the repairs of this rule, and no others.
    pub(super) rule: Option<String>,
    /// Make all repairs, also those that should be looked at.
    #[serde(default, rename = "unsafe")]
    pub(super) risky: bool,
}

/// What may be asked of a conversion.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OfConversion {
    /// The Kubernetes version to answer for.
    #[schemars(with = "Option<KubernetesVersion>")]
    kubernetes: Option<String>,
    /// What the pod should become.
    #[schemars(with = "Target")]
    pub(super) to: String,
    /// The pod to convert, counted from 0 as in the analysis.
    pub(super) pod: Option<usize>,
}

impl Wishes for OfPod {
    fn kubernetes(&self) -> Option<&str> {
        self.kubernetes.as_deref()
    }
}

impl Wishes for OfRepairs {
    fn kubernetes(&self) -> Option<&str> {
        self.kubernetes.as_deref()
    }
}

impl Wishes for OfConversion {
    fn kubernetes(&self) -> Option<&str> {
        self.kubernetes.as_deref()
    }
}

/// A manifest and what is asked about it.
pub(super) struct Question<W> {
    pub(super) manifest: Bytes,
    pub(super) options: Options,
    pub(super) wishes: W,
    pub(super) headers: HeaderMap,
}

impl<W: Wishes> FromRequest<Arc<Site>> for Question<W> {
    type Rejection = Trouble;

    async fn from_request(request: Request, site: &Arc<Site>) -> Result<Self, Trouble> {
        let (mut parts, body) = request.into_parts();
        let wishes = Query::<W>::from_request_parts(&mut parts, site).await;
        let Query(wishes) = wishes.map_err(|rejection| misunderstood(&rejection))?;
        readable(&parts.headers)?;
        let headers = parts.headers.clone();
        let manifest = Bytes::from_request(Request::from_parts(parts, body), site).await;
        let manifest = manifest.map_err(|rejection: BytesRejection| unread(&rejection, site))?;
        let kubernetes = wishes.kubernetes().map(version).transpose()?.unwrap_or_default();
        Ok(Self { manifest, options: Options { kubernetes }, wishes, headers })
    }
}

fn misunderstood(rejection: &QueryRejection) -> Trouble {
    Trouble::new(
        StatusCode::BAD_REQUEST,
        format!("The part after `?` is not understood: {}.", rejection.body_text().trim_end_matches('.')),
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
