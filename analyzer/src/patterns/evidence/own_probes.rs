//! E19: Kubernetes probes a port of the container itself.

use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::OWN_PROBES;

pub(super) const EVIDENCE: Kind =
    Kind { slug: "own-probes", looks_for: "probes of the container's own port.", observe };

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in
        facts.running().filter(|(at, container)| !container.ports.is_empty() && !facts.is_known_helper(*at))
    {
        if let Some(probe) = container
            .probes
            .iter()
            .find(|probe| ["httpGet", "tcpSocket", "grpc"].iter().any(|key| probe.node.get(key).is_some()))
        {
            notes.add(
                at,
                Toward::Core,
                OWN_PROBES,
                probe.span,
                format_args!("Kubernetes asks its own port whether it is well, as it does with services."),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(
            noted(&EVIDENCE, &["{name: a, ports: [{containerPort: 80}], readinessProbe: {httpGet: {port: 80}}}"]),
            ["a"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(noted(&EVIDENCE, &["{name: a, readinessProbe: {exec: {command: ['true']}}}"]).is_empty());
    }
}
