//! Our own scripts that are not part of the bundle: they have fixed addresses, because other people's pages name them.

use super::RESOURCE_POLICY;
use super::observe::Route;
use crate::prepared::Prepared;
use axum::Extension;
use axum::Router;
use axum::http::HeaderMap;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue};
use axum::response::IntoResponse as _;
use axum::routing::get;

const SCRIPTS: [(&str, &str); 5] = [
    ("/embed.js", include_str!("scripts/embed.js")),
    ("/scripts/frame.js", include_str!("scripts/frame.js")),
    ("/scripts/share.js", include_str!("../../../app/js/share.js")),
    ("/scripts/snippets.js", include_str!("scripts/snippets.js")),
    ("/scripts/try.js", include_str!("scripts/try.js")),
];

/// The routes of the scripts. Sandboxed frames and foreign pages load them too.
pub(super) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    SCRIPTS.iter().fold(Router::new(), |router, (path, source)| {
        let script = Prepared::text("text/javascript; charset=utf-8", (*source).to_owned());
        let send = move |headers: HeaderMap| async move {
            let mut response = (Extension(Route("script")), script.answer(&headers)).into_response();
            let headers = response.headers_mut();
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
            headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
            response
        };
        router.route(path, get(send))
    })
}

#[cfg(test)]
mod tests {
    use super::SCRIPTS;

    #[test]
    fn the_script_of_other_peoples_pages_stays_small() {
        assert_eq!(SCRIPTS[0].0, "/embed.js");
        assert!(SCRIPTS[0].1.len() <= 4096, "{} bytes", SCRIPTS[0].1.len());
    }
}
