//! E24: start and stop are coupled: a proxy that drains, a helper that a neighbour's hook calls, a program that stops its
//! helper when its own work is done.

use super::{Kind, Notes, Shell, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::{PROXY_HOOK, QUITS_HELPER, SHUTS_DOWN};
use crate::patterns::words::Code;
use crate::pod::{Container, Hook};
use crate::word_list::Pieces;
use crate::yaml::Node;

pub(super) const EVIDENCE: Kind = Kind {
    slug: "coupled-hooks",
    looks_for: "hooks that drain connections, or a command that stops a helper.",
    observe,
};

/// Words in hooks of proxies.
const DRAINS: Pieces<'_> = Pieces::of(&["pilot-agent", "drain", "linkerd-await", "healthcheck/fail"]);

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running() {
        for hook in &container.hooks {
            let text = hook.span.of(facts.pod.node.text());
            if DRAINS.any_in(text) {
                notes.add(
                    at,
                    Toward::Sidecar,
                    PROXY_HOOK,
                    hook.span,
                    format_args!("Its {} hook waits for connections to drain, as proxies do.", hook.name),
                );
            }
            called(facts, notes, at, hook);
        }
        if let Some((_, span)) = Shell(container).says(&["quitquitquit", "linkerd-await"]) {
            notes.add(
                at,
                Toward::Core,
                QUITS_HELPER,
                span,
                format_args!("It tells a helper to stop when its own work is done."),
            );
        }
    }
}

/// A hook that calls a port which a neighbour listens on.
fn called(facts: &Facts<'_, '_>, notes: &mut Notes, at: usize, hook: &Hook<'_>) {
    let Some(port) = http_port(hook.node).filter(|port| !listens(facts.container(at), *port)) else { return };
    for (other, _) in facts.neighbours(at).filter(|(_, neighbour)| listens(neighbour, port)) {
        notes.add(
            other,
            Toward::Sidecar,
            SHUTS_DOWN,
            hook.span,
            format_args!(
                "The {} hook of {} calls its port {port}: it helps that container to start or stop.",
                hook.name,
                Code(facts.container(at).label())
            ),
        );
    }
}

fn http_port(handler: Node<'_>) -> Option<u16> {
    u16::try_from(handler.at("httpGet.port")?.int()?).ok()
}

/// Whether a container says that it listens on a port, or is probed there.
fn listens(container: &Container<'_>, port: u16) -> bool {
    container.ports.iter().any(|own| own.container_port == Some(port))
        || container.probes.iter().any(|probe| http_port(probe.node) == Some(port))
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(
            noted(
                &EVIDENCE,
                &[
                    "{name: a, lifecycle: {preStop: {httpGet: {port: 8090, path: /shutdown}}}}",
                    "{name: b, livenessProbe: {httpGet: {port: 8090}}}",
                    "{name: c, command: [sh, -c, 'work; curl localhost:15020/quitquitquit']}"
                ]
            ),
            ["b", "c"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(
            noted(
                &EVIDENCE,
                &[
                    "{name: a, ports: [{containerPort: 80}], lifecycle: {preStop: {httpGet: {port: 80}}}}",
                    "{name: b, lifecycle: {preStop: {exec: {command: [sleep, '5']}}}}"
                ]
            )
            .is_empty()
        );
    }
}
