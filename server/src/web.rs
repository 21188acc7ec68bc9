//! The site over HTTP: which address is answered by whom, and what every answer goes through on its way out.

mod api;
mod embed;
mod example;
mod front;
mod headers;
mod image;
mod lists;
mod observe;
mod oembed;
mod own;
mod pages;
mod play;
mod search;
mod snippets;
mod trouble;
mod whole;

pub(crate) use front::Front;
pub(crate) use headers::policy;

use crate::site::Site;
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE, ETAG, HeaderName, HeaderValue, IF_NONE_MATCH, RETRY_AFTER};
use axum::http::{Method, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

/// The header that names a request, here and in what we log.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The whole site. Tests call it as it is, without a network.
pub fn router(site: Arc<Site>) -> Router {
    let form_limit = DefaultBodyLimit::max(site.settings.most_bytes.saturating_mul(play::SPREAD));
    let routes = Router::new()
        .route("/play", get(pages::page).post(play::analyze).layer(form_limit))
        .route("/search", get(search::page))
        .route("/search.json", get(search::index))
        .route("/sitemap.xml", get(lists::sitemap))
        .route("/feed.xml", get(lists::feed))
        .route("/llms.txt", get(lists::llms))
        .route("/robots.txt", get(lists::robots))
        .route("/og/{*page}", get(lists::card))
        .route("/embed", get(embed::embed))
        .route("/embed/snippets", get(snippets::page).post(snippets::posted).layer(form_limit))
        .route("/oembed", get(oembed::oembed))
        .route("/img/v1/{view}/{data}", get(image::own))
        .route("/img/{view}/{*page}", get(image::page))
        .route("/api", get(api::page))
        .nest("/api/v1", api(&site))
        .merge(own::routes())
        .route("/healthz", get(pages::healthy))
        .route("/readyz", get(pages::ready))
        .fallback(pages::page_or_asset);
    finished(routes, site)
}

/// The API, which pages of other origins may call where the operator says so.
fn api(site: &Site) -> Router<Arc<Site>> {
    let routes = api::routes().route("/openapi.json", get(api::document)).fallback(api::unknown);
    let callers = site.settings.callers.as_slice();
    let allowed = match callers {
        [] => return routes,
        _ if callers.iter().any(|caller| caller == "*") => AllowOrigin::any(),
        _ => AllowOrigin::list(callers.iter().filter_map(|caller| HeaderValue::from_str(caller).ok())),
    };
    let cors = CorsLayer::new()
        .allow_origin(allowed)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([ACCEPT, CONTENT_TYPE, IF_NONE_MATCH, REQUEST_ID])
        .expose_headers([ETAG, REQUEST_ID, RETRY_AFTER])
        .max_age(Duration::from_hours(1));
    routes
        .layer(cors)
        .layer(SetResponseHeaderLayer::overriding(RESOURCE_POLICY, HeaderValue::from_static("cross-origin")))
}

/// What Prometheus reads, on a listener of its own.
pub(crate) fn metrics(site: Arc<Site>) -> Router {
    let text = |State(site): State<Arc<Site>>| async move {
        ([(CONTENT_TYPE, crate::metrics::TEXT)], site.operation.metrics.text())
    };
    Router::new().route("/metrics", get(text)).with_state(site)
}

/// Routes with what every answer goes through. The first layer is the outermost.
fn finished(routes: Router<Arc<Site>>, site: Arc<Site>) -> Router {
    let layers = ServiceBuilder::new()
        .layer(from_fn(headers::name))
        .layer(from_fn_with_state(Arc::clone(&site), observe::observe))
        .layer(from_fn(whole::whole))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(Arc::clone(&site), headers::add))
        .layer(from_fn_with_state(Arc::clone(&site), trouble::dress))
        .layer(CatchPanicLayer::custom(trouble::AfterPanic(Arc::clone(&site))))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, site.settings.patience))
        .layer(DefaultBodyLimit::max(site.settings.most_bytes));
    routes.with_state(site).layer(layers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Settings;
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use std::path::Path;
    use tower::ServiceExt as _;

    fn site(patience: Duration) -> Arc<Site> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let dist = here.join("tests/dist");
        let content = here.join("../content");
        let settings = Settings { patience, ..Settings::new(dist, content) };
        Arc::new(Site::load(settings).unwrap())
    }

    fn app(patience: Duration) -> Router {
        let panics = || async { assert!(Vec::<u8>::new().pop().is_some(), "as planned") };
        let at_work = |State(site): State<Arc<Site>>| async move {
            api::compute(&site, |_| assert!(Vec::<u8>::new().pop().is_some(), "as planned")).await
        };
        let routes = Router::new()
            .route("/panics", get(panics))
            .route("/panics-at-work", get(at_work))
            .route("/sleeps", get(std::future::pending::<()>))
            .route("/healthz", get(pages::healthy));
        finished(routes, site(patience))
    }

    async fn ask(app: &Router, path: &str, accept: &str) -> (StatusCode, String, String) {
        let request = Request::builder().uri(path).header("accept", accept).body(Body::empty()).unwrap();
        let answer = app.clone().oneshot(request).await.unwrap();
        let id = answer.headers()[REQUEST_ID].to_str().unwrap().to_owned();
        let status = answer.status();
        let body = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
        (status, id, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_panic_is_answered_with_the_name_of_the_request() {
        // Finding out where it panicked can take long on a busy machine.
        let app = app(Duration::from_mins(10));
        for path in ["/panics", "/panics-at-work"] {
            for accept in ["text/html", "application/json"] {
                let (status, id, body) = ask(&app, path, accept).await;
                assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
                assert!(body.contains(&id), "{body}");
                assert!(!body.contains("as planned"), "{body}");
                assert_eq!(ask(&app, "/healthz", accept).await.0, StatusCode::OK, "it lives");
            }
        }
    }

    #[tokio::test]
    async fn a_request_that_takes_too_long_is_ended() {
        assert_eq!(ask(&app(Duration::from_millis(50)), "/sleeps", "*/*").await.0, StatusCode::REQUEST_TIMEOUT);
    }
}
