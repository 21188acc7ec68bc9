//! Help while a manifest is written: what may stand at the caret, what a line means, and what should not be shared.
//!
//! It works on half-typed text, so it looks at indentation first and at the tree only for names. It judges nothing: that
//! is the analysis. The Kubernetes types come from the schema table; what they are for stands in a file of descriptions
//! (`analyzer/schema/descriptions.tsv`), of which only the keys are given here: the texts are heavy.

mod complete;
mod context;
mod explain;
mod names;
mod secrets;
mod values;

pub use complete::{Completion, CompletionKind, Completions, complete};
pub use explain::{Explanation, explain};
pub use secrets::{Secret, likely_secrets, redacted};

/// Stands in a text to insert where the caret goes.
pub const CARET: char = '\u{1d}';

#[cfg(test)]
mod tests;
