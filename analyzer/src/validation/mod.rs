//! What the API server refuses when it validates an object, with its own field paths and error types.
//!
//! Functions carry the names of Kubernetes' own, so that one can be read beside the other. They see the object after
//! defaulting, and without fields whose feature is off in the version asked for. Where the API server does not look into
//! a pod template (`StatefulSet`, custom resources), the same is said in our own name, as what fails when pods are created.

mod annotations;
mod claims;
mod containers;
mod cron_jobs;
mod env;
mod failure;
mod field;
mod gates;
mod handlers;
mod jobs;
mod metadata;
mod mounts;
mod names;
mod network;
mod old_volumes;
mod pod;
mod pod_resources;
mod ports;
mod projected;
mod report;
mod resources;
mod restart;
mod schedule;
mod scheduling;
mod security;
mod selector;
mod spread;
mod stateful_sets;
mod success;
mod template;
mod volumes;
mod windows;
mod workloads;

#[cfg(test)]
mod testing;

use crate::Options;
use crate::arrange::Arrange;
use crate::finding::{Finding, Source};
use crate::manifest::{Found, KindEntry, Manifest, Template};
use field::Field;
use gates::Gates;
pub use report::RULES;
use report::{Check, Judge};

/// What the API server says about an object that it could decode.
pub fn check(manifest: &Manifest<'_>, options: &Options) -> Vec<Finding> {
    let mut check = Check::new(manifest.node.text(), Gates::of(options.kubernetes));
    let object = Field::root(manifest.node, "");
    match manifest.entry {
        Some(entry) if entry.group.is_empty() => match entry.kind {
            "Pod" => pod::validate_pod_create(&mut check, &object),
            "PodTemplate" => workloads::validate_pod_template(&mut check, &object),
            _ => workloads::validate_replication_controller(&mut check, &object),
        },
        Some(entry) if matches!(entry.group, "apps" | "batch") => match entry.kind {
            "Deployment" => workloads::validate_deployment(&mut check, &object),
            "ReplicaSet" => workloads::validate_replica_set(&mut check, &object),
            "DaemonSet" => workloads::validate_daemon_set(&mut check, &object),
            "StatefulSet" => stateful_sets::validate_stateful_set(&mut check, &object),
            "Job" => jobs::validate_job(&mut check, &object),
            _ => cron_jobs::validate_cron_job(&mut check, &object),
        },
        _ => manifest.templates.iter().for_each(|template| validate_other(&mut check, manifest, template)),
    }
    once(check.into_findings())
}

/// A pod that the API server would see only later, or that lacks its wrapping.
fn validate_other<'a>(check: &mut Check<'a>, manifest: &Manifest<'a>, template: &Template<'a>) {
    let is_unwrapped = template.found == Found::Unwrapped;
    if !template.layout.is_pod_spec || (is_unwrapped && template.spec.get("containers").is_none()) {
        return;
    }
    let nothing = Field::root(template.spec, "");
    let nothing = nothing.child("metadata");
    if is_unwrapped {
        let metadata = template.metadata.map_or(nothing, |node| Field::root(node, "metadata"));
        pod::validate_bare_pod(check, &Field::root(template.spec, "spec"), &metadata);
        return;
    }
    let is_complete = manifest.entry.is_some_and(is_complete);
    check.judged_by(if is_complete { Judge::Later } else { Judge::LaterIfUnchanged });
    let path = template.path.strip_prefix(manifest.path.as_str()).unwrap_or(&template.path).trim_start_matches('.');
    let metadata = template.metadata.map_or(nothing, |node| Field::root(node, "metadata"));
    let claims = manifest.node.at("spec.volumeClaimTemplates");
    let claims = claims.into_iter().flat_map(|claims| claims.items());
    let claims: Vec<&str> = claims.filter_map(|claim| claim.at("metadata.name")?.str()).collect();
    pod::validate_pod_spec(check, &Field::root(template.spec, path), &metadata, &claims);
}

