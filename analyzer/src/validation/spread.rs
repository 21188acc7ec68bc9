//! `topologySpreadConstraints`, and the label keys that they share with pod affinity.

use super::field::Field;
use super::names;
use super::report::Check;
use super::selector::{Labels, validate_label_selector};
use std::collections::{BTreeMap, BTreeSet};

/// Checks all constraints.
pub(super) fn validate_topology_spread_constraints(
    check: &mut Check<'_>,
    constraints: &Field<'_, '_>,
    labels: &Labels<'_>,
) {
    for constraint in constraints.items() {
        validate_constraint(check, &constraint, labels);
    }
    // Of constraints for the same place and action all but the last are reported.
    let mut later = BTreeSet::new();
    let nodes: Vec<_> = constraints.nodes().collect();
    for (index, node) in nodes.into_iter().enumerate().rev() {
        let constraint = constraints.item(index, node);
        if !later.insert((constraint.child("topologyKey").str(), constraint.child("whenUnsatisfiable").str())) {
            let place = constraint.quirk("{topologyKey, whenUnsatisfiable}", &constraint.child("topologyKey"));
            check.duplicate(&place, "a later constraint has as well");
        }
    }
}

fn validate_constraint(check: &mut Check<'_>, constraint: &Field<'_, '_>, labels: &Labels<'_>) {
    const ACTIONS: [&str; 2] = ["DoNotSchedule", "ScheduleAnyway"];
    const POLICIES: [&str; 2] = ["Honor", "Ignore"];
    let skew = constraint.child("maxSkew");
    if skew.int() <= 0 {
        check.invalid(&skew, "must be more than 0");
    }
    let topology = constraint.child("topologyKey");
    if topology.str().is_empty() {
        check.required(&topology, "Name the label of nodes that tells places apart, such as `kubernetes.io/hostname`.");
    }
    let action = constraint.child("whenUnsatisfiable");
    if !ACTIONS.contains(&action.str()) {
        check.not_supported(&action, &ACTIONS);
    }
    let domains = constraint.child("minDomains");
    if domains.opt_int().is_some_and(|domains| domains <= 0) {
        check.invalid(&domains, "must be more than 0");
    }
    if domains.is_set() && action.str() != ACTIONS[0] {
        check.invalid(&domains, "can be set only with `whenUnsatisfiable: DoNotSchedule`");
    }
    for name in ["nodeAffinityPolicy", "nodeTaintsPolicy"] {
        let policy = constraint.child(name);
        if policy.opt_str().is_some_and(|policy| !POLICIES.contains(&policy)) {
            check.not_supported(&policy, &POLICIES);
        }
    }
    if check.gates.spread_selector_merge() {
        validate_match_label_keys(check, constraint, labels);
    } else {
        validate_match_label_keys_apart(check, constraint);
    }
    validate_label_selector(check, &constraint.child("labelSelector"));
}

/// Checks `matchLabelKeys` and `mismatchLabelKeys` where their labels are merged into the selector. A Pod's labels are
/// merged before the check, so that a key in both is found.
pub(super) fn validate_match_label_keys(check: &mut Check<'_>, term: &Field<'_, '_>, labels: &Labels<'_>) {
    let selector = term.child("labelSelector");
    let keys = term.child("matchLabelKeys");
    let mismatched = term.child("mismatchLabelKeys");
    for list in [&keys, &mismatched] {
        if list.len() > 0 && !selector.is_set() {
            check.forbidden(list, "there is no `labelSelector` to add to");
        } else {
            validate_keys(check, list);
        }
    }
    if selector.is_set() {
        validate_merged_keys(check, term, &selector, &keys, labels);
    }
    let mismatched: BTreeSet<&str> = mismatched.strings().collect();
    for key in keys.items().filter(|key| mismatched.contains(key.str())) {
        check.invalid(&key, "must not be in `mismatchLabelKeys` as well");
    }
}

