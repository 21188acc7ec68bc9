//! Searching the pages: an index of their words, asked by the server itself and handed to the browser as it is.
//!
//! The browser's half is `MiniSearch`, an npm package. Its ranking (BM25+ over fields, with prefixes and slips of the pen)
//! is written down here once more, so that a page without scripts finds the same passages in the same order, and its
//! index format is what [`Index::json`] writes, so that there is one index and one way to cut words. No search engine
//! among the crates that were looked at forgives slips and is small: tantivy is a database engine, others are unkept.

mod rank;
mod serial;
mod words;

use crate::book::{Article, Book, Page};
use std::collections::BTreeMap;
pub use words::words;

/// The parts of a passage that are searched, and how much each weighs.
pub(crate) const FIELDS: [(&str, f64); 3] = [("title", 6.0), ("heading", 3.0), ("text", 1.0)];

/// Lists of links to other sites: whoever searches here wants what is said here.
const LEFT_OUT: [&str; 2] = ["Sources", "References"];

/// How often a word stands in one field of each passage: passage and count.
type Postings = [BTreeMap<usize, u32>; FIELDS.len()];

/// The index.
#[derive(Debug, Default)]
pub struct Index {
    passages: Vec<Stored>,
    terms: BTreeMap<String, Postings>,
    /// Words a field, for each passage.
    lengths: Vec<[usize; FIELDS.len()]>,
}

/// What is shown of a passage that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Where it is: `/docs/emptydir#size`.
    pub path: String,
    /// The title of its page.
    pub title: String,
    /// The heading above it; empty at the start of a page.
    pub heading: String,
    /// Its first words.
    pub excerpt: String,
    /// The part of the site that it belongs to: the title of its section.
    pub section: String,
}

impl Index {
    /// The index of all pages.
    pub fn of(book: &Book) -> Self {
        let mut index = Self::default();
        for page in book.pages.iter().filter(|page| !page.source.is_empty()) {
            index.add_page(book, page, &book.render(page, &|_, _| String::new()));
        }
        index
    }

    fn add_page(&mut self, book: &Book, page: &Page, article: &Article) {
        let section = book.page(&format!("/{}", page.section())).map_or("", |index| &index.front.title);
        for (number, passage) in article.passages.iter().enumerate() {
            if LEFT_OUT.contains(&passage.heading.as_str()) {
                continue;
            }
            let first = number == 0;
            let path = match &passage.anchor {
                Some(anchor) => format!("{}#{anchor}", page.path),
                None => page.path.clone(),
            };
            let topics = if first { page.front.tags.join(" ") + " " + &page.group() } else { String::new() };
            let text =
                if first { format!("{} {}", page.front.description, passage.text) } else { passage.text.clone() };
            let stored = Stored {
                path,
                title: page.front.title.clone(),
                heading: passage.heading.clone(),
                excerpt: excerpt(&text),
                section: section.to_owned(),
            };
            // The title counts at the start of its page, so that a page found by it is found once.
            let title = if first { page.front.title.as_str() } else { "" };
            self.add(stored, [title, &format!("{} {topics}", passage.heading), &text]);
        }
    }

    fn add(&mut self, stored: Stored, fields: [&str; FIELDS.len()]) {
        let id = self.passages.len();
        let mut lengths = [0; FIELDS.len()];
        for (field, text) in fields.iter().enumerate() {
            let words = words(text);
            lengths[field] = words.len();
            for word in words {
                *self.terms.entry(word).or_default()[field].entry(id).or_default() += 1;
            }
        }
        self.passages.push(stored);
        self.lengths.push(lengths);
    }
}

/// The first words of a text, to show under a result.
fn excerpt(text: &str) -> String {
    const MOST: usize = 150;
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut excerpt = String::new();
    for word in words {
        if excerpt.len() + word.len() > MOST {
            excerpt.push_str(" …");
            break;
        }
        if !excerpt.is_empty() {
            excerpt.push(' ');
        }
        excerpt.push_str(word);
    }
    excerpt
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Index {
        let mut index = Index::default();
        let mut add = |path: &str, title: &str, text: &str| {
            let stored = Stored {
                path: path.into(),
                title: title.into(),
                heading: String::new(),
                excerpt: excerpt(text),
                section: String::new(),
            };
            index.add(stored, [title, "", text]);
        };
        add("/emptydir", "emptyDir", "A directory in spec.volumes[].emptyDir that lives as long as the pod.");
        add("/subpath", "subPath", "One directory of a volume, mounted by volumeMounts[].subPath.");
        add("/probes", "Probes", "A startup probe, a readiness probe, a liveness probe. No volume.");
        index
    }

    fn first(query: &str) -> Option<String> {
        index().search(query, 10).first().map(|found| found.passage.path.clone())
    }

    #[test]
    fn fields_are_found_by_path_by_name_and_by_part() {
        for query in ["spec.volumes[].emptyDir", "emptyDir", "emptydir", "empty dir", "spec.volumes.emptyDir"] {
            assert_eq!(first(query).as_deref(), Some("/emptydir"), "{query}");
        }
        assert_eq!(first("subpath").as_deref(), Some("/subpath"));
    }

    #[test]
    fn slips_and_beginnings_are_forgiven() {
        for query in ["emtpydir", "emptydri", "emptyd"] {
            assert_eq!(first(query).as_deref(), Some("/emptydir"), "{query}");
        }
        assert_eq!(first("rediness prob").as_deref(), Some("/probes"));
        assert_eq!(first("zzzzzz"), None);
        assert_eq!(first(""), None);
        assert_eq!(first(" \u{0}<>&%"), None);
    }

    #[test]
    fn the_browser_gets_the_same_index() {
        let json: serde_json::Value = serde_json::from_str(&index().json()).unwrap();
        assert_eq!(json["serializationVersion"], 2);
        assert_eq!(json["documentCount"], 3);
        assert_eq!(json["storedFields"]["0"]["title"], "emptyDir");
        let terms: Vec<&str> = json["index"].as_array().unwrap().iter().map(|term| term[0].as_str().unwrap()).collect();
        assert!(terms.contains(&"spec.volumes.emptydir") && terms.contains(&"emptydir"), "{terms:?}");
    }
}
