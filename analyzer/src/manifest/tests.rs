//! Where pods are found.

use super::*;
use crate::yaml;

fn paths(text: &str) -> Vec<(String, Found)> {
    let tree = yaml::read(text);
    let manifests = manifests(&tree);
    manifests.iter().flat_map(|m| m.templates.iter().map(|t| (t.path.clone(), t.found))).collect()
}

#[test]
fn the_kind_says_where_the_pod_is() {
    let cron =
        "apiVersion: batch/v1\nkind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {containers: []}}}}}\n";
    assert_eq!(paths(cron), [("spec.jobTemplate.spec.template.spec".to_owned(), Found::ByKind)]);
}

#[test]
fn lists_are_opened() {
    let list = "kind: List\nitems:\n- {kind: Secret}\n- {kind: Pod, apiVersion: v1, spec: {}}\n";
    assert_eq!(paths(list), [("items[1].spec".to_owned(), Found::ByKind)]);
}

#[test]
fn other_lists_are_opened_too() {
    let template =
        "kind: Template\napiVersion: template.openshift.io/v1\nobjects:\n- {kind: Pod, apiVersion: v1, spec: {}}\n";
    assert_eq!(paths(template), [("objects[0].spec".to_owned(), Found::ByKind)]);
    assert_eq!(paths("kind: PodList\napiVersion: v1\nitems: [{kind: Pod, spec: {}}]\n").len(), 1);
    assert!(paths("kind: WishList\napiVersion: x.io/v1\nitems: [{kind: Pod, spec: {}}]\n").is_empty());
}

#[test]
fn each_item_and_each_value_of_a_path_is_a_pod() {
    let ray = "apiVersion: ray.io/v1\nkind: RayCluster\nspec:\n  workerGroupSpecs:\n  - template: {spec: {}}\n  - template: {spec: {}}\n";
    assert_eq!(paths(ray).len(), 2);
    let training =
        "apiVersion: kubeflow.org/v1\nkind: TFJob\nspec: {tfReplicaSpecs: {Worker: {template: {spec: {}}}}}\n";
    assert_eq!(paths(training)[0].0, "spec.tfReplicaSpecs.Worker.template.spec");
}

#[test]
fn a_core_service_is_not_a_knative_service() {
    assert!(paths("apiVersion: v1\nkind: Service\nspec: {template: {spec: {}}}\n").is_empty());
    assert_eq!(paths("apiVersion: serving.knative.dev/v1\nkind: Service\nspec: {template: {spec: {}}}\n").len(), 1);
}

#[test]
fn unknown_kinds_are_searched_by_shape() {
    let text = "apiVersion: x.io/v1\nkind: Thing\nspec:\n  deep:\n    podTemplate:\n      spec: {containers: [{name: a, image: b}]}\n";
    assert_eq!(paths(text), [("spec.deep.podTemplate.spec".to_owned(), Found::ByShape)]);
    assert!(paths("kind: LimitRange\napiVersion: v1\nspec: {containers: [{name: a}]}\n").is_empty());
}

#[test]
fn a_piece_without_its_wrapping_is_recognised() {
    assert_eq!(paths("containers:\n- {name: a, image: b}\n"), [(String::new(), Found::Unwrapped)]);
    assert_eq!(paths("- {name: a, image: b}\n"), [(String::new(), Found::Unwrapped)]);
    assert_eq!(paths("spec: {containers: [{name: a, image: b}]}\n"), [("spec".to_owned(), Found::Unwrapped)]);
}
