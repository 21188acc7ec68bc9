//! `env` and `envFrom`: names of variables and where their values come from.

use super::field::Field;
use super::names::{self, Broken};
use super::report::Check;
use super::volumes::require_text;
use crate::quantity::Quantity;

/// What a variable may read of its pod.
const ENV_FIELD_PATHS: &[&str] = &[
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
];

/// What a downward API file may hold.
pub(super) const VOLUME_FIELD_PATHS: &[&str] =
    &["metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"];

/// Paths that Kubernetes knows, allowed in one place or another or in none.
const OTHER_FIELD_PATHS: &[&str] = &["spec.restartPolicy", "spec.schedulerName", "status.phase", "spec.host"];

const RESOURCES: &[&str] = &[
    "limits.cpu",
    "limits.ephemeral-storage",
    "limits.memory",
    "requests.cpu",
    "requests.ephemeral-storage",
    "requests.memory",
];

fn env_name(check: &Check<'_>, name: &str) -> Broken {
    if check.gates.relaxed_env_names() { names::relaxed_env_name(name) } else { names::strict_env_name(name) }
}

/// Checks the variables of a container.
pub(super) fn validate_env(check: &mut Check<'_>, env: &Field<'_, '_>) {
    for variable in env.items() {
        let name = variable.child("name").str();
        let variable = variable.named("variable", name);
        let name = variable.child("name");
        if name.str().is_empty() {
            check.required(&name, "Give the variable a name.");
        } else {
            let broken = env_name(check, name.str());
            check.invalid_each(&name, &broken);
        }
        let from = variable.child("valueFrom");
        if from.is_set() {
            validate_value_from(check, &variable, &from);
        }
    }
}

fn validate_value_from(check: &mut Check<'_>, variable: &Field<'_, '_>, from: &Field<'_, '_>) {
    let field = from.child("fieldRef");
    let resource = from.child("resourceFieldRef");
    let mut sources = 0;
    if field.is_set() {
        sources += 1;
        validate_object_field_selector(check, &field, ENV_FIELD_PATHS);
    }
    if resource.is_set() {
        sources += 1;
        validate_resource_field_selector(check, &resource, false);
    }
    for key in ["configMapKeyRef", "secretKeyRef"] {
        let reference = from.child(key);
        if reference.is_set() {
            sources += 1;
            validate_key_selector(check, &reference);
        }
    }
    let file = from.child("fileKeyRef");
    if file.is_set() && check.gates.env_files() {
        sources += 1;
        validate_file_key_selector(check, &file);
    }
    if sources == 0 {
        check
            .invalid(from, "names no source: one of `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef`");
    } else if !variable.child("value").str().is_empty() {
        check.invalid(from, "must not stand beside `value`");
    } else if sources > 1 {
        check.invalid(from, "names more than one source");
    }
}

/// A field of the pod, by its path.
pub(super) fn validate_object_field_selector(check: &mut Check<'_>, selector: &Field<'_, '_>, allowed: &[&str]) {
    let path = selector.child("fieldPath");
    let text = path.str();
    if text.is_empty() {
        check.required(&path, "Name the field, such as `metadata.name`.");
        return;
    }
    let version = selector.child("apiVersion").str();
    if !version.is_empty() && version != "v1" {
        check.invalid(&path, "can be read only with `apiVersion: v1`");
        return;
    }
    if let Some((map, key)) = subscript(text) {
        match map {
            "metadata.annotations" => {
                check.invalid_each(&selector.about(&path), &names::qualified_name(&key.to_lowercase()));
            }
            "metadata.labels" => check.invalid_each(&selector.about(&path), &names::qualified_name(key)),
            _ => check.invalid(&path, "takes a key in brackets only after `metadata.labels` or `metadata.annotations`"),
        }
        return;
    }
    let known = [ENV_FIELD_PATHS, VOLUME_FIELD_PATHS, OTHER_FIELD_PATHS].iter().any(|paths| paths.contains(&text));
    let current = if text == "spec.host" { "spec.nodeName" } else { text };
    if !known {
        check.invalid(&path, "is no field that a container can read");
    } else if !allowed.contains(&current) {
        check.not_supported(&path, allowed);
    }
}

/// `metadata.labels['app']` in its parts.
fn subscript(path: &str) -> Option<(&str, &str)> {
    path.strip_suffix("']")?.split_once("['").filter(|(map, _)| !map.is_empty())
}

