//! The Format command on real manifests: what they mean stays, comments too, and a second time there is nothing to do.

use analyzer::finding::apply;
use analyzer::{tidy, yaml};
use serde_json::Value;
use std::fs;

/// The real manifests, with the line breaks of Unix and of Windows.
fn real() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for folder in ["corpus/dev", "corpus/bulk"] {
        let Some(folder) = tests::shared(folder) else { continue };
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|one| one == "yaml") {
                let text = fs::read_to_string(&path).unwrap();
                all.push((path.display().to_string(), text.replace("\r\n", "\n").replace('\n', "\r\n")));
                all.push((path.display().to_string(), text));
            }
        }
    }
    all
}

/// What the documents of a text mean.
fn meaning(text: &str) -> Vec<Value> {
    let tree = yaml::read(text);
    tree.documents.iter().map(|document| tests::json(tree.root(document))).collect()
}

fn comments(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| line.starts_with('#')).collect()
}

#[test]
fn formatting_keeps_the_meaning_and_is_done_once() {
    let all = real();
    let mut formatted = 0;
    for (name, text) in &all {
        let Some(edits) = tidy(text) else { continue };
        let new = apply(text, &edits);
        assert_eq!(meaning(text), meaning(&new), "{name}");
        assert_eq!(comments(text), comments(&new), "{name}");
        assert_eq!(tidy(&new).map(|again| again.len()), Some(0), "{name}");
        formatted += 1;
    }
    assert!(all.is_empty() || formatted * 5 > all.len() * 4, "{formatted} of {}", all.len());
}
