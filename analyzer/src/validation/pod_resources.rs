//! `spec.resources`: what the whole pod asks for, against the sum of its containers.

use super::field::Field;
use super::report::Check;
use super::resources::{Kind, amounts, find, is_huge_page, validate_resource_requirements};
use crate::quantity::Quantity;
use std::collections::{BTreeMap, BTreeSet};

/// Amounts by resource.
type Totals = BTreeMap<String, Quantity>;

/// Checks the pod's own resources.
pub(super) fn validate_pod_resources(check: &mut Check<'_>, spec: &Field<'_, '_>) {
    let resources = spec.child("resources");
    if !check.gates.pod_level_resources() || !resources.is_set() {
        return;
    }
    if spec.child("os").child("name").str() == "windows" {
        check.forbidden(&resources, "a Windows pod cannot have resources as a whole");
        return;
    }
    let claims = resources.child("claims");
    if claims.is_set() {
        check.forbidden(&claims, "only containers use claims");
    }
    validate_resource_requirements(check, &resources, Kind::WholePod, &BTreeSet::new());
    validate_consistency(check, spec, &resources);
}

/// The pod's requests cover those of its containers, and no container's limit exceeds the pod's.
fn validate_consistency(check: &mut Check<'_>, spec: &Field<'_, '_>, resources: &Field<'_, '_>) {
    let (limits, requests) = (resources.child("limits"), resources.child("requests"));
    let (pod_limits, pod_requests) = (amounts(&limits), amounts(&requests));
    let needed = aggregate(check.is_pod, spec, true);
    for (name, total) in &needed {
        let limit = find(&pod_limits, name);
        match find(&pod_requests, name) {
            Some(request) if total.is_more_than(request.quantity) => {
                check.invalid(&request.field(), "must be at least what the containers request together");
            }
            // The request becomes the sum of the containers', which may exceed the pod's limit.
            None if check.is_pod && matches!(name.as_str(), "cpu" | "memory") => {
                if let Some(limit) = limit.filter(|limit| total.is_more_than(limit.quantity)) {
                    let message = format!("the containers request more `{name}` together than the pod's limit");
                    check.wrong(&requests.about(&limit.field()), &message);
                }
            }
            _ => {}
        }
    }
    for (name, total) in aggregate(check.is_pod, spec, false).iter().filter(|(name, _)| is_huge_page(name)) {
        if let Some(limit) = find(&pod_limits, name).filter(|limit| total.is_more_than(limit.quantity)) {
            check.invalid(&limit.field(), "must be at least the sum of the containers' limits");
        }
    }
    validate_container_limits(check, spec, resources, &limits);
}

fn validate_container_limits(
    check: &mut Check<'_>,
    spec: &Field<'_, '_>,
    resources: &Field<'_, '_>,
    limits: &Field<'_, '_>,
) {
    let pod_limits = amounts(limits);
    let containers = spec.child("containers");
    let path = resources.quirk("containers", &containers);
    for (index, container) in containers.items().enumerate() {
        let container_resources = container.child("resources");
        let container_limits = container_resources.child("limits");
        for limit in amounts(&container_limits) {
            if find(&pod_limits, &limit.name).is_some_and(|pod| limit.quantity.is_more_than(pod.quantity)) {
                let value = limit.field();
                let path = path.quirk_index(index, &value);
                let path = path.quirk_key(&limit.name, &value);
                check.invalid(&path.quirk("limits", &value), "must be at most the pod's limit");
            }
        }
    }
}

/// What the containers ask for together: regular ones and native sidecars at once, or what an init container needs
/// while it runs, where that is more.
fn aggregate(is_pod: bool, spec: &Field<'_, '_>, requests: bool) -> Totals {
    let mut total = Totals::new();
    for container in spec.child("containers").items() {
        add(&mut total, &effective(is_pod, &container, requests));
    }
    let mut sidecars = Totals::new();
    let mut most = Totals::new();
    for container in spec.child("initContainers").items() {
        let own = effective(is_pod, &container, requests);
        let mut needed = sidecars.clone();
        add(&mut needed, &own);
        if container.child("restartPolicy").str() == "Always" {
            add(&mut total, &own);
            sidecars.clone_from(&needed);
        }
        raise(&mut most, &needed);
    }
    raise(&mut total, &most);
    total
}

/// A container's requests or limits; in a Pod requests follow limits.
fn effective(is_pod: bool, container: &Field<'_, '_>, requests: bool) -> Totals {
    let resources = container.child("resources");
    let read = |key: &str| -> Totals {
        let list = resources.child(key);
        amounts(&list).into_iter().map(|amount| (amount.name.into_owned(), amount.quantity)).collect()
    };
    if !requests {
        return read("limits");
    }
    let mut totals = if is_pod { read("limits") } else { Totals::new() };
    totals.extend(read("requests"));
    totals
}

fn add(total: &mut Totals, more: &Totals) {
    for (name, amount) in more {
        let sum = total.get(name).map_or(*amount, |sum| sum.plus(*amount));
        total.insert(name.clone(), sum);
    }
}

fn raise(total: &mut Totals, least: &Totals) {
    for (name, amount) in least {
        let most = total.get(name).map_or(*amount, |most| most.or_more(*amount));
        total.insert(name.clone(), most);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{errors, errors_in, pod};

    #[test]
    fn the_pod_covers_its_containers() {
        let text = "resources: {requests: {cpu: 1}, limits: {cpu: 2, memory: 1Gi}}\ncontainers: [{name: a, image: i, resources: {requests: {cpu: 600m}}}, {name: b, image: i, resources: {requests: {cpu: 500m}, limits: {memory: 2Gi}}}]";
        assert_eq!(
            errors(&pod(text)),
            [
                "spec.resources.containers[1][memory].limits Invalid",
                "spec.resources.requests Invalid",
                "spec.resources.requests[cpu] Invalid"
            ]
        );
        assert_eq!(errors_in(&pod(text), "1.33"), [""; 0]);
    }

    #[test]
    fn init_containers_and_sidecars_count() {
        let text = "resources: {requests: {cpu: 1}}\ninitContainers: [{name: s, image: i, restartPolicy: Always, resources: {requests: {cpu: 500m}}}, {name: b, image: i, resources: {requests: {cpu: 600m}}}]\ncontainers: [{name: a, image: i}]";
        assert_eq!(errors(&pod(text)), ["spec.resources.requests[cpu] Invalid"]);
    }

    #[test]
    fn only_some_resources_and_no_claims() {
        let text = "resources: {limits: {ephemeral-storage: 1Gi, example.com/x: 1}, claims: []}\ncontainers: [{name: a, image: i}]";
        assert_eq!(
            errors(&pod(text)),
            [
                "spec.resources.claims Forbidden",
                "spec.resources.limits[ephemeral-storage] NotSupported",
                "spec.resources.limits[example.com/x] NotSupported"
            ]
        );
        assert_eq!(
            errors(&pod("os: {name: windows}\nresources: {}\ncontainers: [{name: a, image: i}]")),
            ["spec.resources Forbidden"]
        );
    }
}
