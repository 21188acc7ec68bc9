//! E23: the containers see each other's processes, and this one may signal or trace them.

use super::network_setup::capability;
use super::{Kind, Notes, Shell, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::SHARED_PROCESSES;

pub(super) const EVIDENCE: Kind = Kind {
    slug: "shared-processes",
    looks_for: "`shareProcessNamespace` and a container that signals or traces others.",
    observe,
};

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    if !facts.pod.share_process_namespace || !facts.is_shared() {
        return;
    }
    for (at, container) in facts.running() {
        let capability = capability(container, &["SYS_PTRACE", "KILL", "SYS_ADMIN"]).map(|node| node.span());
        let command = Shell(container).says(&["kill", "pkill", "killall", "pidof", "pgrep"]).map(|(_, span)| span);
        if let Some(span) = capability.or(command) {
            notes.add(
                at,
                Toward::Sidecar,
                SHARED_PROCESSES,
                span,
                format_args!("The pod shares its process list, and this container may signal or trace the others."),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{noted, noted_in, pod};
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(
            noted_in(
                &EVIDENCE,
                &pod(
                    "shareProcessNamespace: true\n  containers",
                    &["{name: a}", "{name: b, command: [sh, -c, 'kill -HUP 1']}"]
                )
            ),
            ["b"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(noted(&EVIDENCE, &["{name: a}", "{name: b, command: [sh, -c, 'kill -HUP 1']}"]).is_empty());
    }
}
