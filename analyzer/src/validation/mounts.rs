//! `volumeMounts` and `volumeDevices`: what a container mounts where.
//!
//! Paths are compared as they are written: `/a` and `/a/` differ. Several of the API server's paths leave out the index.

use super::field::Field;
use super::names;
use super::report::{Check, shorten};
use super::volumes::{State, Volumes};
use std::collections::{BTreeMap, BTreeSet};

/// Checks the mounts and the block devices of one container.
pub(super) fn validate_mounts_and_devices(check: &mut Check<'_>, container: &Field<'_, '_>, volumes: &Volumes<'_>) {
    let mounts = container.child("volumeMounts");
    let devices = container.child("volumeDevices");
    let device_paths = last_paths(&devices, "devicePath", |_| true);
    validate_volume_mounts(check, container, &mounts, volumes, &device_paths);
    if devices.len() > 0 {
        let mount_paths = last_paths(&mounts, "mountPath", |name| !volumes.is_dropped(name));
        validate_volume_devices(check, &devices, volumes, &mount_paths);
    }
}

/// The path for each name; of several the last, as the API server keeps it.
fn last_paths<'a>(list: &Field<'a, '_>, key: &str, kept: impl Fn(&str) -> bool) -> BTreeMap<&'a str, &'a str> {
    let entries = list.items().map(|item| (item.child("name").str(), item.child(key).str()));
    entries.filter(|(name, _)| kept(name)).collect()
}

fn validate_volume_mounts(
    check: &mut Check<'_>,
    container: &Field<'_, '_>,
    mounts: &Field<'_, '_>,
    volumes: &Volumes<'_>,
    devices: &BTreeMap<&str, &str>,
) {
    let device_paths: BTreeSet<&str> = devices.values().copied().collect();
    let mut seen = BTreeSet::new();
    let mut index = 0;
    for node in mounts.nodes() {
        let mount = mounts.item(index, node);
        let name = mount.child("name");
        if volumes.is_dropped(name.str()) {
            continue;
        }
        index += 1;
        validate_mounted_volume(check, &name, volumes);
        let path = mount.child("mountPath");
        if path.str().is_empty() {
            check.required(&path, "Say where in the container the volume appears.");
        }
        if !seen.insert(path.str()) {
            check.invalid(&path, "must be unique: the container mounts a volume there already");
        }
        if devices.contains_key(name.str()) {
            check.invalid(&name, "must not be in `volumeDevices` of the same container as well");
        }
        if device_paths.contains(path.str()) {
            check.invalid(&path, "must not be a path in `volumeDevices` as well");
        }
        validate_sub_paths(check, mounts, &mount);
        validate_mount_propagation(check, container, mounts, &mount);
        validate_mount_recursive_read_only(check, mounts, &mount);
    }
}

/// A mount or device names a volume without fault.
fn validate_mounted_volume(check: &mut Check<'_>, name: &Field<'_, '_>, volumes: &Volumes<'_>) {
    if name.str().is_empty() {
        check.required(name, "Name the volume to mount.");
    }
    let shown = || shorten(name.str());
    match volumes.state(name.str()) {
        Some(State::Plain | State::Claim) => {}
        Some(State::Faulty) => {
            let message = format!("the volume `{}` cannot be used: it is not valid itself", shown());
            check.not_found(name, &message, None, "Repair the volume first.");
        }
        None => {
            let message = format!("there is no volume `{}` in this pod", shown());
            let near = check.near(name.str(), volumes.declared.iter().copied());
            let advice = format!("Add a volume named `{}` to `volumes`, or name one that is there.", shown());
            check.not_found(name, &message, near, &advice);
        }
    }
}

fn validate_sub_paths(check: &mut Check<'_>, mounts: &Field<'_, '_>, mount: &Field<'_, '_>) {
    let path = mount.child("subPath");
    check.invalid_each(&mounts.quirk("subPath", &path), &names::descending_path(path.str()));
    let expression = mount.child("subPathExpr");
    if !expression.str().is_empty() {
        if !path.str().is_empty() {
            check.invalid(&expression, "must not stand beside `subPath`");
        }
        check.invalid_each(&mounts.quirk("subPathExpr", &expression), &names::descending_path(expression.str()));
    }
}

