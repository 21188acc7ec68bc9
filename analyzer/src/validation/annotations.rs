//! Annotations that mean something to the API server itself: mirror pods, deletion cost, seccomp and `AppArmor` as they
//! were written before fields existed for them.

use super::field::Field;
use super::names;
use super::report::Check;
use super::selector::Labels;
use std::collections::BTreeSet;

const MIRROR: &str = "kubernetes.io/config.mirror";
const DELETION_COST: &str = "controller.kubernetes.io/pod-deletion-cost";
const SECCOMP_POD: &str = "seccomp.security.alpha.kubernetes.io/pod";
const SECCOMP_CONTAINER: &str = "container.seccomp.security.alpha.kubernetes.io/";
const APP_ARMOR: &str = "container.apparmor.security.beta.kubernetes.io/";

/// Whether the pod is the shadow of one that a kubelet runs from a file.
pub(super) fn is_mirror_pod(metadata: &Field<'_, '_>) -> bool {
    metadata.child("annotations").child(MIRROR).is_set()
}

/// Checks annotations by their meaning. `place` is the path that the API server gives them.
pub(super) fn validate_pod_specific_annotations(check: &mut Check<'_>, place: &Field<'_, '_>, spec: &Field<'_, '_>) {
    let mut containers: Option<BTreeSet<&str>> = None;
    for entry in place.entries() {
        let name = entry.name();
        let value = place.value(&entry, &name);
        if name == MIRROR && spec.child("nodeName").str().is_empty() {
            check.invalid(&value, "needs `spec.nodeName`");
        } else if name == DELETION_COST && !is_cost(value.str()) {
            check.invalid(&value, "must be a whole number of 32 bits");
        } else if name == SECCOMP_POD || name.starts_with(SECCOMP_CONTAINER) {
            validate_seccomp_annotation(check, &place.quirk(&name, &value));
        } else if let Some(container) = name.strip_prefix(APP_ARMOR) {
            let known = containers.get_or_insert_with(|| container_names(spec));
            if !known.contains(container) {
                check.invalid(&value, "belongs to no container of this pod");
            }
            let profile = value.str();
            if !matches!(profile, "" | "runtime/default" | "unconfined") && !profile.starts_with("localhost/") {
                check.invalid(&value, "is no `AppArmor` profile");
            }
        }
    }
}

/// A number as people write it: no plus, no leading zeros.
fn is_cost(text: &str) -> bool {
    let first = text.bytes().next();
    (text == "0" || matches!(first, Some(b'-' | b'1'..=b'9'))) && text.parse::<i32>().is_ok()
}

fn validate_seccomp_annotation(check: &mut Check<'_>, value: &Field<'_, '_>) {
    match value.str() {
        "runtime/default" | "docker/default" | "unconfined" => {}
        profile => match profile.strip_prefix("localhost/") {
            Some(path) => check.invalid_each(value, &names::descending_path(path)),
            None => check.invalid(value, "is no seccomp profile"),
        },
    }
}

fn container_names<'a>(spec: &Field<'a, '_>) -> BTreeSet<&'a str> {
    let lists = ["initContainers", "containers", "ephemeralContainers"].map(|name| spec.child(name));
    let names = lists.iter().flat_map(Field::nodes).filter_map(|node| node.get("name").and_then(|name| name.str()));
    names.collect()
}

/// Where both annotation and field say a profile, they must say the same.
pub(super) fn validate_profiles_match(check: &mut Check<'_>, annotations: &Field<'_, '_>, spec: &Field<'_, '_>) {
    let said = Labels::of(annotations);
    if !said.keys().any(is_profile) {
        return;
    }
    let context = spec.child("securityContext");
    let profile = context.child("seccompProfile");
    validate_match(check, said.get(SECCOMP_POD), &profile, &profile);
    let of_pod = context.child("appArmorProfile");
    let on_windows = spec.child("os").child("name").str() == "windows";
    for list in ["initContainers", "containers", "ephemeralContainers"] {
        let list = spec.child(list);
        for container in list.items() {
            let container = super::containers::named(container, "container");
            let name = container.child("name").str();
            let context = container.child("securityContext");
            let profile = context.child("seccompProfile");
            validate_match(check, said.get(&[SECCOMP_CONTAINER, name].concat()), &profile, &profile);
            let profile = context.child("appArmorProfile");
            let effective = if profile.is_set() { profile.about(&profile) } else { profile.about(&of_pod) };
            if !on_windows {
                validate_match(check, said.get(&[APP_ARMOR, name].concat()), &effective, &profile);
            }
        }
    }
}

fn is_profile(name: &str) -> bool {
    name == SECCOMP_POD || name.starts_with(SECCOMP_CONTAINER) || name.starts_with(APP_ARMOR)
}

fn validate_match(check: &mut Check<'_>, annotation: Option<&str>, profile: &Field<'_, '_>, place: &Field<'_, '_>) {
    let Some(annotation) = annotation.filter(|_| profile.is_set()) else { return };
    let why = "an annotation says another profile";
    let kind = profile.child("type");
    let same_kind = match kind.str() {
        "Unconfined" => annotation == "unconfined",
        "RuntimeDefault" => matches!(annotation, "runtime/default" | "docker/default"),
        "Localhost" => annotation.starts_with("localhost/"),
        _ => true,
    };
    let local = profile.child("localhostProfile");
    if !same_kind {
        check.forbidden(&place.quirk("type", &kind), why);
    } else if kind.str() == "Localhost" && annotation.strip_prefix("localhost/") != local.opt_str() {
        check.forbidden(&place.quirk("localhostProfile", &local), why);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{errors, pod_with};

    fn faults(annotations: &str, spec: &str) -> Vec<String> {
        errors(&pod_with(&format!("metadata: {{name: p, annotations: {annotations}}}"), spec))
    }

    #[test]
    fn mirror_pods_and_deletion_cost() {
        assert_eq!(
            faults("{kubernetes.io/config.mirror: x, controller.kubernetes.io/pod-deletion-cost: '+1'}", ""),
            [
                "metadata.annotations[controller.kubernetes.io/pod-deletion-cost] Invalid",
                "metadata.annotations[kubernetes.io/config.mirror] Invalid"
            ]
        );
        assert_eq!(faults("{controller.kubernetes.io/pod-deletion-cost: '-10'}", ""), [""; 0]);
    }

    #[test]
    fn profiles_are_known_and_belong_to_a_container() {
        let faulty = "{container.apparmor.security.beta.kubernetes.io/b: strict, seccomp.security.alpha.kubernetes.io/pod: localhost//x}";
        assert_eq!(
            faults(faulty, ""),
            [
                "metadata.annotations.seccomp.security.alpha.kubernetes.io/pod Invalid",
                "metadata.annotations[container.apparmor.security.beta.kubernetes.io/b] Invalid",
                "metadata.annotations[container.apparmor.security.beta.kubernetes.io/b] Invalid"
            ]
        );
    }

    #[test]
    fn annotations_and_fields_say_the_same() {
        let annotations = "{container.apparmor.security.beta.kubernetes.io/a: unconfined, seccomp.security.alpha.kubernetes.io/pod: localhost/x}";
        let spec = "securityContext: {appArmorProfile: {type: RuntimeDefault}, seccompProfile: {type: Localhost, localhostProfile: z}}";
        assert_eq!(
            faults(annotations, spec),
            [
                "spec.containers[0].securityContext.appArmorProfile.type Forbidden",
                "spec.securityContext.seccompProfile.localhostProfile Forbidden"
            ]
        );
    }
}
