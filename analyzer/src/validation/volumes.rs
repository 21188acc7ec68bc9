//! `spec.volumes`: names, and exactly one source each.
//!
//! A volume with any fault is not registered, so that each mount of it fails as well. Sources are looked at in
//! Kubernetes' own order, whatever the order in the text; the first counts and the others are forbidden.

use super::field::Field;
use super::report::Check;
use super::{claims, names, old_volumes, projected};
use crate::quantity::Quantity;
use std::collections::{BTreeMap, BTreeSet};

/// What became of a volume.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It may be mounted.
    Plain,
    /// It may be mounted and has a claim behind it.
    Claim,
    /// It has a fault, so that it may not be mounted.
    Faulty,
}

/// What containers may mount.
#[derive(Default)]
pub(super) struct Volumes<'a> {
    states: BTreeMap<&'a str, State>,
    /// All names, in the text's order.
    pub(super) declared: Vec<&'a str>,
    /// Image volumes that the version does not know: they and their mounts go without a word.
    dropped: BTreeSet<&'a str>,
}

impl<'a> Volumes<'a> {
    /// What is known of the volume of a name.
    pub(super) fn state(&self, name: &str) -> Option<State> {
        self.states.get(name).copied()
    }

    fn is_taken(&self, name: &str) -> bool {
        self.state(name).is_some_and(|state| state != State::Faulty)
    }

    /// Whether mounts of this volume are dropped.
    pub(super) fn is_dropped(&self, name: &str) -> bool {
        self.dropped.contains(name)
    }

    /// Adds a claim that a controller brings along.
    pub(super) fn add_claim(&mut self, name: &'a str) {
        self.states.insert(name, State::Claim);
        self.declared.push(name);
    }
}

/// One source: its key, its name in the path when it is one too many, its name in the path otherwise, its check.
struct Source {
    key: &'static str,
    surplus: &'static str,
    path: &'static str,
    check: fn(&mut Check<'_>, &Field<'_, '_>),
}

const fn source(key: &'static str, check: fn(&mut Check<'_>, &Field<'_, '_>)) -> Source {
    Source { key, surplus: key, path: key, check }
}

/// The sources in Kubernetes' order, with its spellings.
const SOURCES: [Source; 30] = [
    source("emptyDir", validate_empty_dir),
    source("hostPath", validate_host_path),
    source("gitRepo", old_volumes::validate_git_repo),
    Source { path: "persistentDisk", ..source("gcePersistentDisk", old_volumes::validate_gce_persistent_disk) },
    source("awsElasticBlockStore", old_volumes::validate_aws_elastic_block_store),
    source("secret", projected::validate_secret),
    source("nfs", validate_nfs),
    source("iscsi", old_volumes::validate_iscsi),
    source("glusterfs", old_volumes::validate_glusterfs),
    source("flocker", old_volumes::validate_flocker),
    source("persistentVolumeClaim", validate_persistent_volume_claim),
    source("rbd", old_volumes::validate_rbd),
    source("cinder", old_volumes::validate_cinder),
    Source { surplus: "cephFS", ..source("cephfs", old_volumes::validate_ceph_fs) },
    source("quobyte", old_volumes::validate_quobyte),
    Source { surplus: "downwarAPI", ..source("downwardAPI", projected::validate_downward_api) },
    source("fc", old_volumes::validate_fc),
    source("flexVolume", old_volumes::validate_flex_volume),
    source("configMap", projected::validate_config_map),
    source("azureFile", old_volumes::validate_azure_file),
    source("vsphereVolume", old_volumes::validate_vsphere_volume),
    source("photonPersistentDisk", old_volumes::validate_photon_persistent_disk),
    source("portworxVolume", old_volumes::validate_portworx_volume),
    source("azureDisk", old_volumes::validate_azure_disk),
    source("storageos", old_volumes::validate_storage_os),
    source("projected", projected::validate_projected),
    source("scaleIO", old_volumes::validate_scale_io),
    source("csi", validate_csi),
    source("ephemeral", claims::validate_ephemeral),
    source("image", validate_image),
];

