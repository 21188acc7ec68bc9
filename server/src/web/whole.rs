//! An answer is finished where it is worked on: what is packed for one reader is packed before it is handed to the thread
//! that sends it, because others wait for that thread.
//!
//! It holds only what is in memory anyway: no answer of ours is without end.

use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

/// Makes the body of an answer whole, where it would come in parts.
pub(super) async fn whole(request: Request, next: Next) -> Response {
    let without_body = *request.method() == Method::HEAD;
    let answer = next.run(request).await;
    if without_body || answer.body().size_hint().exact().is_some() {
        return answer;
    }
    let (parts, body) = answer.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(bytes) => Response::from_parts(parts, Body::from(bytes)),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
