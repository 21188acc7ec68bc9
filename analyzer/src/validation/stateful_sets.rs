//! `StatefulSet`: pods with names and claims of their own.

use super::claims::validate_claim_template;
use super::field::Field;
use super::metadata::{NameForm, validate_object_meta};
use super::pod::validate_pod_spec;
use super::report::{Check, Judge};
use super::template::{mismatch, validate_runs_forever, validate_template_metadata};
use super::workloads::{misses, validate_nonnegative, validate_selector};

/// Checks a `StatefulSet`. The API server does not look into its pod spec before it creates pods.
pub(super) fn validate_stateful_set<'a>(check: &mut Check<'a>, object: &Field<'a, '_>) {
    validate_object_meta(check, &object.child("metadata"), NameForm::Label);
    let spec = object.child("spec");
    validate_nonnegative(check, &spec, &["replicas", "minReadySeconds"]);
    if check.gates.stateful_history_limit() {
        validate_nonnegative(check, &spec, &["revisionHistoryLimit"]);
    }
    let ordinals = spec.child("ordinals");
    validate_nonnegative(check, &ordinals, &["start"]);
    validate_stateful_policies(check, &spec);
    let template = spec.child("template");
    if validate_selector(check, &spec) {
        if misses(&spec, &template) {
            mismatch(check, &template);
        }
        validate_template_metadata(check, &template);
    } else {
        check.invalid(&spec.child("selector"), "cannot be used as it is");
    }
    validate_runs_forever(check, &template);
    let claim_templates = spec.child("volumeClaimTemplates");
    let claims: Vec<&str> =
        claim_templates.nodes().filter_map(|node| node.at("metadata.name").and_then(|name| name.str())).collect();
    check.judged_by(Judge::Later);
    for claim in claim_templates.items() {
        let metadata = claim.child("metadata");
        let name = metadata.child("name").str();
        validate_claim_template(check, &claim.named("claim", name));
    }
    validate_pod_spec(check, &template.child("spec"), &template.child("metadata"), &claims);
}

fn validate_stateful_policies(check: &mut Check<'_>, spec: &Field<'_, '_>) {
    let management = spec.child("podManagementPolicy");
    if !matches!(management.str(), "" | "OrderedReady" | "Parallel") {
        check.invalid(&management, "must be `OrderedReady` or `Parallel`");
    }
    let strategy = spec.child("updateStrategy");
    let kind = strategy.child("type");
    let rolling = strategy.child("rollingUpdate");
    match kind.str() {
        "" | "RollingUpdate" => {
            // `maxUnavailable` is dropped: its gate is off but in the first patches of 1.35.
            validate_nonnegative(check, &rolling, &["partition"]);
        }
        "OnDelete" if rolling.is_set() => check.invalid(&rolling, "can be set only for `RollingUpdate`"),
        "OnDelete" => {}
        _ => check.invalid(&strategy.about(&kind), "must be `RollingUpdate` or `OnDelete`"),
    }
    let retention = spec.child("persistentVolumeClaimRetentionPolicy");
    for name in ["whenDeleted", "whenScaled"] {
        let policy = retention.child(name);
        if !matches!(policy.str(), "" | "Retain" | "Delete") {
            check.not_supported(&policy, &["Delete", "Retain"]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{errors, findings};

    const TEMPLATE: &str = "template: {metadata: {labels: {app: x}}, spec: {containers: [{name: a, image: i}]}}";

    fn rolling(strategy: &str) -> Vec<String> {
        let selector = "selector: {matchLabels: {app: x}}";
        errors(&format!(
            "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {{name: w}}\nspec: {{{selector}, {TEMPLATE}, {strategy}}}"
        ))
    }

    #[test]
    fn a_stateful_set_takes_pods_down_one_by_one() {
        for value in ["0", "-1", "5x"] {
            let fields = format!("updateStrategy: {{rollingUpdate: {{maxUnavailable: {value}, partition: 0}}}}");
            assert_eq!(rolling(&fields), [""; 0], "{value}");
        }
        let partition = "updateStrategy: {rollingUpdate: {partition: -1}}";
        assert_eq!(rolling(partition), ["spec.updateStrategy.rollingUpdate.partition Invalid"]);
    }

    #[test]
    fn claims_of_a_stateful_set_are_judged_in_our_own_name() {
        let text = format!(
            "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {{name: s}}\nspec: {{selector: {{matchLabels: {{app: x}}}}, {TEMPLATE}, volumeClaimTemplates: [{{metadata: {{name: D}}, spec: {{accessModes: [RWO], resources: {{requests: {{storage: 0}}}}}}}}, {{}}]}}"
        );
        assert_eq!(errors(&text), [""; 0]);
        let found = findings(&text, "1.36");
        let fields: Vec<_> = found.iter().filter_map(|finding| finding.field.as_deref()).collect();
        assert_eq!(
            fields,
            [
                "spec.volumeClaimTemplates[0].metadata.name",
                "spec.volumeClaimTemplates[0].spec.accessModes",
                "spec.volumeClaimTemplates[0].spec.resources[storage]",
                "spec.volumeClaimTemplates[1].metadata.name",
                "spec.volumeClaimTemplates[1].spec.accessModes",
                "spec.volumeClaimTemplates[1].spec.resources[storage]"
            ]
        );
        assert!(found.iter().all(|finding| finding.source == crate::Source::Rule));
    }

    #[test]
    fn claims_of_a_stateful_set_are_volumes_and_devices() {
        let text = |pod: &str| {
            format!(
                "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {{name: s}}\nspec: {{selector: {{matchLabels: {{app: x}}}}, template: {{metadata: {{labels: {{app: x}}}}, spec: {{{pod}}}}}, volumeClaimTemplates: [{{metadata: {{name: d}}, spec: {{accessModes: [ReadWriteOnce], resources: {{requests: {{storage: 1Gi}}}}}}}}]}}"
            )
        };
        let device = "containers: [{name: a, image: i, volumeDevices: [{name: NAME, devicePath: /dev/x}]}]";
        let found = |pod: &str| findings(&text(pod), "1.36").len();
        assert_eq!(found(&device.replace("NAME", "d")), 0);
        assert_eq!(found(&device.replace("NAME", "gone")), 1);
        // The claim takes the place of the volume of its name, which could not be a device.
        assert_eq!(found(&format!("{}, volumes: [{{name: d}}]", device.replace("NAME", "d"))), 0);
    }

    #[test]
    fn the_name_of_a_stateful_set_is_a_label() {
        let text = format!(
            "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {{name: a.b}}\nspec: {{selector: {{matchLabels: {{app: x}}}}, {TEMPLATE}}}"
        );
        assert_eq!(errors(&text), ["metadata.name Invalid"]);
    }
}
