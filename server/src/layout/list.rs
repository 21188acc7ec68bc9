//! The list of a section on its first page: what each page is about, category by category, and for long lists a filter: a form, so
//! that it works without scripts.

use crate::book::{Book, Page, spelled};
use crate::html::escape;
use std::fmt::Write as _;

/// A longer list gets a filter.
const LONG: usize = 40;

/// The pages of the section that this page opens, with what they are about; only those that have the `wanted` words.
pub(super) fn list(book: &Book, index: &Page, wanted: &str) -> String {
    let all: Vec<&Page> = book.section(index.section()).filter(|page| !page.is_index()).collect();
    let words: Vec<String> = wanted.split_whitespace().map(str::to_lowercase).collect();
    let pages: Vec<&Page> = all.iter().copied().filter(|page| has(page, &words)).collect();
    let mut html = String::new();
    if all.len() > LONG {
        html.push_str(&filter(index, wanted, pages.len()));
    }
    for group in pages.chunk_by(|a, b| a.group() == b.group()) {
        if let Some(name) = &group[0].front.category {
            let _ = writeln!(html, "<h2>{}</h2>", escape(&spelled(name)));
        }
        html.push_str("<ul class=\"page-list\">\n");
        for page in group {
            let (path, title) = (escape(&page.path), escape(&page.front.title));
            let about = escape(&page.front.description);
            let _ = writeln!(html, "<li><a href=\"{path}\">{title}</a>\n<p>{about}</p></li>");
        }
        html.push_str("</ul>\n");
    }
    html
}

/// Whether a page has all the words somewhere: an image is found by any part of its name.
fn has(page: &Page, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let front = &page.front;
    let text =
        [&front.title, &front.description, &page.group(), &page.source].map(|part| part.to_lowercase()).join(" ");
    words.iter().all(|word| text.contains(word))
}

fn filter(index: &Page, wanted: &str, found: usize) -> String {
    let path = escape(&index.path);
    let result = match (wanted, found) {
        ("", _) => String::new(),
        (_, found) => {
            let wanted = escape(wanted);
            format!("<p>{found} with “{wanted}”. <a href=\"{path}\">Show all</a></p>\n")
        }
    };
    format!(
        "<form class=\"search-form\" action=\"{path}\">\n<label for=\"find\">Only those with the words</label>\n\
         <span><input id=\"find\" type=\"search\" name=\"find\" value=\"{}\" autocomplete=\"off\"> <button class=\"button\">Show</button></span>\n</form>\n{result}",
        escape(wanted)
    )
}
