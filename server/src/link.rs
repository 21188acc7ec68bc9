//! The content of a link, as in `/play#v1=…` and `/img/v1/flow/….svg`: base64url of deflate-raw of JSON, `{"y": text,
//! "k": "1.36"}`. Version 0 is not packed.
//!
//! Browsers read and write the same (`app/js/share.js`). Nothing here grows beyond its limits, whatever it is given.

use analyzer::KubernetesVersion;
use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use flate2::read::{DeflateDecoder, DeflateEncoder};
use std::io::Read as _;

/// The longest content, encoded.
const MOST_ENCODED: usize = 64 * 1024;
/// The longest content, unpacked.
const MOST_UNPACKED: u64 = 1 << 20;
/// Padding is neither written nor missed.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_encode_padding(false).with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What a link holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Content {
    pub(crate) text: String,
    pub(crate) kubernetes: KubernetesVersion,
}

/// Reads the content of a link of a version; says why it cannot be read.
pub(crate) fn read(version: &str, data: &str) -> Result<Content, &'static str> {
    if data.len() > MOST_ENCODED {
        return Err("The link is too long.");
    }
    let bytes = BASE64.decode(data).map_err(|_| DAMAGED)?;
    let json = match version {
        "v0" => bytes,
        "v1" => unpack(&bytes)?,
        _ => return Err("The link was made by a newer Peapod."),
    };
    let state: serde_json::Value = serde_json::from_slice(&json).map_err(|_| DAMAGED)?;
    let text = state["y"].as_str().ok_or("The link holds no manifest.")?.to_owned();
    let kubernetes = state["k"].as_str().and_then(KubernetesVersion::parse).unwrap_or_default();
    Ok(Content { text, kubernetes })
}

const DAMAGED: &str = "The link is damaged: its content cannot be read.";

fn unpack(bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    let mut json = Vec::new();
    let mut limited = DeflateDecoder::new(bytes).take(MOST_UNPACKED + 1);
    limited.read_to_end(&mut json).map_err(|_| DAMAGED)?;
    if json.len() as u64 > MOST_UNPACKED { Err("The link holds more than a playground takes.") } else { Ok(json) }
}

/// The content of a link of version 1.
pub(crate) fn write(content: &Content) -> String {
    let json = serde_json::json!({ "y": content.text, "k": content.kubernetes.to_string() }).to_string();
    let mut packed = Vec::new();
    // Reading from memory cannot fail.
    let _ = DeflateEncoder::new(json.as_bytes(), flate2::Compression::best()).read_to_end(&mut packed);
    BASE64.encode(packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_gives_back_what_it_was_given() {
        let kubernetes = KubernetesVersion::parse("1.33").expect("supported");
        let content = Content { text: "kind: Pod # ünï\n".into(), kubernetes };
        let data = write(&content);
        assert!(data.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{data}");
        assert_eq!(read("v1", &data), Ok(content));
        let plain = BASE64.encode(r#"{"y":"a: bc"}"#);
        assert_eq!(read("v0", &format!("{plain}==")).expect("padding is allowed").text, "a: bc");
    }

    #[test]
    fn hostile_links_are_refused() {
        let bomb = serde_json::json!({ "y": "a".repeat(8 << 20) }).to_string();
        let mut packed = Vec::new();
        DeflateEncoder::new(bomb.as_bytes(), flate2::Compression::best()).read_to_end(&mut packed).expect("memory");
        let bomb = BASE64.encode(packed);
        assert!(bomb.len() < MOST_ENCODED, "a bomb is small");
        for (version, data) in [
            ("v1", bomb.as_str()),
            ("v1", "AAAA"),
            ("v1", "../../etc/passwd"),
            ("v1", "%3Cscript%3E"),
            ("v9", "AAAA"),
            ("v0", "e30"),
            ("v1", ""),
        ] {
            assert!(read(version, data).is_err(), "{version} {data:.20}");
        }
        assert!(read("v0", &"A".repeat(MOST_ENCODED + 1)).is_err());
    }
}
