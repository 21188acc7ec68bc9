//! Workloads that keep pods running, from the Deployment to the `ReplicationController`, and the bare `PodTemplate`.

use super::claims::validate_claim_template;
use super::field::Field;
use super::metadata::{NameForm, validate_labels, validate_object_meta};
use super::pod::validate_pod_spec;
use super::report::{Check, Judge};
use super::selector::{self, Labels, matches, validate_label_selector};
use super::template::{mismatch, validate_pod_template_spec, validate_runs_forever, validate_template_metadata};
use crate::yaml::Scalar;

/// Numbers that may not be negative.
pub(super) fn validate_nonnegative(check: &mut Check<'_>, parent: &Field<'_, '_>, names: &[&str]) {
    for name in names {
        let number = parent.child(name);
        if number.int() < 0 {
            check.invalid(&number, "must not be negative");
        }
    }
}

/// Checks a `PodTemplate`.
pub(super) fn validate_pod_template<'a>(check: &mut Check<'a>, object: &Field<'a, '_>) {
    validate_object_meta(check, &object.child("metadata"), NameForm::Subdomain);
    validate_pod_template_spec(check, &object.child("template"));
}

/// Checks a `ReplicationController`, whose selector and labels default to those of its template.
pub(super) fn validate_replication_controller<'a>(check: &mut Check<'a>, object: &Field<'a, '_>) {
    let metadata = object.child("metadata");
    let spec = object.child("spec");
    let template = spec.child("template");
    let template_metadata = template.child("metadata");
    let labels = template_metadata.child("labels");
    validate_object_meta(check, &metadata, NameForm::Subdomain);
    if metadata.child("labels").entries().is_empty() {
        validate_labels(check, &metadata.quirk("labels", &labels));
    }
    validate_nonnegative(check, &spec, &["minReadySeconds", "replicas"]);
    let selector = spec.child("selector");
    let pairs = selector.entries();
    if pairs.is_empty() && labels.entries().is_empty() {
        check.required(&selector, "Select the pods by a label of the template.");
    }
    if !template.is_set() {
        check.required(&template, "Describe the pods to run.");
        return;
    }
    let own = Labels::of(&labels);
    if pairs.iter().any(|pair| own.get(&pair.name()) != Some(pair.value.str().unwrap_or(""))) {
        mismatch(check, &template);
    }
    validate_pod_template_spec(check, &template);
    validate_runs_forever(check, &template);
}

/// A selector that must be there and select something; whether it is well formed.
fn validate_selector(check: &mut Check<'_>, spec: &Field<'_, '_>) -> bool {
    let selector = spec.child("selector");
    if !selector.is_set() {
        check.required(&selector, "Select the pods by a label of the template.");
        return true;
    }
    let before = check.count();
    validate_label_selector(check, &selector);
    let is_well_formed = check.count() == before;
    if selector::is_empty(&selector) {
        check.invalid(&selector, "selects everything; name a label of the template");
    }
    is_well_formed
}

/// Whether the selector, which selects something, misses the template.
fn misses(spec: &Field<'_, '_>, template: &Field<'_, '_>) -> bool {
    let selector = spec.child("selector");
    let metadata = template.child("metadata");
    let selects_all = selector.is_set() && selector::is_empty(&selector);
    !selects_all && !matches(&selector, &metadata.child("labels"))
}

/// The template of a Deployment or `ReplicaSet`, which is looked at only where the selector is well formed.
fn validate_selected_template<'a>(check: &mut Check<'a>, spec: &Field<'a, '_>) {
    if !validate_selector(check, spec) {
        check.invalid(&spec.child("selector"), "cannot be used as it is");
        return;
    }
    let template = spec.child("template");
    if misses(spec, &template) {
        mismatch(check, &template);
    }
    validate_pod_template_spec(check, &template);
    validate_runs_forever(check, &template);
}

/// Checks a `ReplicaSet`.
pub(super) fn validate_replica_set<'a>(check: &mut Check<'a>, object: &Field<'a, '_>) {
    validate_object_meta(check, &object.child("metadata"), NameForm::Subdomain);
    let spec = object.child("spec");
    validate_nonnegative(check, &spec, &["replicas", "minReadySeconds"]);
    validate_selected_template(check, &spec);
}

