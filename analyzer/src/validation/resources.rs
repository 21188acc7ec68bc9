//! Requests and limits of a container or a pod: names, amounts, and one against the other.

use super::field::Field;
use super::names;
use super::report::Check;
use crate::arrange::Arrange;
use crate::quantity::Quantity;
use crate::yaml::Entry;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Whose resources they are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A container's in a Pod, where requests follow limits.
    PodContainer,
    /// A container's in a template.
    TemplateContainer,
    /// The pod's own.
    WholePod,
}

/// An amount of one resource and where it is said.
pub(super) struct Amount<'a, 'p> {
    pub(super) name: Cow<'a, str>,
    pub(super) quantity: Quantity,
    entry: Entry<'a>,
    list: &'p Field<'a, 'p>,
}

impl<'a> Amount<'a, '_> {
    /// Where the amount stands.
    pub(super) fn field(&self) -> Field<'a, '_> {
        self.list.value(&self.entry, &self.name)
    }
}

/// The amounts of a list of resources by name; what is no quantity is left out.
pub(super) fn amounts<'a, 'p>(list: &'p Field<'a, 'p>) -> Vec<Amount<'a, 'p>> {
    let entries = list.entries().into_iter();
    let amount = |entry: Entry<'a>| {
        let quantity = Quantity::of(entry.value)?.rounded_to_milli();
        Some(Amount { name: entry.name(), quantity, entry, list })
    };
    let mut amounts: Vec<Amount<'a, 'p>> = entries.filter_map(amount).collect();
    amounts.arrange_by(|one, other| one.name.cmp(&other.name));
    amounts
}

/// The amount of a resource among amounts by name.
pub(super) fn find<'l, 'a, 'p>(amounts: &'l [Amount<'a, 'p>], name: &str) -> Option<&'l Amount<'a, 'p>> {
    amounts.binary_search_by(|amount| (*amount.name).cmp(name)).ok().map(|index| &amounts[index])
}

pub(super) fn is_huge_page(name: &str) -> bool {
    name.starts_with("hugepages-")
}

fn is_native(name: &str) -> bool {
    !name.contains('/') || name.contains("kubernetes.io/")
}

/// Whether a request may be less than its limit.
fn is_overcommit_allowed(name: &str) -> bool {
    is_native(name) && !is_huge_page(name)
}

fn is_extended(name: &str) -> bool {
    !is_native(name)
        && !name.starts_with("requests.")
        && names::qualified_name(&["requests.", name].concat()).is_empty()
}

/// Resources that are counted in whole pieces.
fn is_integer(name: &str) -> bool {
    const COUNTED: [&str; 9] = [
        "pods",
        "resourcequotas",
        "services",
        "replicationcontrollers",
        "secrets",
        "configmaps",
        "persistentvolumeclaims",
        "services.nodeports",
        "services.loadbalancers",
    ];
    COUNTED.contains(&name) || is_extended(name)
}

/// Bare names that Kubernetes knows somewhere, if not here.
fn is_standard(name: &str) -> bool {
    const OTHERS: [&str; 11] = [
        "cpu",
        "memory",
        "ephemeral-storage",
        "requests.cpu",
        "requests.memory",
        "requests.ephemeral-storage",
        "limits.cpu",
        "limits.memory",
        "limits.ephemeral-storage",
        "storage",
        "requests.storage",
    ];
    OTHERS.contains(&name)
        || is_huge_page(name)
        || name.starts_with("requests.hugepages-")
        || (is_integer(name) && !name.contains('/'))
}

/// Checks requests and limits, and the claims of a container.
pub(super) fn validate_resource_requirements(
    check: &mut Check<'_>,
    requirements: &Field<'_, '_>,
    kind: Kind,
    claims: &BTreeSet<&str>,
) {
    let (limits, requests) = (requirements.child("limits"), requirements.child("requests"));
    let limit_amounts = amounts(&limits);
    let request_amounts = amounts(&requests);
    for limit in &limit_amounts {
        validate_amount(check, &limit.field(), limit, kind);
    }
    for request in &request_amounts {
        validate_amount(check, &request.field(), request, kind);
        validate_against_limit(check, request, &limits, find(&limit_amounts, &request.name));
    }
    if kind == Kind::PodContainer {
        // Requests follow limits in a Pod, so what is wrong with a limit is wrong with the request as well.
        for limit in limit_amounts.iter().filter(|limit| find(&request_amounts, &limit.name).is_none()) {
            validate_amount(check, &requests.quirk_key(&limit.name, &limit.field()), limit, kind);
        }
    }
    let all = || limit_amounts.iter().chain(&request_amounts);
    if all().any(|amount| is_huge_page(&amount.name)) && !all().any(|amount| matches!(&*amount.name, "cpu" | "memory"))
    {
        check.forbidden(requirements, "huge pages need a request or limit for `cpu` or `memory` beside them");
    }
    validate_claim_names(check, &requirements.child("claims"), claims);
}