/// Checks all volumes and says which of them may be mounted.
pub(super) fn validate_volumes<'a>(check: &mut Check<'_>, volumes: &Field<'a, '_>) -> Volumes<'a> {
    let mut known = Volumes::default();
    let created = created_claims(check, volumes);
    let mut index = 0;
    for node in volumes.nodes() {
        let item = volumes.item(index, node);
        let name = item.child("name").str();
        if !check.gates.image_volumes() && item.child("image").is_set() {
            known.dropped.insert(name);
            continue;
        }
        index += 1;
        let volume = item.named("volume", name);
        known.declared.push(name);
        let before = check.count();
        validate_volume_source(check, &volume, name);
        validate_volume_name(check, &volume, known.is_taken(name));
        if check.count() == before {
            let is_claim = ["persistentVolumeClaim", "ephemeral"].iter().any(|key| volume.child(key).is_set());
            known.states.insert(name, if is_claim { State::Claim } else { State::Plain });
        } else {
            known.states.entry(name).or_insert(State::Faulty);
        }
        let claim = volume.child("persistentVolumeClaim");
        let claim_name = claim.child("claimName");
        if claim.is_set() && created.contains(claim_name.str()) {
            check.invalid(&claim_name, "is the claim that Kubernetes creates for an ephemeral volume of this pod");
        }
    }
    known
}

/// Whether a volume says no source; it becomes an `emptyDir` then.
pub(super) fn has_no_source(volume: &Field<'_, '_>) -> bool {
    SOURCES.iter().all(|source| !volume.child(source.key).is_set())
}

/// The claims that Kubernetes will create for the pod's ephemeral volumes; needs the pod's name.
fn created_claims(check: &Check<'_>, volumes: &Field<'_, '_>) -> BTreeSet<String> {
    if check.pod_name.is_empty() {
        return BTreeSet::new();
    }
    let ephemeral = volumes.nodes().filter(|node| node.get("ephemeral").is_some_and(|source| !source.is_null()));
    ephemeral
        .map(|node| [check.pod_name, "-", node.get("name").and_then(|name| name.str()).unwrap_or("")].concat())
        .collect()
}

fn validate_volume_name(check: &mut Check<'_>, volume: &Field<'_, '_>, is_taken: bool) {
    let name = volume.child("name");
    if name.str().is_empty() {
        check.required(&name, "Give the volume a name, so that containers can mount it.");
    } else {
        check.invalid_each(&name, &names::dns_label(name.str()));
    }
    if is_taken {
        check.duplicate(&name, "an earlier volume has as well");
    }
}

fn validate_volume_source(check: &mut Check<'_>, volume: &Field<'_, '_>, name: &str) {
    let mut first: Option<&str> = None;
    for source in &SOURCES {
        let value = volume.child(source.key);
        if !value.is_set() {
            continue;
        }
        if let Some(first) = first {
            let why = format!("the volume has the source `{first}` already");
            check.forbidden(&volume.quirk(source.surplus, &value), &why);
        } else {
            first = Some(source.key);
            (source.check)(check, &volume.quirk(source.path, &value));
            if source.key == "ephemeral" {
                validate_created_claim_name(check, volume, name);
            }
        }
        if source.key == "iscsi" {
            old_volumes::validate_iscsi_name(check, volume, &value, name);
        }
    }
}

fn validate_created_claim_name(check: &mut Check<'_>, volume: &Field<'_, '_>, name: &str) {
    if check.pod_name.is_empty() || name.is_empty() {
        return;
    }
    let claim = [check.pod_name, "-", name].concat();
    for rule in names::dns_subdomain(&claim) {
        let message = format!("the claim for this volume would be `{}`, but it {rule}", super::report::shorten(&claim));
        check.wrong(&volume.child("name"), &message);
    }
}

fn validate_empty_dir(check: &mut Check<'_>, source: &Field<'_, '_>) {
    let limit = source.child("sizeLimit");
    if limit.node().and_then(Quantity::of).is_some_and(Quantity::is_negative) {
        check.forbidden(&limit, "a size cannot be negative");
    }
}

