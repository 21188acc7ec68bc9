//! E15: the container is told to watch, front or scrape a neighbour.
//!
//! The setting's own name tells which: `--upstream` fronts, `--reload-url` reloads, `--scrape-uri` reads.

use super::{Kind, Notes, Toward, helper_word};
use crate::flow::Connection;
use crate::patterns::facts::Facts;
use crate::patterns::weights::POINTS_AT_MAIN;
use crate::patterns::words::code;

pub(super) const EVIDENCE: Kind = Kind {
    slug: "points-at-main",
    looks_for: "a setting that points a helper at its neighbour: upstream, reload, scrape.",
    observe,
};

/// Words in settings that front or control the neighbour.
const FRONTS: [&str; 12] = [
    "upstream",
    "reload",
    "webhook",
    "proxy_pass",
    "backend",
    "forward-to",
    "forward_to",
    "quitquitquit",
    "prometheus.url",
    "app-port",
    "fastcgi_pass",
    "readiness",
];
/// Words in settings that read the neighbour's state.
const SCRAPES: [&str; 14] = [
    "scrape",
    "exporter",
    "es.uri",
    "redis_addr",
    "redis.addr",
    "data_source",
    "mongodb.uri",
    "mongodb_uri",
    "memcached.address",
    "--source=",
    "metrics",
    "probe",
    "health",
    "stats",
];

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (connection, text) in facts.connections() {
        let neighbour = code(facts.container(connection.to).label());
        if says(text, &SCRAPES) && reads_state(facts, connection.from) {
            notes.add(
                connection.from,
                Toward::Adapter,
                POINTS_AT_MAIN,
                connection.span,
                format_args!("It is told to read the state of {neighbour} at localhost:{}.", connection.port),
            );
        } else if is_pointing(facts, connection, text) {
            notes.add(
                connection.from,
                Toward::Sidecar,
                POINTS_AT_MAIN,
                connection.span,
                format_args!("It is told to work for {neighbour}, which it finds at localhost:{}.", connection.port),
            );
        }
    }
}

/// Whether a connection is a helper's grip on its main container rather than a call for a service.
pub(super) fn is_pointing(facts: &Facts<'_, '_>, connection: &Connection, text: &str) -> bool {
    if says(text, &SCRAPES) {
        return reads_state(facts, connection.from);
    }
    says(text, &FRONTS) && !super::passes_on(facts, connection.to)
        || facts.is_known_helper(connection.from) && !facts.is_known_helper(connection.to)
}

/// Whether a container looks like one that reads another's state.
fn reads_state(facts: &Facts<'_, '_>, at: usize) -> bool {
    let name = facts.container(at).name.value;
    facts.entry(at).is_some_and(|found| found.entry.function == "metrics")
        || matches!(
            helper_word(name),
            Some("exporter" | "metrics" | "statsd" | "healthz" | "health" | "probe" | "adapter")
        )
        || facts.image(at).is_some_and(|image| image.name().contains("exporter"))
}

fn says(text: &str, words: &[&str]) -> bool {
    let has =
        |word: &&str| text.as_bytes().windows(word.len()).any(|piece| piece.eq_ignore_ascii_case(word.as_bytes()));
    words.iter().any(has)
}
