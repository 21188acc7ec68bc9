//! What the operator decides, apart from where to listen. Defaults are those of the command line.

use crate::store::Store;
use std::time::Duration;

/// What the operator decides.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The files that Trunk built.
    pub dist: Store,
    /// The pages.
    pub content: Store,
    /// The largest body that is read, in bytes.
    pub most_bytes: usize,
    /// How long a request may take.
    pub patience: Duration,
    /// So many analyses may wait for their turn; more are refused.
    pub queue: usize,
    /// The origins whose pages may call the API; `*` is every one.
    pub callers: Vec<String>,
    /// The origins whose pages may show `/embed` in a frame; `*` is every one.
    pub hosts: Vec<String>,
    /// Whether pictures of readers' own manifests are drawn by address.
    pub images: bool,
    /// Where readers find the site, without a slash at the end: `https://pods.example`. Without it, pages name no
    /// address of their own, and lists of addresses take the one that was asked.
    pub public_url: Option<String>,
    /// Where a page can be edited; `{path}` stands for its file in the repository. Without it, pages have no such link.
    pub edit_url: Option<String>,
}

impl Settings {
    /// The settings of somebody who said nothing.
    pub fn new(dist: impl Into<Store>, content: impl Into<Store>) -> Self {
        Self {
            dist: dist.into(),
            content: content.into(),
            most_bytes: 1 << 20,
            patience: Duration::from_secs(30),
            queue: 1024,
            callers: Vec::new(),
            hosts: vec!["*".to_owned()],
            images: false,
            public_url: None,
            edit_url: None,
        }
    }
}