/// A container's request or limit.
pub(super) fn validate_resource_field_selector(check: &mut Check<'_>, selector: &Field<'_, '_>, in_volume: bool) {
    let resource = selector.child("resource");
    let container = selector.child("containerName");
    let name = resource.str();
    let is_huge_page = ["limits.hugepages-", "requests.hugepages-"].iter().any(|start| name.starts_with(start));
    if in_volume && container.str().is_empty() {
        check.required(&container, "Name the container whose resources are meant.");
    } else if name.is_empty() {
        check.required(&resource, "Name the resource, such as `limits.memory`.");
    } else if !RESOURCES.contains(&name) && !is_huge_page {
        check.not_supported(&resource, RESOURCES);
    }
    let divisor = selector.child("divisor");
    let Some(amount) = divisor.node().and_then(Quantity::of).filter(|amount| !amount.equals(Quantity::ZERO)) else {
        return;
    };
    match name {
        "limits.cpu" | "requests.cpu" if !amount.is_cpu_divisor() => check.invalid(&divisor, "must be `1` or `1m`"),
        "limits.cpu" | "requests.cpu" => {}
        _ if (RESOURCES.contains(&name) || is_huge_page) && !amount.is_byte_divisor() => {
            check.invalid(&divisor, "must be `1`, perhaps with a suffix from `k` to `E` or from `Ki` to `Ei`");
        }
        _ => {}
    }
}

/// A key of a `ConfigMap` or Secret. The API server takes a missing name for a malformed one.
fn validate_key_selector(check: &mut Check<'_>, selector: &Field<'_, '_>) {
    let name = selector.child("name");
    if name.str().is_empty() {
        let lack = if name.is_set() { "empty" } else { "missing" };
        check.wrong(&name, &format!("`name` is {lack}, so that nothing says which ConfigMap or Secret is meant"));
    } else {
        check.invalid_each(&name, &names::dns_subdomain(name.str()));
    }
    let key = selector.child("key");
    if key.str().is_empty() {
        check.required(&key, "Name the key to read.");
    } else {
        check.invalid_each(&key, &names::config_key(key.str()));
    }
}

fn validate_file_key_selector(check: &mut Check<'_>, selector: &Field<'_, '_>) {
    let key = selector.child("key");
    require_text(check, &key, "Name the variable to read from the file.");
    check.invalid_each(&key, &names::relaxed_env_name(key.str()));
    let volume = selector.child("volumeName");
    if volume.str().is_empty() {
        check.required(&volume, "Name the volume that holds the file.");
    } else {
        check.invalid_each(&volume, &names::dns_label(volume.str()));
    }
    let path = selector.child("path");
    require_text(check, &path, "Name the file.");
    if names::has_backsteps(path.str()) {
        check.invalid(&path, "must not hold `..`");
    }
}

