//! Lists against folders: a rule, a pattern or a page that stands in one place and not in the other would be lost without
//! a word.

use analyzer::analysis::Pattern;
use analyzer::rules::RULES;
use std::collections::BTreeSet;
use std::fs;

/// The ids of the files in a folder: names without `extension`, with `-` for `_`.
fn ids(folder: &str, extension: &str) -> BTreeSet<String> {
    let names =
        fs::read_dir(tests::here(folder)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let ids = names.filter_map(|name| Some(name.strip_suffix(extension)?.replace('_', "-")));
    ids.filter(|id| !matches!(id.as_str(), "mod" | "index" | "tests")).collect()
}

fn rules() -> BTreeSet<String> {
    RULES.iter().map(|rule| rule.id.to_owned()).collect()
}

#[test]
fn every_rule_has_one_file() {
    assert_eq!(rules().len(), RULES.len(), "an id is used twice");
    assert_eq!(ids("analyzer/src/rules", ".rs"), rules());
}

#[test]
fn rules_speak_plainly() {
    for rule in RULES {
        assert!(rule.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", rule.id);
        assert!(rule.summary.ends_with('.') && !rule.summary.contains('!'), "{}: {}", rule.id, rule.summary);
        assert!(rule.source.starts_with("https://"), "{}: {}", rule.id, rule.source);
    }
}

#[test]
fn every_pattern_has_a_page() {
    let patterns: BTreeSet<String> = Pattern::ALL.iter().map(|pattern| pattern.id().to_owned()).collect();
    assert_eq!(ids("content/patterns", ".md"), patterns);
}

/// Findings that are not advice: the reader's, the decoder's and the validator's.
const READING: [&str; 8] = [
    "empty-text",
    "invalid-utf-8",
    "invalid-yaml",
    "lost-indentation",
    "missing-wrapping",
    "no-pod",
    "text-too-large",
    "unrendered-template",
];

#[test]
fn every_finding_has_a_page() {
    let others = analyzer::decode::RULES
        .iter()
        .chain(&analyzer::validation::RULES)
        .chain(&READING)
        .chain(&analyzer::rules::REMARKS);
    let expected: BTreeSet<String> = others.map(|id| (*id).to_owned()).chain(rules()).collect();
    assert_eq!(ids("content/rules", ".md"), expected);
}