/// Checks a Deployment.
pub(super) fn validate_deployment<'a>(check: &mut Check<'a>, object: &Field<'a, '_>) {
    validate_object_meta(check, &object.child("metadata"), NameForm::Subdomain);
    let spec = object.child("spec");
    let numbers = ["replicas", "minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds"];
    validate_nonnegative(check, &spec, &numbers);
    validate_selected_template(check, &spec);
    let strategy = spec.child("strategy");
    let rolling = strategy.child("rollingUpdate");
    match strategy.child("type").str() {
        "" | "RollingUpdate" => {
            let unavailable = validate_int_or_percent(check, &rolling.child("maxUnavailable"), true);
            let surge = validate_int_or_percent(check, &rolling.child("maxSurge"), false);
            if unavailable == Some(0) && surge == Some(0) {
                check.invalid(&rolling.child("maxUnavailable"), "must not be 0 where `maxSurge` is 0");
            }
        }
        "Recreate" if rolling.is_set() => check.forbidden(&rolling, "`type` is `Recreate`"),
        "Recreate" => {}
        _ => check.not_supported(&strategy.about(&strategy.child("type")), &["Recreate", "RollingUpdate"]),
    }
    let deadline = spec.child("progressDeadlineSeconds");
    if deadline.opt_int().unwrap_or(600) <= spec.child("minReadySeconds").int() {
        check.invalid(&deadline, "must be more than `minReadySeconds`");
    }
}

/// Checks a `DaemonSet`.
pub(super) fn validate_daemon_set<'a>(check: &mut Check<'a>, object: &Field<'a, '_>) {
    validate_object_meta(check, &object.child("metadata"), NameForm::Subdomain);
    let spec = object.child("spec");
    let template = spec.child("template");
    let selector = spec.child("selector");
    let before = check.count();
    validate_label_selector(check, &selector);
    if check.count() == before && misses(&spec, &template) {
        mismatch(check, &template);
    }
    if selector.is_set() && selector::is_empty(&selector) {
        check.invalid(&selector, "selects everything; name a label of the template");
    }
    validate_pod_template_spec(check, &template);
    validate_runs_forever(check, &template);
    validate_nonnegative(check, &spec, &["minReadySeconds", "revisionHistoryLimit"]);
    let strategy = spec.child("updateStrategy");
    match strategy.child("type").str() {
        "" | "RollingUpdate" => validate_rolling_daemon_set(check, &strategy.child("rollingUpdate")),
        "OnDelete" => {}
        _ => check.not_supported(&strategy.about(&strategy.child("type")), &["OnDelete", "RollingUpdate"]),
    }
}

fn validate_rolling_daemon_set(check: &mut Check<'_>, rolling: &Field<'_, '_>) {
    let (unavailable, surge) = (rolling.child("maxUnavailable"), rolling.child("maxSurge"));
    let some_unavailable = validate_int_or_percent(check, &unavailable, true) != Some(0);
    let some_surge = validate_int_or_percent(check, &surge, true).is_some_and(|surge| surge != 0);
    if some_unavailable && some_surge {
        check.invalid(&surge, "must not be set where `maxUnavailable` is more than 0");
    } else if !some_unavailable && !some_surge {
        check.required(&unavailable, "Let at least one of `maxUnavailable` and `maxSurge` be more than 0.");
    }
}

/// A number, or a share such as `25%`; its value, where it is set.
fn validate_int_or_percent(check: &mut Check<'_>, field: &Field<'_, '_>, at_most_all: bool) -> Option<i64> {
    if let Scalar::Str(text) = field.node()?.scalar()? {
        let percent = text.strip_suffix('%').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        let Some(percent) = percent.and_then(|digits| digits.parse::<i64>().ok()) else {
            check.invalid(field, "must be a number or a share such as `25%`");
            return Some(0);
        };
        if at_most_all && percent > 100 {
            check.invalid(field, "must be at most `100%`");
        }
        return Some(percent);
    }
    if field.int() < 0 {
        check.invalid(field, "must not be negative");
    }
    Some(field.int())
}

