//! The site over HTTP: which address is answered by whom, and what every answer goes through on its way out.

mod api;
mod headers;
mod pages;
mod play;
mod trouble;

pub(crate) use headers::policy;

use crate::site::Site;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use std::sync::Arc;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;

/// The header that names a request, here and in what we log.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The whole site. Tests call it as it is, without a network.
pub fn router(site: Arc<Site>) -> Router {
    let api = Router::new()
        .route("/analyze", post(api::analyze))
        .route("/render/svg", post(api::svg))
        .route("/render/mermaid", post(api::mermaid))
        .route("/render/dot", post(api::dot))
        .route("/render/markdown", post(api::markdown))
        .fallback(api::unknown);
    let routes = Router::new()
        .route("/play", get(pages::page).post(play::analyze))
        .nest("/api/v1", api)
        .route("/healthz", get(pages::healthy))
        .route("/readyz", get(pages::ready))
        .fallback(pages::page_or_asset);
    // The first is the outermost.
    let layers = ServiceBuilder::new()
        .layer(from_fn(headers::sane_request_id))
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(Arc::clone(&site), headers::add))
        .layer(from_fn_with_state(Arc::clone(&site), trouble::dress))
        .layer(CatchPanicLayer::custom(trouble::after_panic))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, site.settings.patience))
        .layer(DefaultBodyLimit::max(site.settings.most_bytes));
    routes.with_state(site).layer(layers)
}
