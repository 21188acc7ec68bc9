//! The program that the command runs, or the part of it that runs, is named for a helper or for core work.
//!
//! `frr-metrics`, `fix-split-brain.sh`, `celery worker`. Only a command that is written out says this; where a neighbour
//! runs the same program, its name tells the two apart no more.

use super::{Kind, Notes, Shell, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::names::{Word, telling};
use crate::patterns::weights::{CORE_PROGRAM, HELPER_PROGRAM};
use crate::patterns::words::Code;
use crate::pod::Container;
use crate::word_list::Words;

pub(super) const EVIDENCE: Kind = Kind {
    slug: "program-name",
    looks_for: "a command whose program is named for a helper, or for core work.",
    observe,
};

/// What stands before the program that really runs.
const WRAPPERS: Words = Words::of(
    "exec tini dumb-init python python3 node java ruby perl bash sh ash php env nice time npm yarn run bundle set",
);

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running().filter(|_| facts.is_shared()) {
        let Some(program) = program(container) else { continue };
        let Some(word) = telling(program) else { continue };
        if facts.neighbours(at).any(|(_, neighbour)| self::program(neighbour) == Some(program)) {
            continue;
        }
        let span = Shell(container).span();
        match word {
            Word::Helper(word) => notes.add(
                at,
                Toward::Helper,
                HELPER_PROGRAM,
                span,
                format_args!("It runs {}, and “{word}” is a word for helpers.", Code(program)),
            ),
            Word::Core(word) => notes.add(
                at,
                Toward::Core,
                CORE_PROGRAM,
                span,
                format_args!("It runs {}, and “{word}” is a word for work of its own.", Code(program)),
            ),
        }
    }
}

/// The name of the program or of its part, without directory and ending: the last one of the first two words that say
/// something. None where the command is a script of several lines or none at all.
fn program<'a>(container: &Container<'a>) -> Option<&'a str> {
    let shell = Shell(container);
    if shell.script().is_some_and(|script| script.contains(['\n', ';', '|', '&', '$'])) {
        return None;
    }
    let mut words = shell
        .words()
        .filter(|word| !word.starts_with('-') && !WRAPPERS.has(base(word)))
        .take_while(|word| is_name(word))
        .map(base);
    let first = words.next()?;
    let part = words.next().filter(|part| !part.contains(['/', '.']));
    part.filter(|part| telling(part).is_some()).or_else(|| Some(first).filter(|first| telling(first).is_some()))
}

/// A path's last part without the ending of a script.
fn base(word: &str) -> &str {
    let name = word.rsplit('/').next().unwrap_or(word);
    [".sh", ".py", ".js", ".jar", ".rb", ".pl", ".exe"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

fn is_name(word: &str) -> bool {
    word.len() < 64
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.'))
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
                    "{name: a, command: [/bin/frr-metrics, --port=1]}",
                    "{name: b, command: [sh], args: [/conf/fix-split-brain-fix.sh]}",
                    "{name: c, args: [celery, worker]}"
                ]
            ),
            ["a", "b", "c"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(
            noted(
                &EVIDENCE,
                &[
                    "{name: a, command: [backup, wait]}",
                    "{name: b, command: [backup, start]}",
                    "{name: c, command: [sh, -c, 'backup; sleep 5']}",
                    "{name: d, command: [/entrypoint.sh]}"
                ]
            )
            .is_empty()
        );
    }
}
