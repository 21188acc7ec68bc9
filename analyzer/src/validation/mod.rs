//! What the API server refuses when it validates an object, with its own field paths and error types.

use crate::Options;
use crate::finding::Finding;
use crate::manifest::Manifest;

/// What the API server says about an object that it could decode.
pub fn check(manifest: &Manifest<'_>, options: &Options) -> Vec<Finding> {
    let _ = (manifest, options);
    Vec::new()
}
