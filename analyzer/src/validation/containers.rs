//! Containers of all lifecycles: what they share, and what each may have of its own.

use super::env::{validate_env, validate_env_from};
use super::field::Field;
use super::gates::ContainerRestart;
use super::handlers::{validate_lifecycle, validate_probes};
use super::mounts::validate_mounts_and_devices;
use super::names;
use super::pod::PodContext;
use super::ports::{HostPorts, accumulate_unique_host_ports, validate_container_ports};
use super::report::Check;
use super::resources::{self, validate_resource_requirements};
use super::restart::{validate_container_restart_policy, validate_init_container_restart_policy};
use super::security::validate_security_context;
use super::volumes::require_text;
use std::collections::BTreeSet;

/// The name that a container goes by in a message.
pub(super) fn named<'a, 'p>(container: Field<'a, 'p>, kind: &'static str) -> Field<'a, 'p>
where
    'a: 'p,
{
    let name = container.child("name").str();
    container.named(kind, name)
}

/// Checks the regular containers.
pub(super) fn validate_containers(check: &mut Check<'_>, pod: &PodContext<'_>, containers: &Field<'_, '_>) {
    if containers.len() == 0 {
        check.required(containers, "Add at least one container; init containers do not count.");
        return;
    }
    let mut names_seen = BTreeSet::new();
    let mut host_ports = HostPorts::new();
    for container in containers.items() {
        let container = named(container, "container");
        validate_container_common(check, pod, &container, check.is_pod);
        let name = container.child("name");
        if !names_seen.insert(name.str()) {
            check.duplicate(&name, "an earlier container has as well");
        }
        validate_lifecycle(check, &container.child("lifecycle"), pod.grace_period);
        validate_probes(check, &container, pod.grace_period);
        validate_container_restart_policy(check, &container);
        accumulate_unique_host_ports(check, &container.child("ports"), &mut host_ports, pod.host_network);
    }
}

/// Checks the init containers, native sidecars among them.
pub(super) fn validate_init_containers(
    check: &mut Check<'_>,
    pod: &PodContext<'_>,
    init: &Field<'_, '_>,
    regular: &Field<'_, '_>,
) {
    let mut names_seen: BTreeSet<&str> = regular.items().map(|container| container.child("name").str()).collect();
    for container in init.items() {
        let container = named(container, "init container");
        validate_container_common(check, pod, &container, check.is_pod);
        validate_init_container_restart_policy(check, &container);
        let name = container.child("name");
        if names_seen.contains(name.str()) {
            check.duplicate(&name, "another container of this pod has as well");
        } else if !name.str().is_empty() {
            names_seen.insert(name.str());
        }
        // The API server looks at each init container by itself and always calls it the first.
        let first = init.quirk_index(0, &container).named("init container", name.str());
        let ports = first.quirk("ports", &container.child("ports"));
        accumulate_unique_host_ports(check, &ports, &mut HostPorts::new(), pod.host_network);
        validate_init_handlers(check, pod, &container);
        let resize = container.child("resizePolicy");
        if !check.gates.init_resize_policy() && resize.len() > 0 {
            check.invalid(&resize, "must not be set for init containers");
        }
    }
}

/// Probes and hooks belong to containers that keep running.
fn validate_init_handlers(check: &mut Check<'_>, pod: &PodContext<'_>, container: &Field<'_, '_>) {
    let lifecycle = container.child("lifecycle");
    if container.child("restartPolicy").str() == "Always" {
        validate_lifecycle(check, &lifecycle, pod.grace_period);
        validate_probes(check, container, pod.grace_period);
        return;
    }
    let why = "only an init container with `restartPolicy: Always` keeps running";
    if lifecycle.is_set() && !is_dropped_lifecycle(check, &lifecycle) {
        check.forbidden(&lifecycle, why);
    }
    for name in ["livenessProbe", "readinessProbe", "startupProbe"] {
        let probe = container.child(name);
        if probe.is_set() {
            check.forbidden(&probe, why);
        }
    }
}

/// A lifecycle that says nothing but a stop signal goes with it, as the signal's gate is off.
fn is_dropped_lifecycle(check: &Check<'_>, lifecycle: &Field<'_, '_>) -> bool {
    check.gates.knows_stop_signal()
        && lifecycle.child("stopSignal").is_set()
        && !lifecycle.child("postStart").is_set()
        && !lifecycle.child("preStop").is_set()
}

/// Checks ephemeral containers. They may not be in a manifest at all; that is said elsewhere.
pub(super) fn validate_ephemeral_containers(check: &mut Check<'_>, pod: &PodContext<'_>, spec: &Field<'_, '_>) {
    let ephemeral = spec.child("ephemeralContainers");
    if ephemeral.len() == 0 {
        return;
    }
    let lists = [spec.child("containers"), spec.child("initContainers")];
    let others: BTreeSet<&str> = lists
        .iter()
        .flat_map(Field::nodes)
        .map(|node| node.get("name").and_then(|name| name.str()).unwrap_or(""))
        .collect();
    let mut names_seen = others.clone();
    for container in ephemeral.items() {
        let container = named(container, "ephemeral container");
        validate_container_common(check, pod, &container, false);
        validate_image_whitespace(check, &container);
        let name = container.child("name");
        if !names_seen.insert(name.str()) {
            check.duplicate(&name, "another container of this pod has as well");
        }
        let target = container.child("targetContainerName");
        if !target.str().is_empty() && !others.contains(target.str()) {
            let message = format!("there is no container `{}` in this pod", super::report::shorten(target.str()));
            let near = check.near(target.str(), others.iter().copied());
            check.not_found(&target, &message, near, "");
        }
        validate_ephemeral_fields(check, &container);
    }
}

/// What an ephemeral container may not have.
fn validate_ephemeral_fields(check: &mut Check<'_>, container: &Field<'_, '_>) {
    let why = "ephemeral containers are for a look inside, not for the work of the pod";
    let probes = ["ports", "resizePolicy", "livenessProbe", "readinessProbe", "startupProbe"];
    for name in probes {
        let field = container.child(name);
        if field.is_set() {
            check.forbidden(&field, why);
        }
    }
    let lifecycle = container.child("lifecycle");
    if lifecycle.is_set() && !is_dropped_lifecycle(check, &lifecycle) {
        check.forbidden(&lifecycle, why);
    }
    let resources = container.child("resources");
    if ["limits", "requests", "claims"].iter().any(|name| resources.child(name).is_set()) {
        check.forbidden(&resources, why);
    }
    let restart = check.gates.container_restart();
    let rules = container.child("restartPolicyRules");
    if restart != ContainerRestart::Dropped && container.child("restartPolicy").is_set() {
        check.forbidden(&container.child("restartPolicy"), why);
    }
    if restart == ContainerRestart::Honoured && rules.is_set() {
        check.forbidden(&rules, why);
    }
    let mounts = container.child("volumeMounts");
    for mount in mounts.items() {
        for name in ["subPath", "subPathExpr"] {
            let path = mount.child(name);
            if !path.str().is_empty() {
                check.forbidden(&path, why);
            }
        }
    }
}

/// What all containers share. `with_defaults` says whether requests follow limits.
fn validate_container_common(
    check: &mut Check<'_>,
    pod: &PodContext<'_>,
    container: &Field<'_, '_>,
    with_defaults: bool,
) {
    let name = container.child("name");
    if name.str().is_empty() {
        check.required(&name, "Give the container a name.");
    } else {
        check.invalid_each(&name, &names::dns_label(name.str()));
    }
    require_text(check, &container.child("image"), "Name the image that the container runs.");
    let policy = container.child("terminationMessagePolicy");
    if !matches!(policy.str(), "" | "File" | "FallbackToLogsOnError") {
        check.not_supported(&policy, &["File", "FallbackToLogsOnError"]);
    }
    validate_container_ports(check, &container.child("ports"));
    validate_env(check, &container.child("env"));
    validate_env_from(check, &container.child("envFrom"));
    validate_mounts_and_devices(check, container, &pod.volumes);
    validate_pull_policy(check, &container.child("imagePullPolicy"));
    let requirements = container.child("resources");
    if requirements.is_set() {
        let kind = if with_defaults { resources::Kind::PodContainer } else { resources::Kind::TemplateContainer };
        validate_resource_requirements(check, &requirements, kind, &pod.claims);
    }
    validate_resize_policy(check, &container.child("resizePolicy"), pod.restart_policy);
    validate_security_context(check, &container.child("securityContext"), pod.host_users);
}

/// `imagePullPolicy`, and the same of image volumes.
pub(super) fn validate_pull_policy(check: &mut Check<'_>, policy: &Field<'_, '_>) {
    const KNOWN: [&str; 3] = ["Always", "IfNotPresent", "Never"];
    if !policy.str().is_empty() && !KNOWN.contains(&policy.str()) {
        check.not_supported(policy, &KNOWN);
    }
}

/// `resizePolicy`. The API server leaves the index out of most of these paths.
fn validate_resize_policy(check: &mut Check<'_>, policies: &Field<'_, '_>, pod_restart_policy: &str) {
    const POLICIES: [&str; 2] = ["NotRequired", "RestartContainer"];
    let mut seen = BTreeSet::new();
    for policy in policies.items() {
        let resource = policy.child("resourceName");
        if !seen.insert(resource.str()) {
            check.duplicate(&policy, "repeats a resource");
        }
        match resource.str() {
            "cpu" | "memory" => {}
            "" => check.lacking(
                &policies.about(&resource),
                "an entry of `resizePolicy` names no resource",
                "Say `cpu` or `memory`.",
            ),
            _ => check.not_supported(&policies.about(&resource), &["cpu", "memory"]),
        }
        let restart = policy.child("restartPolicy");
        let place = policies.about(&restart);
        match restart.str() {
            "" => check.lacking(
                &place,
                "an entry of `resizePolicy` says no policy",
                "Say `NotRequired` or `RestartContainer`.",
            ),
            known if POLICIES.contains(&known) => {}
            _ => check.not_supported(&place, &POLICIES),
        }
        if pod_restart_policy == "Never" && restart.str() != "NotRequired" {
            check.invalid(&place, "must be `NotRequired`, because the pod's `restartPolicy` is `Never`");
        }
    }
}

/// Images with blanks around them; checked in Pods only.
pub(super) fn validate_containers_only_for_pod(check: &mut Check<'_>, containers: &Field<'_, '_>) {
    for container in containers.items() {
        validate_image_whitespace(check, &named(container, "container"));
    }
}

fn validate_image_whitespace(check: &mut Check<'_>, container: &Field<'_, '_>) {
    let image = container.child("image");
    if image.str().trim().len() != image.str().len() {
        check.invalid(&image, "must not begin or end with blanks");
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{container, errors, errors_in, pod};

    #[test]
    fn names_images_and_policies() {
        let text = pod(
            "containers: [{image: ' i'}, {name: a.b, image: i, imagePullPolicy: always}, {terminationMessagePolicy: Log}]",
        );
        assert_eq!(
            errors(&text),
            [
                "spec.containers[0].image Invalid",
                "spec.containers[0].name Required",
                "spec.containers[1].imagePullPolicy NotSupported",
                "spec.containers[1].name Invalid",
                "spec.containers[2].image Required",
                "spec.containers[2].name Duplicate",
                "spec.containers[2].name Required",
                "spec.containers[2].terminationMessagePolicy NotSupported"
            ]
        );
        assert_eq!(errors(&pod("initContainers: [{name: a, image: i}]")), ["spec.containers Required"]);
    }

    #[test]
    fn init_containers_have_names_of_their_own_and_no_probes() {
        let text = pod(
            "containers: [{name: a, image: i}]\ninitContainers: [{name: a, image: i, lifecycle: {}}, {image: i}, {image: i}]",
        );
        assert_eq!(
            errors(&text),
            [
                "spec.initContainers[0].lifecycle Forbidden",
                "spec.initContainers[0].name Duplicate",
                "spec.initContainers[1].name Required",
                "spec.initContainers[2].name Required"
            ]
        );
        let sidecar = pod(
            "containers: [{name: a, image: i}]\ninitContainers: [{name: s, image: i, restartPolicy: Always, livenessProbe: {exec: {}}}]",
        );
        assert_eq!(errors(&sidecar), ["spec.initContainers[0].livenessProbe.exec.command Required"]);
        let signal = pod(
            "containers: [{name: a, image: i}]\ninitContainers: [{name: s, image: i, lifecycle: {stopSignal: SIGTERM}}]",
        );
        assert_eq!(errors(&signal), [""; 0]);
    }

    #[test]
    fn init_containers_have_an_image_and_a_name_of_the_right_form() {
        for (fields, error) in [
            ("name: b", "image Required"),
            ("name: B, image: i", "name Invalid"),
            ("name: b, image: i, imagePullPolicy: always", "imagePullPolicy NotSupported"),
            ("name: b, image: i, restartPolicy: Always, livenessProbe: {}", "livenessProbe Required"),
        ] {
            let text = pod(&format!("containers: [{{name: a, image: i}}]\ninitContainers: [{{{fields}}}]"));
            assert_eq!(errors(&text), [format!("spec.initContainers[0].{error}")]);
        }
    }

    #[test]
    fn ephemeral_containers_have_no_part_in_the_work_of_the_pod() {
        let volumes = "volumes: [{name: v}]";
        for (field, value, name) in [
            ("resizePolicy", "[]", "resizePolicy"),
            ("livenessProbe", "{}", "livenessProbe"),
            ("readinessProbe", "{}", "readinessProbe"),
            ("resources", "{claims: []}", "resources"),
            ("restartPolicy", "Never", "restartPolicy"),
            (
                "volumeMounts",
                "[{name: v, mountPath: /a}, {name: v, mountPath: /v, subPath: s}]",
                "volumeMounts[1].subPath",
            ),
        ] {
            let text = pod(&format!(
                "containers: [{{name: a, image: i}}]\n{volumes}\nephemeralContainers: [{{name: e, image: i, {field}: {value}}}]"
            ));
            let expected = [
                "spec.ephemeralContainers Forbidden".to_owned(),
                format!("spec.ephemeralContainers[0].{name} Forbidden"),
            ];
            assert_eq!(errors(&text), expected);
        }
    }

    #[test]
    fn ephemeral_containers_may_have_little_and_not_be_in_a_manifest() {
        let text = pod(
            "containers: [{name: a, image: i}]\nephemeralContainers: [{name: a, image: 'i ', targetContainerName: b, ports: [], resources: {}, lifecycle: {}, startupProbe: {}}]",
        );
        assert_eq!(
            errors(&text),
            [
                "spec.ephemeralContainers Forbidden",
                "spec.ephemeralContainers[0].image Invalid",
                "spec.ephemeralContainers[0].lifecycle Forbidden",
                "spec.ephemeralContainers[0].name Duplicate",
                "spec.ephemeralContainers[0].ports Forbidden",
                "spec.ephemeralContainers[0].startupProbe Forbidden",
                "spec.ephemeralContainers[0].targetContainerName NotFound"
            ]
        );
    }

    #[test]
    fn resize_policies() {
        let text = container(
            "resizePolicy: [{resourceName: cpu, restartPolicy: Always}, {resourceName: cpu}, {restartPolicy: NotRequired}]",
        );
        assert_eq!(
            errors(&text),
            [
                "spec.containers[0].resizePolicy NotSupported",
                "spec.containers[0].resizePolicy Required",
                "spec.containers[0].resizePolicy Required",
                "spec.containers[0].resizePolicy[1] Duplicate"
            ]
        );
        let never = pod(
            "restartPolicy: Never\ncontainers: [{name: a, image: i, resizePolicy: [{resourceName: memory, restartPolicy: RestartContainer}]}]",
        );
        assert_eq!(errors(&never), ["spec.containers[0].resizePolicy Invalid"]);
        let init = pod(
            "containers: [{name: a, image: i}]\ninitContainers: [{name: b, image: i, resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}]}]",
        );
        assert_eq!(errors_in(&init, "1.32"), ["spec.initContainers[0].resizePolicy Invalid"]);
        assert_eq!(errors_in(&init, "1.33"), [""; 0]);
    }
}
