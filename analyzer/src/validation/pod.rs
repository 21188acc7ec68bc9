//! Pods and pod specs: the order in which everything else is asked.

use super::annotations::{self, validate_pod_specific_annotations, validate_profiles_match};
use super::containers::{
    named, validate_containers, validate_containers_only_for_pod, validate_ephemeral_containers,
    validate_init_containers,
};
use super::field::Field;
use super::metadata::{NameForm, validate_labels, validate_object_meta};
use super::names::{self, Broken};
use super::network::{validate_dns, validate_host_aliases, validate_pod_host_name};
use super::pod_resources::validate_pod_resources;
use super::ports::validate_host_network_ports;
use super::projected::validate_token_service_account;
use super::report::Check;
use super::resources::validate_limits_only;
use super::scheduling::{validate_affinity, validate_tolerations};
use super::security::validate_pod_security_context;
use super::selector::Labels;
use super::spread::validate_topology_spread_constraints;
use super::volumes::{Volumes, validate_volumes};
use super::windows::{validate_os, validate_windows_host_process_pod};
use std::collections::{BTreeMap, BTreeSet};

/// What containers need to know of their pod.
pub(super) struct PodContext<'a> {
    pub(super) volumes: Volumes<'a>,
    pub(super) claims: BTreeSet<&'a str>,
    pub(super) grace_period: i64,
    pub(super) restart_policy: &'a str,
    pub(super) host_users: bool,
    pub(super) host_network: bool,
}

/// Checks a Pod as it is created.
pub(super) fn validate_pod_create<'a>(check: &mut Check<'a>, object: &Field<'a, '_>) {
    let metadata = object.child("metadata");
    check.pod_name = metadata.child("name").str();
    validate_object_meta(check, &metadata, NameForm::Subdomain);
    let spec = object.child("spec");
    validate_pod_specific_annotations(check, &metadata.child("annotations"), &spec);
    validate_bare_pod(check, &spec, &metadata);
}

/// Checks the spec of a Pod, metadata apart.
pub(super) fn validate_bare_pod<'a>(check: &mut Check<'a>, spec: &Field<'a, '_>, metadata: &Field<'a, '_>) {
    check.is_pod = true;
    validate_pod_spec(check, spec, metadata, &[]);
    validate_token_service_account(check, spec);
    for list in ["containers", "initContainers"] {
        validate_containers_only_for_pod(check, &spec.child(list));
    }
    let ephemeral = spec.child("ephemeralContainers");
    if ephemeral.len() > 0 {
        check.forbidden(&ephemeral, "ephemeral containers are added to a pod that runs, with `kubectl debug`");
    }
    let node = spec.child("nodeName");
    if !node.str().is_empty() && spec.child("schedulingGates").len() > 0 {
        check.forbidden(&node, "`schedulingGates` keep the pod from being assigned");
    }
    validate_profiles_match(check, &metadata.child("annotations"), spec);
}

/// Checks a pod spec. `claims` are volumes that a controller adds.
pub(super) fn validate_pod_spec<'a>(
    check: &mut Check<'a>,
    spec: &Field<'a, '_>,
    metadata: &Field<'a, '_>,
    claims: &[&'a str],
) {
    let mut volumes = validate_volumes(check, &spec.child("volumes"));
    for claim in claims {
        volumes.add_claim(claim);
    }
    let pod = context(check, spec, volumes);
    validate_pod_resource_claims(check, spec, metadata);
    let containers = spec.child("containers");
    validate_containers(check, &pod, &containers);
    validate_init_containers(check, &pod, &spec.child("initContainers"), &containers);
    validate_ephemeral_containers(check, &pod, spec);
    validate_pod_resources(check, spec);
    if pod.host_network {
        validate_host_network_ports(check, &containers);
    }
    validate_choices(check, spec);
    validate_dns(check, spec);
    validate_labels(check, &spec.child("nodeSelector"));
    validate_pod_security_context(check, spec);
    let labels = Labels::of(&metadata.child("labels"));
    validate_affinity(check, &spec.child("affinity"), &labels);
    validate_gates(check, spec);
    validate_topology_spread_constraints(check, &spec.child("topologySpreadConstraints"), &labels);
    validate_windows_host_process_pod(check, spec);
    validate_host_users(check, spec);
    validate_pod_host_name(check, spec);
    validate_names(check, spec);
    let deadline = spec.child("activeDeadlineSeconds");
    if deadline.opt_int().is_some_and(|seconds| !(1..=i64::from(i32::MAX)).contains(&seconds)) {
        check.invalid(&deadline, "must be between 1 and 2147483647");
    }
    validate_tolerations(check, &spec.child("tolerations"));
    validate_host_aliases(check, &spec.child("hostAliases"));
    validate_limits_only(check, &spec.child("overhead"));
    validate_os(check, spec);
    if check.gates.env_files() {
        validate_file_key_ref_volumes(check, spec);
    }
}

