//! Pod templates, and the rules that workloads put on top of them.

use super::annotations::{validate_pod_specific_annotations, validate_profiles_match};
use super::field::Field;
use super::metadata::{validate_annotations, validate_labels};
use super::pod::validate_pod_spec;
use super::report::Check;

/// Checks a pod template. The API server leaves `metadata` out of the paths of labels and annotations.
pub(super) fn validate_pod_template_spec<'a>(check: &mut Check<'a>, template: &Field<'a, '_>) {
    let metadata = template.child("metadata");
    let spec = template.child("spec");
    validate_template_metadata(check, template);
    validate_pod_spec(check, &spec, &metadata, &[]);
    validate_profiles_match(check, &metadata.child("annotations"), &spec);
    let ephemeral = spec.child("ephemeralContainers");
    if ephemeral.len() > 0 {
        check.forbidden(&ephemeral, "ephemeral containers are added to a pod that runs, with `kubectl debug`");
    }
}

/// Checks labels and annotations of a template.
pub(super) fn validate_template_metadata(check: &mut Check<'_>, template: &Field<'_, '_>) {
    let metadata = template.child("metadata");
    validate_labels(check, &template.quirk("labels", &metadata.child("labels")));
    let annotations = metadata.child("annotations");
    let annotations = template.quirk("annotations", &annotations);
    validate_annotations(check, &annotations);
    validate_pod_specific_annotations(check, &annotations, &template.child("spec"));
}

/// Workloads that keep pods running: always restarted, without a deadline.
pub(super) fn validate_runs_forever(check: &mut Check<'_>, template: &Field<'_, '_>) {
    let spec = template.child("spec");
    let policy = spec.child("restartPolicy");
    if !matches!(policy.str(), "" | "Always") {
        check.not_supported(&policy, &["Always"]);
    }
    let deadline = spec.child("activeDeadlineSeconds");
    if deadline.is_set() {
        check.forbidden(&deadline, "the pods of this kind of object run until they are deleted");
    }
}

/// The template's labels must be what the selector selects.
pub(super) fn mismatch(check: &mut Check<'_>, template: &Field<'_, '_>) {
    let metadata = template.child("metadata");
    let labels = metadata.child("labels");
    check.wrong(&labels, "the labels of the template are not what `selector` selects");
}

#[cfg(test)]
mod tests {
    use super::super::testing::{errors, findings, indented};
    use crate::finding::Source;

    /// Each kind around a template: the lines before it, its path, and how deep it is indented.
    fn workload(kind: &str, template: &str) -> String {
        let selector = "  selector: {matchLabels: {app: x}}\n";
        let (api, spec, indent) = match kind {
            "PodTemplate" => ("v1", String::new(), ""),
            "ReplicationController" => ("v1", "spec:\n  selector: {app: x}\n".to_owned(), "  "),
            "Job" => ("batch/v1", "spec:\n".to_owned(), "  "),
            "CronJob" => {
                ("batch/v1", "spec:\n  schedule: '* * * * *'\n  jobTemplate:\n    spec:\n".to_owned(), "      ")
            }
            _ => ("apps/v1", format!("spec:\n{selector}"), "  "),
        };
        let lines = indented(template, indent.len() + 2);
        format!("apiVersion: {api}\nkind: {kind}\nmetadata: {{name: w}}\n{spec}{indent}template:\n{lines}")
    }

    const KINDS: [(&str, &str); 8] = [
        ("PodTemplate", "template"),
        ("ReplicationController", "spec.template"),
        ("ReplicaSet", "spec.template"),
        ("Deployment", "spec.template"),
        ("DaemonSet", "spec.template"),
        ("Job", "spec.template"),
        ("CronJob", "spec.jobTemplate.spec.template"),
        ("StatefulSet", "spec.template"),
    ];

