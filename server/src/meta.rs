//! What a page says to programs in its head: its address, its picture, its other forms.

use crate::book::Page;
use crate::html::escape;
use crate::lists;
use std::fmt::Write as _;

/// The head's lines for a page; whole addresses only where the operator said where the site is.
pub(crate) fn of_page(page: &Page, public_url: Option<&str>) -> String {
    let base = public_url.unwrap_or("");
    let (path, title) = (escape(&page.path), escape(&page.front.title));
    let kind = if page.section().is_empty() { "website" } else { "article" };
    let mut html = String::new();
    if let Some(base) = public_url {
        let address = format!("{}{path}", escape(base));
        let _ = write!(
            html,
            "\n  <link rel=\"canonical\" href=\"{address}\">\n  <meta property=\"og:url\" content=\"{address}\">"
        );
    }
    let _ = write!(
        html,
        "\n  <meta property=\"og:site_name\" content=\"Peapod\">\n  <meta property=\"og:type\" content=\"{kind}\">\
         \n  <meta property=\"og:title\" content=\"{title}\">\n  <meta property=\"og:description\" content=\"{}\">\
         \n  <meta property=\"og:image\" content=\"{}/og{}.png\">\
         \n  <meta property=\"og:image:width\" content=\"{}\">\n  <meta property=\"og:image:height\" content=\"{}\">\n  <meta name=\"twitter:card\" content=\"summary_large_image\">\
         \n  <link rel=\"alternate\" type=\"text/markdown\" href=\"{}\">\
         \n  <link rel=\"alternate\" type=\"application/atom+xml\" title=\"Peapod\" href=\"/feed.xml\">",
        escape(&page.front.description),
        escape(base),
        escape(file_name(&page.path)),
        lists::CARD.0,
        lists::CARD.1,
        escape(&markdown_path(&page.path)),
    );
    html
}

/// The address of a page's Markdown.
pub(crate) fn markdown_path(path: &str) -> String {
    format!("{}.md", file_name(path))
}

/// A page's address where something follows it: the home page has no name of its own.
fn file_name(path: &str) -> &str {
    if path == "/" { "/index" } else { path }
}
