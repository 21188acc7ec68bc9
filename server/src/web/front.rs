//! What connections ask: answers that are the same for everybody are kept as the routes gave them, and given again at once.
//!
//! It makes no answer itself and knows no header's meaning. A request that is anything but a plain question for a known
//! address goes to the routes, and so does the first such question in each packing; the routes work in a runtime of their
//! own, because whoever asks here has other connections to look after.

use super::observe::{Route, Told};
use super::{REQUEST_ID, headers};
use crate::prepared::{Packing, packing};
use crate::shelf::Shelf;
use crate::site::Site;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::http::header::{CONTENT_ENCODING, HeaderMap, IF_NONE_MATCH};
use axum::http::{Method, Request, Response, StatusCode};
use axum::response::IntoResponse as _;
use axum::{BoxError, Router};
use hyper::service::Service;
use std::collections::HashMap;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tower::ServiceExt as _;

/// The site, as connections ask it.
#[derive(Clone)]
pub(crate) struct Front(Arc<Inner>);

struct Inner {
    site: Arc<Site>,
    routes: Router,
    /// Where the routes do their work.
    workshop: Handle,
    /// What is kept, once more, as connections can send it quickly.
    shelf: Arc<Shelf>,
    /// What is kept of each known address, in each packing.
    kept: HashMap<String, [OnceLock<Kept>; Packing::COUNT]>,
}

/// An answer that the routes gave, without the name of its request.
struct Kept {
    headers: HeaderMap,
    body: Bytes,
    route: Route,
}

impl Front {
    /// In front of these routes, which do their work in that runtime. A debug build keeps nothing, since what it reads
    /// changes under its feet.
    pub(crate) fn new(site: &Arc<Site>, routes: Router, workshop: Handle) -> Self {
        Self::keeping(site.addresses(), site, routes, workshop)
    }

    fn keeping<'a>(
        addresses: impl Iterator<Item = &'a str>,
        site: &Arc<Site>,
        routes: Router,
        workshop: Handle,
    ) -> Self {
        let kept = addresses.map(|address| (address.to_owned(), Default::default())).collect();
        Self(Arc::new(Inner { site: Arc::clone(site), routes, workshop, shelf: Arc::new(Shelf::new()), kept }))
    }
}

impl Front {
    /// What connections should send from.
    pub(crate) fn shelf(&self) -> Arc<Shelf> {
        Arc::clone(&self.0.shelf)
    }
}

impl<B> Service<Request<B>> for Front
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Answering;

    fn call(&self, request: Request<B>) -> Answering {
        let inner = &self.0;
        if let Some(kept) = inner.place(&request).and_then(|(place, _)| place.get()) {
            return Answering::Now(Some(kept.again(&inner.site, request.headers())));
        }
        let asked = Arc::clone(inner);
        Answering::Later(inner.workshop.spawn(async move { asked.first(request.map(Body::new)).await }))
    }
}

/// An answer, or the work that makes one. The work ends when nobody waits for it any more.
pub(crate) enum Answering {
    Now(Option<Response<Body>>),
    Later(JoinHandle<Response<Body>>),
}

impl Future for Answering {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut *self {
            Self::Now(answer) => answer.take().map_or(Poll::Pending, |answer| Poll::Ready(Ok(answer))),
            Self::Later(work) => Pin::new(work).poll(context).map(|answer| {
                // A panic is an answer already. What is left is work that was given up.
                Ok(answer.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response()))
            }),
        }
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        if let Self::Later(work) = self {
            work.abort();
        }
    }
}

impl Inner {
    /// The place of the answer to a request, where it is the same for everybody who asks like that.
    fn place<B: HttpBody>(&self, request: &Request<B>) -> Option<(&OnceLock<Kept>, Packing)> {
        let plain = request.method() == Method::GET
            && request.uri().query().is_none()
            && request.body().is_end_stream()
            && !request.headers().contains_key(IF_NONE_MATCH);
        let places = if plain { self.kept.get(request.uri().path())? } else { return None };
        let packing = packing(request.headers());
        Some((&places[packing as usize], packing))
    }

    /// What the routes answer; it is kept where it is the same for everybody.
    async fn first(&self, request: Request<Body>) -> Response<Body> {
        let place = self.place(&request);
        let Ok(answer) = self.routes.clone().oneshot(request).await;
        match place {
            Some((place, packing)) => self.keep(answer, packing, place).await,
            None => answer,
        }
    }

    /// Keeps an answer where that is possible, and gives it back.
    async fn keep(&self, answer: Response<Body>, packing: Packing, place: &OnceLock<Kept>) -> Response<Body> {
        let (mut parts, body) = answer.into_parts();
        // What the layers packed otherwise is not for everybody who takes this packing.
        let fits = parts.headers.get(CONTENT_ENCODING).is_none_or(|name| packing.name().is_some_and(|own| name == own));
        let (Some(&route), StatusCode::OK, true) = (parts.extensions.get::<Route>(), parts.status, fits) else {
            return Response::from_parts(parts, body);
        };
        let Ok(body) = to_bytes(body, usize::MAX).await else {
            parts.status = StatusCode::INTERNAL_SERVER_ERROR;
            return Response::from_parts(parts, Body::empty());
        };
        let mut headers = parts.headers.clone();
        headers.remove(REQUEST_ID);
        if place.set(Kept { headers, body: body.clone(), route }).is_ok() {
            self.shelf.put(&body);
        }
        Response::from_parts(parts, body.into())
    }
}

