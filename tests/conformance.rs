//! The API server's own answers: cases made for this project, with the errors that its real validation gives.
//!
//! Compared are the field and the type of every error, as multisets, for four versions. What the decoder says is judged
//! elsewhere.

use analyzer::{Analysis, KubernetesVersion, Options, Source, analyze};
use serde_json::Value;

const VERSIONS: [&str; 4] = ["1.31", "1.34", "1.35", "1.36"];

fn cases() -> Vec<Value> {
    let cases: Value = serde_json::from_str(include_str!("data/validation-cases.json")).expect("the cases are JSON");
    cases["cases"].as_array().expect("the cases are a list").clone()
}

fn analysis(text: &str, version: &str) -> Analysis {
    analyze(text, &Options { kubernetes: KubernetesVersion::parse(version).expect("a supported version") })
}

/// What the API server of a version would refuse: `field Type`, sorted.
fn said(text: &str, version: &str) -> Vec<String> {
    let findings = analysis(text, version).findings.into_iter().filter(|finding| finding.source == Source::Api);
    let mut said: Vec<String> = findings
        .map(|finding| {
            let error_type = finding.error_type.map(|error_type| format!("{error_type:?}")).unwrap_or_default();
            format!("{} {error_type}", finding.field.unwrap_or_default())
        })
        .collect();
    said.sort();
    said
}

/// What a case expects of a version; none where that version has no such field.
fn expected(case: &Value, version: &str) -> Option<Vec<String>> {
    let expected = case["expect_by_version"].get(version).unwrap_or(&case["expect"]);
    let Some(errors) = expected.as_array() else {
        return (expected != "unknown-field").then(Vec::new);
    };
    let text = |error: &Value, key: &str| error[key].as_str().unwrap_or_default().to_owned();
    let mut lines: Vec<String> = errors.iter().map(|error| text(error, "field") + " " + &text(error, "type")).collect();
    lines.sort();
    Some(lines)
}

fn is_left_out(case: &Value, version: &str) -> bool {
    let left_out = case["not_run_on"].as_array().into_iter().flatten();
    let is_version = |entry: &Value| entry.as_str().is_some_and(|entry| entry.starts_with(version));
    left_out.into_iter().any(is_version)
}

#[test]
fn the_api_server_would_say_the_same() {
    let cases = cases();
    let mut wrong = Vec::new();
    for version in VERSIONS {
        for case in cases.iter().filter(|case| !is_left_out(case, version)) {
            // Where decoding fails, the API server does not get to validation.
            let is_fatal = case["decode"]["fatal"] == true;
            let Some(expected) = expected(case, version).filter(|_| !is_fatal) else { continue };
            let said = said(case["manifest"].as_str().expect("a manifest"), version);
            if said != expected {
                wrong.push(format!("{} on {version}\n  expected {expected:?}\n  said     {said:?}", case["id"]));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn every_objection_has_words_a_place_and_a_known_slug() {
    for case in cases() {
        let text = case["manifest"].as_str().expect("a manifest");
        for finding in analysis(text, "1.36").findings.iter().filter(|finding| finding.source == Source::Api) {
            let id = &case["id"];
            assert!(analyzer::validation::RULES.contains(&finding.rule), "{id}: {}", finding.rule);
            assert!(!finding.span.of(text).is_empty(), "{id}: {}", finding.message);
            assert!(!finding.span.of(text).contains('\n'), "{id}: {}", finding.message);
            assert!(!finding.message.ends_with(['.', '!']), "{id}: {}", finding.message);
            assert_eq!(finding.severity, analyzer::Severity::Error, "{id}");
        }
    }
}
