//! A page for each tag and each category: the list of the pages that have it. Their text is Markdown like any other.

use super::{Front, Page};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// One kind of topic: its folder, its title, and how a page says it.
type Kind = (&'static str, &'static str, fn(&Page) -> Vec<&str>);

const KINDS: [Kind; 2] = [
    ("tags", "Tags", |page| page.front.tags.iter().map(String::as_str).collect()),
    ("categories", "Categories", |page| page.front.category.as_deref().into_iter().collect()),
];

/// Names whose letters are fixed, whatever stands before them.
const NAMES: [&str; 15] = [
    "API", "CI", "CLI", "CSI", "DB", "FAQ", "HA", "HTTP", "OpenAPI", "SARIF", "VPN", "emptyDir", "iframe", "kubectl",
    "subPath",
];

/// The pages of all tags and categories that `pages` have.
pub(super) fn pages(pages: &[Page]) -> Vec<Page> {
    let mut made = Vec::new();
    for (folder, title, topics_of) in KINDS {
        let mut topics: BTreeMap<String, (&str, Vec<&Page>)> = BTreeMap::new();
        for page in pages {
            for topic in topics_of(page) {
                topics.entry(slug_of(topic)).or_insert((topic, Vec::new())).1.push(page);
            }
        }
        let description = format!("All {} of this site's pages.", title.to_lowercase());
        let front = Front { title: title.into(), description, ..Front::default() };
        made.push(Page::made(&format!("{folder}/index.md"), None, front, String::new()));
        made.extend(topics.into_iter().map(|(slug, (topic, pages))| topic_page(folder, &slug, topic, pages)));
    }
    made
}

/// A topic as a part of an address: `Pod design` is `pod-design`.
pub fn slug_of(topic: &str) -> String {
    let words = topic.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

fn topic_page(folder: &str, slug: &str, topic: &str, mut pages: Vec<&Page>) -> Page {
    pages.sort_by_cached_key(|page| (page.section().to_owned(), page.front.title.to_lowercase()));
    let mut list = String::new();
    for page in &pages {
        let Front { title, description, .. } = &page.front;
        let _ = writeln!(list, "- [{}]({}): {}", plain(title), page.path, plain(description));
    }
    let count = match pages.len() {
        1 => "One page".to_owned(),
        many => format!("{many} pages"),
    };
    let kind = if folder == "tags" { "with the tag" } else { "of the category" };
    let description = format!("{count} {kind} “{topic}”.");
    let front = Front { title: spelled(topic), description, ..Front::default() };
    Page::made(&format!("{folder}/{slug}.md"), None, front, list)
}

/// Words that must not become markup.
pub(super) fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for character in words.chars() {
        if "\\`*_[]<>#|~&".contains(character) {
            plain.push('\\');
        }
        plain.push(character);
    }
    plain
}

/// A topic as a heading: names as they are spelled, else a capital letter at the start.
pub fn spelled(topic: &str) -> String {
    let name = |word: &str| NAMES.iter().find(|name| name.eq_ignore_ascii_case(word)).map(|name| (*name).to_owned());
    let mut words = topic.split(' ');
    let first = words.next().map(|word| name(word).unwrap_or_else(|| capital(word)));
    first
        .into_iter()
        .chain(words.map(|word| name(word).unwrap_or_else(|| word.to_owned())))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The words with a capital letter at their start.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_letters() {
        let spelled = ["db proxy", "storage csi", "emptydir", "pod-design", "Using Peapod", ""].map(spelled);
        assert_eq!(spelled, ["DB proxy", "Storage CSI", "emptyDir", "Pod-design", "Using Peapod", ""]);
    }

    #[test]
    fn a_topic_lists_the_pages_that_have_it() {
        let page = |file: &str, title: &str, tags: &[&str]| {
            let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
            Page::made(file, None, Front { title: title.into(), tags, ..Front::default() }, String::new())
        };
        let made = pages(&[page("docs/b.md", "B *b*", &["Pod design"]), page("docs/a.md", "A", &["pod-design", "x"])]);
        let paths: Vec<&str> = made.iter().map(|page| page.path.as_str()).collect();
        assert_eq!(paths, ["/tags", "/tags/pod-design", "/tags/x", "/categories"]);
        assert_eq!(made[1].source, "- [A](/docs/a): \n- [B \\*b\\*](/docs/b): \n");
        assert_eq!(made[1].front.description, "2 pages with the tag “Pod design”.");
    }
}
