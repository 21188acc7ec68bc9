//! The files that Trunk built, by their addresses, with the forms that were packed beside them.
//!
//! A release build reads them once, when it starts; a debug build reads each anew, since they change under its feet.
//! The frame of the pages, `index.html`, is not one of them.

use crate::prepared::Prepared;
use crate::store::Store;
use axum::body::Bytes;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Packed forms stand beside their files under these endings.
const PACKED: [&str; 2] = [".br", ".gz"];

const KINDS: [(&str, &str); 14] = [
    ("css", "text/css; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json"),
    ("woff2", "font/woff2"),
    ("xml", "application/xml"),
];

/// The files.
#[derive(Debug)]
pub(crate) struct Assets {
    store: Store,
    /// None where each is read anew.
    files: Option<BTreeMap<String, Prepared>>,
}

impl Assets {
    /// Reads the files.
    pub(crate) fn load(store: &Store) -> Result<Self, String> {
        let mut assets = Self { store: store.clone(), files: None };
        if !cfg!(debug_assertions) {
            let names = store.names()?;
            let files = names.into_iter().filter_map(|name| Some((format!("/{name}"), assets.read(&name)?)));
            assets.files = Some(files.collect());
        }
        Ok(assets)
    }

    /// The file at an address.
    pub(crate) fn find(&self, path: &str) -> Option<Prepared> {
        match &self.files {
            Some(files) => files.get(path).cloned(),
            None => self.read(path.strip_prefix('/')?),
        }
    }

    /// The addresses of the files that do not change.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &str> {
        self.files.iter().flat_map(BTreeMap::keys).map(String::as_str)
    }

    fn read(&self, name: &str) -> Option<Prepared> {
        if name == "index.html" || PACKED.iter().any(|ending| name.ends_with(ending)) {
            return None;
        }
        let read = |name: &str| match self.store.read(name).ok()? {
            Cow::Borrowed(bytes) => Some(Bytes::from_static(bytes)),
            Cow::Owned(bytes) => Some(Bytes::from(bytes)),
        };
        let plain = read(name)?;
        let [brotli, gzip] = PACKED.map(|ending| read(&format!("{name}{ending}")));
        Some(Prepared::file(kind(name), plain, brotli, gzip))
    }
}

/// The type of a file, by its name.
fn kind(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    KINDS.iter().find(|(known, _)| *known == extension).map_or("application/octet-stream", |(_, kind)| kind)
}