/// Checks a list of amounts as the limits of a container.
pub(super) fn validate_limits_only(check: &mut Check<'_>, list: &Field<'_, '_>) {
    let limits = list.quirk("limits", list);
    let found = amounts(&limits);
    for limit in &found {
        validate_amount(check, &limit.field(), limit, Kind::TemplateContainer);
    }
    if found.iter().any(|amount| is_huge_page(&amount.name))
        && !found.iter().any(|amount| matches!(&*amount.name, "cpu" | "memory"))
    {
        check.forbidden(list, "huge pages need `cpu` or `memory` beside them");
    }
}

fn validate_amount(check: &mut Check<'_>, field: &Field<'_, '_>, amount: &Amount<'_, '_>, kind: Kind) {
    if kind == Kind::WholePod {
        validate_pod_resource_name(check, field, &amount.name);
    } else {
        validate_container_resource_name(check, field, &amount.name);
    }
    if amount.quantity.is_negative() {
        check.invalid(field, "must not be negative");
    }
    if is_integer(&amount.name) && !amount.quantity.is_whole() {
        check.invalid(field, "must be a whole number");
    }
    if let Some(size) = amount.name.strip_prefix("hugepages-")
        && !Quantity::parse(size).is_some_and(|size| amount.quantity.is_multiple_of(size))
    {
        check.invalid(field, "must be a multiple of the size of a page");
    }
}

fn validate_resource_name(check: &mut Check<'_>, field: &Field<'_, '_>, name: &str) -> bool {
    let broken = names::qualified_name(name);
    for rule in &broken {
        check.wrong(field, &format!("the resource name `{}` {rule}", super::report::shorten(name)));
    }
    if broken.is_empty() && !name.contains('/') && !is_standard(name) {
        check.wrong(field, &unknown_resource(name));
        return false;
    }
    broken.is_empty()
}

fn unknown_resource(name: &str) -> String {
    let shown = super::report::shorten(name);
    format!("Kubernetes knows no resource `{shown}`; names of others need a domain, as in `example.com/gpu`")
}

/// The API server objects to an unknown bare name twice.
fn validate_container_resource_name(check: &mut Check<'_>, field: &Field<'_, '_>, name: &str) {
    validate_resource_name(check, field, name);
    if !name.contains('/') {
        if !matches!(name, "cpu" | "memory" | "ephemeral-storage") && !is_huge_page(name) {
            let shown = super::report::shorten(name);
            check.wrong(field, &format!("a container cannot ask for `{shown}`"));
        }
    } else if !is_native(name) && !is_extended(name) {
        let shown = super::report::shorten(name);
        check.wrong(field, &format!("`{shown}` is not fit to name an extended resource"));
    }
}

fn validate_pod_resource_name(check: &mut Check<'_>, field: &Field<'_, '_>, name: &str) {
    if validate_resource_name(check, field, name) && !matches!(name, "cpu" | "memory") && !is_huge_page(name) {
        check.not_supported(&field.about(field), &["cpu", "memory", "hugepages-"]);
    }
}

fn validate_against_limit(
    check: &mut Check<'_>,
    request: &Amount<'_, '_>,
    limits: &Field<'_, '_>,
    limit: Option<&Amount<'_, '_>>,
) {
    let value = request.field();
    let place = request.list.about(&value);
    let shown = super::report::shorten(&request.name);
    let may_differ = is_overcommit_allowed(&request.name);
    match limit {
        Some(limit) if !may_differ && !request.quantity.equals(limit.quantity) => {
            check.wrong(&place, &format!("the request for `{shown}` must equal its limit"));
        }
        Some(limit) if request.quantity.is_more_than(limit.quantity) => {
            check.wrong(&place, &format!("the request for `{shown}` is more than its limit"));
        }
        None if !may_differ => {
            let message = format!("`{shown}` is requested without a limit");
            check.lacking(&limits.about(&value), &message, "Set a limit that equals the request.");
        }
        _ => {}
    }
}

