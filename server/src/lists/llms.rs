//! `llms.txt`: what the site is and where each page's Markdown is, as <https://llmstxt.org> proposes.

use crate::book::Book;
use crate::meta::markdown_path;
use std::fmt::Write as _;

/// The pages of all sections but the lists of topics.
pub(crate) fn llms(book: &Book) -> String {
    let mut text = String::from("# Peapod\n\n");
    if let Some(home) = book.page("/") {
        let _ = writeln!(text, "> {}\n", home.front.description);
    }
    text.push_str("Programs analyse a manifest with `POST /api/v1/analyze` (YAML in, JSON out).\n");
    let sections = book.pages.iter().filter(|page| page.is_index() && !page.section().is_empty());
    for index in sections.filter(|page| !matches!(page.section(), "tags" | "categories")) {
        let _ = writeln!(text, "\n## {}\n", index.front.title);
        for page in book.section(index.section()) {
            let front = &page.front;
            let _ = writeln!(text, "- [{}]({}): {}", front.title, markdown_path(&page.path), front.description);
        }
    }
    text
}
