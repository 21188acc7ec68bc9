//! `metadata`: names, labels, annotations, owners, finalizers.
//!
//! A missing namespace is fine, because the API server fills it in. A missing name is not, even beside `generateName`:
//! `kubectl apply` refuses that too.

use super::field::Field;
use super::names;
use super::report::{Check, shorten};
use crate::yaml::Entry;
use std::collections::BTreeSet;

/// The form that the name of a kind must have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NameForm {
    Subdomain,
    Label,
}

/// Checks the metadata of an object.
pub(super) fn validate_object_meta(check: &mut Check<'_>, metadata: &Field<'_, '_>, form: NameForm) {
    validate_name(check, metadata, form);
    let namespace = metadata.child("namespace");
    if !namespace.str().is_empty() {
        check.invalid_each(&namespace, &names::dns_label(namespace.str()));
    }
    let generation = metadata.child("generation");
    if generation.int() < 0 {
        check.invalid(&generation, "must not be negative");
    }
    validate_labels(check, &metadata.child("labels"));
    validate_annotations(check, &metadata.child("annotations"));
    validate_owner_references(check, &metadata.child("ownerReferences"));
    validate_finalizers(check, &metadata.child("finalizers"));
}

fn validate_name(check: &mut Check<'_>, metadata: &Field<'_, '_>, form: NameForm) {
    let generate_name = metadata.child("generateName");
    if !generate_name.str().is_empty() {
        let broken = match form {
            NameForm::Subdomain => names::dns_subdomain_prefix(generate_name.str()),
            NameForm::Label => names::dns_label_prefix(generate_name.str()),
        };
        check.invalid_each(&generate_name, &broken);
    }
    let name = metadata.child("name");
    if !name.str().is_empty() {
        let broken = match form {
            NameForm::Subdomain => names::dns_subdomain(name.str()),
            NameForm::Label => names::dns_label(name.str()),
        };
        check.invalid_each(&name, &broken);
    } else if generate_name.str().is_empty() {
        check.required(&name, "Give the object a name.");
    } else {
        let advice = "Give it a name, or use `kubectl create`: `kubectl apply` does not work with `generateName`.";
        check.lacking(&name.about(&generate_name), "the object has no `name`", advice);
    }
}

/// Checks labels, or a selector by labels: all errors are reported at the map itself.
pub(super) fn validate_labels(check: &mut Check<'_>, labels: &Field<'_, '_>) {
    for entry in labels.entries() {
        let name = entry.name();
        for rule in names::qualified_name(&name) {
            wrong_key(check, labels, &entry, rule);
        }
        let value = labels.value(&entry, &name);
        for rule in names::label_value(value.str()) {
            let message = format!("the value of `{}` is `{}`, but it {rule}", shorten(&name), shorten(value.str()));
            check.wrong(&labels.about(&value), &message);
        }
    }
}

/// Reports a key of a map, at the map.
fn wrong_key(check: &mut Check<'_>, map: &Field<'_, '_>, entry: &Entry<'_>, rule: &str) {
    let key = Entry { key: entry.key, value: entry.key };
    let message = format!("the key `{}` {rule}", shorten(&entry.name()));
    check.wrong(&map.about(&map.value(&key, "")), &message);
}

/// Checks annotations.
pub(super) fn validate_annotations(check: &mut Check<'_>, annotations: &Field<'_, '_>) {
    const MOST: usize = 256 * 1024;
    let mut size = 0;
    for entry in annotations.entries() {
        let name = entry.name();
        size += name.len() + entry.value.str().map_or(0, str::len);
        let broken = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            names::qualified_name(&name.to_lowercase())
        } else {
            names::qualified_name(&name)
        };
        for rule in broken {
            wrong_key(check, annotations, &entry, rule);
        }
    }
    if size > MOST {
        check.too_long(annotations, MOST);
    }
}

fn validate_owner_references(check: &mut Check<'_>, references: &Field<'_, '_>) {
    let mut controllers = 0;
    for reference in references.items() {
        for name in ["apiVersion", "kind", "name", "uid"] {
            let value = reference.child(name);
            if value.str().is_empty() {
                check.invalid(&references.quirk(name, &value), "must not be empty");
            }
        }
        if reference.child("kind").str() == "Event" && reference.child("apiVersion").str() == "v1" {
            check.invalid(&references.about(&reference), "must not name an Event");
        }
        controllers += u32::from(reference.child("controller").bool());
        if reference.child("controller").bool() && controllers > 1 {
            check.invalid(&references.about(&reference), "must have only one owner with `controller: true`");
        }
    }
}

fn validate_finalizers(check: &mut Check<'_>, finalizers: &Field<'_, '_>) {
    let mut both = BTreeSet::new();
    for finalizer in finalizers.items() {
        let name = finalizer.str();
        check.invalid_each(&finalizers.about(&finalizer), &names::qualified_name(name));
        if matches!(name, "orphan" | "foregroundDeletion") {
            both.insert(name);
        } else if !name.contains('/') && name != "kubernetes" {
            check.invalid(&finalizer, "is no standard finalizer and has no domain before it");
        }
    }
    if both.len() > 1 {
        check.invalid(finalizers, "must not hold both `orphan` and `foregroundDeletion`");
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{errors, pod_with};

    #[test]
    fn a_name_must_be_there_and_fit_its_kind() {
        assert_eq!(
            errors("kind: Pod\napiVersion: v1\nspec: {containers: [{name: a, image: i}]}"),
            ["metadata.name Required"]
        );
        assert_eq!(errors(&pod_with("metadata: {name: My_Pod}", "")), ["metadata.name Invalid"]);
        assert_eq!(errors(&pod_with("metadata: {name: a.b}", "")), [""; 0]);
        assert_eq!(errors(&pod_with("metadata: {generateName: a-}", "")), ["metadata.name Required"]);
        assert_eq!(errors(&pod_with("metadata: {generateName: A.b-, name: a}", "")), ["metadata.generateName Invalid"]);
    }

    #[test]
    fn labels_and_annotations_are_reported_at_the_map() {
        let labels = "metadata: {name: p, labels: {a=b: c, ok: 'not ok', fine: ''}}";
        assert_eq!(errors(&pod_with(labels, "")), ["metadata.labels Invalid", "metadata.labels Invalid"]);
        let annotations = "metadata: {name: p, annotations: {UPPER/case: x, a b: x, fine: any thing}}";
        assert_eq!(errors(&pod_with(annotations, "")), ["metadata.annotations Invalid"]);
    }

    #[test]
    fn owners_and_finalizers() {
        let owner = "metadata: {name: p, ownerReferences: [{apiVersion: v1, kind: Node, name: node}]}";
        assert_eq!(errors(&pod_with(owner, "")), ["metadata.ownerReferences.uid Invalid"]);
        let finalizers = "metadata: {name: p, finalizers: [mine, example.com/x, orphan]}";
        assert_eq!(errors(&pod_with(finalizers, "")), ["metadata.finalizers[0] Invalid"]);
        let both = "metadata: {name: p, finalizers: [foregroundDeletion, orphan]}";
        assert_eq!(errors(&pod_with(both, "")), ["metadata.finalizers Invalid"]);
    }
}
