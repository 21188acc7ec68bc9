//! `ephemeral` volumes: the claim that Kubernetes creates for each pod.

use super::field::Field;
use super::metadata::{validate_annotations, validate_labels};
use super::names;
use super::report::Check;
use super::selector::validate_label_selector;
use super::volumes::require_text;
use crate::quantity::Quantity;
use crate::yaml::Scalar;

pub(super) fn validate_ephemeral(check: &mut Check<'_>, source: &Field<'_, '_>) {
    let template = source.child("volumeClaimTemplate");
    if !template.is_set() {
        check.required(&template, "Describe the claim to create for each pod.");
        return;
    }
    validate_template_metadata(check, &template.child("metadata"));
    validate_claim_spec(check, &template.child("spec"));
}

/// Checks a claim template of a `StatefulSet`, as it is when the claims are created.
pub(super) fn validate_claim_template(check: &mut Check<'_>, template: &Field<'_, '_>) {
    let metadata = template.child("metadata");
    let name = metadata.child("name");
    if name.str().is_empty() {
        check.required(&name, "Give the claim a name, so that containers can mount it.");
    } else {
        check.invalid_each(&name, &names::dns_subdomain(name.str()));
    }
    validate_labels(check, &metadata.child("labels"));
    validate_annotations(check, &metadata.child("annotations"));
    validate_claim_spec(check, &template.child("spec"));
}

/// Only labels and annotations count in a template's metadata.
fn validate_template_metadata(check: &mut Check<'_>, metadata: &Field<'_, '_>) {
    validate_labels(check, &metadata.child("labels"));
    validate_annotations(check, &metadata.child("annotations"));
    for entry in metadata.entries() {
        let name = entry.name();
        let field = metadata.child(&name);
        let is_zero = match entry.value.scalar() {
            Some(Scalar::Str(text)) => text.is_empty(),
            Some(Scalar::Int(value)) => value == 0,
            Some(Scalar::Null) => true,
            _ => false,
        };
        if !is_zero && !matches!(&*name, "labels" | "annotations") {
            check.forbidden(&field, "Kubernetes names these claims itself");
        }
    }
}

fn validate_claim_spec(check: &mut Check<'_>, spec: &Field<'_, '_>) {
    validate_access_modes(check, &spec.child("accessModes"));
    validate_label_selector(check, &spec.child("selector"));
    let resources = spec.child("resources");
    let requests = resources.child("requests");
    let storage = requests.child("storage");
    let storage = resources.quirk_key("storage", &storage);
    match storage.node().and_then(Quantity::of) {
        None => check.required(&storage, "Say how much storage the claim asks for."),
        Some(amount) if !amount.is_positive() => check.invalid(&storage, "must be more than 0"),
        Some(_) => {}
    }
    for name in ["storageClassName", "volumeAttributesClassName"] {
        let class = spec.child(name);
        let counts = name == "storageClassName" || check.gates.volume_attributes_class();
        if counts && !class.str().is_empty() {
            check.invalid_each(&class, &names::dns_subdomain(class.str()));
        }
    }
    let mode = spec.child("volumeMode");
    if mode.opt_str().is_some_and(|mode| !matches!(mode, "Block" | "Filesystem")) {
        check.not_supported(&mode, &["Block", "Filesystem"]);
    }
    validate_data_sources(check, spec);
}

fn validate_access_modes(check: &mut Check<'_>, modes: &Field<'_, '_>) {
    const KNOWN: [&str; 4] = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];
    if modes.len() == 0 {
        check.required(modes, "Say at least one access mode, such as `ReadWriteOnce`.");
    }
    for mode in modes.items() {
        if !KNOWN.contains(&mode.str()) {
            check.not_supported(&modes.about(&mode), &KNOWN);
        }
    }
    let known = |mode: &&str| KNOWN.contains(mode);
    if modes.strings().any(|mode| mode == KNOWN[3]) && modes.strings().filter(known).any(|mode| mode != KNOWN[3]) {
        check.forbidden(modes, "`ReadWriteOncePod` cannot stand beside other modes");
    }
}

