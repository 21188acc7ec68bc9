//! Shell scripts as simple commands: words, redirections and the directory they run in.
//!
//! Enough of a POSIX shell to tell which files a script names: quotes, variables with known values, substitutions,
//! here-documents, `cd` and assignments. It runs nothing, takes every branch and loops once. What it cannot know stands
//! as `$()` inside a word. All work is bounded.

use super::paths;
use super::variables::{Variables, cut};
use std::collections::BTreeMap;

/// What stands in a word for something that only running would tell.
pub(super) const UNKNOWN: &str = "$()";
/// The most commands that are read from one script.
const MOST_COMMANDS: usize = 2_000;
/// How deep scripts may stand inside scripts.
const DEEPEST: usize = 4;
/// The longest value of a variable of the script's own.
const LONGEST_VALUE: usize = 1_024;
/// The longest word.
const LONGEST_WORD: usize = 8 * 1_024;

/// One simple command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Command {
    /// The program and its arguments.
    pub(super) words: Vec<String>,
    /// Files that it reads by `<`.
    pub(super) reads: Vec<String>,
    /// Files that it writes by `>` and its kin.
    pub(super) writes: Vec<String>,
    /// The directory that it runs in, as a clean path, where known.
    pub(super) directory: Option<String>,
}

impl Command {
    /// A word as a clean path in the container; none where it is no local path.
    pub(super) fn path(&self, word: &str) -> Option<String> {
        resolve(self.directory.as_deref(), word)
    }
}

/// The commands of an argument vector: those of its script where it starts a shell, else itself.
pub(super) fn commands(words: Vec<String>, directory: Option<String>, variables: &Variables<'_>) -> Vec<Command> {
    let mut shell = Shell { variables, own: BTreeMap::new(), directory, commands: Vec::new(), depth: 0 };
    shell.run(Command { words, ..Command::default() });
    shell.commands
}

fn resolve(directory: Option<&str>, word: &str) -> Option<String> {
    if word.starts_with('/') {
        return Some(paths::clean(word));
    }
    let directory = directory?;
    let local = !word.is_empty() && !word.starts_with(['-', '~', '$']) && !word.contains([':', ' ', '\n']);
    local.then(|| paths::clean(&[directory, "/", word].concat()))
}

/// The script that a command gives to a shell with `-c`.
fn script_of(words: &[String]) -> Option<&str> {
    let at = words.iter().take(4).position(|word| is_shell(program(word)))?;
    if words[..at].iter().any(|word| !is_wrapper(program(word))) {
        return None;
    }
    let flag = words[at + 1..].iter().position(|word| is_script_flag(word))?;
    words[at + 1..][..flag].iter().all(|word| word.starts_with(['-', '+']) || word == "pipefail").then_some(())?;
    words[at + 1..].iter().skip(flag + 1).find(|word| !word.starts_with("--")).map(String::as_str)
}

/// The last part of a program's path.
pub(super) fn program(word: &str) -> &str {
    word.rsplit('/').next().unwrap_or(word)
}

pub(super) fn is_shell(program: &str) -> bool {
    matches!(program, "sh" | "bash" | "ash" | "dash" | "ksh" | "zsh")
}

/// Programs that start the program named after them.
pub(super) fn is_wrapper(program: &str) -> bool {
    matches!(
        program,
        "busybox" | "tini" | "dumb-init" | "env" | "exec" | "nohup" | "sudo" | "command" | "time" | "--" | "-s" | "-g"
    )
}

/// `-c`, also among other letters as in `-ecx`.
pub(super) fn is_script_flag(word: &str) -> bool {
    word.strip_prefix('-').is_some_and(|letters| {
        letters.contains('c') && letters.len() < 8 && letters.bytes().all(|letter| letter.is_ascii_alphabetic())
    })
}

struct Shell<'v, 'a> {
    variables: &'v Variables<'a>,
    own: BTreeMap<String, String>,
    directory: Option<String>,
    commands: Vec<Command>,
    depth: usize,
}