impl Kept {
    /// The same answer, to another request.
    fn again(&self, site: &Arc<Site>, request: &HeaderMap) -> Response<Body> {
        let id = headers::request_id(request);
        let told = Told::new(site, &Method::GET, Some(id.clone()));
        let mut answer = Response::new(Body::from(self.body.clone()));
        answer.headers_mut().clone_from(&self.headers);
        answer.headers_mut().insert(REQUEST_ID, id);
        told.with(self.route.0.into(), answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Settings;
    use axum::http::header::{ACCEPT_ENCODING, HeaderName};
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::sync::LazyLock;

    const PAGE: &str = "/docs/case-study";
    const FILE: &str = "/app-0123456789abcdef.js";
    /// A file that was not packed when it was built: the layers pack it for each reader.
    const UNPACKED: &str = "/plain.txt";

    /// A folder as Trunk would leave it, made once.
    static DIST: LazyLock<PathBuf> = LazyLock::new(|| {
        let dist = std::env::temp_dir().join(format!("peapod-front-{}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        fs::write(dist.join("index.html"), include_str!("../../tests/dist/index.html")).unwrap();
        fs::write(dist.join(&FILE[1..]), "export default 1;\n").unwrap();
        fs::write(dist.join(format!("{}.br", &FILE[1..])), b"packed").unwrap();
        fs::write(dist.join(&UNPACKED[1..]), "again ".repeat(500)).unwrap();
        dist
    });

    fn site() -> Arc<Site> {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        Arc::new(Site::load(Settings::new(&*DIST, content)).unwrap())
    }

    fn front(site: &Arc<Site>) -> Front {
        let routes = crate::router(Arc::clone(site));
        Front::keeping([PAGE, "/play", "/search", FILE, UNPACKED].into_iter(), site, routes, Handle::current())
    }

    fn request(method: &Method, path: &str, headers: &[(HeaderName, &str)]) -> Request<Body> {
        let request = Request::builder().method(method).uri(path);
        headers.iter().fold(request, |request, (name, value)| request.header(name, *value)).body(Body::empty()).unwrap()
    }

    async fn read(answer: Response<Body>) -> (StatusCode, HeaderMap, Bytes) {
        let (mut parts, body) = answer.into_parts();
        assert!(parts.headers.remove(REQUEST_ID).is_some());
        let body = to_bytes(body, usize::MAX).await.unwrap();
        (parts.status, parts.headers, body)
    }

    #[tokio::test]
    async fn what_is_kept_is_what_the_routes_answer() {
        let site = site();
        let front = front(&site);
        for path in [PAGE, "/play", "/search", FILE, UNPACKED, "/nowhere"] {
            for packing in ["", "br", "gzip", "gzip, br", "br;q=0, gzip", "identity"] {
                let ask = || request(&Method::GET, path, &[(ACCEPT_ENCODING, packing)]);
                let routes = read(front.0.routes.clone().oneshot(ask()).await.unwrap()).await;
                for time in 0..3 {
                    let answer = read(front.call(ask()).await.unwrap()).await;
                    assert_eq!(answer, routes, "{path} {packing} {time}");
                }
            }
        }
    }

    #[tokio::test]
    async fn only_a_plain_question_gets_what_is_kept() {
        let site = site();
        let front = front(&site);
        let kept = |request: Request<Body>| front.0.place(&request).is_some_and(|(place, _)| place.get().is_some());
        let plain = || request(&Method::GET, PAGE, &[]);
        assert!(!kept(plain()));
        let (_, headers, _) = read(front.call(plain()).await.unwrap()).await;
        assert!(kept(plain()));
        let tag = headers["etag"].to_str().unwrap();
        for other in [
            request(&Method::HEAD, PAGE, &[]),
            request(&Method::POST, PAGE, &[]),
            request(&Method::GET, "/docs/case-study?find=pod", &[]),
            request(&Method::GET, PAGE, &[(IF_NONE_MATCH, tag)]),
            request(&Method::GET, PAGE, &[(ACCEPT_ENCODING, "br")]),
            request(&Method::GET, PAGE, &[]).map(|_| Body::from("a body")),
        ] {
            assert!(!kept(other));
        }
    }

    #[tokio::test]
    async fn every_answer_has_a_name_and_is_counted_once() {
        let site = site();
        let front = front(&site);
        for id in ["abc-1", "abc-2", "abc-3"] {
            let answer = front.call(request(&Method::GET, PAGE, &[(REQUEST_ID, id)])).await.unwrap();
            assert_eq!(answer.headers()[REQUEST_ID], id);
            read(answer).await;
        }
        let counted = site.operation.metrics.text();
        let wanted = "peapod_requests_total{method=\"GET\",route=\"page\",status=\"200\"} 3\n";
        assert!(counted.contains(wanted) && counted.contains("peapod_requests_active 0\n"), "{counted}");
    }

    #[tokio::test]
    async fn work_that_nobody_waits_for_ends() {
        let site = site();
        let routes = Router::new().fallback(std::future::pending::<()>);
        let front = Front::keeping(std::iter::empty(), &site, routes, Handle::current());
        let mut answering = front.call(request(&Method::GET, "/", &[]));
        let Answering::Later(work) = &mut answering else { panic!("it is not kept") };
        let work = work.abort_handle();
        drop(answering);
        tokio::task::yield_now().await;
        assert!(work.is_finished());
    }
}