/// Checks `envFrom`. The API server leaves the index out where it counts sources.
pub(super) fn validate_env_from(check: &mut Check<'_>, env_from: &Field<'_, '_>) {
    for source in env_from.items() {
        let prefix = source.child("prefix");
        if !prefix.str().is_empty() {
            let broken = env_name(check, prefix.str());
            check.invalid_each(&prefix, &broken);
        }
        let mut sources = 0;
        for key in ["configMapRef", "secretRef"] {
            let reference = source.child(key);
            if !reference.is_set() {
                continue;
            }
            sources += 1;
            let name = reference.child("name");
            if name.str().is_empty() {
                check.required(&name, "Name the ConfigMap or Secret.");
            } else {
                check.invalid_each(&name, &names::dns_subdomain_prefix(name.str()));
            }
        }
        let place = env_from.about(&source);
        match sources {
            0 => check.wrong(&place, "an entry of `envFrom` names neither `configMapRef` nor `secretRef`"),
            1 => {}
            _ => check.wrong(&place, "an entry of `envFrom` names both `configMapRef` and `secretRef`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{container, errors, errors_in, findings};

    fn faults(fields: &str) -> Vec<String> {
        errors(&container(fields)).iter().map(|line| line.replace("spec.containers[0].", "")).collect()
    }

    fn from(source: &str) -> Vec<String> {
        let lines = faults(&format!("env: [{{name: A, valueFrom: {source}}}]"));
        lines.iter().map(|line| line.replace("env[0].valueFrom", "F")).collect()
    }

    #[test]
    fn names_depend_on_the_version() {
        let text = container("env: [{name: '1 A'}, {name: 'a=b'}], envFrom: [{prefix: '9', secretRef: {name: s}}]");
        assert_eq!(errors_in(&text, "1.32"), ["spec.containers[0].env[1].name Invalid"]);
        assert_eq!(
            errors_in(&text, "1.31"),
            [
                "spec.containers[0].envFrom[0].prefix Invalid",
                "spec.containers[0].env[0].name Invalid",
                "spec.containers[0].env[1].name Invalid"
            ]
        );
    }

    #[test]
    fn a_value_has_one_source() {
        assert_eq!(from("{}"), ["F Invalid"]);
        assert_eq!(from("{secretKeyRef: {name: s, key: k}, configMapKeyRef: {name: c, key: k}}"), ["F Invalid"]);
        assert_eq!(
            faults("env: [{name: A, value: x, valueFrom: {secretKeyRef: {name: s, key: k}}}]"),
            ["env[0].valueFrom Invalid"]
        );
        assert_eq!(from("{secretKeyRef: {key: ..k}}"), ["F.secretKeyRef.key Invalid", "F.secretKeyRef.name Invalid"]);
    }

    #[test]
    fn a_reference_has_a_name_and_a_key() {
        for key in ["secretKeyRef", "configMapKeyRef"] {
            let errors = |fields: &str| from(&format!("{{{key}: {{{fields}}}}}"));
            assert_eq!(errors("name: s, key: k"), [""; 0]);
            assert_eq!(errors("name: s"), [format!("F.{key}.key Required")]);
            for name in ["", "name: '',", "name: A,"] {
                assert_eq!(errors(&format!("{name} key: k")), [format!("F.{key}.name Invalid")], "{name}");
            }
        }
        for (name, lack) in [("", "`name` is missing"), ("name: '',", "`name` is empty")] {
            let text = container(&format!("env: [{{name: A, valueFrom: {{secretKeyRef: {{{name} key: k}}}}}}]"));
            let message = &findings(&text, "1.36")[0].message;
            assert!(message.contains(lack), "{message}");
        }
    }

    #[test]
    fn field_paths() {
        assert_eq!(from("{fieldRef: {fieldPath: status.podIP}}"), [""; 0]);
        assert_eq!(from("{fieldRef: {fieldPath: spec.host}}"), [""; 0]);
        assert_eq!(from("{fieldRef: {fieldPath: metadata.labels}}"), ["F.fieldRef.fieldPath NotSupported"]);
        assert_eq!(from("{fieldRef: {fieldPath: \"metadata.labels['a/b/c']\"}}"), ["F.fieldRef Invalid"]);
        assert_eq!(from("{fieldRef: {fieldPath: \"spec.x['a']\"}}"), ["F.fieldRef.fieldPath Invalid"]);
        assert_eq!(from("{fieldRef: {fieldPath: metadata.name, apiVersion: v2}}"), ["F.fieldRef.fieldPath Invalid"]);
        assert_eq!(from("{fieldRef: {}}"), ["F.fieldRef.fieldPath Required"]);
    }

    #[test]
    fn resource_fields_and_divisors() {
        assert_eq!(from("{resourceFieldRef: {resource: limits.hugepages-2Mi, divisor: 1Mi}}"), [""; 0]);
        assert_eq!(
            from("{resourceFieldRef: {resource: limits.cpu, divisor: 10m}}"),
            ["F.resourceFieldRef.divisor Invalid"]
        );
        assert_eq!(
            from("{resourceFieldRef: {resource: limits.memory, divisor: 1024}}"),
            ["F.resourceFieldRef.divisor Invalid"]
        );
        assert_eq!(from("{resourceFieldRef: {}}"), ["F.resourceFieldRef.resource Required"]);
    }

    #[test]
    fn files_and_whole_objects() {
        assert_eq!(
            from("{fileKeyRef: {volumeName: V, path: a/../b}}"),
            [
                "F.fileKeyRef.key Required",
                "F.fileKeyRef.path Invalid",
                "F.fileKeyRef.volumeName Invalid",
                "F.fileKeyRef.volumeName NotFound"
            ]
        );
        assert_eq!(
            faults("envFrom: [{configMapRef: {name: a-}, secretRef: {name: B}}]"),
            ["envFrom Invalid", "envFrom[0].secretRef.name Invalid"]
        );
        for key in ["configMapRef", "secretRef"] {
            assert_eq!(
                faults(&format!("envFrom: [{{{key}: {{name: B}}}}]")),
                [format!("envFrom[0].{key}.name Invalid")]
            );
        }
    }
}
