//! Reading the project's own source files, for the rules that are checked on their text.
//!
//! It knows comments from code, roughly, and nothing more about any language.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

const FOLDERS: [&str; 6] = ["analyzer", "app", "server", "style", "tests", "xtask"];
const NOT_OURS: [&str; 4] = ["target", "node_modules", "dist", "results"];
const READ: [&str; 6] = ["rs", "toml", "css", "mjs", "js", "ts"];

/// A file, with its path as written in messages: relative, with slashes.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// Whether it is Rust below the folder.
    pub(crate) fn is_rust_in(&self, folder: &str) -> bool {
        self.is("rs") && self.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }

    pub(crate) fn is(&self, extension: &str) -> bool {
        Path::new(&self.path).extension() == Some(OsStr::new(extension))
    }

    /// Whether it holds nothing but tests of its neighbours.
    pub(crate) fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// Its lines without comments, with their numbers.
    pub(crate) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, without_comment(line)))
    }

    /// The code before the file's own tests.
    pub(crate) fn untested_code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code().take_while(|(_, line)| !line.contains("#[cfg(test)]"))
    }

    /// Where the code contains the words, as `path:line`.
    pub(crate) fn places(&self, words: &str) -> Vec<String> {
        let hits = self.code().filter(|(_, line)| line.contains(words));
        hits.map(|(number, _)| format!("{}:{number}: `{}`", self.path, words.trim())).collect()
    }
}

/// A line up to its comment. An address (`https://`) is not a comment.
fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with("//") {
        return "";
    }
    line.split(" // ").next().unwrap_or(line)
}

/// All source files below the root, in the order of their paths.
pub(crate) fn read(root: &Path) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for folder in FOLDERS {
        collect(root, &root.join(folder), &mut sources)?;
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

fn collect(root: &Path, folder: &Path, into: &mut Vec<Source>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if !path.file_name().is_some_and(|name| NOT_OURS.iter().any(|other| name == *other)) {
                collect(root, &path, into)?;
            }
        } else if path.extension().and_then(OsStr::to_str).is_some_and(|kind| READ.contains(&kind)) {
            let shown = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            into.push(Source { path: shown, text: fs::read_to_string(&path)? });
        }
    }
    Ok(())
}

/// A file for a test.
#[cfg(test)]
pub(crate) fn file(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_not_code() {
        let text = "//! uses leptos\nuse leptos; // leptos again\nlet a = \"https://leptos\";".to_owned();
        let source = Source { path: "app/src/a.rs".to_owned(), text };
        assert_eq!(source.places("leptos"), ["app/src/a.rs:2: `leptos`", "app/src/a.rs:3: `leptos`"]);
    }

    #[test]
    fn folders_are_told_apart_by_whole_names() {
        let source = Source { path: "app/src/a.rs".to_owned(), text: String::new() };
        assert!(source.is_rust_in("app") && source.is_rust_in("app/src"));
        assert!(!source.is_rust_in("ap") && !source.is_rust_in("server"));
    }
}
