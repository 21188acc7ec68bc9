//! Label selectors: their form, and whether they match labels.

use super::field::Field;
use super::metadata::validate_labels;
use super::names;
use super::report::Check;
use crate::arrange::Arrange;
use std::borrow::Cow;

/// Labels, or annotations, to look up: sorted by their keys.
pub(super) struct Labels<'a>(Vec<(Cow<'a, str>, &'a str)>);

impl<'a> Labels<'a> {
    pub(super) fn of(map: &Field<'a, '_>) -> Self {
        let entries = map.entries().into_iter();
        let mut labels: Vec<_> = entries.map(|entry| (entry.name(), entry.value.str().unwrap_or(""))).collect();
        labels.arrange();
        Self(labels)
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(key, _)| &**key)
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a str> {
        let at = self.0.binary_search_by(|(known, _)| (**known).cmp(key)).ok()?;
        Some(self.0[at].1)
    }
}

/// Checks a `matchLabels` and `matchExpressions` selector.
pub(super) fn validate_label_selector(check: &mut Check<'_>, selector: &Field<'_, '_>) {
    if !selector.is_set() {
        return;
    }
    validate_labels(check, &selector.child("matchLabels"));
    let expressions = selector.child("matchExpressions");
    for expression in expressions.items() {
        validate_requirement(check, &expression);
    }
}

fn validate_requirement(check: &mut Check<'_>, requirement: &Field<'_, '_>) {
    let values = requirement.child("values");
    let operator = requirement.child("operator");
    match operator.str() {
        "In" | "NotIn" if values.len() == 0 => check.required(&values, "Say which values, or use `Exists`."),
        "Exists" | "DoesNotExist" if values.len() > 0 => {
            check.forbidden(&values, "`Exists` and `DoesNotExist` take no values");
        }
        "In" | "NotIn" | "Exists" | "DoesNotExist" => {}
        _ => check.invalid(&operator, "must be `In`, `NotIn`, `Exists` or `DoesNotExist`"),
    }
    let key = requirement.child("key");
    check.invalid_each(&key, &names::qualified_name(key.str()));
    for value in values.items() {
        check.invalid_each(&value, &names::label_value(value.str()));
    }
}

/// Whether a selector selects by anything.
pub(super) fn is_empty(selector: &Field<'_, '_>) -> bool {
    selector.child("matchLabels").entries().is_empty() && selector.child("matchExpressions").len() == 0
}

/// Whether a selector matches labels. A selector that is not there matches nothing.
pub(super) fn matches(selector: &Field<'_, '_>, labels: &Field<'_, '_>) -> bool {
    selector.is_set() && {
        let labels = Labels::of(labels);
        matches_with(selector, |key| labels.get(key))
    }
}

/// Whether a selector matches the labels that a function gives.
pub(super) fn matches_with<'l>(selector: &Field<'_, '_>, label: impl Fn(&str) -> Option<&'l str>) -> bool {
    let equal = selector
        .child("matchLabels")
        .entries()
        .iter()
        .all(|entry| label(&entry.name()) == Some(entry.value.str().unwrap_or("")));
    equal
        && selector.child("matchExpressions").items().all(|requirement| {
            let value = label(requirement.child("key").str());
            let is_listed = |value: &str| requirement.child("values").strings().any(|listed| listed == value);
            match requirement.child("operator").str() {
                "In" => value.is_some_and(is_listed),
                "NotIn" => !value.is_some_and(is_listed),
                "Exists" => value.is_some(),
                "DoesNotExist" => value.is_none(),
                _ => false,
            }
        })
}
