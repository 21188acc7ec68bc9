//! Workloads that keep pods running, from the Deployment to the `ReplicationController`, and the bare `PodTemplate`.
//! `StatefulSet`s have a file of their own.

use super::field::Field;
use super::metadata::{NameForm, validate_labels, validate_object_meta};
use super::report::Check;
use super::selector::{self, Labels, matches, validate_label_selector};
use super::template::{mismatch, validate_pod_template_spec, validate_runs_forever};
use crate::yaml::Scalar;
use std::num::{IntErrorKind, ParseIntError};

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
pub(super) fn validate_selector(check: &mut Check<'_>, spec: &Field<'_, '_>) -> bool {
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
pub(super) fn misses(spec: &Field<'_, '_>, template: &Field<'_, '_>) -> bool {
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
        let is_number = |digits: &&str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let Some(percent) = text.strip_suffix('%').filter(is_number).map(whole_number) else {
            check.invalid(field, "must be a number without quotes or a share such as `25%`");
            return Some(whole_number(text));
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

/// The number that a text holds, 0 where it holds none; one that is too large is the largest.
fn whole_number(text: &str) -> i64 {
    text.parse().unwrap_or_else(|error: ParseIntError| match error.kind() {
        IntErrorKind::PosOverflow => i64::MAX,
        IntErrorKind::NegOverflow => i64::MIN,
        _ => 0,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{errors, errors_in};

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
        let exists = "selector: {matchLabels: {app: x}, matchExpressions: [{key: app, operator: Exists, values: [x]}]}";
        let value = "selector: {matchLabels: {app: 'x y'}}";
        for (selector, field) in [(exists, "matchExpressions[0].values Forbidden"), (value, "matchLabels Invalid")] {
            let found = faults("Deployment", &format!("{selector}, {TEMPLATE}"));
            assert_eq!(found, ["spec.selector Invalid".to_owned(), format!("spec.selector.{field}")]);
        }
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
    fn histories_are_not_negative() {
        for kind in ["Deployment", "DaemonSet", "StatefulSet"] {
            let text = |limit: i64| {
                format!(
                    "apiVersion: apps/v1\nkind: {kind}\nmetadata: {{name: w}}\nspec: {{selector: {{matchLabels: {{app: x}}}}, {TEMPLATE}, revisionHistoryLimit: {limit}}}"
                )
            };
            assert_eq!(errors_in(&text(-1), "1.33"), ["spec.revisionHistoryLimit Invalid"], "{kind}");
            assert_eq!(errors_in(&text(-1), "1.32").is_empty(), kind == "StatefulSet", "{kind}");
            assert_eq!(errors_in(&text(0), "1.36"), [""; 0], "{kind}");
        }
    }

    #[test]
    fn a_number_in_quotes_is_no_share_and_still_counts() {
        let rolling = |strategy: &str, fields: &str| format!("{strategy}: {{rollingUpdate: {{{fields}}}}}");
        for (kind, strategy) in [("Deployment", "strategy"), ("DaemonSet", "updateStrategy")] {
            let quoted = rolling(strategy, "maxUnavailable: '5', maxSurge: 0");
            assert_eq!(selecting(kind, &quoted), [format!("spec.{strategy}.rollingUpdate.maxUnavailable Invalid")]);
            let words = rolling(strategy, "maxUnavailable: five, maxSurge: 0");
            assert_eq!(selecting(kind, &words).len(), 2, "{kind}");
        }
        let share = |digits: usize| rolling("strategy", &format!("maxSurge: '{}%'", "9".repeat(digits)));
        assert_eq!(selecting("Deployment", &share(3)), [""; 0]);
        assert_eq!(selecting("Deployment", &share(30)), [""; 0]);
        assert_eq!(selecting("Deployment", &share(0)), ["spec.strategy.rollingUpdate.maxSurge Invalid"]);
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
}
