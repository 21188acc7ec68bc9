//! E15: the container is told to watch, front or scrape a neighbour.
//!
//! The setting's own name tells which: `--upstream` fronts, `--reload-url` reloads, `--scrape-uri` reads. A web server
//! beside a program that speaks only `FastCGI` needs no setting.

use super::{Kind, Notes, Toward};
use crate::flow::Connection;
use crate::patterns::facts::Facts;
use crate::patterns::weights::{FRONTS_PROGRAM, POINTS_AT_MAIN};
use crate::patterns::words::Code;
use crate::word_list::Pieces;

pub(super) const EVIDENCE: Kind = Kind {
    slug: "points-at-main",
    looks_for: "a setting that points a helper at its neighbour: upstream, reload, scrape.",
    observe,
};

/// Words in settings that front or control the neighbour.
const FRONTS: Pieces<'_> = Pieces::of(&[
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
]);
/// Words in settings that read the neighbour's state.
const SCRAPES: Pieces<'_> = Pieces::of(&[
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
]);
/// Words in images of programs that need a web server before them.
const BEHIND: &str = "fpm uwsgi fastcgi";

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    fronts_program(facts, notes);
    for (connection, text) in facts.connections() {
        let (at, port) = (connection.from, connection.port);
        let neighbour = Code(facts.container(connection.to).label());
        if SCRAPES.any_in_any_case(text) && reads_state(facts, at) {
            notes.add(
                at,
                Toward::Adapter,
                POINTS_AT_MAIN,
                connection.span,
                format_args!("It is told to read the state of {neighbour} at localhost:{port}."),
            );
        } else if is_pointing(facts, connection, text) {
            notes.add(
                at,
                Toward::Sidecar,
                POINTS_AT_MAIN,
                connection.span,
                format_args!("It is told to work for {neighbour}, which it finds at localhost:{port}."),
            );
        }
    }
}

/// A web server beside a program that speaks only to web servers.
fn fronts_program(facts: &Facts<'_, '_>, notes: &mut Notes) {
    let is_web_server = |at: usize| facts.entry(at).is_some_and(|found| found.entry.function == "web-server");
    let word = |at: usize| {
        let image = facts.image(at)?;
        let mut words = BEHIND.split_ascii_whitespace();
        words.find(|word| image.name().contains(word) || image.tag.is_some_and(|tag| tag.contains(word)))
    };
    // Two are enough: one of them is a neighbour of whichever is asked about.
    let programs: Vec<_> = facts.running().filter_map(|(at, other)| Some((at, other, word(at)?))).take(2).collect();
    if programs.is_empty() {
        return;
    }
    for (at, container) in facts.running() {
        let Some(image) = container.image.filter(|_| is_web_server(at)) else { continue };
        if let Some((_, neighbour, word)) = programs.iter().find(|(program, ..)| *program != at) {
            notes.add(
                at,
                Toward::Sidecar,
                FRONTS_PROGRAM,
                image.span,
                format_args!(
                    "It stands in front of {}, which cannot answer browsers by itself ({word}).",
                    Code(neighbour.label())
                ),
            );
        }
    }
}

/// Whether a connection is a helper's grip on its main container rather than a call for a service.
pub(super) fn is_pointing(facts: &Facts<'_, '_>, connection: &Connection, text: &str) -> bool {
    if SCRAPES.any_in_any_case(text) {
        return reads_state(facts, connection.from);
    }
    FRONTS.any_in_any_case(text) && !super::passes_on(facts, connection.to)
        || facts.is_known_helper(connection.from) && !facts.is_known_helper(connection.to)
}

/// Whether a container looks like one that reads another's state.
fn reads_state(facts: &Facts<'_, '_>, at: usize) -> bool {
    let word = facts.helper_word(at);
    facts.entry(at).is_some_and(|found| found.entry.function == "metrics")
        || matches!(word, Some("exporter" | "metrics" | "statsd" | "healthz" | "health" | "probe" | "adapter"))
        || facts.image(at).is_some_and(|image| image.name().contains("exporter"))
        || facts.container(at).ports.iter().any(super::service_port::is_measuring)
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
                    "{name: a, ports: [{containerPort: 8080}]}",
                    "{name: b, image: y, args: ['--upstream=http://localhost:8080']}"
                ]
            ),
            ["b"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(
            noted(
                &EVIDENCE,
                &[
                    "{name: a, ports: [{containerPort: 8080}]}",
                    "{name: b, image: y, args: ['--api=http://localhost:8080']}"
                ]
            )
            .is_empty()
        );
    }
}
