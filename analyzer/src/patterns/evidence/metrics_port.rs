//! E09: all that the container opens is for metrics or health.

use super::service_port::is_measuring;
use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::{METRICS_PORT, METRICS_RANGE};
use crate::pod::Port;

pub(super) const EVIDENCE: Kind = Kind {
    slug: "metrics-port",
    looks_for: "a container that opens nothing but ports for metrics or health.",
    observe,
};

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running() {
        let Some(first) = container.ports.first().filter(|_| !is_app(facts, at)) else { continue };
        if container.ports.iter().all(is_measuring) {
            notes.add(
                at,
                Toward::Adapter,
                METRICS_PORT,
                first.span,
                format_args!("Its only port is named for metrics or health: it reports rather than serves."),
            );
        } else if container.ports.iter().all(is_exporter_port) {
            notes.add(
                at,
                Toward::Adapter,
                METRICS_RANGE,
                first.span,
                format_args!("Its only port lies where Prometheus exporters have theirs."),
            );
        }
    }
}

/// Whether the image is known as an application, whatever its port is called.
fn is_app(facts: &Facts<'_, '_>, at: usize) -> bool {
    facts.entry(at).is_some_and(|found| found.entry.role == Some(crate::analysis::Role::Main))
}

/// The range that exporters share out among themselves, without well-known ports of other programs.
fn is_exporter_port(port: &Port<'_>) -> bool {
    port.container_port.is_some_and(|number| {
        matches!(number, 9100..=9999) && !matches!(number, 9153 | 9200 | 9300 | 9418 | 9443 | 9555 | 9600 | 9999)
    })
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
                    "{name: a, ports: [{containerPort: 8080, name: metrics}]}",
                    "{name: b, ports: [{containerPort: 9187}]}"
                ]
            ),
            ["a", "b"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(
            noted(
                &EVIDENCE,
                &[
                    "{name: a, ports: [{containerPort: 8080, name: metrics}, {containerPort: 80}]}",
                    "{name: b, ports: [{containerPort: 9200}]}"
                ]
            )
            .is_empty()
        );
    }
}
