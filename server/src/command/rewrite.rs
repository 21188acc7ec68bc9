//! `peapod fix` and `peapod convert`: a manifest in, another one out.
//!
//! The new text goes to standard output, so that it can be piped on; what is to be known about it goes to standard error.

use super::complain;
use super::input::Input;
use crate::arguments::{Convert, Repair, Rewrite};
use crate::printable;
use analyzer::Options;
use analyzer::diff::{self, DiffLine, Fate};
use analyzer::fix::Wanted;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The exit status for what cannot be converted, and for trouble.
const CANNOT: u8 = 1;
const TROUBLE: u8 = 2;

/// Runs `peapod fix`.
pub fn fix(arguments: &Repair) -> ExitCode {
    if let Some(rule) = arguments.rule.as_deref().filter(|rule| !is_rule(rule)) {
        complain("--rule", &format!("there is no rule `{rule}`"));
        return ExitCode::from(TROUBLE);
    }
    rewrite(&arguments.file, &arguments.rewrite, |text, options| {
        let wanted = Wanted { rule: arguments.rule.as_deref(), risky: arguments.risky };
        let repaired = analyzer::fix::all(text, options, wanted);
        for made in &repaired.made {
            say(&format!("{}: {}", made.rule, made.title));
        }
        if repaired.made.is_empty() {
            say("nothing to repair that is sure; --unsafe also makes the repairs that should be looked at");
        }
        for asks in &repaired.asks {
            say(&format!("fill in {asks}"));
        }
        Some(repaired.text)
    })
}

/// Whether a rule of this name may have a fix: one of ours, or one of the API server's.
pub(crate) fn is_rule(name: &str) -> bool {
    let others = analyzer::decode::RULES.iter().chain(&analyzer::validation::RULES);
    analyzer::rules::RULES.iter().any(|rule| rule.id == name)
        || others.chain(&["lost-indentation", "missing-wrapping", "invalid-yaml"]).any(|id| *id == name)
}

/// Runs `peapod convert`.
pub fn convert(arguments: &Convert) -> ExitCode {
    rewrite(&arguments.file, &arguments.rewrite, |text, options| {
        let conversion = analyzer::convert::convert(text, options, arguments.pod, arguments.to);
        for obstacle in &conversion.obstacles {
            complain("this cannot be converted without", obstacle);
        }
        for side in &conversion.after {
            let pattern = side.pattern.map_or("nothing that can be read", analyzer::analysis::Pattern::id);
            say(&format!("{} is now {pattern}", side.name.as_deref().unwrap_or("the pod")));
        }
        for note in &conversion.notes {
            say(note);
        }
        conversion.text
    })
}

/// Reads a text, and prints or writes what `make` makes of it.
fn rewrite(file: &Path, how: &Rewrite, make: impl FnOnce(&str, &Options) -> Option<String>) -> ExitCode {
    let input = Input::list(&[PathBuf::from(file)]).pop();
    let Some(bytes) = input.map(|input| input.read()) else { return ExitCode::from(TROUBLE) };
    let text = match bytes.map(String::from_utf8) {
        Ok(Ok(text)) => text,
        Ok(Err(_)) => return trouble(file, "is not UTF-8, and rewriting it would lose bytes"),
        Err(error) => return trouble(file, &error.to_string()),
    };
    let Some(new) = make(&text, &Options { kubernetes: how.kubernetes }) else { return ExitCode::from(CANNOT) };
    let done = if how.write {
        if file.as_os_str() == "-" {
            return trouble(file, "standard input cannot be written over");
        }
        std::fs::write(file, new)
    } else {
        let shown = if how.diff { unified(&diff::lines(&text, &new)) } else { new };
        io::stdout().lock().write_all(shown.as_bytes())
    };
    match done {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => trouble(file, &error.to_string()),
        _ => ExitCode::SUCCESS,
    }
}

fn trouble(file: &Path, what: &str) -> ExitCode {
    complain(&file.to_string_lossy(), what);
    ExitCode::from(TROUBLE)
}

fn say(words: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", printable::line(words));
}

/// How many lines are shown around a change.
const AROUND: usize = 3;

/// A diff as `patch` reads it.
fn unified(lines: &[DiffLine]) -> String {
    let changed: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].fate != Fate::Kept).collect();
    let mut out = String::new();
    let mut next = 0;
    while let Some(first) = changed.get(next) {
        let mut last = *first;
        while let Some(more) = changed.get(next).filter(|more| **more <= last + 2 * AROUND) {
            last = *more;
            next += 1;
        }
        hunk(lines, first.saturating_sub(AROUND), (last + AROUND + 1).min(lines.len()), &mut out);
    }
    out
}

fn hunk(lines: &[DiffLine], start: usize, end: usize, out: &mut String) {
    let count = |range: &[DiffLine], not: Fate| range.iter().filter(|line| line.fate != not).count();
    let shown = &lines[start..end];
    let place = |not: Fate| {
        let length = count(shown, not);
        (count(&lines[..start], not) + usize::from(length > 0), length)
    };
    let ((old, old_length), (new, new_length)) = (place(Fate::Added), place(Fate::Removed));
    let _ = writeln!(out, "@@ -{old},{old_length} +{new},{new_length} @@");
    for line in shown {
        out.push(match line.fate {
            Fate::Kept => ' ',
            Fate::Removed => '-',
            Fate::Added => '+',
        });
        out.push_str(&line.text);
        out.push('\n');
    }
}
