//! What surrounds a page's text inside `<main>`: navigation, heading, table of contents, the list of a section, the way
//! on. Only landmarks, headings, lists and links; how they look is the style's business.

mod list;
pub(crate) mod mending;
mod navigation;

use crate::book::{Book, Fence, Heading, Page, slug_of};
use crate::html::escape;
use std::fmt::Write as _;

/// What surrounds a page besides its own text.
#[derive(Clone, Copy)]
pub(crate) struct Frame<'f> {
    /// All pages.
    pub(crate) book: &'f Book,
    /// Where a page can be edited; `{path}` stands for its file.
    pub(crate) edit_url: Option<&'f str>,
    /// The words that pages must have to be in the list of their section; usually none.
    pub(crate) wanted: &'f str,
}

/// The content of a page; `playground` renders the n-th playground of it.
pub(crate) fn page(frame: &Frame<'_>, page: &Page, playground: &dyn Fn(&Fence, usize) -> String) -> String {
    let book = frame.book;
    let article = book.render(page, playground);
    let heading = heading(page, mending::fact(page, &article.fences));
    let section = page.section();
    if section.is_empty() {
        return format!("<article class=\"page\">\n{heading}{}</article>\n", article.html);
    }
    let list = if page.is_index() { list::list(book, page, frame.wanted) } else { String::new() };
    format!(
        "<div class=\"docs\">\n{}<article class=\"page\">\n{}{heading}{}{list}{}{}</article>\n{}</div>\n",
        navigation::navigation(book, page),
        breadcrumbs(book, page),
        article.html,
        edit_link(frame, page),
        way_on(book, page),
        contents(&article.headings),
    )
}

/// Title, summary, and what else the author says about the page.
fn heading(page: &Page, fix: Option<String>) -> String {
    let front = &page.front;
    let mut html = format!("<h1>{}</h1>\n", escape(&front.title));
    if !front.description.is_empty() {
        let _ = writeln!(html, "<p class=\"lead\">{}</p>", escape(&front.description));
    }
    let mut facts = Vec::new();
    if let Some(category) = &front.category {
        facts.push(format!("<div><dt>Category</dt><dd>{}</dd></div>", topic("categories", category)));
    }
    if !front.tags.is_empty() {
        let tags: Vec<String> =
            front.tags.iter().map(|tag| format!("<dd class=\"chip\">{}</dd>", topic("tags", tag))).collect();
        facts.push(format!("<div><dt>Tags</dt>{}</div>", tags.join(" ")));
    }
    if let Some(severity) = &front.severity {
        facts.insert(0, format!("<div><dt>Severity</dt><dd>{}</dd></div>", escape(severity)));
    }
    if let Some(updated) = &front.updated {
        let updated = escape(updated);
        facts.push(format!("<div><dt>Updated</dt><dd><time datetime=\"{updated}\">{updated}</time></dd></div>"));
    }
    facts.extend(fix);
    if !facts.is_empty() {
        let _ = writeln!(html, "<dl class=\"facts\">\n{}\n</dl>", facts.join("\n"));
    }
    html
}

/// A tag or category, as a link to its page.
fn topic(folder: &str, topic: &str) -> String {
    format!("<a href=\"/{folder}/{}\">{}</a>", escape(&slug_of(topic)), escape(topic))
}

/// Where the page's file can be edited.
fn edit_link(frame: &Frame<'_>, page: &Page) -> String {
    let (Some(address), Some(file)) = (frame.edit_url, &page.origin) else { return String::new() };
    let address = escape(&address.replace("{path}", file));
    format!("<p class=\"edit-link\"><a href=\"{address}\">Edit this page</a></p>\n")
}

/// The way from the home page to this one.
fn breadcrumbs(book: &Book, page: &Page) -> String {
    let mut items = String::from("<li><a href=\"/\">Home</a></li>\n");
    for (end, _) in page.path.match_indices('/').filter(|(at, _)| *at > 0) {
        if let Some(parent) = book.page(&page.path[..end]) {
            let _ =
                writeln!(items, "<li><a href=\"{}\">{}</a></li>", escape(&parent.path), escape(&parent.front.title));
        }
    }
    let _ = writeln!(items, "<li aria-current=\"page\">{}</li>", escape(&page.front.title));
    format!("<nav class=\"breadcrumbs\" aria-label=\"Breadcrumbs\">\n<ol>\n{items}</ol>\n</nav>\n")
}

/// The pages before and after this one.
fn way_on(book: &Book, page: &Page) -> String {
    let link = |page: Option<&Page>, relation: &str, word: &str| {
        let Some(page) = page else { return String::new() };
        let (path, title) = (escape(&page.path), escape(&page.front.title));
        format!("<a class=\"{relation}\" rel=\"{relation}\" href=\"{path}\"><span>{word}</span> {title}</a>\n")
    };
    let (before, after) = book.neighbours(page);
    let links = link(before, "prev", "Previous") + &link(after, "next", "Next");
    if links.is_empty() {
        links
    } else {
        format!("<nav class=\"way-on\" aria-label=\"Neighbouring pages\">\n{links}</nav>\n")
    }
}

/// The sections of this page.
fn contents(headings: &[Heading]) -> String {
    let mut items = String::new();
    for heading in headings.iter().filter(|heading| matches!(heading.level, 2 | 3)) {
        let (id, text, level) = (escape(&heading.id), escape(&heading.text), heading.level);
        let _ = writeln!(items, "<li class=\"level-{level}\"><a href=\"#{id}\">{text}</a></li>");
    }
    if items.is_empty() {
        return items;
    }
    format!(
        "<nav class=\"contents\" aria-labelledby=\"contents-title\">\n<p id=\"contents-title\">On this page</p>\n<ul>\n{items}</ul>\n</nav>\n"
    )
}
