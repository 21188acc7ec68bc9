//! How pods are lowered.

use super::*;
use crate::{manifest, yaml};

/// Lowers the first pod of a text and looks at it.
fn with_pod(text: &str, look: impl FnOnce(&Pod<'_>)) {
    let tree = yaml::read(text);
    let manifests = manifest::manifests(&tree);
    look(&lower(&manifests[0], &manifests[0].templates[0]));
}

#[test]
fn containers_come_in_the_order_in_which_they_start() {
    let text = "kind: Pod\nspec:\n  containers:\n  - name: app\n  initContainers:\n  - name: first\n  - name: proxy\n    restartPolicy: Always\n";
    with_pod(text, |pod| {
        let seen: Vec<_> = pod.containers.iter().map(|c| (c.name.value, c.lifecycle, c.path.as_str())).collect();
        assert_eq!(
            seen,
            [
                ("first", Lifecycle::Init, "initContainers[0]"),
                ("proxy", Lifecycle::NativeSidecar, "initContainers[1]"),
                ("app", Lifecycle::Regular, "containers[0]"),
            ]
        );
    });
}

#[test]
fn half_typed_yaml_still_gives_a_pod() {
    with_pod(
        "kind: Pod\nspec:\n  containers:\n  - name: app\n    volumeMounts:\n    - name:\n  volumes:\n  - \n",
        |pod| {
            assert_eq!(pod.containers[0].mounts[0].volume.value, "");
            assert!(pod.volumes.is_empty());
        },
    );
}

#[test]
fn a_stateful_set_brings_its_claims() {
    let text = "kind: StatefulSet\napiVersion: apps/v1\nspec:\n  volumeClaimTemplates:\n  - metadata: {name: data}\n    spec: {}\n  template: {spec: {containers: []}}\n";
    with_pod(text, |pod| {
        assert_eq!(pod.volume("data").unwrap().source.kind, "persistentVolumeClaim");
        assert_eq!(pod.volume("data").unwrap().source.lifetime(), crate::analysis::Lifetime::Claim);
    });
}

#[test]
fn parts_of_other_controllers_are_containers_too() {
    let text = "kind: Task\napiVersion: tekton.dev/v1\nspec:\n  steps: [{name: build, image: b}]\n  sidecars: [{name: db, image: d}]\n";
    with_pod(text, |pod| {
        assert_eq!(pod.containers.len(), 2);
        assert!(pod.containers[1].declared_helper && !pod.is_pod_spec);
    });
}
