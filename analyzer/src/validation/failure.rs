//! `podFailurePolicy` of a Job: what is done about pods that fail, by exit code or condition.

use super::field::Field;
use super::names;
use super::report::Check;
use std::collections::BTreeSet;

/// Checks the rules of the policy.
pub(super) fn validate_pod_failure_policy(check: &mut Check<'_>, spec: &Field<'_, '_>, rules: &Field<'_, '_>) {
    const ACTIONS: [&str; 4] = ["Count", "FailIndex", "FailJob", "Ignore"];
    let template = spec.child("template");
    let pod = template.child("spec");
    let lists = [pod.child("containers"), pod.child("initContainers")];
    let names: BTreeSet<&str> =
        lists.iter().flat_map(Field::nodes).filter_map(|node| node.get("name").and_then(|name| name.str())).collect();
    if rules.len() > 20 {
        check.too_many(rules, 20);
    }
    for rule in rules.items() {
        let action = rule.child("action");
        match action.str() {
            "" => check.required(&action, "Say what to do: `Count`, `FailIndex`, `FailJob` or `Ignore`."),
            "FailIndex" if !spec.child("backoffLimitPerIndex").is_set() => {
                check.invalid(&action, "needs `backoffLimitPerIndex`");
            }
            known if ACTIONS.contains(&known) => {}
            _ => check.not_supported(&action, &ACTIONS),
        }
        let (codes, conditions) = (rule.child("onExitCodes"), rule.child("onPodConditions"));
        if codes.is_set() {
            validate_on_exit_codes(check, &codes, &names);
        }
        validate_on_pod_conditions(check, &conditions);
        match (codes.is_set(), conditions.len() > 0) {
            (true, true) => check.wrong(&rule, "a rule has both `onExitCodes` and `onPodConditions`"),
            (false, false) => check.wrong(&rule, "a rule has neither `onExitCodes` nor `onPodConditions`"),
            _ => {}
        }
    }
}

fn validate_on_pod_conditions(check: &mut Check<'_>, conditions: &Field<'_, '_>) {
    if conditions.len() > 20 {
        check.too_many(conditions, 20);
    }
    for condition in conditions.items() {
        let kind = condition.child("type");
        check.invalid_each(&kind, &names::qualified_name(kind.str()));
        let status = condition.child("status");
        // An unset status is `True` by default.
        if !matches!(status.str(), "" | "True" | "False" | "Unknown") {
            check.not_supported(&status, &["False", "True", "Unknown"]);
        }
    }
}

fn validate_on_exit_codes(check: &mut Check<'_>, codes: &Field<'_, '_>, containers: &BTreeSet<&str>) {
    let operator = codes.child("operator");
    match operator.str() {
        "In" | "NotIn" => {}
        "" => check.required(&operator, "Say `In` or `NotIn`."),
        _ => check.not_supported(&operator, &["In", "NotIn"]),
    }
    let container = codes.child("containerName");
    if container.opt_str().is_some_and(|name| !containers.contains(name)) {
        check.invalid(&container, "is no container of the template");
    }
    let values = codes.child("values");
    match values.len() {
        0 => check.invalid(&values, "must hold at least one exit code"),
        256.. => check.too_many(&values, 255),
        _ => {}
    }
    let mut seen = BTreeSet::new();
    let mut last = i64::MIN;
    let mut is_ordered = true;
    for value in values.items() {
        let code = value.int();
        if operator.str() == "In" && code == 0 {
            check.invalid(&value, "must not be 0 with `In`: it is no failure");
        }
        if !seen.insert(code) {
            check.duplicate(&value, "is in the list already");
        }
        is_ordered &= last <= code;
        last = code;
    }
    if !is_ordered {
        check.invalid(&values, "must be in ascending order");
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::errors;

    const TEMPLATE: &str = "template: {spec: {restartPolicy: Never, containers: [{name: a, image: i}]}}";

    fn job(fields: &str) -> Vec<String> {
        errors(&format!("apiVersion: batch/v1\nkind: Job\nmetadata: {{name: j}}\nspec: {{{TEMPLATE}, {fields}}}"))
    }

    #[test]
    fn failure_policies_name_containers_of_the_template() {
        let rules = "podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {containerName: b, operator: In, values: [2, 0, 2]}}, {action: Retry}]}, podReplacementPolicy: TerminatingOrFailed";
        assert_eq!(
            job(rules),
            [
                "spec.podFailurePolicy.rules[0].onExitCodes.containerName Invalid",
                "spec.podFailurePolicy.rules[0].onExitCodes.values Invalid",
                "spec.podFailurePolicy.rules[0].onExitCodes.values[1] Invalid",
                "spec.podFailurePolicy.rules[0].onExitCodes.values[2] Duplicate",
                "spec.podFailurePolicy.rules[1] Invalid",
                "spec.podFailurePolicy.rules[1].action NotSupported",
                "spec.podReplacementPolicy NotSupported"
            ]
        );
        let restarts = format!("{}, podFailurePolicy: {{rules: []}}", TEMPLATE.replace("Never", "OnFailure"));
        let text = format!("apiVersion: batch/v1\nkind: Job\nmetadata: {{name: j}}\nspec: {{{restarts}}}");
        assert_eq!(errors(&text), ["spec.template.spec.restartPolicy Invalid"]);
        let fine = "podFailurePolicy: {rules: [{action: Ignore, onPodConditions: [{type: DisruptionTarget}]}]}";
        assert_eq!(job(fine), [""; 0]);
    }
}
