//! The case study in each form, and what cannot be converted.

use super::*;
use crate::fix::{Wanted, all};
use crate::{Severity, yaml};

const CASE_STUDY: &str = include_str!("../../../content/examples/case-study.yaml");

fn to(text: &str, target: Target) -> Conversion {
    convert(text, &Options::default(), 0, target)
}

fn made(text: &str, target: Target) -> String {
    let conversion = to(text, target);
    conversion.text.unwrap_or_else(|| panic!("{:?}", conversion.obstacles))
}

/// The text with the fixes of some rules, one rule after the other.
fn repaired(text: &str, rules: &[&str]) -> String {
    rules.iter().fold(text.to_owned(), |text, rule| {
        let repaired = all(&text, &Options::default(), Wanted { rule: Some(rule), risky: false });
        assert!(!repaired.made.is_empty(), "{rule} has no fix in {text}");
        repaired.text
    })
}

/// The names of a list's items at a path of the first document.
fn names(text: &str, path: &str) -> Vec<String> {
    let tree = yaml::read(text);
    let root = tree.root(tree.documents.first().unwrap());
    let items = root.at(path).into_iter().flat_map(|list| list.items());
    items.filter_map(|item| item.get("name")?.raw()).map(str::to_owned).collect()
}

#[test]
fn the_case_study_becomes_an_app_with_a_native_sidecar_and_two_volumes() {
    let split = repaired(CASE_STUDY, &["same-volume-root-and-subpath"]);
    let text = made(&split, Target::NativeSidecar);
    assert_eq!(names(&text, "spec.initContainers"), ["file-uploader"]);
    assert_eq!(names(&text, "spec.containers"), ["file-processor"]);
    assert_eq!(names(&text, "spec.volumes"), ["shared-data", "processed"]);
    assert!(text.contains("restartPolicy: Always") && !text.contains("subPath"), "{text}");
}

#[test]
fn the_case_study_becomes_a_job_of_steps() {
    let filled = repaired(CASE_STUDY, &["same-volume-root-and-subpath", "nothing-produces-input"]);
    let text = made(&filled, Target::Job);
    assert!(text.contains("apiVersion: batch/v1\nkind: Job\n"), "{text}");
    assert_eq!(names(&text, "spec.template.spec.initContainers"), ["fetch", "file-processor"]);
    assert_eq!(names(&text, "spec.template.spec.containers"), ["file-uploader"]);
    assert_eq!(names(&text, "spec.template.spec.volumes"), ["shared-data", "processed"]);
    assert!(text.contains("restartPolicy: Never"), "{text}");
}

#[test]
fn the_case_study_becomes_deployments_that_share_a_claim() {
    let conversion = to(CASE_STUDY, Target::Deployments);
    let text = conversion.text.as_deref().unwrap();
    assert_eq!(conversion.after.len(), 2, "{text}");
    assert!(text.contains("kind: PersistentVolumeClaim") && text.contains("ReadWriteMany"), "{text}");
    assert!(!text.contains("emptyDir") && text.contains("# Limit storage usage"), "{text}");
    assert!(conversion.notes.iter().any(|note| note.contains("must replace the shared volume `shared-data`")));
}

#[test]
fn what_is_in_the_way_is_said() {
    assert!(to(CASE_STUDY, Target::SharedPod).obstacles[0].contains("side by side already"));
    let single = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: a\n    image: b:1\n    ports:\n    - containerPort: 80\n";
    for target in Target::ALL {
        let conversion = to(single, target);
        assert!(conversion.text.is_none() && !conversion.obstacles.is_empty(), "{conversion:?}");
    }
    assert!(!convert("", &Options::default(), 0, Target::Job).obstacles.is_empty());
}

#[test]
fn a_native_sidecar_goes_back_to_the_side_of_the_app() {
    let native = made(CASE_STUDY, Target::NativeSidecar);
    let back = made(&native, Target::SharedPod);
    assert_eq!(names(&back, "spec.containers"), ["file-processor", "file-uploader"]);
    assert!(!back.contains("restartPolicy"), "{back}");
}

#[test]
fn the_case_study_has_the_findings_of_an_expert() {
    let analysis = analyze(CASE_STUDY, &Options::default());
    let expected = [
        ("nothing-produces-input", Severity::Warning),
        ("same-volume-root-and-subpath", Severity::Warning),
        ("reader-without-readonly", Severity::Warning),
        ("image-latest-or-untagged", Severity::Warning),
        ("missing-requests", Severity::Warning),
        ("missing-memory-limit", Severity::Warning),
        ("size-limit-vs-ephemeral-storage", Severity::Warning),
        ("no-completion-semantics", Severity::Info),
        ("bare-pod", Severity::Info),
        ("classic-sidecar-loses-the-tail", Severity::Info),
        ("missing-liveness", Severity::Info),
        ("non-atomic-handover", Severity::Info),
        ("uid-mismatch-without-fsgroup", Severity::Info),
        ("token-automounted-everywhere", Severity::Info),
        ("writable-root-and-root-user", Severity::Info),
        ("bucket-without-credentials", Severity::Info),
        ("image-without-registry", Severity::Info),
        ("default-container-annotation-missing", Severity::Info),
        ("pod-without-labels", Severity::Info),
        ("split-independent-services", Severity::Info),
    ];
    for (rule, severity) in expected {
        let found = analysis.findings.iter().find(|finding| finding.rule == rule);
        assert_eq!(found.map(|finding| finding.severity), Some(severity), "{rule}");
    }
}