fn context<'a>(check: &Check<'_>, spec: &Field<'a, '_>, volumes: Volumes<'a>) -> PodContext<'a> {
    let claims = spec.child("resourceClaims");
    let names = claims.items().map(|claim| claim.child("name").str()).filter(|name| !name.is_empty());
    let grace_period = spec.child("terminationGracePeriodSeconds").opt_int().unwrap_or(30);
    PodContext {
        volumes,
        claims: names.collect(),
        // A Pod's negative grace period becomes a second.
        grace_period: if check.is_pod && grace_period < 0 { 1 } else { grace_period },
        restart_policy: spec.child("restartPolicy").str(),
        host_users: spec.child("hostUsers").opt_bool().unwrap_or(true),
        host_network: spec.child("hostNetwork").bool(),
    }
}

/// Fields with a few known values.
fn validate_choices(check: &mut Check<'_>, spec: &Field<'_, '_>) {
    const RESTART: [&str; 3] = ["Always", "OnFailure", "Never"];
    const PREEMPTION: [&str; 2] = ["Never", "PreemptLowerPriority"];
    let restart = spec.child("restartPolicy");
    if !restart.str().is_empty() && !RESTART.contains(&restart.str()) {
        check.not_supported(&restart, &RESTART);
    }
    let preemption = spec.child("preemptionPolicy");
    match preemption.opt_str() {
        Some("") => check.required(&preemption, "Say `Never` or `PreemptLowerPriority`, or leave it out."),
        Some(policy) if !PREEMPTION.contains(&policy) => check.not_supported(&preemption, &PREEMPTION),
        _ => {}
    }
}

/// Names of other objects.
fn validate_names(check: &mut Check<'_>, spec: &Field<'_, '_>) {
    let account = spec.child("serviceAccountName");
    let old_account = spec.child("serviceAccount");
    let account = if account.str().is_empty() { account.about(&old_account) } else { account };
    for field in [account, spec.child("nodeName"), spec.child("priorityClassName")] {
        if !field.str().is_empty() {
            check.invalid_each(&field, &names::dns_subdomain(field.str()));
        }
    }
    let runtime = spec.child("runtimeClassName");
    if let Some(name) = runtime.opt_str() {
        check.invalid_each(&runtime, &names::dns_subdomain(name));
    }
}

/// Readiness gates and scheduling gates.
fn validate_gates(check: &mut Check<'_>, spec: &Field<'_, '_>) {
    let readiness = spec.child("readinessGates");
    for gate in readiness.items() {
        let condition = gate.child("conditionType");
        check.invalid_each(&condition, &names::qualified_name(condition.str()));
    }
    let scheduling = spec.child("schedulingGates");
    let mut seen = BTreeSet::new();
    for gate in scheduling.items() {
        let name = gate.child("name");
        let place = gate.about(&name);
        check.invalid_each(&place, &names::qualified_name(name.str()));
        if !seen.insert(name.str()) {
            check.duplicate(&place, "is a gate already");
        }
    }
}

