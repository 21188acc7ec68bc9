//! Fenced code in pages: what its first line asks for, and what its author announces about the code.
//!
//! ````text
//! ```yaml playground view=verdict,flow title="Logs" file=examples/logs.yaml
//! volumes:
//! - name: logs
//!   emptyDir: {}    #! finding: emptydir-without-size-limit
//! ```
//! ````
//!
//! An announcement is taken out of the text before anyone reads or analyses it: the comment only, or the whole line
//! where it stands alone. Tests compare announcements with what the analyzer finds; nothing here analyses.

use analyzer::KubernetesVersion;
use std::collections::BTreeMap;

/// The first line of a fence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// The language: its first word.
    pub language: String,
    /// The other words without a value, such as `playground`.
    pub flags: Vec<String>,
    /// The `key=value` pairs; a value in double quotes may hold spaces.
    pub settings: BTreeMap<String, String>,
}

impl Info {
    /// Reads the first line of a fence.
    pub fn parse(line: &str) -> Self {
        let mut info = Self::default();
        for (number, word) in words(line).into_iter().enumerate() {
            match word.split_once('=') {
                _ if number == 0 => info.language = word,
                Some((key, value)) => {
                    info.settings.insert(key.to_owned(), value.replace('"', ""));
                }
                None => info.flags.push(word),
            }
        }
        info
    }

    /// Whether its words have this flag.
    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|word| word == flag)
    }

    /// Whether the code is a manifest.
    pub fn is_yaml(&self) -> bool {
        matches!(self.language.as_str(), "yaml" | "yml")
    }

    /// Whether the reader gets a playground with the code.
    pub fn is_playground(&self) -> bool {
        self.is_yaml() && self.has("playground")
    }

    /// The Kubernetes version that the code is for, where it is not the newest.
    pub fn kubernetes(&self) -> Option<KubernetesVersion> {
        self.settings.get("kubernetes").and_then(|version| KubernetesVersion::parse(version))
    }

    /// The views that the playground shows: `all`, or a list such as `verdict,flow`.
    pub fn views(&self) -> &str {
        self.settings.get("view").map_or("all", String::as_str)
    }
}

/// Splits at spaces outside double quotes.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        match character {
            ' ' if !quoted => words.push(String::new()),
            _ => {
                quoted ^= character == '"';
                words.last_mut().expect("there is always a last word").push(character);
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What an announcement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announced {
    /// A finding of this rule: on this line, where it stands on one.
    Finding,
    /// No finding of this rule: on this line, or anywhere.
    NoFinding,
    /// A pod of this pattern.
    Verdict,
}

/// Something that an author says the analyzer will find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// What it is about.
    pub kind: Announced,
    /// The rule or the pattern.
    pub id: String,
    /// The line it is about, from 1, in the text without announcements; none where it stood on a line of its own, and
    /// so is about the whole text. Verdicts on lines of their own are those of the pods in turn.
    pub line: Option<u32>,
}

/// Takes the announcements out of a text: the text as readers and the analyzer get it, and what was announced.
pub(super) fn without_announcements(text: &str) -> (String, Vec<Announcement>) {
    let mut kept = String::with_capacity(text.len());
    let mut found = Vec::new();
    let mut number = 0;
    for line in text.split_inclusive('\n') {
        let Some((code, announcements)) = announced_on(line) else {
            number += 1;
            kept.push_str(line);
            continue;
        };
        let stays = !code.trim().is_empty();
        if stays {
            number += 1;
            kept.push_str(code.trim_end());
            kept.push_str(&line[line.trim_end_matches(['\r', '\n']).len()..]);
        }
        let place = stays.then_some(number);
        found.extend(announcements.into_iter().map(|(kind, id)| Announcement { kind, id, line: place }));
    }
    (kept, found)
}

/// The code before the announcements of a line, and what they say; none on most lines.
fn announced_on(line: &str) -> Option<(&str, Vec<(Announced, String)>)> {
    let (code, words) = line.split_once("#! ")?;
    let (kind, ids) = words.trim().split_once(": ")?;
    let kind = match kind {
        "finding" => Announced::Finding,
        "no finding" => Announced::NoFinding,
        "verdict" => Announced::Verdict,
        // What the list of examples says about a file announces nothing.
        "title" | "about" => return Some((code, Vec::new())),
        _ => return None,
    };
    Some((code, ids.split(',').map(|id| (kind, id.trim().to_owned())).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_is_read_word_by_word() {
        let info = Info::parse("yaml playground view=verdict,flow title=\"Two words\"");
        assert!(info.is_playground());
        assert_eq!(info.settings["view"], "verdict,flow");
        assert_eq!(info.settings["title"], "Two words");
        assert!(!Info::parse("json playground").is_playground());
        assert_eq!(Info::parse(""), Info::default());
    }

    #[test]
    fn an_announcement_leaves_no_trace() {
        let text = "#! verdict: sidecar\n#! no finding: three\na: 1   #! finding: one, two\nb: 2 # stays\n#!/bin/sh\nc: |\n  #! echo\n";
        let (kept, found) = without_announcements(text);
        assert_eq!(kept, "a: 1\nb: 2 # stays\n#!/bin/sh\nc: |\n  #! echo\n");
        let said: Vec<_> = found.iter().map(|one| (one.kind, one.id.as_str(), one.line)).collect();
        assert_eq!(
            said,
            [
                (Announced::Verdict, "sidecar", None),
                (Announced::NoFinding, "three", None),
                (Announced::Finding, "one", Some(1)),
                (Announced::Finding, "two", Some(1))
            ]
        );
    }

    #[test]
    fn line_ends_stay_as_they_are() {
        assert_eq!(without_announcements("a: 1 #! finding: x\r\nb").0, "a: 1\r\nb");
        assert_eq!(without_announcements("a: 1 #! finding: x").0, "a: 1");
    }
}
