//! What the test suites of this folder share: where things are, and how to read them.

use std::path::{Path, PathBuf};

/// A folder or file of the repository.
pub fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// A folder or file of the material that is shared between projects and not part of this one; none, said aloud, where it
/// is missing.
pub fn shared(path: &str) -> Option<PathBuf> {
    // Where this repository stands beside other work trees of it, the material is one folder further up.
    let places = [here("../shared").join(path), here("../../shared").join(path)];
    let found = places.into_iter().find(|place| place.exists());
    #[expect(clippy::print_stdout, reason = "a skipped test must say so")]
    if found.is_none() {
        println!("skipped: {path} is not here");
    }
    found
}