/// A key may not be in `matchLabelKeys` and, twice by then, in the selector. The API server's path leaves out a step.
fn validate_merged_keys(
    check: &mut Check<'_>,
    term: &Field<'_, '_>,
    selector: &Field<'_, '_>,
    keys: &Field<'_, '_>,
    labels: &Labels<'_>,
) {
    if keys.len() == 0 {
        return;
    }
    let mut used = label_keys(selector);
    let places: BTreeMap<&str, usize> = keys.strings().enumerate().map(|(index, key)| (key, index)).collect();
    let mut expressions = expression_keys(selector);
    if check.is_pod {
        expressions.extend(keys.strings().filter(|key| labels.get(key).is_some()));
    }
    for key in expressions {
        let again = !used.insert(key.to_owned());
        if let Some(index) = places.get(key).filter(|_| again) {
            check.wrong(&term.quirk_index(*index, keys), "a key of `matchLabelKeys` is in `labelSelector` as well");
        }
    }
}

/// The keys in `matchLabels`.
fn label_keys(selector: &Field<'_, '_>) -> BTreeSet<String> {
    selector.child("matchLabels").entries().iter().map(|entry| entry.name().into_owned()).collect()
}

/// The keys in `matchExpressions`.
fn expression_keys<'a>(selector: &Field<'a, '_>) -> Vec<&'a str> {
    let expressions = selector.child("matchExpressions");
    expressions.items().map(|expression| expression.child("key").str()).collect()
}

fn validate_keys(check: &mut Check<'_>, keys: &Field<'_, '_>) {
    for key in keys.items() {
        check.invalid_each(&key, &names::qualified_name(key.str()));
    }
}

/// Checks `matchLabelKeys` where they stay apart from the selector.
fn validate_match_label_keys_apart(check: &mut Check<'_>, constraint: &Field<'_, '_>) {
    let keys = constraint.child("matchLabelKeys");
    if keys.len() == 0 {
        return;
    }
    let selector = constraint.child("labelSelector");
    if !selector.is_set() {
        check.forbidden(&keys, "there is no `labelSelector` to add to");
    }
    let mut used = label_keys(&selector);
    used.extend(expression_keys(&selector).into_iter().map(str::to_owned));
    validate_keys(check, &keys);
    for key in keys.items().filter(|key| used.contains(key.str())) {
        check.invalid(&key, "must not be in `labelSelector` as well");
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{errors_in, pod_with};

    fn faults(constraint: &str, version: &str) -> Vec<String> {
        let text =
            pod_with("metadata: {name: p, labels: {app: x}}", &format!("topologySpreadConstraints: [{constraint}]"));
        let lines = errors_in(&text, version);
        lines.iter().map(|line| line.replace("spec.topologySpreadConstraints", "T")).collect()
    }

    #[test]
    fn every_field_of_a_constraint() {
        assert_eq!(
            faults("{minDomains: 0, nodeTaintsPolicy: Never}", "1.36"),
            [
                "T[0].maxSkew Invalid",
                "T[0].minDomains Invalid",
                "T[0].minDomains Invalid",
                "T[0].nodeTaintsPolicy NotSupported",
                "T[0].topologyKey Required",
                "T[0].whenUnsatisfiable NotSupported"
            ]
        );
        assert_eq!(
            faults("{maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, minDomains: 1}", "1.36"),
            [""; 0]
        );
    }

    #[test]
    fn one_constraint_for_each_place_and_action() {
        let one = "{maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule}";
        assert_eq!(faults(&format!("{one}, {one}"), "1.36"), ["T[0].{topologyKey, whenUnsatisfiable} Duplicate"]);
    }

    #[test]
    fn keys_stand_in_one_place() {
        let both = "{maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [app], labelSelector: {matchLabels: {app: x}}}";
        assert_eq!(faults(both, "1.33"), ["T[0].matchLabelKeys[0] Invalid"]);
        assert_eq!(faults(both, "1.34"), ["T[0][0] Invalid"]);
        let bare = "{maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [app]}";
        assert_eq!(faults(bare, "1.36"), ["T[0].matchLabelKeys Forbidden"]);
        assert_eq!(faults(bare, "1.31"), ["T[0].matchLabelKeys Forbidden"]);
    }
}