fn validate_mount_propagation(
    check: &mut Check<'_>,
    container: &Field<'_, '_>,
    mounts: &Field<'_, '_>,
    mount: &Field<'_, '_>,
) {
    const KNOWN: [&str; 3] = ["Bidirectional", "HostToContainer", "None"];
    let propagation = mount.child("mountPropagation");
    let Some(mode) = propagation.opt_str() else { return };
    let place = mounts.quirk("mountPropagation", &propagation);
    if !KNOWN.contains(&mode) {
        check.not_supported(&place, &KNOWN);
    }
    if mode == "Bidirectional" && !container.child("securityContext").child("privileged").bool() {
        check.forbidden(&place, "`Bidirectional` needs a privileged container");
    }
}

fn validate_mount_recursive_read_only(check: &mut Check<'_>, mounts: &Field<'_, '_>, mount: &Field<'_, '_>) {
    const KNOWN: [&str; 3] = ["Disabled", "Enabled", "IfPossible"];
    let recursive = mount.child("recursiveReadOnly");
    let Some(mode) = recursive.opt_str() else { return };
    let place = mounts.quirk("recursiveReadOnly", &recursive);
    if !KNOWN.contains(&mode) {
        check.not_supported(&place, &KNOWN);
    } else if mode != "Disabled" {
        if !mount.child("readOnly").bool() {
            check.forbidden(&place, "it needs `readOnly: true`");
        }
        if mount.child("mountPropagation").opt_str().is_some_and(|mode| mode != "None") {
            check.forbidden(&place, "it needs `mountPropagation` to be `None` or absent");
        }
    }
}

