//! Volume sources of storage systems that Kubernetes once spoke to itself.
//!
//! Few manifests still use them, but the API server checks them to the last field.

use super::field::Field;
use super::names;
use super::report::Check;
use super::volumes::require_text;

fn in_range(check: &mut Check<'_>, field: &Field<'_, '_>, range: std::ops::RangeInclusive<i64>, why: &str) {
    if !range.contains(&field.int()) {
        check.invalid(field, why);
    }
}

/// A reference to a Secret, where there is one.
fn secret_ref(check: &mut Check<'_>, source: &Field<'_, '_>) {
    let secret = source.child("secretRef");
    if secret.is_set() {
        require_text(check, &secret.child("name"), "Name the Secret.");
    }
}

fn require_all(check: &mut Check<'_>, source: &Field<'_, '_>, names: &[&str]) {
    for name in names {
        require_text(check, &source.child(name), "Fill it in, or remove the volume.");
    }
}

pub(super) fn validate_git_repo(check: &mut Check<'_>, source: &Field<'_, '_>) {
    require_text(check, &source.child("repository"), "Name the repository.");
    let directory = source.child("directory");
    check.invalid_each(&directory, &names::descending_path(directory.str()));
}

pub(super) fn validate_gce_persistent_disk(check: &mut Check<'_>, source: &Field<'_, '_>) {
    require_all(check, source, &["pdName"]);
    in_range(check, &source.child("partition"), 0..=255, "must be between 0 and 255");
}

pub(super) fn validate_aws_elastic_block_store(check: &mut Check<'_>, source: &Field<'_, '_>) {
    require_all(check, source, &["volumeID"]);
    in_range(check, &source.child("partition"), 0..=255, "must be between 0 and 255");
}

pub(super) fn validate_iscsi(check: &mut Check<'_>, source: &Field<'_, '_>) {
    require_all(check, source, &["targetPortal", "iqn"]);
    let iqn = source.child("iqn");
    if !iqn.str().is_empty() && !is_initiator(iqn.str()) {
        check.invalid(&iqn, "must be an iqn, eui or naa name");
    }
    in_range(check, &source.child("lun"), 0..=255, "must be between 0 and 255");
    let authenticates = ["chapAuthDiscovery", "chapAuthSession"].iter().any(|key| source.child(key).bool());
    let secret = source.child("secretRef");
    if authenticates && !secret.is_set() {
        check.required(&secret, "Name the Secret for CHAP authentication.");
    }
    let initiator = source.child("initiatorName");
    if initiator.opt_str().is_some_and(|name| !is_initiator(name)) {
        check.invalid(&source.quirk("initiatorname", &initiator), "must be an iqn, eui or naa name");
    }
}

/// With an initiator name, the volume's name and the portal share 64 characters.
pub(super) fn validate_iscsi_name(check: &mut Check<'_>, volume: &Field<'_, '_>, source: &Field<'_, '_>, name: &str) {
    let length = name.len() + 1 + source.child("targetPortal").str().len();
    if source.child("initiatorName").is_set() && length > 64 {
        check.invalid(&volume.child("name"), "is too long together with `targetPortal`: 63 characters is the most");
    }
}

/// `iqn.2001-04.com.example:storage`, `eui.` and 16 letters or digits, `naa.` and 32.
fn is_initiator(name: &str) -> bool {
    let alphanumeric =
        |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    // The separator of eui and naa names may be any character.
    let rest = |name: &str| name.chars().nth(3).map(|separator| name[3 + separator.len_utf8()..].to_owned());
    if name.starts_with("eui") {
        return rest(name).is_some_and(|rest| alphanumeric(&rest, 16));
    }
    if name.starts_with("naa") {
        return rest(name).is_some_and(|rest| alphanumeric(&rest, 32));
    }
    name.starts_with("iqn") && is_iqn(name)
}

fn is_iqn(name: &str) -> bool {
    let Some(rest) = name.split_once("iqn.").map(|(_, rest)| rest) else { return false };
    let Some((date, rest)) = rest.split_once('.') else { return false };
    let date_fits = matches!(date.split_once('-'), Some((year, month)) if year.len() == 4 && month.len() == 2
        && [year, month].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit())));
    let Some((authority, unique)) = rest.split_once(':') else { return false };
    let authority_fits = !authority.is_empty()
        && authority.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'));
    let unique_fits = !unique.is_empty()
        && !unique.contains(|c: char| matches!(c, ',' | ';' | '*' | '&' | '$' | '|') || c.is_whitespace());
    date_fits && authority_fits && unique_fits
}

pub(super) fn validate_glusterfs(check: &mut Check<'_>, source: &Field<'_, '_>) {
    require_all(check, source, &["endpoints", "path"]);
}