/// Pods with users of their own share nothing else with the node. The API server spells two paths with a capital.
fn validate_host_users(check: &mut Check<'_>, spec: &Field<'_, '_>) {
    if spec.child("hostUsers").opt_bool() != Some(false) {
        return;
    }
    let why = "`hostUsers` is false";
    for (name, path) in [("hostNetwork", "hostNetwork"), ("hostPID", "HostPID"), ("hostIPC", "HostIPC")] {
        let field = spec.child(name);
        if field.bool() {
            check.barred(&spec.quirk(path, &field), &format!("`{name}` is not allowed here: {why}"));
        }
    }
    if !check.gates.user_namespaces_exclude_devices() {
        return;
    }
    for list in ["initContainers", "containers", "ephemeralContainers"] {
        let list = spec.child(list);
        for container in list.items() {
            let container = named(container, "container");
            let devices = container.child("volumeDevices");
            if devices.len() > 0 {
                check.forbidden(&devices, why);
            }
        }
    }
}

/// Claims for devices: each named once and from one source.
fn validate_pod_resource_claims(check: &mut Check<'_>, spec: &Field<'_, '_>, metadata: &Field<'_, '_>) {
    let claims = spec.child("resourceClaims");
    let is_mirror = check.is_pod && check.gates.mirror_pods_exclude_claims() && annotations::is_mirror_pod(metadata);
    let mut seen = BTreeSet::new();
    for claim in claims.items() {
        if is_mirror {
            check.forbidden(&Field::nowhere(&claim), "static pods use no claims");
            continue;
        }
        let name = claim.child("name");
        if name.str().is_empty() {
            check.required(&name, "Give the claim a name, so that containers can use it.");
        } else if seen.insert(name.str()) {
            check.invalid_each(&name, &names::dns_label(name.str()));
        } else {
            check.duplicate(&name, "an earlier claim has as well");
        }
        let sources = [claim.child("resourceClaimName"), claim.child("resourceClaimTemplateName")];
        match sources.iter().filter(|source| source.is_set()).count() {
            0 => check.wrong(&claim, "a claim names neither `resourceClaimName` nor `resourceClaimTemplateName`"),
            1 => {}
            _ => check.wrong(&claim, "a claim names both `resourceClaimName` and `resourceClaimTemplateName`"),
        }
        for source in &sources {
            let broken = source.opt_str().map_or_else(Broken::new, names::dns_subdomain);
            check.invalid_each(source, &broken);
        }
    }
}

/// Files with variables are read from `emptyDir` volumes.
fn validate_file_key_ref_volumes(check: &mut Check<'_>, spec: &Field<'_, '_>) {
    let volumes = spec.child("volumes");
    let mut known: Option<BTreeMap<&str, bool>> = None;
    for list in ["initContainers", "containers", "ephemeralContainers"] {
        let list = spec.child(list);
        for container in list.items() {
            let container = named(container, "container");
            let env = container.child("env");
            for variable in env.items() {
                let from = variable.child("valueFrom");
                let file = from.child("fileKeyRef");
                if !file.is_set() {
                    continue;
                }
                let known = known.get_or_insert_with(|| empty_dirs(&volumes));
                let name = file.child("volumeName");
                match known.get(name.str()) {
                    Some(true) => {}
                    Some(false) => check.invalid(&name, "must be an `emptyDir` volume to read variables from"),
                    None => {
                        let message =
                            format!("there is no volume `{}` in this pod", super::report::shorten(name.str()));
                        let near = check.near(name.str(), known.keys().copied());
                        check.not_found(&name, &message, near, "");
                    }
                }
            }
        }
    }
}

