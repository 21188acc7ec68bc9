//! What the test suites of this folder share: where things are, and how to read them.

use analyzer::yaml::{Node, Scalar, Shape};
use serde_json::Value;
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

/// What the API server would be sent for a value.
pub fn json(node: Node<'_>) -> Value {
    match node.shape() {
        Shape::Mapping => {
            node.entries().into_iter().map(|entry| (entry.name().into_owned(), json(entry.value))).collect()
        }
        Shape::Sequence => node.items().map(json).collect(),
        _ => match node.scalar() {
            Some(Scalar::Str(value)) => value.into(),
            Some(Scalar::Bool(value)) => value.into(),
            Some(Scalar::Int(value)) => value.into(),
            Some(Scalar::Uint(value)) => value.into(),
            Some(Scalar::Float(value)) => value.into(),
            Some(Scalar::Null) | None => Value::Null,
        },
    }
}
