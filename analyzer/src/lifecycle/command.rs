//! What a container's command does, as far as its words tell: idles, ends, serves for ever, waits for something.
//!
//! A reading of words, not of shell: quoting and substitution are not followed. Where the text has no command, the image
//! decides, and nothing is said.

use crate::pod::Container;
use crate::word_list::Pieces;

/// How a command runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Course {
    /// It does nothing, for ever: `sleep infinity`.
    Idles,
    /// It never ends by itself.
    Endless,
    /// It does its work and ends.
    Ends,
    /// The words do not tell.
    Unknown,
}

/// The course of a container's command.
pub(crate) fn course(container: &Container<'_>) -> Course {
    if container.command.is_empty() && container.args.is_empty() {
        return Course::Unknown;
    }
    match script(container) {
        Some(script) => of_script(script),
        None if container.command.is_empty() => Course::Unknown,
        None => {
            let words: Vec<&str> = container.argv().map(|word| word.value).collect();
            of_words(&words)
        }
    }
}

/// The shell script that a container runs: the argument after `sh -c`.
pub(crate) fn script<'a>(container: &Container<'a>) -> Option<&'a str> {
    let mut words = container.argv().map(|word| word.value);
    let shell = words.next()?;
    if !is_shell(base(shell)) {
        return None;
    }
    let mut found = false;
    for word in words {
        if found {
            return Some(word);
        }
        // `-c`, `-ec`, `-exc` …
        found = word.starts_with('-') && !word.starts_with("--") && word.ends_with('c');
    }
    None
}

/// All that a container's command says, as one text for searching.
pub(crate) fn text(container: &Container<'_>) -> String {
    let words: Vec<&str> = container.argv().map(|word| word.value).collect();
    words.join(" ")
}

/// The simple commands of a script, each as its words, without keywords and assignments before it.
pub(crate) fn statements(script: &str) -> impl Iterator<Item = Vec<&str>> {
    // `2>&1` is cut in two here; its second half is a number.
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    script
        .split(['\n', ';', '|', '&'])
        .map(words_of)
        .filter(move |words| words.first().is_some_and(|word| !is_number(word)))
}

/// The last part of a path.
pub(crate) fn base(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn is_shell(name: &str) -> bool {
    matches!(name, "sh" | "bash" | "ash" | "dash" | "zsh" | "busybox")
}

const KEYWORDS: [&str; 11] = ["then", "do", "else", "elif", "if", "!", "{", "exec", "time", "sudo", "nohup"];

fn words_of(statement: &str) -> Vec<&str> {
    let statement = statement.trim();
    if statement.starts_with('#') {
        return Vec::new();
    }
    let words = statement.split_whitespace().map(|word| word.trim_start_matches('(').trim_end_matches(')'));
    words.skip_while(|word| KEYWORDS.contains(word) || is_assignment(word)).filter(|word| !word.is_empty()).collect()
}

fn is_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|letter| letter == '_' || letter.is_ascii_alphanumeric())
    })
}

fn of_script(script: &str) -> Course {
    if loops_for_ever(script) {
        return Course::Endless;
    }
    let mut course = Course::Ends;
    for words in statements(script) {
        match of_words(&words) {
            Course::Ends => {}
            Course::Unknown => course = Course::Unknown,
            never => return never,
        }
    }
    course
}

/// Whether a script has a loop without an end, and no word that leaves it.
fn loops_for_ever(script: &str) -> bool {
    const STARTS: Pieces<'_> = Pieces::of(&[
        "while true",
        "while :",
        "while [ 1",
        "while [ true",
        "while sleep",
        "while 1",
        "while [[ 1",
        "for ((;;",
        "for (( ; ;",
        "until false",
    ]);
    let leaves = || statements(script).any(|words| matches!(words.first(), Some(&("break" | "exit" | "return"))));
    STARTS.any_in(script) && !leaves()
}