impl Shell<'_, '_> {
    /// Takes in one command: follows it into a script, or notes it and what it changes for the next ones.
    fn run(&mut self, mut command: Command) {
        while command.words.first().is_some_and(|word| self.is_prefix(word)) {
            command.words.remove(0);
        }
        if let Some(script) = script_of(&command.words) {
            let script = script.to_owned();
            self.script(&script);
        }
        let arguments = command.words.get(1..).unwrap_or(&[]);
        match command.words.first().map(String::as_str) {
            Some("export" | "local" | "readonly" | "declare") => arguments.iter().for_each(|word| {
                self.assign(word);
            }),
            Some("for") => self.each(arguments),
            Some("cd" | "pushd") => {
                let target = arguments.iter().find(|word| !word.starts_with('-'));
                self.directory = target.and_then(|target| resolve(self.directory.as_deref(), target));
            }
            _ => {}
        }
        let empty = command.words.is_empty() && command.reads.is_empty() && command.writes.is_empty();
        if !empty && self.commands.len() < MOST_COMMANDS {
            command.directory.clone_from(&self.directory);
            self.commands.push(command);
        }
    }

    /// Whether a word only leads to the command after it: a keyword or an assignment.
    fn is_prefix(&mut self, word: &str) -> bool {
        matches!(word, "then" | "do" | "else" | "elif" | "if" | "while" | "until" | "!" | "{") || self.assign(word)
    }

    /// Takes in `NAME=value`.
    fn assign(&mut self, word: &str) -> bool {
        let Some((name, value)) = word.split_once('=').filter(|(name, _)| is_name(name)) else { return false };
        self.own.insert(name.to_owned(), cut(value, LONGEST_VALUE).to_owned());
        true
    }

    /// Takes in `for NAME in FIRST …`.
    fn each(&mut self, arguments: &[String]) {
        if let [name, word, first, ..] = arguments
            && word == "in"
        {
            self.own.insert(name.clone(), cut(first, LONGEST_VALUE).to_owned());
        }
    }

    fn script(&mut self, script: &str) {
        if self.depth >= DEEPEST {
            return;
        }
        self.depth += 1;
        let mut reader = Reader { rest: script, inner: Vec::new(), here: Vec::new() };
        let mut command = Command::default();
        while self.commands.len() < MOST_COMMANDS && reader.step(self, &mut command) {}
        self.finish(&mut reader, &mut command);
        self.depth -= 1;
    }

    /// Ends a command and follows the substitutions in it.
    fn finish(&mut self, reader: &mut Reader<'_>, command: &mut Command) {
        self.run(std::mem::take(command));
        for inner in std::mem::take(&mut reader.inner) {
            self.script(inner);
        }
    }

    fn value(&self, name: &str) -> &str {
        self.own.get(name).map(String::as_str).or_else(|| self.variables.get(name)).unwrap_or(UNKNOWN)
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A place in a script.
struct Reader<'s> {
    rest: &'s str,
    /// Scripts of substitutions, to be followed after their command.
    inner: Vec<&'s str>,
    /// Here-documents whose bodies start on the next line: their last lines.
    here: Vec<String>,
}

impl<'s> Reader<'s> {
    /// Reads one piece; false at the end.
    fn step(&mut self, shell: &mut Shell<'_, '_>, command: &mut Command) -> bool {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\r']);
        let Some(next) = self.rest.chars().next() else { return false };
        match next {
            '\n' => {
                self.skip(1);
                self.skip_here_documents();
                shell.finish(self, command);
            }
            '&' if self.rest.starts_with("&>") => {
                self.skip(1);
                self.redirect(shell, command);
            }
            ';' | '|' | '&' | '(' | ')' => {
                self.skip(1);
                shell.finish(self, command);
            }
            '#' => self.skip(self.rest.find('\n').unwrap_or(self.rest.len())),
            '>' | '<' => self.redirect(shell, command),
            _ => {
                let word = self.word(shell);
                let descriptor = self.rest.starts_with(['>', '<']) && word.bytes().all(|byte| byte.is_ascii_digit());
                if !descriptor {
                    command.words.push(word);
                }
            }
        }
        true
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or("");
    }

    fn redirect(&mut self, shell: &Shell<'_, '_>, command: &mut Command) {
        let sign_length =
            self.rest.find(|sign| !matches!(sign, '<' | '>' | '|' | '&' | '-')).unwrap_or(self.rest.len());
        let sign = &self.rest[..sign_length.min(3)];
        let sign = sign.trim_end_matches('-');
        self.skip(if sign == "<<" && self.rest.starts_with("<<-") { 3 } else { sign.len().max(1) });
        self.rest = self.rest.trim_start_matches([' ', '\t']);
        if self.rest.starts_with(['(', '\n']) {
            return;
        }
        let target = self.word(shell);
        match sign {
            "<<" => self.here.push(target),
            "<<<" | "<&" => {}
            "<" => command.reads.push(target),
            _ if target.is_empty() || target.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => {}
            _ => command.writes.push(target),
        }
    }