fn validate_volume_devices(
    check: &mut Check<'_>,
    devices: &Field<'_, '_>,
    volumes: &Volumes<'_>,
    mounts: &BTreeMap<&str, &str>,
) {
    let mount_paths: BTreeSet<&str> = mounts.values().copied().collect();
    let (mut names_seen, mut paths_seen) = (BTreeSet::new(), BTreeSet::new());
    for device in devices.items() {
        let name = device.child("name");
        let path = device.child("devicePath");
        if !name.str().is_empty() && !names_seen.insert(name.str()) {
            check.invalid(&name, "must be unique among the devices of the container");
        }
        validate_mounted_volume(check, &name, volumes);
        if volumes.state(name.str()) == Some(State::Plain) {
            check.invalid(&name, "must be a volume with a claim behind it to be used as a block device");
        }
        if path.str().is_empty() {
            check.required(&path, "Say at which path the device appears.");
        }
        if paths_seen.contains(path.str()) {
            check.invalid(&path, "must be unique among the devices of the container");
        }
        if names::has_backsteps(path.str()) {
            check.invalid(&path, "must not hold `..`");
        } else {
            paths_seen.insert(path.str());
        }
        if mounts.contains_key(name.str()) {
            check.invalid(&name, "must not be in `volumeMounts` of the same container as well");
        }
        if mount_paths.contains(path.str()) {
            check.invalid(&path, "must not be a path in `volumeMounts` as well");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{errors, findings, pod};

    fn faults(fields: &str) -> Vec<String> {
        let volumes =
            "volumes: [{name: data}, {name: claim, persistentVolumeClaim: {claimName: c}}, {name: bad, secret: {}}]";
        let lines = errors(&pod(&format!("containers: [{{name: a, image: i, {fields}}}]\n{volumes}")));
        let lines = lines.iter().filter(|line| !line.starts_with("spec.volumes"));
        lines.map(|line| line.replace("spec.containers[0].", "")).collect()
    }

    #[test]
    fn mounts_name_a_valid_volume_and_their_own_path() {
        assert_eq!(faults("volumeMounts: [{name: data, mountPath: /a}, {name: data, mountPath: /a/}]"), [""; 0]);
        assert_eq!(
            faults("volumeMounts: [{mountPath: /a}, {name: bad, mountPath: /a}, {name: gone}]"),
            [
                "volumeMounts[0].name NotFound",
                "volumeMounts[0].name Required",
                "volumeMounts[1].mountPath Invalid",
                "volumeMounts[1].name NotFound",
                "volumeMounts[2].mountPath Required",
                "volumeMounts[2].name NotFound"
            ]
        );
    }

    #[test]
    fn an_undefined_volume_comes_with_the_nearest_name() {
        let text = pod(
            "containers: [{name: web, image: i, volumeMounts: [{name: shard-data, mountPath: /d}]}]\nvolumes: [{name: shared-data}]",
        );
        let findings = findings(&text, "1.36");
        let finding = &findings[0];
        assert_eq!(finding.message, "container `web`: there is no volume `shard-data` in this pod");
        assert_eq!(finding.help.as_deref(), Some("Did you mean `shared-data`?"));
        assert_eq!(finding.span.of(&text), "shard-data");
    }

    #[test]
    fn sub_paths_and_modes_have_no_index() {
        assert_eq!(
            faults(
                "volumeMounts: [{name: data, mountPath: /a, subPath: /x, subPathExpr: ../y, mountPropagation: Up, recursiveReadOnly: Always}]"
            ),
            [
                "volumeMounts.mountPropagation NotSupported",
                "volumeMounts.recursiveReadOnly NotSupported",
                "volumeMounts.subPath Invalid",
                "volumeMounts.subPathExpr Invalid",
                "volumeMounts[0].subPathExpr Invalid"
            ]
        );
        assert_eq!(
            faults(
                "volumeMounts: [{name: data, mountPath: /a, recursiveReadOnly: IfPossible, mountPropagation: Bidirectional}]"
            ),
            [
                "volumeMounts.mountPropagation Forbidden",
                "volumeMounts.recursiveReadOnly Forbidden",
                "volumeMounts.recursiveReadOnly Forbidden"
            ]
        );
    }

    #[test]
    fn devices_name_a_volume_and_a_path_that_is_free() {
        assert_eq!(
            faults("volumeDevices: [{devicePath: /dev/a}, {name: gone, devicePath: /dev/b}, {name: claim}]"),
            [
                "volumeDevices[0].name NotFound",
                "volumeDevices[0].name Required",
                "volumeDevices[1].name NotFound",
                "volumeDevices[2].devicePath Required"
            ]
        );
        let same_path = "volumeDevices: [{name: claim, devicePath: /x}], volumeMounts: [{name: data, mountPath: /x}]";
        assert_eq!(faults(same_path), ["volumeDevices[0].devicePath Invalid", "volumeMounts[0].mountPath Invalid"]);
        let same_name = "volumeDevices: [{name: claim, devicePath: /x}], volumeMounts: [{name: claim, mountPath: /y}]";
        assert_eq!(faults(same_name), ["volumeDevices[0].name Invalid", "volumeMounts[0].name Invalid"]);
    }

    #[test]
    fn devices_need_claims() {
        assert_eq!(faults("volumeDevices: [{name: claim, devicePath: /dev/a}]"), [""; 0]);
        assert_eq!(
            faults(
                "volumeDevices: [{name: data, devicePath: /dev/a}, {name: claim, devicePath: /dev/a}, {name: claim, devicePath: ../x}], volumeMounts: [{name: data, mountPath: ../x}]"
            ),
            [
                "volumeDevices[0].name Invalid",
                "volumeDevices[0].name Invalid",
                "volumeDevices[1].devicePath Invalid",
                "volumeDevices[2].devicePath Invalid",
                "volumeDevices[2].devicePath Invalid",
                "volumeDevices[2].name Invalid",
                "volumeMounts[0].mountPath Invalid",
                "volumeMounts[0].name Invalid"
            ]
        );
    }
}