    fn policy(kind: &str) -> &'static str {
        if matches!(kind, "Job" | "CronJob") { "restartPolicy: Never" } else { "restartPolicy: Always" }
    }

    #[test]
    fn every_kind_has_its_own_prefix() {
        for (kind, path) in KINDS.into_iter().filter(|(kind, _)| *kind != "StatefulSet") {
            let template = format!(
                "metadata: {{labels: {{app: x}}}}\nspec: {{{}, containers: [{{name: a, image: i, volumeMounts: [{{name: gone, mountPath: /x}}]}}]}}",
                policy(kind)
            );
            let expected = format!("{path}.spec.containers[0].volumeMounts[0].name NotFound");
            assert_eq!(errors(&workload(kind, &template)), [expected], "{kind}");
        }
    }

    #[test]
    fn labels_of_templates_lack_a_step_in_their_path() {
        for (kind, path) in KINDS {
            let template = format!(
                "metadata: {{labels: {{app: x, a b: c}}, annotations: {{c d: e}}}}\nspec: {{{}, containers: [{{name: a, image: i}}]}}",
                policy(kind)
            );
            let mut expected = vec![format!("{path}.annotations Invalid"), format!("{path}.labels Invalid")];
            if matches!(kind, "ReplicationController" | "Job") {
                // Its own labels are taken from the template where it has none.
                expected.insert(0, "metadata.labels Invalid".to_owned());
            }
            assert_eq!(errors(&workload(kind, &template)), expected, "{kind}");
        }
    }

    #[test]
    fn what_only_pods_are_checked_for_passes_in_templates() {
        let lenient =
            "volumes: [{name: t, projected: {sources: [{serviceAccountToken: {path: t}}]}}, {name: i, image: {}}]";
        for (kind, _) in KINDS {
            let template = format!(
                "metadata: {{labels: {{app: x}}}}\nspec: {{{}, {lenient}, containers: [{{name: a, image: ' i ', resources: {{limits: {{cpu: 1}}}}}}]}}",
                policy(kind)
            );
            assert_eq!(errors(&workload(kind, &template)), [""; 0], "{kind}");
        }
    }

    #[test]
    fn requests_follow_limits_in_pods_only() {
        let template =
            "metadata: {labels: {app: x}}\nspec: {containers: [{name: a, image: i, resources: {limits: {cpu: -1}}}]}";
        let expected = ["spec.template.spec.containers[0].resources.limits[cpu] Invalid"];
        assert_eq!(errors(&workload("Deployment", template)), expected);
    }

    #[test]
    fn kinds_that_run_forever_restart_always_and_have_no_deadline() {
        let template = "metadata: {labels: {app: x}}\nspec: {restartPolicy: OnFailure, activeDeadlineSeconds: 5, containers: [{name: a, image: i}]}";
        for kind in ["ReplicationController", "ReplicaSet", "Deployment", "DaemonSet", "StatefulSet"] {
            assert_eq!(
                errors(&workload(kind, template)),
                ["spec.template.spec.activeDeadlineSeconds Forbidden", "spec.template.spec.restartPolicy NotSupported"]
            );
        }
        assert_eq!(errors(&workload("PodTemplate", template)), [""; 0]);
    }

    #[test]
    fn jobs_must_say_that_they_end() {
        for (kind, path) in [("Job", "spec.template"), ("CronJob", "spec.jobTemplate.spec.template")] {
            let with = |policy: &str| {
                errors(&workload(
                    kind,
                    &format!("spec: {{{policy} activeDeadlineSeconds: 5, containers: [{{name: a, image: i}}]}}"),
                ))
            };
            assert_eq!(with(""), [format!("{path}.spec.restartPolicy Required")]);
            assert_eq!(with("restartPolicy: Always,"), [format!("{path}.spec.restartPolicy Required")]);
            assert_eq!(with("restartPolicy: Sometimes,"), vec![format!("{path}.spec.restartPolicy NotSupported"); 2]);
            assert_eq!(with("restartPolicy: OnFailure,"), [""; 0]);
        }
    }

    #[test]
    fn selectors_match_their_template() {
        let template = "metadata: {labels: {app: y}}\nspec: {containers: [{name: a, image: i}]}";
        for kind in ["ReplicationController", "ReplicaSet", "Deployment", "DaemonSet", "StatefulSet"] {
            assert_eq!(errors(&workload(kind, template)), ["spec.template.metadata.labels Invalid"], "{kind}");
        }
    }

    #[test]
    fn ephemeral_containers_are_not_for_templates() {
        let template = "metadata: {labels: {app: x}}\nspec: {containers: [{name: a, image: i}], ephemeralContainers: [{name: e, image: i}]}";
        assert_eq!(errors(&workload("Deployment", template)), ["spec.template.spec.ephemeralContainers Forbidden"]);
    }

    #[test]
    fn the_template_of_a_stateful_set_is_judged_in_our_own_name() {
        let template = "metadata: {labels: {app: x}}\nspec: {containers: [{name: a, image: i, volumeMounts: [{name: data, mountPath: /d}, {name: gone, mountPath: /n}]}]}";
        let text = workload("StatefulSet", template)
            + "  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]\n";
        let found = findings(&text, "1.36");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].source, Source::Rule);
        assert_eq!(found[0].error_type, None);
        assert_eq!(found[0].field.as_deref(), Some("spec.template.spec.containers[0].volumeMounts[1].name"));
        assert!(found[0].message.ends_with("accepted now, fails when pods are created"), "{}", found[0].message);
    }
}
