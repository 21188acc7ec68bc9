//! E11: the command only sleeps: a container to look around from, or a placeholder.

use super::{Kind, Notes, Shell, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::IDLE;
use crate::pod::Container;

pub(super) const EVIDENCE: Kind = Kind { slug: "idle-command", looks_for: "a command that only sleeps.", observe };

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    if only_sleepers(facts) {
        return;
    }
    for (at, container) in facts.running() {
        if is_idle(facts, at) {
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

/// Whether all of them sleep: then none is there for another.
pub(in crate::patterns) fn only_sleepers(facts: &Facts<'_, '_>) -> bool {
    facts.running().all(|(at, _)| is_idle(facts, at))
}

fn is_idle(facts: &Facts<'_, '_>, at: usize) -> bool {
    facts.entry(at).is_some_and(|found| found.entry.function == "placeholder") || idles(facts.container(at))
}

/// Whether a command does nothing but wait, perhaps after it has said something.
pub(in crate::patterns) fn idles(container: &Container<'_>) -> bool {
    let shell = Shell(container);
    if let Some(rest) = shell.script().and_then(after_greeting) {
        let mut words = rest.split_whitespace();
        return words.next().is_some_and(|word| word.ends_with("sleep")) && words.all(is_duration);
    }
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

/// What follows the messages at the start of a script; none where it does not start with one.
fn after_greeting(script: &str) -> Option<&str> {
    let mut rest = script.trim_start();
    let mut greeted = false;
    while let Some((message, behind)) = rest.split_once([';', '&', '\n']).filter(|(word, _)| word.starts_with("echo "))
    {
        if message.contains(['>', '|']) {
            return None;
        }
        greeted = true;
        rest = behind.trim_start_matches(['&', ' ', '\n']);
    }
    greeted.then_some(rest)
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
                    "{name: c, image: registry.k8s.io/pause}",
                    "{name: d, command: [sh, -c, 'echo pulled && sleep infinity']}"
                ]
            ),
            ["a", "c", "d"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(
            noted(&EVIDENCE, &["{name: a, command: [sleep, infinity]}", "{name: b, command: [sleep, 1h]}"]).is_empty()
        );
        let speaks = "{name: a, command: [sh, -c, 'while true; do echo hello; sleep 5; done']}";
        assert!(noted(&EVIDENCE, &[speaks, "{name: b, command: [serve]}"]).is_empty());
    }
}
