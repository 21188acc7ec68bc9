//! The site over HTTP, asked without a network: what every page says, what every answer carries, and what happens to
//! requests that are wrong, too large or meant to harm.
//!
//! The frame is a stand-in, so that nothing here needs a build of the bundle; the pages are the real ones.

mod api;
mod attacks;
mod delivery;
mod embed;
mod images;
mod pages;
mod search;

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt as _;
use serde_json::Value;
use server::{Settings, Site, router};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tower::ServiceExt as _;

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: web\n    image: nginx:1.27\n    volumeMounts:\n    - name: cache\n      mountPath: /cache\n  volumes:\n  - name: cache\n    emptyDir: {}\n";
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const BROWSER: (&str, &str) = ("accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

/// An answer, read to its end.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("ASCII"))
    }
}

/// A folder as Trunk would leave it, made once.
static DIST: LazyLock<PathBuf> = LazyLock::new(|| {
    let dist = Path::new(env!("CARGO_TARGET_TMPDIR")).join("http-dist");
    fs::create_dir_all(&dist).expect("the folder can be made");
    fs::write(dist.join("index.html"), include_str!("../../server/tests/dist/index.html")).expect("written");
    fs::write(dist.join("app-0123456789abcdef.js"), "export default 1;\n").expect("written");
    fs::write(dist.join("app-0123456789abcdef.js.br"), b"packed").expect("written");
    fs::write(dist.join("plain.txt"), "plain").expect("written");
    dist
});

fn settings() -> Settings {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    Settings { most_bytes: 64 * 1024, patience: Duration::from_mins(1), ..Settings::new(&*DIST, content) }
}

fn site() -> Site {
    Site::load(settings()).expect("the site can be read")
}

async fn ask(method: Method, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(body.into()).expect("a request");
    read(router(Arc::new(site())).oneshot(request).await.expect("an answer")).await
}

async fn read(response: Response) -> Answer {
    let (parts, body) = response.into_parts();
    let body = body.collect().await.expect("a whole body").to_bytes().to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}

async fn get(path: &str) -> Answer {
    ask(Method::GET, path, &[BROWSER], Body::empty()).await
}

/// A text as a form sends it.
fn form(manifest: &str) -> String {
    form_urlencoded::Serializer::new(String::new()).append_pair("manifest", manifest).finish()
}