    fn skip_here_documents(&mut self) {
        for last in std::mem::take(&mut self.here) {
            while !self.rest.is_empty() {
                let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
                self.rest = rest;
                if line.trim() == last {
                    break;
                }
            }
        }
    }

    /// Reads a word up to a blank or an operator.
    fn word(&mut self, shell: &Shell<'_, '_>) -> String {
        let mut word = String::new();
        let mut quoted = false;
        while let Some(next) = self.rest.chars().next() {
            if !quoted && matches!(next, ' ' | '\t' | '\r' | '\n' | ';' | '|' | '&' | '(' | ')' | '<' | '>') {
                break;
            }
            self.skip(next.len_utf8());
            match next {
                '"' => quoted = !quoted,
                '\'' if !quoted => word.push_str(self.until('\'')),
                '\\' => self.escaped(quoted, &mut word),
                '`' => {
                    let inner = self.until('`');
                    self.inner.push(inner);
                    word.push_str(UNKNOWN);
                }
                '$' => self.expansion(shell, &mut word),
                other => word.push(other),
            }
            if word.len() > LONGEST_WORD {
                word.truncate(cut(&word, LONGEST_WORD).len());
            }
        }
        word
    }

    /// Everything up to `end`, which is taken too.
    fn until(&mut self, end: char) -> &'s str {
        let (text, rest) = self.rest.split_once(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        text
    }

    fn escaped(&mut self, quoted: bool, word: &mut String) {
        let Some(next) = self.rest.chars().next() else { return };
        if quoted && !matches!(next, '$' | '`' | '"' | '\\' | '\n') {
            word.push('\\');
            return;
        }
        self.skip(next.len_utf8());
        if next != '\n' {
            word.push(next);
        }
    }

    /// Reads what follows a `$`.
    fn expansion(&mut self, shell: &Shell<'_, '_>, word: &mut String) {
        match self.rest.chars().next() {
            Some('(') => {
                self.skip(1);
                let inner = self.balanced();
                if !inner.starts_with('(') {
                    self.inner.push(inner);
                }
                word.push_str(UNKNOWN);
            }
            Some('{') => {
                self.skip(1);
                let inner = self.until('}');
                let end = inner.find(|next: char| !next.is_ascii_alphanumeric() && next != '_').unwrap_or(inner.len());
                let (name, operator) = inner.split_at(end);
                let fallback = operator.strip_prefix(":-").or_else(|| operator.strip_prefix(":="));
                match (shell.value(name), fallback) {
                    (UNKNOWN, Some(fallback)) if !fallback.contains('$') => word.push_str(fallback),
                    (value, _) if operator.is_empty() || fallback.is_some() => word.push_str(value),
                    _ => word.push_str(UNKNOWN),
                }
            }
            Some(first) if first.is_ascii_alphabetic() || first == '_' => {
                let after = |next: char| !next.is_ascii_alphanumeric() && next != '_';
                let (name, rest) = self.rest.split_at(self.rest.find(after).unwrap_or(self.rest.len()));
                self.rest = rest;
                word.push_str(shell.value(name));
            }
            Some('0'..='9' | '@' | '*' | '#' | '?' | '!' | '$' | '-') => {
                self.skip(1);
                word.push_str(UNKNOWN);
            }
            _ => word.push('$'),
        }
    }

    /// Everything up to the parenthesis that closes the one just taken.
    fn balanced(&mut self) -> &'s str {
        let text = self.rest;
        let mut open = 1usize;
        let mut quote = None;
        for (at, next) in text.char_indices() {
            match (next, quote) {
                ('\'' | '"', None) => quote = Some(next),
                (next, Some(end)) if next == end => quote = None,
                ('(', None) => open += 1,
                (')', None) => open -= 1,
                _ => {}
            }
            if open == 0 {
                self.skip(at + 1);
                return &text[..at];
            }
        }
        self.rest = "";
        text
    }
}

#[cfg(test)]
mod tests;
