//! SARIF as its schema has it: OASIS' own, for version 2.1.0.

use serde_json::Value;
use std::path::Path;
use std::process::Command;

#[test]
fn every_log_is_valid() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let schema = std::fs::read_to_string(root.join("tests/data/sarif-2.1.0.json")).expect("the schema is there");
    // Their pattern for languages has a bracket that was never opened, and is no regular expression to strict readers.
    let schema = schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let wrong = serde_json::json!({ "version": "2.1.0", "runs": [{ "tool": {} }] });
    assert!(!validator.is_valid(&wrong), "the schema objects to nothing");
    let output = Command::new(env!("CARGO_BIN_EXE_peapod"))
        .args(["analyze", "--fail-on", "never", "--format", "sarif", "-"])
        .args(["content/examples/case-study.yaml", "tests/data/odd-manifest.yaml"])
        .current_dir(root)
        .stdin(std::process::Stdio::null())
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let objections = validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path()));
    let objections: Vec<String> = objections.collect();
    assert!(objections.is_empty(), "{}", objections.join("\n"));
    let results = log["runs"][0]["results"].as_array().expect("a list");
    assert!(results.iter().any(|result| result.get("fixes").is_some()), "a fix is among them");
}
