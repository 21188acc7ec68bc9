//! Names and addresses of a pod: DNS, host aliases, host names.

use super::field::Field;
use super::names;
use super::report::Check;

/// Checks `dnsPolicy` and `dnsConfig`.
pub(super) fn validate_dns(check: &mut Check<'_>, spec: &Field<'_, '_>) {
    const POLICIES: [&str; 4] = ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"];
    let policy = spec.child("dnsPolicy");
    if !policy.str().is_empty() && !POLICIES.contains(&policy.str()) {
        check.not_supported(&policy, &POLICIES);
    }
    let config = spec.child("dnsConfig");
    let nameservers = config.child("nameservers");
    if policy.str() == "None" {
        let advice = "Name at least one DNS server, because `dnsPolicy` is `None`.";
        if !config.is_set() {
            return check.required(&config, advice);
        }
        if nameservers.len() == 0 {
            return check.required(&nameservers, advice);
        }
    }
    if config.is_set() {
        validate_dns_config(check, &config, &nameservers);
    }
}

fn validate_dns_config(check: &mut Check<'_>, config: &Field<'_, '_>, nameservers: &Field<'_, '_>) {
    if nameservers.len() > 3 {
        check.invalid(nameservers, "must have at most 3 servers");
    }
    let strict = check.gates.strict_ip();
    for server in nameservers.items() {
        check.invalid_each(&server, &names::ip_address(server.str(), strict));
    }
    let searches = config.child("searches");
    if searches.len() > 32 {
        check.invalid(&searches, "must have at most 32 domains");
    }
    let length: usize = searches.strings().map(|search| search.len() + 1).sum();
    if length > 2049 {
        check.invalid(&searches, "must have at most 2048 characters, the blanks between domains counted");
    }
    for search in searches.items() {
        let text = search.str();
        let name = text.strip_suffix('.').unwrap_or(text);
        let broken = match check.gates.relaxed_dns_search() {
            true if text == "." => continue,
            true => names::dns_subdomain_with_underscore(name),
            false => names::dns_subdomain(name),
        };
        check.invalid_each(&search, &broken);
    }
    let options = config.child("options");
    for option in options.items() {
        let name = option.child("name");
        if name.str().is_empty() {
            check.lacking(&option.about(&name), "a DNS option has no name", "Name the option, or remove it.");
        }
    }
}

/// Checks `hostAliases`.
pub(super) fn validate_host_aliases(check: &mut Check<'_>, aliases: &Field<'_, '_>) {
    let strict = check.gates.strict_ip();
    for alias in aliases.items() {
        let ip = alias.child("ip");
        check.invalid_each(&ip, &names::ip_address(ip.str(), strict));
        let hostnames = alias.child("hostnames");
        for hostname in hostnames.items() {
            check.invalid_each(&hostname, &names::dns_subdomain(hostname.str()));
        }
    }
}

/// Checks `hostname`, `subdomain` and `hostnameOverride`.
pub(super) fn validate_pod_host_name(check: &mut Check<'_>, spec: &Field<'_, '_>) {
    for name in ["hostname", "subdomain"] {
        let field = spec.child(name);
        if !field.str().is_empty() {
            check.invalid_each(&field, &names::dns_label(field.str()));
        }
    }
    let name = spec.child("hostnameOverride");
    let Some(text) = name.opt_str().filter(|_| check.gates.hostname_override()) else { return };
    if spec.child("setHostnameAsFQDN").bool() {
        check.forbidden(&name, "`setHostnameAsFQDN` is true");
    }
    if spec.child("hostNetwork").bool() {
        check.forbidden(&name, "`hostNetwork` is true");
    }
    if text.len() > 64 {
        check.too_long(&name, 64);
    }
    check.invalid_each(&name, &names::dns_subdomain(text));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{errors, errors_in, pod};

    fn text(spec: &str) -> String {
        pod(&format!("{spec}\ncontainers: [{{name: a, image: i}}]"))
    }

    #[test]
    fn dns_needs_servers_where_there_is_no_policy() {
        assert_eq!(errors(&text("dnsPolicy: None")), ["spec.dnsConfig Required"]);
        assert_eq!(
            errors(&text("dnsPolicy: None\ndnsConfig: {searches: [A]}")),
            ["spec.dnsConfig.nameservers Required"]
        );
        assert_eq!(
            errors(&text("dnsConfig: {nameservers: [1.1.1.1, x, 1.1.1.1, 1.1.1.1], options: [{}]}")),
            [
                "spec.dnsConfig.nameservers Invalid",
                "spec.dnsConfig.nameservers[1] Invalid",
                "spec.dnsConfig.options[0] Required"
            ]
        );
    }

    #[test]
    fn search_domains_depend_on_the_version() {
        let searches = text("dnsConfig: {searches: [., _a.b., C]}");
        assert_eq!(errors_in(&searches, "1.33"), ["spec.dnsConfig.searches[2] Invalid"]);
        assert_eq!(errors_in(&searches, "1.32").len(), 3);
    }

    #[test]
    fn names_of_hosts() {
        assert_eq!(errors(&text("hostname: a.b\nsubdomain: C")), ["spec.hostname Invalid", "spec.subdomain Invalid"]);
        let name = text("hostnameOverride: A\nhostNetwork: true");
        assert_eq!(errors_in(&name, "1.34"), [""; 0]);
        assert_eq!(errors_in(&name, "1.35"), ["spec.hostnameOverride Forbidden", "spec.hostnameOverride Invalid"]);
        let alias = text("hostAliases: [{ip: 01.2.3.4, hostnames: [A]}]");
        assert_eq!(errors_in(&alias, "1.35"), ["spec.hostAliases[0].hostnames[0] Invalid"]);
        assert_eq!(errors_in(&alias, "1.36").len(), 2);
    }
}
