//! Whole pods and what is said about them.

use crate::analysis::{Confidence, Pattern, Role};
use crate::testing::report;

fn verdict(text: &str) -> (Pattern, Confidence, Option<Pattern>) {
    let verdict = report(text).verdict.expect("a verdict");
    (verdict.pattern, verdict.confidence, verdict.runner_up)
}

fn roles(text: &str) -> Vec<Role> {
    report(text).containers.iter().map(|container| container.role).collect()
}

#[test]
fn one_container_is_single() {
    let text = "kind: Pod\nspec:\n  containers:\n  - {name: web, image: nginx}\n";
    assert_eq!(verdict(text), (Pattern::Single, Confidence::High, None));
    assert_eq!(roles(text), [Role::Main]);
}

#[test]
fn nginx_with_fluent_bit_is_a_sidecar_pod() {
    let text = "kind: Pod
spec:
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts: [{name: logs, mountPath: /var/log/nginx}]
  - name: log-shipper
    image: fluent/fluent-bit:3.1
    volumeMounts: [{name: logs, mountPath: /logs, readOnly: true}]
  volumes: [{name: logs, emptyDir: {}}]
";
    assert_eq!(verdict(text), (Pattern::Sidecar, Confidence::High, Some(Pattern::SharedPodMicroservices)));
    assert_eq!(roles(text), [Role::Main, Role::Sidecar]);
}

#[test]
fn two_strangers_are_a_shared_pod_with_low_confidence() {
    let text = "kind: Pod\nspec:\n  containers:\n  - {name: a, image: x/a}\n  - {name: b, image: y/b}\n";
    let (pattern, confidence, _) = verdict(text);
    assert_eq!((pattern, confidence), (Pattern::SharedPodMicroservices, Confidence::Low));
    assert_eq!(roles(text), [Role::BusinessPeer, Role::BusinessPeer]);
}

/// Pods that are easily confused, each with what an expert calls it in a comment.
const CONFUSABLE: &str = include_str!("cases/confusable.yaml");

#[test]
fn confusable_pods_are_judged_as_an_expert_would() {
    let mut wrong = Vec::new();
    for document in CONFUSABLE.split("\n---\n") {
        let title = document.lines().rfind(|line| line.starts_with("# ") && !line.contains("expect:"));
        let expected = document.lines().find_map(|line| line.strip_prefix("# expect: ")).expect("an expectation");
        let (pattern, roles) = expected.split_once(": ").expect("a pattern and roles");
        let report = report(document);
        let verdict = report.verdict.as_ref().expect("a verdict");
        let said: Vec<&str> = report.containers.iter().map(|container| container.role.id()).collect();
        let roles: Vec<&str> = roles.split(' ').collect();
        let fits = |said: &str, expected: &str| expected.split('|').any(|one| one == said);
        let right = fits(verdict.pattern.id(), pattern)
            && said.len() == roles.len()
            && said.iter().zip(&roles).all(|(said, expected)| fits(said, expected));
        if !right {
            wrong.push(format!("{title:?}: {} {said:?}", verdict.pattern.id()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_verdict_rests_on_one_name() {
    let text = "kind: Pod\nspec:\n  containers:\n  - {name: app, image: x/a}\n  - {name: sidecar, image: y/b}\n";
    let (pattern, confidence, runner_up) = verdict(text);
    assert_eq!((pattern, confidence), (Pattern::Sidecar, Confidence::Low));
    assert_eq!(runner_up, Some(Pattern::SharedPodMicroservices));
}
