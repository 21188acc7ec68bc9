//! The whole analysis as a document to read or to paste elsewhere.

mod markdown;

pub use markdown::markdown;
