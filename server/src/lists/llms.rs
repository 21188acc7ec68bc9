//! `llms.txt`: what the site is and where each page's Markdown is, as <https://llmstxt.org> proposes.

use crate::book::Book;
use crate::meta::markdown_path;
use std::fmt::Write as _;

/// The sections in the order in which they help most; the last is what can be left out where room is short.
const SECTIONS: [&str; 5] = ["docs", "patterns", "learn", "rules", "catalogue"];

/// The pages of all sections but the lists of topics.
pub(crate) fn llms(book: &Book, base: &str) -> String {
    let mut text = String::from("# Peapod\n\n");
    if let Some(home) = book.page("/") {
        let _ = writeln!(text, "> {}\n", home.front.description);
    }
    let _ = writeln!(text, "Programs analyse a manifest with `POST {base}/api/v1/analyze` (YAML in, JSON out).");
    for section in SECTIONS {
        let title = book.page(&format!("/{section}")).map_or(section, |index| &index.front.title);
        // A section of this name may be left out.
        let title = if section == "catalogue" { "Optional" } else { title };
        let _ = writeln!(text, "\n## {title}\n");
        for page in book.section(section) {
            let front = &page.front;
            let _ = writeln!(text, "- [{}]({base}{}): {}", front.title, markdown_path(&page.path), front.description);
        }
    }
    text
}