fn validate_host_path(check: &mut Check<'_>, source: &Field<'_, '_>) {
    const TYPES: [&str; 8] =
        ["", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"];
    let path = source.child("path");
    if path.str().is_empty() {
        check.required(&path, "Name the path on the node.");
        return;
    }
    if names::has_backsteps(path.str()) {
        check.invalid(&path, "must not hold `..`");
    }
    let kind = source.child("type");
    if !TYPES.contains(&kind.str()) {
        check.not_supported(&kind, &TYPES[1..]);
    }
}

fn validate_nfs(check: &mut Check<'_>, source: &Field<'_, '_>) {
    require_text(check, &source.child("server"), "Name the NFS server.");
    let path = source.child("path");
    require_text(check, &path, "Name the exported path.");
    if !path.str().starts_with('/') {
        check.invalid(&path, "must be an absolute path");
    }
}

fn validate_persistent_volume_claim(check: &mut Check<'_>, source: &Field<'_, '_>) {
    require_text(check, &source.child("claimName"), "Name the PersistentVolumeClaim.");
}

fn validate_csi(check: &mut Check<'_>, source: &Field<'_, '_>) {
    let driver = source.child("driver");
    let name = driver.str();
    require_text(check, &driver, "Name the CSI driver.");
    if !name.is_empty() || check.gates.empty_csi_driver_is_invalid() {
        if name.len() > 63 {
            check.too_long(&driver, 63);
        }
        check.invalid_each(&driver, &names::dns_subdomain(&name.to_lowercase()));
    }
    let secret = source.child("nodePublishSecretRef");
    let secret_name = secret.child("name");
    if secret.is_set() && secret_name.str().is_empty() {
        check.required(&secret_name, "Name the Secret.");
    } else if secret.is_set() {
        check.invalid_each(&source.quirk("name", &secret_name), &names::dns_subdomain(secret_name.str()));
    }
}

fn validate_image(check: &mut Check<'_>, source: &Field<'_, '_>) {
    if check.is_pod {
        require_text(check, &source.child("reference"), "Name the image to mount.");
    }
    super::containers::validate_pull_policy(check, &source.child("pullPolicy"));
}

/// A text that may not be empty.
pub(super) fn require_text(check: &mut Check<'_>, field: &Field<'_, '_>, advice: &str) {
    if field.str().is_empty() {
        check.required(field, advice);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{errors, errors_in, pod};

    fn volume(fields: &str) -> String {
        pod(&format!("containers: [{{name: a, image: i}}]\nvolumes: [{{name: v, {fields}}}]"))
    }

    #[test]
    fn names_are_labels_and_unique() {
        let text = pod("containers: [{name: a, image: i}]\nvolumes: [{name: a}, {name: a}, {name: B.c}, {}]");
        assert_eq!(
            errors(&text),
            ["spec.volumes[1].name Duplicate", "spec.volumes[2].name Invalid", "spec.volumes[3].name Required"]
        );
    }

    #[test]
    fn the_first_source_in_kubernetes_order_counts() {
        let two = "projected: {sources: []}, downwardAPI: {}, emptyDir: {}, cephfs: {}";
        assert_eq!(
            errors(&volume(two)),
            [
                "spec.volumes[0].cephFS Forbidden",
                "spec.volumes[0].downwarAPI Forbidden",
                "spec.volumes[0].projected Forbidden"
            ]
        );
        assert_eq!(errors(&volume("emptyDir: null, hostPath: {path: /x}")), [""; 0]);
    }

    /// Every source in Kubernetes' order, with the least that it needs.
    const LEAST: [(&str, &str); 30] = [
        ("emptyDir", "{}"),
        ("hostPath", "{path: /x}"),
        ("gitRepo", "{repository: r}"),
        ("gcePersistentDisk", "{pdName: d}"),
        ("awsElasticBlockStore", "{volumeID: v}"),
        ("secret", "{secretName: s}"),
        ("nfs", "{server: s, path: /x}"),
        ("iscsi", "{targetPortal: p, iqn: 'iqn.2001-04.a:b', lun: 0}"),
        ("glusterfs", "{endpoints: e, path: p}"),
        ("flocker", "{datasetName: d}"),
        ("persistentVolumeClaim", "{claimName: c}"),
        ("rbd", "{monitors: [m], image: i}"),
        ("cinder", "{volumeID: v}"),
        ("cephfs", "{monitors: [m]}"),
        ("quobyte", "{registry: 'r:1', volume: v}"),
        ("downwardAPI", "{}"),
        ("fc", "{targetWWNs: [w], lun: 0}"),
        ("flexVolume", "{driver: d}"),
        ("configMap", "{name: c}"),
        ("azureFile", "{secretName: s, shareName: s}"),
        ("vsphereVolume", "{volumePath: p}"),
        ("photonPersistentDisk", "{pdID: p}"),
        ("portworxVolume", "{volumeID: v}"),
        ("azureDisk", "{diskName: d, diskURI: 'https://d'}"),
        ("storageos", "{volumeName: v}"),
        ("projected", "{sources: []}"),
        ("scaleIO", "{gateway: g, system: s, volumeName: v, secretRef: {name: s}}"),
        ("csi", "{driver: d}"),
        (
            "ephemeral",
            "{volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}",
        ),
        ("image", "{reference: r}"),
    ];

    #[test]
    fn every_source_is_enough_and_the_next_one_too_much() {
        for (source, least) in LEAST {
            assert_eq!(errors(&volume(&format!("{source}: {least}"))), [""; 0]);
        }
        for pair in LEAST.windows(2) {
            let [(first, one), (second, other)] = [pair[0], pair[1]];
            let surplus = match second {
                "cephfs" => "cephFS",
                "downwardAPI" => "downwarAPI",
                name => name,
            };
            let found = errors(&volume(&format!("{second}: {other}, {first}: {one}")));
            assert_eq!(found, [format!("spec.volumes[0].{surplus} Forbidden")], "{first}");
        }
    }

    #[test]
    fn each_source_has_its_rules() {
        assert_eq!(errors(&volume("emptyDir: {sizeLimit: -1}")), ["spec.volumes[0].emptyDir.sizeLimit Forbidden"]);
        assert_eq!(errors(&volume("hostPath: {path: /a, type: Dir}")), ["spec.volumes[0].hostPath.type NotSupported"]);
        assert_eq!(
            errors(&volume("nfs: {server: s}")),
            ["spec.volumes[0].nfs.path Invalid", "spec.volumes[0].nfs.path Required"]
        );
        assert_eq!(
            errors(&volume("csi: {driver: csi.example.com, nodePublishSecretRef: {name: A}}")),
            ["spec.volumes[0].csi.name Invalid"]
        );
        assert_eq!(
            errors_in(&volume("csi: {driver: ''}"), "1.34"),
            ["spec.volumes[0].csi.driver Invalid", "spec.volumes[0].csi.driver Required"]
        );
        assert_eq!(errors_in(&volume("csi: {}"), "1.35"), ["spec.volumes[0].csi.driver Required"]);
        let driver = |length| errors(&volume(&format!("csi: {{driver: {}}}", "d".repeat(length))));
        assert_eq!(driver(63), [""; 0]);
        assert_eq!(driver(64), ["spec.volumes[0].csi.driver TooLong"]);
        assert_eq!(errors(&volume("nfs: {path: /x}")), ["spec.volumes[0].nfs.server Required"]);
    }

    #[test]
    fn image_volumes_and_their_mounts_are_dropped_where_unknown() {
        let text = pod(concat!(
            "containers: [{name: a, image: i, volumeMounts: [{name: img, mountPath: /i}, {name: gone, mountPath: /n}]}]\n",
            "volumes: [{name: img, image: {}}, {name: Bad}]"
        ));
        assert_eq!(
            errors_in(&text, "1.34"),
            ["spec.containers[0].volumeMounts[0].name NotFound", "spec.volumes[0].name Invalid"]
        );
        assert_eq!(
            errors_in(&text, "1.35"),
            [
                "spec.containers[0].volumeMounts[0].name NotFound",
                "spec.containers[0].volumeMounts[1].name NotFound",
                "spec.volumes[0].image.reference Required",
                "spec.volumes[1].name Invalid"
            ]
        );
    }
}
