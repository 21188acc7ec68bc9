//! A page's front matter: the YAML between the two `---` lines at its start. It is ours, so trouble in it is an error
//! for the author to repair, not something to guess around.

use serde::Deserialize;
use std::collections::BTreeMap;

/// What an author says about a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Front {
    /// The heading, and the name in lists.
    pub title: String,
    /// One sentence for lists and for search engines.
    #[serde(default)]
    pub description: String,
    /// The place among its neighbours; those without one come last, by title.
    pub order: Option<i32>,
    /// The one subject that it belongs to.
    pub category: Option<String>,
    /// For a rule: how bad its findings usually are.
    pub severity: Option<String>,
    /// What else it touches.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The day of the last change in substance: `2026-11-23`.
    pub updated: Option<String>,
    /// For a lesson: what must be true of the reader's manifest, each as `app::Check` reads it.
    #[serde(default)]
    pub checks: Vec<BTreeMap<String, String>>,
}

impl Front {
    /// Those checks, a line each: `verdict: sidecar`.
    pub fn check_lines(&self) -> Vec<String> {
        self.checks.iter().flatten().map(|(what, of)| format!("{what}: {of}")).collect()
    }
}

/// Splits a page into its front matter and the byte offset at which its text starts.
pub(super) fn read(source: &str) -> Result<(Front, usize), String> {
    let Some(rest) = source.strip_prefix("---\n") else {
        return Err("the page does not start with front matter: a line `---`, then `title: …`".into());
    };
    let end = match rest.find("\n---\n") {
        Some(end) => end + 1,
        None => return Err("the front matter is not closed by a line `---`".into()),
    };
    let front = serde_yaml::from_str(&rest[..end]).map_err(|error| format!("front matter: {error}"))?;
    Ok((front, "---\n".len() + end + "---\n".len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_read_and_the_text_follows() {
        let source = "---\ntitle: One\ntags: [a, b]\n---\ntext";
        let (front, body) = read(source).unwrap();
        assert_eq!((front.title.as_str(), front.tags.len(), &source[body..]), ("One", 2, "text"));
    }

    #[test]
    fn a_slip_in_it_is_an_error() {
        for source in ["text", "---\ntitle: One\n", "---\ntitel: One\n---\n", "---\ndescription: no title\n---\n"] {
            assert!(read(source).is_err(), "{source}");
        }
    }
}