pub(super) fn validate_flocker(check: &mut Check<'_>, source: &Field<'_, '_>) {
    let name = source.child("datasetName");
    match (name.str().is_empty(), source.child("datasetUUID").str().is_empty()) {
        (true, true) => {
            check.lacking(source, "the Flocker volume names no dataset", "Say `datasetName` or `datasetUUID`.");
        }
        (false, false) => check.invalid(source, "must not have both `datasetName` and `datasetUUID`"),
        _ => {}
    }
    if name.str().contains('/') {
        check.invalid(&name, "must not hold `/`");
    }
}

pub(super) fn validate_rbd(check: &mut Check<'_>, source: &Field<'_, '_>) {
    let monitors = source.child("monitors");
    if monitors.len() == 0 {
        check.required(&monitors, "Name the Ceph monitors.");
    }
    require_all(check, source, &["image"]);
}

pub(super) fn validate_cinder(check: &mut Check<'_>, source: &Field<'_, '_>) {
    require_all(check, source, &["volumeID"]);
    secret_ref(check, source);
}

pub(super) fn validate_ceph_fs(check: &mut Check<'_>, source: &Field<'_, '_>) {
    let monitors = source.child("monitors");
    if monitors.len() == 0 {
        check.required(&monitors, "Name the Ceph monitors.");
    }
}

pub(super) fn validate_quobyte(check: &mut Check<'_>, source: &Field<'_, '_>) {
    let registry = source.child("registry");
    let tenant = source.child("tenant");
    if registry.str().is_empty() {
        check.required(&registry, "Name host and port of the registry.");
    } else if tenant.str().len() >= 65 {
        check.required(&tenant, "Use a UUID of at most 64 characters.");
    } else {
        let without_port = |pair: &&str| !pair.rsplit_once(':').is_some_and(|(host, _)| is_host(host));
        for _ in registry.str().split(',').filter(without_port) {
            check.invalid(&registry, "must be host and port, or several separated by commas");
        }
    }
    require_all(check, source, &["volume"]);
}

/// What may stand before the port: no further colon outside brackets.
fn is_host(host: &str) -> bool {
    match host.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').is_some_and(|inner| !inner.contains(['[', ']'])),
        None => !host.contains([':', '[', ']']),
    }
}

pub(super) fn validate_fc(check: &mut Check<'_>, source: &Field<'_, '_>) {
    let targets = source.child("targetWWNs");
    let has_wwids = source.child("wwids").len() > 0;
    if targets.len() == 0 {
        if !has_wwids {
            check.required(&targets, "Say `targetWWNs` or `wwids`.");
        }
        return;
    }
    if has_wwids {
        check.invalid(&targets, "must not stand beside `wwids`");
    }
    let lun = source.child("lun");
    match lun.opt_int() {
        None => check.required(&lun, "Say the LUN of the target."),
        Some(_) => in_range(check, &lun, 0..=255, "must be between 0 and 255"),
    }
}

pub(super) fn validate_flex_volume(check: &mut Check<'_>, source: &Field<'_, '_>) {
    require_all(check, source, &["driver"]);
    let options = source.child("options");
    for entry in options.entries() {
        let name = entry.name();
        let namespace = name.split_once('/').map_or(&*name, |(namespace, _)| namespace).to_lowercase();
        let namespace = [".", &namespace].concat();
        if [".kubernetes.io", ".k8s.io"].iter().any(|reserved| namespace.ends_with(reserved)) {
            check.invalid(&options.value(&entry, &name), "has a key that Kubernetes keeps for itself");
        }
    }
}

pub(super) fn validate_azure_file(check: &mut Check<'_>, source: &Field<'_, '_>) {
    require_all(check, source, &["secretName", "shareName"]);
}

pub(super) fn validate_vsphere_volume(check: &mut Check<'_>, source: &Field<'_, '_>) {
    require_all(check, source, &["volumePath"]);
}

pub(super) fn validate_photon_persistent_disk(check: &mut Check<'_>, source: &Field<'_, '_>) {
    require_all(check, source, &["pdID"]);
}

pub(super) fn validate_portworx_volume(check: &mut Check<'_>, source: &Field<'_, '_>) {
    require_all(check, source, &["volumeID"]);
}

