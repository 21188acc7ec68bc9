//! One line in the log and one count a request, when the last byte of its answer is out.
//!
//! Neither holds anything that a reader sent but the method and a request id of a harmless shape: no address, no query,
//! no body. The route is ours.

use super::REQUEST_ID;
use crate::metrics::Counted;
use crate::site::Site;
use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use http_body::{Body as HttpBody, Frame, SizeHint};
use std::borrow::Cow;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

/// What a handler calls the route where it is more than one pattern of an address: `page`, `asset`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Route(pub(super) &'static str);

/// Everything that is told about one request. It is told when this is dropped, so a reader who goes away is told of too.
pub(super) struct Told {
    site: Arc<Site>,
    start: Instant,
    method: &'static str,
    route: Cow<'static, str>,
    id: Option<HeaderValue>,
    status: u16,
    bytes: u64,
    _active: Counted,
}

impl Told {
    /// About a request that begins now.
    pub(super) fn new(site: &Arc<Site>, request_method: &Method, id: Option<HeaderValue>) -> Self {
        Self {
            site: Arc::clone(site),
            start: Instant::now(),
            method: method(request_method),
            route: Cow::Borrowed("none"),
            id,
            status: 0,
            bytes: 0,
            _active: Counted::new(&site.operation.metrics.active),
        }
    }

    /// The answer, which tells when its last byte is out.
    pub(super) fn with(mut self, route: Cow<'static, str>, answer: Response) -> Response {
        self.route = route;
        self.status = answer.status().as_u16();
        answer.map(|body| Body::new(Watched { body, told: self }))
    }
}

/// Watches a request until its answer is out.
pub(super) async fn observe(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let told = Told::new(&site, request.method(), request.headers().get(REQUEST_ID).cloned());
    let pattern = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let response = next.run(request).await;
    let route = response.extensions().get::<Route>().map(|route| Cow::Borrowed(route.0));
    told.with(route.or(pattern.map(Cow::Owned)).unwrap_or(Cow::Borrowed("none")), response)
}

/// A method, or that it is none of the usual ones: it is a label, and there may be few of them.
fn method(method: &Method) -> &'static str {
    const KNOWN: [&str; 8] = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT"];
    KNOWN.into_iter().find(|known| *known == method.as_str()).unwrap_or("OTHER")
}

impl Drop for Told {
    fn drop(&mut self) {
        let time = self.start.elapsed();
        let Self { method, route, id, status, bytes, .. } = self;
        self.site.operation.metrics.answered(method, route.clone(), *status, *bytes, time);
        let milliseconds = (time.as_secs_f64() * 100_000.0).round() / 100.0;
        let id = id.as_ref().and_then(|id| id.to_str().ok()).unwrap_or("");
        tracing::info!(id, method, route = &**route, status, bytes, ms = milliseconds, "request");
    }
}

/// A body that counts what passes.
struct Watched {
    body: Body,
    told: Told,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &polled {
            self.told.bytes += frame.data_ref().map_or(0, |data| data.len() as u64);
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