/// The volumes by name, and whether each is an `emptyDir`, said or by default.
fn empty_dirs<'a>(volumes: &Field<'a, '_>) -> BTreeMap<&'a str, bool> {
    let is_empty_dir =
        |volume: &Field<'a, '_>| volume.child("emptyDir").is_set() || super::volumes::has_no_source(volume);
    volumes.items().map(|volume| (volume.child("name").str(), is_empty_dir(&volume))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{container, errors, errors_in, findings, pod, pod_with};

    fn faults(spec: &str) -> Vec<String> {
        errors(&pod(&format!("{spec}\ncontainers: [{{name: a, image: i}}]")))
    }

    #[test]
    fn an_object_without_a_spec_has_no_containers() {
        assert_eq!(errors("apiVersion: v1\nkind: Pod\nmetadata: {name: p}"), ["spec.containers Required"]);
        assert_eq!(errors("apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:"), ["spec.containers Required"]);
    }

    #[test]
    fn choices_names_and_numbers() {
        assert_eq!(
            faults(
                "restartPolicy: always\npreemptionPolicy: ''\nserviceAccount: A\nruntimeClassName: ''\nactiveDeadlineSeconds: 0"
            ),
            [
                "spec.activeDeadlineSeconds Invalid",
                "spec.preemptionPolicy Required",
                "spec.restartPolicy NotSupported",
                "spec.runtimeClassName Invalid",
                "spec.serviceAccountName Invalid"
            ]
        );
    }

    #[test]
    fn the_least_and_the_most_that_is_accepted() {
        for (seconds, errors) in [("0", 1), ("1", 0), ("2147483647", 0), ("2147483648", 1), ("-1", 1)] {
            let found = faults(&format!("activeDeadlineSeconds: {seconds}"));
            assert_eq!(found, vec!["spec.activeDeadlineSeconds Invalid"; errors], "{seconds}");
        }
        for field in ["priorityClassName", "nodeName", "runtimeClassName", "serviceAccountName"] {
            assert_eq!(faults(&format!("{field}: a.b-c")), [""; 0]);
            assert_eq!(faults(&format!("{field}: A")), [format!("spec.{field} Invalid")]);
        }
        let long = |length| "a".repeat(length);
        for (metadata, field, most) in [
            ("name: LONG", "metadata.name", 253),
            ("name: p, namespace: LONG", "metadata.namespace", 63),
            ("name: p, labels: {k: LONG}", "metadata.labels", 63),
            ("name: p, labels: {LONG: v}", "metadata.labels", 63),
        ] {
            let of =
                |length| errors(&pod_with(&format!("metadata: {{{}}}", metadata.replace("LONG", &long(length))), ""));
            assert_eq!(of(most), [""; 0], "{metadata}");
            assert_eq!(of(most + 1), [format!("{field} Invalid")], "{metadata}");
        }
    }

    #[test]
    fn gates() {
        assert_eq!(
            faults("readinessGates: [{conditionType: a b}]\nschedulingGates: [{name: a}, {name: a}, {}]"),
            [
                "spec.readinessGates[0].conditionType Invalid",
                "spec.schedulingGates[1] Duplicate",
                "spec.schedulingGates[2] Invalid",
                "spec.schedulingGates[2] Invalid"
            ]
        );
    }

    #[test]
    fn users_of_its_own() {
        let text = pod(
            "hostUsers: false\nhostIPC: true\ncontainers: [{name: a, image: i, volumeDevices: [{name: c, devicePath: /d}]}]\nvolumes: [{name: c, persistentVolumeClaim: {claimName: x}}]",
        );
        assert_eq!(errors_in(&text, "1.34"), ["spec.HostIPC Forbidden", "spec.containers[0].volumeDevices Forbidden"]);
        assert_eq!(errors_in(&text, "1.33"), ["spec.HostIPC Forbidden"]);
        let ipc = &findings(&text, "1.33")[0];
        assert_eq!(ipc.message, "`hostIPC` is not allowed here: `hostUsers` is false");
    }

    #[test]
    fn claims_for_devices() {
        assert_eq!(
            faults(
                "resourceClaims: [{name: a, resourceClaimName: B}, {name: a, resourceClaimName: b, resourceClaimTemplateName: b}, {}]"
            ),
            [
                "spec.resourceClaims[0].resourceClaimName Invalid",
                "spec.resourceClaims[1] Invalid",
                "spec.resourceClaims[1].name Duplicate",
                "spec.resourceClaims[2] Invalid",
                "spec.resourceClaims[2].name Required"
            ]
        );
    }

    #[test]
    fn overhead_and_files() {
        assert_eq!(faults("overhead: {cpu: -1}"), ["spec.overhead.limits[cpu] Invalid"]);
        let file = container("env: [{name: A, valueFrom: {fileKeyRef: {volumeName: v, path: p, key: k}}}]");
        assert_eq!(errors(&format!("{file}\n  volumes: [{{name: v}}]")), [""; 0]);
        assert_eq!(
            errors(&format!("{file}\n  volumes: [{{name: v, secret: {{secretName: s}}}}]")),
            ["spec.containers[0].env[0].valueFrom.fileKeyRef.volumeName Invalid"]
        );
    }
}
