//! Where a pod may run: affinity and tolerations.

use super::field::Field;
use super::names;
use super::report::Check;
use super::selector::{Labels, validate_label_selector};
use super::spread::validate_match_label_keys;

/// Checks `affinity`.
pub(super) fn validate_affinity(check: &mut Check<'_>, affinity: &Field<'_, '_>, labels: &Labels<'_>) {
    let node = affinity.child("nodeAffinity");
    let required = node.child("requiredDuringSchedulingIgnoredDuringExecution");
    if required.is_set() {
        let values = check.gates.node_affinity_values();
        validate_node_selector(check, &required, values);
    }
    let preferred = node.child("preferredDuringSchedulingIgnoredDuringExecution");
    for term in preferred.items() {
        validate_weight(check, &term.child("weight"));
        validate_node_selector_term(check, &term.child("preference"), false);
    }
    for name in ["podAffinity", "podAntiAffinity"] {
        validate_pod_affinity(check, &affinity.child(name), labels);
    }
}

fn validate_weight(check: &mut Check<'_>, weight: &Field<'_, '_>) {
    if !(1..=100).contains(&weight.int()) {
        check.invalid(weight, "must be between 1 and 100");
    }
}

fn validate_node_selector(check: &mut Check<'_>, selector: &Field<'_, '_>, values: bool) {
    let terms = selector.child("nodeSelectorTerms");
    if terms.len() == 0 {
        check.required(&terms, "Add at least one term.");
    }
    for term in terms.items() {
        validate_node_selector_term(check, &term, values);
    }
}

fn validate_node_selector_term(check: &mut Check<'_>, term: &Field<'_, '_>, values: bool) {
    let expressions = term.child("matchExpressions");
    for requirement in expressions.items() {
        validate_node_selector_requirement(check, &requirement, values);
    }
    let fields = term.child("matchFields");
    for requirement in fields.items() {
        validate_node_field_requirement(check, &requirement);
    }
}

fn validate_node_selector_requirement(check: &mut Check<'_>, requirement: &Field<'_, '_>, must_be_label_values: bool) {
    let operator = requirement.child("operator");
    let values = requirement.child("values");
    match (operator.str(), values.len()) {
        ("In" | "NotIn", 0) => check.required(&values, "Say which values, or use `Exists`."),
        ("Exists" | "DoesNotExist", 1..) => check.forbidden(&values, "`Exists` and `DoesNotExist` take no values"),
        ("Gt" | "Lt", 0 | 2..) => check.required(&values, "Give exactly one value with `Gt` and `Lt`."),
        ("In" | "NotIn" | "Exists" | "DoesNotExist" | "Gt" | "Lt", _) => {}
        _ => check.invalid(&operator, "must be `In`, `NotIn`, `Exists`, `DoesNotExist`, `Gt` or `Lt`"),
    }
    let key = requirement.child("key");
    check.invalid_each(&key, &names::qualified_name(key.str()));
    if must_be_label_values {
        for value in values.items() {
            check.invalid_each(&value, &names::label_value(value.str()));
        }
    }
}

fn validate_node_field_requirement(check: &mut Check<'_>, requirement: &Field<'_, '_>) {
    let operator = requirement.child("operator");
    let values = requirement.child("values");
    if !matches!(operator.str(), "In" | "NotIn") {
        check.invalid(&operator, "must be `In` or `NotIn` for a field of the node");
    } else if values.len() != 1 {
        check.required(&values, "Give exactly one value for a field of the node.");
    }
    let key = requirement.child("key");
    if key.str() == "metadata.name" {
        for value in values.items() {
            check.invalid_each(&value, &names::dns_subdomain(value.str()));
        }
    } else {
        check.invalid(&key, "must be `metadata.name`, the only field to select nodes by");
    }
}

fn validate_pod_affinity(check: &mut Check<'_>, affinity: &Field<'_, '_>, labels: &Labels<'_>) {
    let required = affinity.child("requiredDuringSchedulingIgnoredDuringExecution");
    for term in required.items() {
        validate_pod_affinity_term(check, &term, labels);
    }
    let preferred = affinity.child("preferredDuringSchedulingIgnoredDuringExecution");
    for term in preferred.items() {
        validate_weight(check, &term.child("weight"));
        validate_pod_affinity_term(check, &term.child("podAffinityTerm"), labels);
    }
}

fn validate_pod_affinity_term(check: &mut Check<'_>, term: &Field<'_, '_>, labels: &Labels<'_>) {
    validate_label_selector(check, &term.child("labelSelector"));
    validate_label_selector(check, &term.child("namespaceSelector"));
    let namespaces = term.child("namespaces");
    for namespace in namespaces.items() {
        check.invalid_each(&term.quirk("namespace", &namespace), &names::dns_label(namespace.str()));
    }
    validate_match_label_keys(check, term, labels);
    let topology = term.child("topologyKey");
    if topology.str().is_empty() {
        check.required(&topology, "Name the label of nodes that tells places apart, such as `kubernetes.io/hostname`.");
    }
    check.invalid_each(&topology, &names::qualified_name(topology.str()));
}

