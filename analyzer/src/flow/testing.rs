//! Helpers for the tests of this folder.

use crate::analysis::FlowGraph;
use crate::arrange::Arrange;
use crate::patterns::Judgement;
pub(super) use crate::testing::{CASE_STUDY, report, with_pod};

/// A pod of this spec, without its first line's `spec:`.
pub(super) fn spec(spec: &str) -> String {
    let mut text = String::from("apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n");
    for line in spec.lines().filter(|line| !line.trim().is_empty()) {
        text.push_str("  ");
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// The flow of the first pod, without any judgement about it.
pub(super) fn flow(text: &str) -> FlowGraph {
    with_pod(text, |pod| super::graph(pod, &super::trace(pod), &Judgement::default()))
}

/// The texts of a folder outside of this repository; none, with a message, where it is missing.
#[expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test reads files that cannot be part of the project"
)]
pub(super) fn corpus(folder: &str) -> Vec<(String, String)> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        println!("skipped: there is no folder {folder}");
        return Vec::new();
    };
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.arrange();
    files
        .into_iter()
        .filter_map(|path| Some((path.display().to_string(), std::fs::read_to_string(&path).ok()?)))
        .collect()
}
