//! E08: the pod's own service comes from this container.
//!
//! A Service of the same text that sends to its port tells most; else a port that applications usually open.

use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::{APP_PORT, SERVICE_TARGET};
use crate::patterns::words::Code;
use crate::pod::Port;

pub(super) const EVIDENCE: Kind = Kind {
    slug: "service-port",
    looks_for: "a Service of the text that sends here, or a port that applications open.",
    observe,
};

/// Ports that applications open by habit.
const USUAL: [u16; 12] = [80, 443, 3000, 4000, 5000, 5001, 8000, 8001, 8080, 8081, 8443, 8888];

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running() {
        let target = container.ports.iter().find_map(|port| {
            facts.services.iter().find(|service| is_target(port, service.target)).map(|service| (port, service))
        });
        if let Some((port, service)) = target.filter(|(port, _)| !is_measuring(port)) {
            notes.add(
                at,
                Toward::Core,
                SERVICE_TARGET,
                port.span,
                format_args!("The Service {} in this text sends to its port {}.", Code(service.name), service.target),
            );
        } else if let Some((port, number)) =
            container.ports.iter().find_map(usual).filter(|_| !is_helper_like(facts, at))
        {
            notes.add(
                at,
                Toward::Core,
                APP_PORT,
                port.span,
                format_args!("It opens port {number}, one that applications usually serve on."),
            );
        }
    }
}

/// Whether image or name explain the port already: proxies and exporters listen as well.
fn is_helper_like(facts: &Facts<'_, '_>, at: usize) -> bool {
    facts.is_known_helper(at) || facts.helper_word(at).is_some() || facts.helps_beside(at)
}

fn is_target(port: &Port<'_>, target: &str) -> bool {
    port.name == Some(target) || port.container_port.is_some_and(|number| target.parse() == Ok(number))
}

fn usual<'p, 'a>(port: &'p Port<'a>) -> Option<(&'p Port<'a>, u16)> {
    let number = port.container_port.filter(|number| USUAL.contains(number))?;
    (!is_measuring(port)).then_some((port, number))
}

/// Whether a port is named for measuring.
pub(super) fn is_measuring(port: &Port<'_>) -> bool {
    port.name.is_some_and(|name| ["metric", "prom", "health", "probe", "stats"].iter().any(|word| name.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(noted(&EVIDENCE, &["{name: a, ports: [{containerPort: 8080}]}"]), ["a"]);
    }

    #[test]
    fn stays_silent() {
        assert!(
            noted(
                &EVIDENCE,
                &[
                    "{name: a, ports: [{containerPort: 8080, name: metrics}]}",
                    "{name: a-proxy, ports: [{containerPort: 8080}]}"
                ]
            )
            .is_empty()
        );
    }
}