pub(super) fn validate_azure_disk(check: &mut Check<'_>, source: &Field<'_, '_>) {
    const CACHING: [&str; 3] = ["None", "ReadOnly", "ReadWrite"];
    const KINDS: [&str; 3] = ["Dedicated", "Managed", "Shared"];
    require_all(check, source, &["diskName", "diskURI"]);
    let caching = source.child("cachingMode");
    if caching.opt_str().is_some_and(|mode| !CACHING.contains(&mode)) {
        check.not_supported(&caching, &CACHING);
    }
    let kind = source.child("kind");
    let kind_name = kind.opt_str().unwrap_or("Shared");
    if !KINDS.contains(&kind_name) {
        check.not_supported(&kind, &KINDS);
    }
    let uri = source.child("diskURI");
    let start = if kind_name == "Managed" { "/subscriptions/" } else { "https://" };
    if !uri.str().starts_with(start) {
        check.not_supported(&uri, &[start]);
    }
}

pub(super) fn validate_storage_os(check: &mut Check<'_>, source: &Field<'_, '_>) {
    let name = source.child("volumeName");
    if name.str().is_empty() {
        check.required(&name, "Name the volume.");
    } else {
        check.invalid_each(&name, &names::dns_label(name.str()));
    }
    let namespace = source.child("volumeNamespace");
    if !namespace.str().is_empty() {
        check.invalid_each(&namespace, &names::dns_label(namespace.str()));
    }
    secret_ref(check, source);
}

pub(super) fn validate_scale_io(check: &mut Check<'_>, source: &Field<'_, '_>) {
    require_all(check, source, &["gateway", "system", "volumeName"]);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{errors, pod};
    use super::is_initiator;

    fn faults(source: &str) -> Vec<String> {
        let errors = errors(&pod(&format!("containers: [{{name: a, image: i}}]\nvolumes: [{{name: v, {source}}}]")));
        errors.iter().map(|line| line.replace("spec.volumes[0].", "")).collect()
    }

    #[test]
    fn every_source_wants_its_fields() {
        assert_eq!(
            faults("gcePersistentDisk: {partition: 256}"),
            ["persistentDisk.partition Invalid", "persistentDisk.pdName Required"]
        );
        assert_eq!(faults("awsElasticBlockStore: {}"), ["awsElasticBlockStore.volumeID Required"]);
        assert_eq!(faults("glusterfs: {endpoints: e}"), ["glusterfs.path Required"]);
        assert_eq!(faults("flocker: {}"), ["flocker Required"]);
        assert_eq!(
            faults("flocker: {datasetName: a/b, datasetUUID: u}"),
            ["flocker Invalid", "flocker.datasetName Invalid"]
        );
        assert_eq!(faults("rbd: {image: i}"), ["rbd.monitors Required"]);
        assert_eq!(faults("cinder: {volumeID: v, secretRef: {}}"), ["cinder.secretRef.name Required"]);
        assert_eq!(faults("cephfs: {}"), ["cephfs.monitors Required"]);
        assert_eq!(faults("quobyte: {registry: 'r:1,s', volume: v}"), ["quobyte.registry Invalid"]);
        assert_eq!(faults("fc: {targetWWNs: [a], wwids: [b]}"), ["fc.lun Required", "fc.targetWWNs Invalid"]);
        assert_eq!(faults("fc: {targetWWNs: [a], lun: 1}"), [""; 0]);
        assert_eq!(
            faults("flexVolume: {driver: d, options: {Foo.K8S.io/x: y}}"),
            ["flexVolume.options[Foo.K8S.io/x] Invalid"]
        );
        assert_eq!(
            faults("azureDisk: {diskName: d, diskURI: 'http://x', cachingMode: Some}"),
            ["azureDisk.cachingMode NotSupported", "azureDisk.diskURI NotSupported"]
        );
        assert_eq!(faults("storageos: {volumeName: A}"), ["storageos.volumeName Invalid"]);
        assert_eq!(faults("scaleIO: {gateway: g, system: s}"), ["scaleIO.volumeName Required"]);
        assert_eq!(faults("gitRepo: {repository: r, directory: ../x}"), ["gitRepo.directory Invalid"]);
    }

    #[test]
    fn iscsi_names_have_three_forms() {
        assert!(is_initiator("iqn.2001-04.com.example:storage.kube.sys1.xyz"));
        assert!(is_initiator("eui.0123456789ABCDEF"));
        assert!(!is_initiator("iqn.2001-04.com.example"));
        assert!(!is_initiator("naa.62004567BA64678D"));
        assert_eq!(
            faults("iscsi: {targetPortal: p, iqn: x, lun: 256, chapAuthSession: true}"),
            ["iscsi.iqn Invalid", "iscsi.lun Invalid", "iscsi.secretRef Required"]
        );
        let long = "p".repeat(64);
        let with_name =
            format!("iscsi: {{targetPortal: {long}, iqn: 'iqn.2001-04.a:b', initiatorName: 'iqn.2001-04.a:b'}}");
        assert_eq!(faults(&with_name), ["name Invalid"]);
    }
}