/// Whether a custom resource's template is what its pods will be. Other controllers put containers, names, images or
/// volumes of their own into the template, so that what is missing proves nothing.
fn is_complete(entry: &KindEntry) -> bool {
    match entry.group {
        "argoproj.io" => matches!(entry.kind, "Rollout" | "Experiment"),
        "apps.kruise.io" => entry.kind != "UnitedDeployment",
        "ray.io"
        | "kubeflow.org"
        | "jobset.x-k8s.io"
        | "leaderworkerset.x-k8s.io"
        | "keda.sh"
        | "apps.openshift.io" => true,
        _ => false,
    }
}

/// What the API server says already is not said again in our own name.
fn once(mut findings: Vec<Finding>) -> Vec<Finding> {
    let mut said: Vec<String> = Vec::new();
    if findings.iter().any(|finding| finding.source == Source::Rule) {
        let api = findings.iter().filter(|finding| finding.source == Source::Api);
        said.extend(api.filter_map(|finding| finding.field.clone()));
        said.arrange();
    }
    findings.retain(|finding| {
        let is_known = |field: &String| said.binary_search(field).is_ok();
        finding.source == Source::Api || !finding.field.as_ref().is_some_and(is_known)
    });
    findings
}

#[cfg(test)]
mod tests {
    use super::testing::{errors, findings, pod};
    use crate::finding::{Severity, Source};

    #[test]
    fn other_kinds_get_nothing() {
        for kind in ["Service", "ConfigMap", "Secret", "Ingress", "Namespace"] {
            let text =
                format!("apiVersion: v1\nkind: {kind}\nmetadata: {{name: Not_Valid}}\nspec: {{ports: [{{name: X}}]}}");
            assert_eq!(findings(&text, "1.36").len(), 0, "{kind}");
        }
        assert_eq!(findings("just: yaml", "1.36").len(), 0);
    }

    #[test]
    fn items_of_a_list_have_paths_of_their_own() {
        let text = "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a}]}}\n- {apiVersion: v1, kind: Pod, metadata: {name: B}, spec: {containers: [{name: b, image: i}]}}";
        assert_eq!(errors(text), ["metadata.name Invalid", "spec.containers[0].image Required"]);
    }

    #[test]
    fn custom_resources_are_judged_in_our_own_name() {
        let template = "spec: {containers: [{name: A, image: i}, {name: b}]}";
        let rollout = format!(
            "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {{name: r}}\nspec:\n  template:\n    {template}\n"
        );
        let found = findings(&rollout, "1.36");
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|finding| finding.source == Source::Rule && finding.severity == Severity::Error));
        assert_eq!(found[0].field.as_deref(), Some("spec.template.spec.containers[0].name"));
        let unknown = format!(
            "apiVersion: example.com/v1\nkind: Thing\nmetadata: {{name: r}}\nspec:\n  podTemplate:\n    metadata: {{}}\n    {template}\n"
        );
        let found = findings(&unknown.replace("name: b", "name: b, command: [x]"), "1.36");
        assert_eq!(found.len(), 1, "a missing image may be added by the controller");
        assert_eq!(found[0].severity, Severity::Warning);
    }

    #[test]
    fn a_pod_spec_without_its_wrapping_is_read_as_a_pod() {
        let text = "containers: [{name: a, image: i, volumeMounts: [{name: v, mountPath: /v}]}]";
        assert_eq!(errors(text), ["spec.containers[0].volumeMounts[0].name NotFound"]);
    }

    #[test]
    fn findings_point_at_the_value_or_the_nearest_line() {
        let text = pod("containers:\n- name: web\n  imagePullPolicy: always\n");
        let found = findings(&text, "1.36");
        assert_eq!(found[0].span.of(&text), "name: web");
        assert_eq!(found[0].message, "container `web`: `image` is missing");
        assert_eq!(found[1].span.of(&text), "always");
        assert_eq!(found[1].help.as_deref(), Some("Did you mean `Always`?"));
    }

    #[test]
    fn what_the_api_server_says_is_not_said_again() {
        let text = "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: s}\nspec:\n  selector: {matchLabels: {a: b}}\n  template: {metadata: {labels: {a: b}}, spec: {restartPolicy: Sometimes, containers: [{name: a, image: i}]}}";
        let found = findings(text, "1.36");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].source, Source::Api);
    }
}