/// Checks a `StatefulSet`. The API server does not look into its pod spec before it creates pods.
pub(super) fn validate_stateful_set<'a>(check: &mut Check<'a>, object: &Field<'a, '_>) {
    validate_object_meta(check, &object.child("metadata"), NameForm::Label);
    let spec = object.child("spec");
    validate_nonnegative(check, &spec, &["replicas", "minReadySeconds"]);
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
            validate_nonnegative(check, &rolling, &["partition"]);
            let unavailable = rolling.child("maxUnavailable");
            let counts = check.gates.stateful_max_unavailable();
            if counts && validate_int_or_percent(check, &unavailable, true) == Some(0) {
                check.invalid(&unavailable, "must not be 0");
            }
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
    use super::super::testing::errors;

    const TEMPLATE: &str = "template: {metadata: {labels: {app: x}}, spec: {containers: [{name: a, image: i}]}}";

    fn faults(kind: &str, spec: &str) -> Vec<String> {
        let api = if kind == "ReplicationController" { "v1" } else { "apps/v1" };
        errors(&format!("apiVersion: {api}\nkind: {kind}\nmetadata: {{name: w}}\nspec: {{{spec}}}"))
    }

    fn selecting(kind: &str, fields: &str) -> Vec<String> {
        faults(kind, &format!("selector: {{matchLabels: {{app: x}}}}, {TEMPLATE}, {fields}"))
    }

    #[test]
    fn selectors_must_be_there_and_select() {
        let missing = ["spec.selector Required", "spec.template.metadata.labels Invalid"];
        for kind in ["Deployment", "ReplicaSet", "StatefulSet"] {
            assert_eq!(faults(kind, TEMPLATE), missing);
            assert_eq!(faults(kind, &format!("selector: {{}}, {TEMPLATE}")), ["spec.selector Invalid"]);
        }
        assert_eq!(faults("DaemonSet", TEMPLATE), missing[1..]);
        assert_eq!(faults("ReplicationController", TEMPLATE), [""; 0]);
        assert_eq!(faults("ReplicationController", ""), ["spec.selector Required", "spec.template Required"]);
        let expression =
            format!("selector: {{matchExpressions: [{{key: app, operator: In, values: [x, y]}}]}}, {TEMPLATE}");
        assert_eq!(faults("Deployment", &expression), [""; 0]);
        let malformed = "selector: {matchExpressions: [{key: app, operator: Like}]}, template: {spec: {}}";
        assert_eq!(
            faults("Deployment", malformed),
            ["spec.selector Invalid", "spec.selector.matchExpressions[0].operator Invalid"]
        );
    }

    #[test]
    fn numbers_are_not_negative() {
        assert_eq!(
            selecting("Deployment", "replicas: -1, progressDeadlineSeconds: 5, minReadySeconds: 5"),
            ["spec.progressDeadlineSeconds Invalid", "spec.replicas Invalid"]
        );
        assert_eq!(selecting("StatefulSet", "ordinals: {start: -1}"), ["spec.ordinals.start Invalid"]);
    }

    #[test]
    fn strategies() {
        assert_eq!(selecting("Deployment", "strategy: {type: Rolling}"), ["spec.strategy NotSupported"]);
        assert_eq!(
            selecting("Deployment", "strategy: {type: Recreate, rollingUpdate: {}}"),
            ["spec.strategy.rollingUpdate Forbidden"]
        );
        assert_eq!(
            selecting("Deployment", "strategy: {rollingUpdate: {maxUnavailable: 0, maxSurge: '0%'}}"),
            ["spec.strategy.rollingUpdate.maxUnavailable Invalid"]
        );
        assert_eq!(
            selecting("Deployment", "strategy: {rollingUpdate: {maxUnavailable: 150%, maxSurge: 1.5}}"),
            ["spec.strategy.rollingUpdate.maxUnavailable Invalid"]
        );
        assert_eq!(
            selecting("DaemonSet", "updateStrategy: {rollingUpdate: {maxUnavailable: 0}}"),
            ["spec.updateStrategy.rollingUpdate.maxUnavailable Required"]
        );
        assert_eq!(
            selecting("DaemonSet", "updateStrategy: {rollingUpdate: {maxSurge: 1}}"),
            ["spec.updateStrategy.rollingUpdate.maxSurge Invalid"]
        );
        assert_eq!(
            selecting("StatefulSet", "updateStrategy: {type: OnDelete, rollingUpdate: {}}, podManagementPolicy: Any"),
            ["spec.podManagementPolicy Invalid", "spec.updateStrategy.rollingUpdate Invalid"]
        );
    }

    #[test]
    fn claims_of_a_stateful_set_are_judged_in_our_own_name() {
        let text = format!(
            "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {{name: s}}\nspec: {{selector: {{matchLabels: {{app: x}}}}, {TEMPLATE}, volumeClaimTemplates: [{{metadata: {{name: D}}, spec: {{accessModes: [RWO], resources: {{requests: {{storage: 0}}}}}}}}, {{}}]}}"
        );
        assert_eq!(errors(&text), [""; 0]);
        let found = super::super::testing::findings(&text, "1.36");
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
    fn the_name_of_a_stateful_set_is_a_label() {
        let text = format!(
            "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {{name: a.b}}\nspec: {{selector: {{matchLabels: {{app: x}}}}, {TEMPLATE}}}"
        );
        assert_eq!(errors(&text), ["metadata.name Invalid"]);
    }
}