fn of_words(words: &[&str]) -> Course {
    let Some((program, rest)) = words.split_first() else { return Course::Ends };
    let has = |flags: &[&str]| rest.iter().any(|word| flags.contains(word));
    match base(program) {
        "sleep" if has(&["infinity", "inf", "Infinity"]) || rest.iter().any(|word| is_days(word)) => Course::Idles,
        "tail" if rest.iter().any(|word| follows(word)) => {
            if has(&["/dev/null"]) {
                Course::Idles
            } else {
                Course::Endless
            }
        }
        "pause" => Course::Idles,
        "cat" if rest.is_empty() => Course::Idles,
        "crond" | "cron" | "watch" | "inotifyd" => Course::Endless,
        "git" if has(&["daemon"]) => Course::Endless,
        program if ONE_SHOT.contains(&program) || SHELL_WORDS.contains(&program) => Course::Ends,
        "aws" | "gsutil" | "gcloud" | "az" | "mc" | "rclone" if !has(&["serve", "mount", "-w", "--watch"]) => {
            Course::Ends
        }
        "kubectl" if !has(&["proxy", "port-forward", "-w", "--watch", "-f"]) => Course::Ends,
        _ => Course::Unknown,
    }
}

/// Whether a word makes `tail` follow its file.
fn follows(word: &str) -> bool {
    word.starts_with("--follow") || word.starts_with('-') && !word.starts_with("--") && word.contains(['f', 'F'])
}

/// Whether a number of seconds is so long that idling is meant.
fn is_days(word: &str) -> bool {
    word.ends_with('d') && word[..word.len() - 1].parse::<u64>().is_ok()
        || word.parse::<u64>().is_ok_and(|seconds| seconds >= 86_400)
}

/// Programs that do one thing and end.
const ONE_SHOT: [&str; 38] = [
    "cp",
    "mv",
    "rm",
    "ln",
    "mkdir",
    "chown",
    "chmod",
    "touch",
    "tar",
    "unzip",
    "gunzip",
    "gzip",
    "wget",
    "curl",
    "git",
    "sysctl",
    "ls",
    "cat",
    "echo",
    "printf",
    "date",
    "sleep",
    "sed",
    "awk",
    "grep",
    "find",
    "install",
    "dd",
    "sync",
    "head",
    "env",
    "id",
    "flyway",
    "liquibase",
    "pg_dump",
    "pg_restore",
    "mysqldump",
    "openssl",
];

/// Words of the shell itself, and tests.
const SHELL_WORDS: [&str; 26] = [
    "true", "false", "test", "[", "[[", "cd", "export", "fi", "done", "esac", "}", "exit", "break", "continue",
    "return", "read", "shift", "trap", "umask", "unset", "until", "while", "for", "case", "set", ":",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_read_by_their_words() {
        assert_eq!(of_script("cp -r /src/. /out && echo done > /out/ready"), Course::Ends);
        assert_eq!(of_script("while true; do date >> /log; sleep 1; done"), Course::Endless);
        assert_eq!(of_script("echo hello; sleep infinity"), Course::Idles);
        assert_eq!(of_script("until nc -z db 5432; do sleep 1; done"), Course::Ends);
        assert_eq!(of_script("while true; do if test -f /x; then exit 0; fi; sleep 1; done"), Course::Ends);
        assert_eq!(of_script("TOKEN=x exec /app/server --port 80"), Course::Unknown);
        assert_eq!(of_script("tail -n+1 -F /var/log/app.log"), Course::Endless);
    }

    #[test]
    fn words_are_read_like_a_command() {
        assert_eq!(of_words(&["sleep", "3600"]), Course::Ends);
        assert_eq!(of_words(&["/bin/sleep", "365d"]), Course::Idles);
        assert_eq!(of_words(&["tail", "-f", "/dev/null"]), Course::Idles);
        assert_eq!(of_words(&["aws", "s3", "sync", "/in", "s3://out"]), Course::Ends);
        assert_eq!(of_words(&["nginx", "-g", "daemon off;"]), Course::Unknown);
    }
}
