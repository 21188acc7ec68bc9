//! E11: the command only sleeps: a container to look around from, or a placeholder.

use super::{Kind, Notes, Shell, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::IDLE;
use crate::pod::Container;

pub(super) const EVIDENCE: Kind = Kind { slug: "idle-command", looks_for: "a command that only sleeps.", observe };

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    // Where all of them sleep, none is there for another.
    let works = |at: usize| !is_idle(facts, at);
    for (at, container) in facts.running() {
        if !works(at) && facts.neighbours(at).any(|(neighbour, _)| works(neighbour)) {
            notes.add(
                at,
                Toward::Sidecar,
                IDLE,
                Shell(container).span(),
                format_args!("It only sleeps: it does no work until somebody runs something in it."),
            );
        }
    }
}

fn is_idle(facts: &Facts<'_, '_>, at: usize) -> bool {
    facts.entry(at).is_some_and(|found| found.entry.function == "placeholder") || idles(facts.container(at))
}

/// Whether a command does nothing but wait.
pub(in crate::patterns) fn idles(container: &Container<'_>) -> bool {
    let shell = Shell(container);
    let mut words = shell
        .words()
        .filter(|word| {
            !matches!(
                *word,
                "exec"
                    | "while"
                    | "true"
                    | "true;"
                    | "do"
                    | "done"
                    | ":"
                    | "wait"
                    | "trap"
                    | "sleep"
                    | "/bin/sleep"
                    | "/usr/bin/sleep"
                    | "["
                    | "]"
                    | "1"
                    | "--"
            )
        })
        .peekable();
    let sleeps = shell.words().any(|word| matches!(word.rsplit('/').next(), Some("sleep")));
    let tails_nothing = || {
        let mut words = shell.words();
        matches!(words.next().and_then(|word| word.rsplit('/').next()), Some("tail"))
            && shell.words().any(|word| word == "/dev/null")
    };
    (sleeps && words.all(is_duration)) || tails_nothing()
}

fn is_duration(word: &str) -> bool {
    matches!(word, "infinity" | "inf") || word.trim_end_matches(['s', 'm', 'h', 'd']).parse::<f64>().is_ok()
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
                    "{name: a, command: [sh, -c, 'while true; do sleep 3600; done']}",
                    "{name: b, command: [serve]}",
                    "{name: c, image: registry.k8s.io/pause}"
                ]
            ),
            ["a", "c"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(
            noted(&EVIDENCE, &["{name: a, command: [sleep, infinity]}", "{name: b, command: [sleep, 1h]}"]).is_empty()
        );
    }
}
