//! E12: an init container that waits for something else to be ready.

use super::{Kind, Notes, Shell, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::WAIT_LOOP;

pub(super) const EVIDENCE: Kind =
    Kind { slug: "wait-loop", looks_for: "an init container with a loop that waits for something.", observe };

/// What asks whether something is there.
const ASKS: [&str; 11] = [
    "nc -z",
    "nc -vz",
    "nc -w",
    "nslookup",
    "pg_isready",
    "redis-cli ping",
    "mysqladmin ping",
    "wait-for-it",
    "kubectl wait",
    "dockerize",
    "curl",
];

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.init() {
        let shell = Shell(container);
        let loops = shell.says(&["until", "while", "for", "wait-for-it", "kubectl wait", "dockerize"]).is_some();
        if let Some((word, span)) = shell.says(&ASKS).filter(|_| loops) {
            notes.add(
                at,
                Toward::Init,
                WAIT_LOOP,
                span,
                format_args!("It repeats `{word}` until the answer is good: it waits for something else."),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{noted_in, pod};
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(
            noted_in(
                &EVIDENCE,
                &pod("initContainers", &["{name: a, command: [sh, -c, 'until nc -z db 5432; do sleep 1; done']}"])
            ),
            ["a"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(
            noted_in(
                &EVIDENCE,
                &pod("initContainers", &["{name: a, command: [sh, -c, 'curl -o /data/x https://example.com/x']}"])
            )
            .is_empty()
        );
    }
}
