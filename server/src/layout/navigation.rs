//! The list of a section's pages beside the text, grouped by category where its pages have one.

use crate::book::{Book, Page, slug_of, spelled};
use crate::html::escape;
use std::fmt::Write as _;

/// A longer list shows the page's own group only, and leads to the others.
const LONG: usize = 40;

/// The pages of the section.
pub(super) fn navigation(book: &Book, page: &Page) -> String {
    let pages: Vec<&Page> = book.section(page.section()).collect();
    let long = pages.len() > LONG;
    let mut items = String::new();
    for group in pages.chunk_by(|a, b| a.is_index() == b.is_index() && a.group() == b.group()) {
        let name = group[0].front.category.as_deref().filter(|_| !group[0].is_index());
        match name {
            None => group.iter().for_each(|other| item(&mut items, other, page)),
            Some(name) if long && !group.iter().any(|other| other.path == page.path) => {
                let _ = writeln!(
                    items,
                    "<li><a href=\"/categories/{}\">{}</a></li>",
                    escape(&slug_of(name)),
                    escape(&spelled(name))
                );
            }
            Some(name) => {
                let _ = writeln!(items, "<li class=\"group\"><span>{}</span>\n<ul>", escape(&spelled(name)));
                for other in group {
                    item(&mut items, other, page);
                }
                items.push_str("</ul></li>\n");
            }
        }
    }
    format!("<nav class=\"section-nav\" aria-label=\"Pages of this section\">\n<ul>\n{items}</ul>\n</nav>\n")
}

fn item(items: &mut String, other: &Page, page: &Page) {
    let current = if other.path == page.path { " aria-current=\"page\"" } else { "" };
    let _ = writeln!(items, "<li><a href=\"{}\"{current}>{}</a></li>", escape(&other.path), escape(&other.front.title));
}
