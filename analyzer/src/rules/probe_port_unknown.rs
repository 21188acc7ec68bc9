//! `probe-port-unknown`: a probe or hook that asks a port which its container does not have.

use super::{Change, New, Report, Rule, Subject, called, put, put_item, short};
use crate::finding::Severity;
use crate::pod::{Container, Port, ProbeKind};
use crate::yaml::Node;

pub(super) const RULE: Rule = Rule {
    id: "probe-port-unknown",
    severity: Severity::Warning,
    summary: "A probe that asks a port of another container, or of none, fails or restarts the wrong one.",
    source: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (index, container) in subject.written_here() {
        let probes = container.probes.iter().map(|probe| (key(probe.kind), probe.node));
        let hooks = container.hooks.iter().map(|hook| {
            (if hook.name == "preStop" { "lifecycle.preStop" } else { "lifecycle.postStart" }, hook.node)
        });
        for (path, handler) in probes.chain(hooks) {
            let asked = ["httpGet", "tcpSocket", "grpc"].into_iter().find_map(|kind| Some((kind, handler.get(kind)?.get("port")?)));
            let Some((kind, port)) = asked else { continue };
            if let Some((severity, message, help)) = trouble(subject, index, container, path, port) {
                report.say_as(severity, subject.in_container(container, &format!("{path}.{kind}.port")), message, help);
                if severity == Severity::Info && !subject.pod.host_network {
                    report.suggest("List the port", || list_port(container, port));
                } else if let ([only], "httpGet" | "tcpSocket") = (container.ports.as_slice(), kind) {
                    report.suggest("Ask the container's own port", || own_port(handler, kind, *only));
                }
            }
        }
    }
}

/// The port of a probe among the ports of the container.
fn list_port(container: &Container<'_>, port: Node<'_>) -> Option<Change> {
    let number = port.int()?.to_string();
    put_item(container.node, "ports", New::Map(vec![("containerPort", New::plain(number))]))
}

/// The only port of a container as the port that is asked.
fn own_port(handler: Node<'_>, kind: &'static str, only: Port<'_>) -> Option<Change> {
    let port = match only.name {
        Some(name) => New::text(name),
        None => New::plain(only.container_port?.to_string()),
    };
    put(handler, &[kind, "port"], port)
}

const fn key(kind: ProbeKind) -> &'static str {
    match kind {
        ProbeKind::Liveness => "livenessProbe",
        ProbeKind::Readiness => "readinessProbe",
        ProbeKind::Startup => "startupProbe",
    }
}

fn trouble(
    subject: &Subject<'_>,
    index: usize,
    container: &Container<'_>,
    path: &str,
    port: Node<'_>,
) -> Option<(Severity, String, &'static str)> {
    let name = called(container);
    let Some(number) = port.int() else {
        let wanted = port.str()?;
        if wanted.is_empty() || container.ports.iter().any(|port| port.name == Some(wanted)) {
            return None;
        }
        let message = format!("the {path} of `{name}` asks for the port `{}`, which `{name}` does not name: it can never succeed", short(wanted));
        return Some((Severity::Error, message, "Name the port in `ports` of the same container, or give its number."));
    };
    let number = u16::try_from(number).ok()?;
    let has = |container: &Container<'_>| container.ports.iter().any(|port| port.container_port == Some(number));
    if has(container) {
        return None;
    }
    let owner = subject.running().find(|(other, container)| *other != index && has(container));
    match owner {
        Some((_, owner)) => Some((
            Severity::Warning,
            format!("the {path} of `{name}` asks port {number}, which belongs to `{}`: the wrong one is held to account", called(owner)),
            "Probe each container on a port of its own.",
        )),
        None if container.ports.is_empty() => None,
        None => Some((
            Severity::Info,
            format!("the {path} of `{name}` asks port {number}, which its `ports` do not list"),
            "Check the number, and list the port so that readers know of it.",
        )),
    }
}
