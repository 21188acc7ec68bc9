//! Whole pods and what is said about them.

use crate::analysis::{Confidence, Pattern, PodReport, Role};
use crate::{Options, analyze};

/// The report of the first pod of a text.
pub(super) fn report(text: &str) -> PodReport {
    let mut pods = analyze(text, &Options::default()).pods;
    assert!(!pods.is_empty(), "no pod in {text}");
    pods.remove(0)
}

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
