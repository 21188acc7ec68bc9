//! Something to send that is the same for everybody: its bytes, packed once, and a tag that changes with them.
//!
//! It knows no address and no caching; those are the business of who sends it.

use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH, VARY,
};
use axum::http::{Response, StatusCode};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::{Arc, OnceLock};

/// What is not worth packing: it fits into one packet either way.
const SMALL: usize = 512;
/// Good and quick enough: pages are packed when they are first asked for.
const BROTLI_QUALITY: i32 = 7;

/// Something to send.
#[derive(Clone, Debug)]
pub(crate) struct Prepared(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    kind: &'static str,
    plain: Bytes,
    /// Packed with brotli, where that gains anything.
    brotli: OnceLock<Option<Bytes>>,
    gzip: OnceLock<Option<Bytes>>,
    tag: String,
}

/// How an answer may be packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    Plain,
    Brotli,
    Gzip,
}

impl Packing {
    /// So many there are.
    pub(crate) const COUNT: usize = 3;

    /// How HTTP calls it; nothing where the bytes are as they are.
    pub(crate) fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
        }
    }
}

impl Prepared {
    /// Text that is packed the first time it is asked for.
    pub(crate) fn text(kind: &'static str, text: String) -> Self {
        Self::new(kind, text.into(), OnceLock::new(), OnceLock::new())
    }

    /// A file with those of its packed forms that exist; it is not packed anew.
    pub(crate) fn file(kind: &'static str, plain: Bytes, brotli: Option<Bytes>, gzip: Option<Bytes>) -> Self {
        Self::new(kind, plain, brotli.into(), gzip.into())
    }

    fn new(kind: &'static str, plain: Bytes, brotli: OnceLock<Option<Bytes>>, gzip: OnceLock<Option<Bytes>>) -> Self {
        let tag = tag(&plain);
        Self(Arc::new(Inner { kind, plain, brotli, gzip, tag }))
    }

    /// The answer to a request with these headers: the bytes, or that the reader has them already.
    pub(crate) fn answer(&self, request: &HeaderMap) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        let headers = response.headers_mut();
        if let Ok(tag) = HeaderValue::from_str(&self.0.tag) {
            headers.insert(ETAG, tag);
        }
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if knows(request, &self.0.tag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.0.kind));
        let bytes = self.packed(packing(request), headers);
        headers.insert(CONTENT_LENGTH, bytes.len().into());
        *response.body_mut() = bytes.into();
        response
    }

    /// The bytes in the packing, or plain where they do not come so.
    fn packed(&self, packing: Packing, headers: &mut HeaderMap) -> Bytes {
        let inner = &*self.0;
        let packed = match packing {
            Packing::Brotli => inner.brotli.get_or_init(|| gain(&inner.plain, brotli)),
            Packing::Gzip => inner.gzip.get_or_init(|| gain(&inner.plain, gzip)),
            Packing::Plain => &None,
        };
        let Some(packed) = packed else { return inner.plain.clone() };
        headers.extend(packing.name().map(|name| (CONTENT_ENCODING, HeaderValue::from_static(name))));
        packed.clone()
    }
}

/// Whether a request says that its reader has the content with this tag.
pub(crate) fn knows(request: &HeaderMap, tag: &str) -> bool {
    let known = request.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    known.flat_map(|value| value.split(',')).any(|known| known.trim() == tag || known.trim() == "*")
}

/// A weak tag: the same content, however it is packed.
pub(crate) fn tag(content: &[u8]) -> String {
    let mut tag = String::from("W/\"");
    for byte in &Sha256::digest(content)[..12] {
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push('"');
    tag
}

/// The best packing that a request takes; what it refuses has a `q` of 0.
pub(crate) fn packing(request: &HeaderMap) -> Packing {
    let takes = |wanted: &str| {
        let accepted = request.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        accepted.flat_map(|value| value.split(',')).any(|part| {
            let (name, weight) = part.split_once(';').unwrap_or((part, ""));
            let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.trim().parse::<f32>().ok());
            name.trim().eq_ignore_ascii_case(wanted) && weight.is_none_or(|weight| weight > 0.0)
        })
    };
    match () {
        () if takes("br") => Packing::Brotli,
        () if takes("gzip") => Packing::Gzip,
        () => Packing::Plain,
    }
}

/// The packed bytes, where they are fewer.
fn gain(plain: &Bytes, pack: fn(&[u8]) -> std::io::Result<Vec<u8>>) -> Option<Bytes> {
    let packed = (plain.len() >= SMALL).then(|| pack(plain).ok()).flatten()?;
    (packed.len() < plain.len()).then(|| packed.into())
}

fn brotli(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packed = Vec::with_capacity(plain.len() / 3);
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        mode: brotli::enc::backward_references::BrotliEncoderMode::BROTLI_MODE_TEXT,
        size_hint: plain.len(),
        ..brotli::enc::BrotliEncoderParams::default()
    };
    brotli::BrotliCompress(&mut &*plain, &mut packed, &parameters)?;
    Ok(packed)
}

fn gzip(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packer = flate2::write::GzEncoder::new(Vec::with_capacity(plain.len() / 3), flate2::Compression::best());
    packer.write_all(plain)?;
    packer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(value))])
    }

    #[test]
    fn the_best_packing_that_is_taken_is_chosen() {
        for (value, best) in [
            ("gzip, deflate, br, zstd", Packing::Brotli),
            ("gzip;q=1.0, br;q=0", Packing::Gzip),
            ("GZIP", Packing::Gzip),
            ("identity", Packing::Plain),
            ("", Packing::Plain),
        ] {
            assert_eq!(packing(&asked(value)), best, "{value}");
        }
    }

    #[test]
    fn a_text_is_packed_once_and_keeps_its_tag() {
        let page = Prepared::text("text/html; charset=utf-8", "<p>again</p>".repeat(100));
        let [plain, brotli, gzip] = ["", "br", "gzip"].map(|value| page.answer(&asked(value)));
        assert_eq!(brotli.headers()[CONTENT_ENCODING], "br");
        assert_eq!(gzip.headers()[CONTENT_ENCODING], "gzip");
        assert!(plain.headers().get(CONTENT_ENCODING).is_none());
        assert_eq!(plain.headers()[CONTENT_LENGTH], "1200");
        assert!(brotli.headers()[ETAG] == plain.headers()[ETAG]);
        let again = HeaderMap::from_iter([(IF_NONE_MATCH, plain.headers()[ETAG].clone())]);
        assert_eq!(page.answer(&again).status(), StatusCode::NOT_MODIFIED);
    }

    #[test]
    fn a_small_text_stays_as_it_is() {
        let page = Prepared::text("text/plain", "short".into());
        assert!(page.answer(&asked("br")).headers().get(CONTENT_ENCODING).is_none());
    }
}
