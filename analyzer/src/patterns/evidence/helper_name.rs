//! E04: the container's name says helper.

use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::{HELPER_NAME, NAMED_FOR_ROLE};

pub(super) const EVIDENCE: Kind = Kind {
    slug: "helper-name",
    looks_for: "a container name with a word such as proxy, agent, exporter or sync.",
    observe,
};

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running() {
        let Some(word) = facts.helper_word(at) else { continue };
        let toward = match word {
            "exporter" | "metrics" | "adapter" | "statsd" | "healthz" => Toward::Adapter,
            "ambassador" => Toward::Ambassador,
            _ => Toward::Helper,
        };
        let weight = if matches!(word, "sidecar" | "ambassador" | "adapter") { NAMED_FOR_ROLE } else { HELPER_NAME };
        notes.add(at, toward, weight, container.name.span, format_args!("Its name says “{word}”, a word for helpers."));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(noted(&EVIDENCE, &["{name: log-shipper}", "{name: metrics-server}"]), ["log-shipper"]);
    }

    #[test]
    fn stays_silent() {
        assert!(noted(&EVIDENCE, &["{name: proxied-app}", "{name: hello}"]).is_empty());
    }
}