/// Checks `tolerations`.
pub(super) fn validate_tolerations(check: &mut Check<'_>, tolerations: &Field<'_, '_>) {
    const EFFECTS: [&str; 3] = ["NoExecute", "NoSchedule", "PreferNoSchedule"];
    for toleration in tolerations.items() {
        let key = toleration.child("key");
        let operator = toleration.child("operator");
        let value = toleration.child("value");
        let effect = toleration.child("effect");
        if !key.str().is_empty() {
            check.invalid_each(&key, &names::qualified_name(key.str()));
        } else if operator.str() != "Exists" {
            check.invalid(&operator, "must be `Exists` where there is no `key`");
        }
        let seconds = toleration.child("tolerationSeconds");
        if seconds.is_set() && effect.str() != "NoExecute" {
            check.invalid(&effect, "must be `NoExecute` where `tolerationSeconds` is set");
        }
        let place = operator.about(&value);
        match operator.str() {
            "" | "Equal" if !names::label_value(value.str()).is_empty() => {
                check.wrong(&place, "the `value` to compare with is no label value");
            }
            "Exists" if !value.str().is_empty() => check.wrong(&place, "`operator: Exists` takes no `value`"),
            "" | "Equal" | "Exists" => {}
            _ => check.not_supported(&operator, &["Equal", "Exists"]),
        }
        if !effect.str().is_empty() && !EFFECTS.contains(&effect.str()) {
            check.not_supported(&effect, &EFFECTS);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{errors, errors_in, pod};

    fn text(spec: &str) -> String {
        pod(&format!("{spec}\ncontainers: [{{name: a, image: i}}]"))
    }

    fn faults(spec: &str) -> Vec<String> {
        errors(&text(spec)).iter().map(|line| line.replace("DuringSchedulingIgnoredDuringExecution", "")).collect()
    }

    #[test]
    fn node_affinity() {
        assert_eq!(
            faults("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {}}}"),
            ["spec.affinity.nodeAffinity.required.nodeSelectorTerms Required"]
        );
        let terms = "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a b, operator: In}, {key: a, operator: Gt, values: ['1', '2']}, {key: a, operator: NotIn, values: [a b]}], matchFields: [{key: spec.x, operator: Exists}]}]}, preferredDuringSchedulingIgnoredDuringExecution: [{preference: {matchExpressions: [{key: a, operator: Is, values: [a b]}]}}]}}";
        let required = "spec.affinity.nodeAffinity.required.nodeSelectorTerms[0]";
        assert_eq!(
            faults(terms),
            [
                "spec.affinity.nodeAffinity.preferred[0].preference.matchExpressions[0].operator Invalid".to_owned(),
                "spec.affinity.nodeAffinity.preferred[0].weight Invalid".to_owned(),
                format!("{required}.matchExpressions[0].key Invalid"),
                format!("{required}.matchExpressions[0].values Required"),
                format!("{required}.matchExpressions[1].values Required"),
                format!("{required}.matchExpressions[2].values[0] Invalid"),
                format!("{required}.matchFields[0].key Invalid"),
                format!("{required}.matchFields[0].operator Invalid"),
            ]
        );
        assert_eq!(errors_in(&text(terms), "1.32").len(), 7);
        assert_eq!(errors_in(&text(terms), "1.33").len(), 8);
    }

    #[test]
    fn pod_affinity() {
        let terms = "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{namespaces: [A], labelSelector: {matchExpressions: [{key: a, operator: In}]}}], preferredDuringSchedulingIgnoredDuringExecution: [{weight: 100, podAffinityTerm: {topologyKey: zone}}]}}";
        assert_eq!(
            faults(terms),
            [
                "spec.affinity.podAntiAffinity.required[0].labelSelector.matchExpressions[0].values Required",
                "spec.affinity.podAntiAffinity.required[0].namespace Invalid",
                "spec.affinity.podAntiAffinity.required[0].topologyKey Invalid",
                "spec.affinity.podAntiAffinity.required[0].topologyKey Invalid",
                "spec.affinity.podAntiAffinity.required[0].topologyKey Required"
            ]
        );
    }

    #[test]
    fn tolerations() {
        let list = "tolerations: [{value: x}, {key: k, operator: Exists, value: x}, {key: k, tolerationSeconds: 1, effect: NoSchedule}, {key: k, operator: Like, effect: Never}, {operator: Exists}]";
        assert_eq!(
            faults(list),
            [
                "spec.tolerations[0].operator Invalid",
                "spec.tolerations[1].operator Invalid",
                "spec.tolerations[2].effect Invalid",
                "spec.tolerations[3].effect NotSupported",
                "spec.tolerations[3].operator NotSupported"
            ]
        );
    }
}
