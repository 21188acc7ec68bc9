//! `ports` of containers, and the ports that they take of their node.

use super::field::Field;
use super::names;
use super::report::Check;
use std::collections::BTreeSet;

/// Checks the ports of one container.
pub(super) fn validate_container_ports(check: &mut Check<'_>, ports: &Field<'_, '_>) {
    const PROTOCOLS: [&str; 3] = ["SCTP", "TCP", "UDP"];
    let mut names_seen = BTreeSet::new();
    for port in ports.items() {
        let name = port.child("name");
        if !name.str().is_empty() {
            let broken = names::port_name(name.str());
            if broken.is_empty() && !names_seen.insert(name.str()) {
                check.duplicate(&name, "an earlier port of this container has as well");
            }
            check.invalid_each(&name, &broken);
        }
        let number = port.child("containerPort");
        if number.int() == 0 {
            check.required(&number, "Say which port the container listens on.");
        } else {
            validate_number(check, &number);
        }
        let host_port = port.child("hostPort");
        if host_port.int() != 0 {
            validate_number(check, &host_port);
        }
        let protocol = port.child("protocol");
        if !protocol.str().is_empty() && !PROTOCOLS.contains(&protocol.str()) {
            check.not_supported(&protocol, &PROTOCOLS);
        }
    }
}

fn validate_number(check: &mut Check<'_>, number: &Field<'_, '_>) {
    if !is_port_number(number.int()) {
        check.invalid(number, "must be between 1 and 65535");
    }
}

/// Whether a number is a port.
pub(super) const fn is_port_number(number: i64) -> bool {
    1 <= number && number <= 65535
}

/// The ports of the node that are taken so far: protocol, address, port.
pub(super) type HostPorts<'a> = BTreeSet<(&'a str, &'a str, i64)>;

/// Adds the node's ports that a container takes. In a Pod on the node's network that is every port.
pub(super) fn accumulate_unique_host_ports<'a>(
    check: &mut Check<'_>,
    ports: &Field<'a, '_>,
    taken: &mut HostPorts<'a>,
    host_network: bool,
) {
    for port in ports.items() {
        let host_port = effective_host_port(check, &port, host_network);
        let protocol = port.child("protocol").str();
        let protocol = if protocol.is_empty() { "TCP" } else { protocol };
        if host_port != 0 && !taken.insert((protocol, port.child("hostIP").str(), host_port)) {
            let place = port.child("hostPort");
            let place = if place.is_set() { place } else { place.about(&port.child("containerPort")) };
            check.duplicate(&place, "another port of this pod takes on the node already");
        }
    }
}

fn effective_host_port(check: &Check<'_>, port: &Field<'_, '_>, host_network: bool) -> i64 {
    match port.child("hostPort").int() {
        0 if check.is_pod && host_network => port.child("containerPort").int(),
        host_port => host_port,
    }
}

/// On the node's network a container's port and the node's are the same.
pub(super) fn validate_host_network_ports(check: &mut Check<'_>, containers: &Field<'_, '_>) {
    for container in containers.items() {
        let container = container.named("container", container.child("name").str());
        let ports = container.child("ports");
        for port in ports.items() {
            let host_port = port.child("hostPort");
            if host_port.int() != 0 && host_port.int() != port.child("containerPort").int() {
                check.invalid(&host_port, "must equal `containerPort`, because the pod uses `hostNetwork`");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{container, errors, pod};

    #[test]
    fn names_numbers_and_protocols() {
        let ports = "ports: [{name: a--b, containerPort: 70000}, {name: x, hostPort: -1}, {name: x, containerPort: 1, protocol: tcp}]";
        assert_eq!(
            errors(&container(ports)),
            [
                "spec.containers[0].ports[0].containerPort Invalid",
                "spec.containers[0].ports[0].name Invalid",
                "spec.containers[0].ports[1].containerPort Required",
                "spec.containers[0].ports[1].hostPort Invalid",
                "spec.containers[0].ports[2].name Duplicate",
                "spec.containers[0].ports[2].protocol NotSupported"
            ]
        );
    }

    #[test]
    fn ports_of_the_node_are_taken_once_by_protocol_and_address() {
        let text = pod(concat!(
            "containers:\n",
            "- {name: a, image: i, ports: [{containerPort: 1, hostPort: 80}, {containerPort: 2, hostPort: 80, hostIP: 1.2.3.4}]}\n",
            "- {name: b, image: i, ports: [{containerPort: 3, hostPort: 80, protocol: TCP}, {containerPort: 4, hostPort: 80, protocol: UDP}]}\n",
            "initContainers:\n",
            "- {name: c, image: i, ports: [{containerPort: 1, hostPort: 80}]}\n",
            "- {name: d, image: i, ports: [{containerPort: 1, hostPort: 9}, {containerPort: 2, hostPort: 9}]}"
        ));
        assert_eq!(
            errors(&text),
            ["spec.containers[1].ports[0].hostPort Duplicate", "spec.initContainers[0].ports[1].hostPort Duplicate"]
        );
    }

    #[test]
    fn the_network_of_the_node_takes_every_port() {
        let text = "hostNetwork: true\ncontainers:\n- {name: a, image: i, ports: [{containerPort: 80}]}\n- {name: b, image: i, ports: [{containerPort: 80}, {containerPort: 1, hostPort: 2}]}";
        assert_eq!(
            errors(&pod(text)),
            ["spec.containers[1].ports[0].hostPort Duplicate", "spec.containers[1].ports[1].hostPort Invalid"]
        );
    }
}
