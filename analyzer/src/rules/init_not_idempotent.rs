//! `init-not-idempotent`: an init container that fails when it runs a second time.

use crate::lifecycle::command::{base, script, statements};
use super::{Change, Report, Rule, Subject, called};
use crate::analysis::Lifecycle;
use crate::finding::Severity;
use crate::pod::Container;

pub(super) const RULE: Rule = Rule {
    id: "init-not-idempotent",
    severity: Severity::Info,
    summary: "Init containers run again when a pod restarts, and then find what they left.",
    source: "https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (index, container) in subject.of(Lifecycle::Init) {
        let writes = subject.uses().any(|used| used.at.container == index && !used.mount.is_read_only());
        let Some(command) = fragile(container).filter(|_| writes) else { continue };
        report.say(
            subject.in_container(container, if container.command.is_empty() { "args" } else { "command" }),
            format!(
                "`{}` runs `{command}`, which fails where an earlier run left its files: then the pod does not come back after a restart",
                called(container)
            ),
            "Let it first remove or accept what is there, as in `mkdir -p` or `rm -rf` before `git clone`.",
        );
        if command == "mkdir" {
            report.mend("Write `mkdir -p`", || accept_existing(container));
        }
    }
}

/// `mkdir -p` for each `mkdir` without a flag.
fn accept_existing(container: &Container<'_>) -> Option<Change> {
    const MKDIR: &str = "mkdir ";
    let text = container.node.text();
    let words = container.argv().filter(|word| word.value.contains(MKDIR));
    let mut changes = Vec::new();
    for word in words {
        let start = word.span.start as usize;
        let script = word.span.of(text);
        for (at, _) in script.match_indices(MKDIR).filter(|(at, _)| !script[at + MKDIR.len()..].starts_with('-')) {
            let is_word = !script[..at].ends_with(|before: char| before.is_alphanumeric() || "-_/.".contains(before));
            changes.extend(is_word.then(|| Change::replace(start + at + MKDIR.len(), start + at + MKDIR.len(), "-p ")));
        }
    }
    Change::all(changes.into_iter().map(Some))
}

/// The command that cannot run twice; none where the script looks first.
fn fragile(container: &Container<'_>) -> Option<&'static str> {
    if let Some(script) = script(container) {
        let careful = ["||", "rm -rf", "if ", "[ -", "[[ ", "test -"].iter().any(|sign| script.contains(sign));
        return if careful { None } else { statements(script).find_map(|words| once(&words)) };
    }
    let words: Vec<&str> = container.argv().map(|word| word.value).collect();
    once(&words)
}

fn once(words: &[&str]) -> Option<&'static str> {
    let (program, rest) = words.split_first()?;
    let has_flag = |letter: char| rest.iter().any(|word| word.starts_with('-') && word.contains(letter));
    match base(program) {
        "git" if rest.contains(&"clone") => Some("git clone"),
        "mkdir" if !has_flag('p') => Some("mkdir"),
        "ln" if !has_flag('f') => Some("ln"),
        _ => None,
    }
}