/// Claims that a container uses: each named once, each of the pod.
fn validate_claim_names(check: &mut Check<'_>, claims: &Field<'_, '_>, known: &BTreeSet<&str>) {
    let mut whole = BTreeSet::new();
    let mut by_request: BTreeSet<(&str, &str)> = BTreeSet::new();
    for claim in claims.items() {
        let name = claim.child("name").str();
        let request = claim.child("request");
        if name.is_empty() {
            check.lacking(&claim, "a claim has no name", "Name one of `spec.resourceClaims`.");
            continue;
        }
        if whole.contains(name) {
            check.duplicate(&claim, "repeats a claim");
        } else if request.str().is_empty() {
            let repeated = by_request.range((name, "")..).take_while(|(other, _)| *other == name).count();
            for _ in 0..repeated {
                check.duplicate(&claim, "repeats a claim of which a part is used already");
            }
            whole.insert(name);
        } else {
            check.invalid_each(&request, &names::dns_label(request.str()));
            if !by_request.insert((name, request.str())) {
                check.duplicate(&claim, "repeats a claim");
            }
        }
        if !known.contains(name) {
            let message = format!("there is no claim `{}` in `spec.resourceClaims`", super::report::shorten(name));
            let near = check.near(name, known.iter().copied());
            check.not_found(&claim, &message, near, "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{container, errors, pod};

    fn faults(resources: &str) -> Vec<String> {
        let lines = errors(&container(&format!("resources: {resources}")));
        lines.iter().map(|line| line.replace("spec.containers[0].resources", "R")).collect()
    }

    #[test]
    fn requests_and_limits() {
        assert_eq!(faults("{requests: {cpu: 1.5}, limits: {cpu: 1500m, memory: 1Gi}}"), [""; 0]);
        assert_eq!(faults("{requests: {cpu: 2}, limits: {cpu: 1500m}}"), ["R.requests Invalid"]);
        assert_eq!(faults("{requests: {cpu: -1}}"), ["R.requests[cpu] Invalid"]);
        assert_eq!(faults("{limits: {memory: -1}}"), ["R.limits[memory] Invalid", "R.requests[memory] Invalid"]);
        assert_eq!(
            faults("{limits: {gpu: 1}}"),
            ["R.limits[gpu] Invalid", "R.limits[gpu] Invalid", "R.requests[gpu] Invalid", "R.requests[gpu] Invalid"]
        );
        assert_eq!(faults("{requests: {cpu: 0.0001}, limits: {cpu: 0.0002}}"), [""; 0]);
    }

    #[test]
    fn names_of_resources() {
        assert_eq!(faults("{requests: {storage: 1Gi}}"), ["R.requests[storage] Invalid"]);
        assert_eq!(faults("{requests: {gpu: 1}}"), ["R.requests[gpu] Invalid", "R.requests[gpu] Invalid"]);
        assert_eq!(faults("{requests: {a/b/c: 1}, limits: {a/b/c: 1}}").len(), 4);
        assert_eq!(
            faults("{limits: {example.com/gpu: 1500m}}"),
            ["R.limits[example.com/gpu] Invalid", "R.requests[example.com/gpu] Invalid"]
        );
        assert_eq!(faults("{requests: {example.com/gpu: 1}}"), ["R.limits Required"]);
    }

    #[test]
    fn huge_pages() {
        assert_eq!(faults("{limits: {hugepages-2Mi: 4Mi}}"), ["R Forbidden"]);
        assert_eq!(
            faults("{limits: {hugepages-2Mi: 3Mi, cpu: 1}}"),
            ["R.limits[hugepages-2Mi] Invalid", "R.requests[hugepages-2Mi] Invalid"]
        );
    }

    #[test]
    fn claims() {
        let text = "resourceClaims: [{name: c, resourceClaimName: x}]\ncontainers: [{name: a, image: i, resources: {claims: [{name: c, request: r}, {name: c, request: r}, {name: c}, {name: d}, {}]}}]";
        assert_eq!(
            errors(&pod(text)),
            [
                "spec.containers[0].resources.claims[1] Duplicate",
                "spec.containers[0].resources.claims[2] Duplicate",
                "spec.containers[0].resources.claims[3] NotFound",
                "spec.containers[0].resources.claims[4] Required"
            ]
        );
    }
}
