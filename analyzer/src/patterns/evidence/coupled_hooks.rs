//! E24: start and stop are coupled: a proxy that drains, or a program that stops its helper when it is done.

use super::{Kind, Notes, Shell, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::{PROXY_HOOK, QUITS_HELPER};

pub(super) const EVIDENCE: Kind = Kind {
    slug: "coupled-hooks",
    looks_for: "hooks that drain connections, or a command that stops a helper.",
    observe,
};

/// Words in hooks of proxies.
const DRAINS: [&str; 5] = ["pilot-agent", "drain", "linkerd-await", "healthcheck/fail", "envoy"];

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running() {
        for hook in &container.hooks {
            let text = hook.span.of(facts.pod.node.text());
            if DRAINS.iter().any(|word| text.contains(word)) {
                notes.add(
                    at,
                    Toward::Sidecar,
                    PROXY_HOOK,
                    hook.span,
                    format_args!("Its {} hook waits for connections to drain, as proxies do.", hook.name),
                );
            }
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