fn validate_data_sources(check: &mut Check<'_>, spec: &Field<'_, '_>) {
    let (source, reference) = (spec.child("dataSource"), spec.child("dataSourceRef"));
    for data in [&source, &reference] {
        if data.is_set() {
            validate_data_source(check, data);
        }
    }
    let namespace = reference.child("namespace");
    if !namespace.str().is_empty() {
        check.invalid_each(&namespace, &names::dns_label(namespace.str()));
    }
    if !source.is_set() || !reference.is_set() {
        return;
    }
    let same =
        ["apiGroup", "kind", "name"].iter().all(|key| source.child(key).opt_str() == reference.child(key).opt_str());
    if !namespace.str().is_empty() {
        check.wrong(&spec.about(&source), "`dataSource` must not stand beside a `dataSourceRef` with a namespace");
    } else if !same {
        check.wrong(&spec.about(&source), "`dataSource` and `dataSourceRef` must name the same");
    }
}

fn validate_data_source(check: &mut Check<'_>, source: &Field<'_, '_>) {
    require_text(check, &source.child("name"), "Name the source.");
    require_text(check, &source.child("kind"), "Say what kind of object it is.");
    let group = source.child("apiGroup");
    if !group.str().is_empty() {
        check.invalid_each(&group, &names::dns_subdomain(group.str()));
    } else if source.child("kind").str() != "PersistentVolumeClaim" {
        check.invalid(source, "must be a PersistentVolumeClaim where `apiGroup` is not set");
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{errors, errors_in, pod};

    fn faults(template: &str) -> Vec<String> {
        let volume = format!("volumes: [{{name: v, ephemeral: {template}}}]");
        let errors = errors(&pod(&format!("containers: [{{name: a, image: i}}]\n{volume}")));
        errors.iter().map(|line| line.replace("spec.volumes[0].ephemeral.volumeClaimTemplate", "T")).collect()
    }

    #[test]
    fn the_template_must_be_there_and_ask_for_storage() {
        assert_eq!(faults("{}"), ["T Required"]);
        assert_eq!(
            faults("{volumeClaimTemplate: {}}"),
            ["T.spec.accessModes Required", "T.spec.resources[storage] Required"]
        );
        let fine = "{volumeClaimTemplate: {metadata: {labels: {a: b}}, spec: {accessModes: [ReadWriteOnce], \
                    resources: {requests: {storage: 1Gi}}}}}";
        assert_eq!(faults(fine), [""; 0]);
    }

    #[test]
    fn classes_are_names() {
        let class = |name: &str| {
            pod(&format!(
                "containers: [{{name: a, image: i}}]\nvolumes: [{{name: v, ephemeral: {{volumeClaimTemplate: {{spec: {{accessModes: [ReadWriteOnce], resources: {{requests: {{storage: 1Gi}}}}, {name}: Fast}}}}}}}}]"
            ))
        };
        let path = "spec.volumes[0].ephemeral.volumeClaimTemplate.spec";
        for (name, since) in [("storageClassName", "1.31"), ("volumeAttributesClassName", "1.34")] {
            assert_eq!(errors_in(&class(name), since), [format!("{path}.{name} Invalid")]);
        }
        assert_eq!(errors_in(&class("volumeAttributesClassName"), "1.33"), [""; 0]);
    }

    #[test]
    fn modes_names_and_sources() {
        let faulty = "{volumeClaimTemplate: {metadata: {name: mine}, spec: {accessModes: [ReadWriteOnce, \
                      ReadWriteOncePod, RWO], resources: {requests: {storage: 0}}, volumeMode: Raw, \
                      dataSource: {kind: Snapshot, name: s}}}}";
        assert_eq!(
            faults(faulty),
            [
                "T.metadata.name Forbidden",
                "T.spec.accessModes Forbidden",
                "T.spec.accessModes NotSupported",
                "T.spec.dataSource Invalid",
                "T.spec.resources[storage] Invalid",
                "T.spec.volumeMode NotSupported"
            ]
        );
    }
}
