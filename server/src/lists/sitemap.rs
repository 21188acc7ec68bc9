//! `sitemap.xml` and `robots.txt`.

use crate::book::Book;
use crate::html::escape;
use std::fmt::Write as _;

/// All pages, with the day of their last change where their authors say it.
pub(crate) fn sitemap(book: &Book, base: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in &book.pages {
        let _ = write!(xml, "<url><loc>{}{}</loc>", escape(base), escape(&page.path));
        if let Some(day) = &page.front.updated {
            let _ = write!(xml, "<lastmod>{}</lastmod>", escape(day));
        }
        xml.push_str("</url>\n");
    }
    xml + "</urlset>\n"
}

/// Everything may be read; answers to forms are nothing to keep.
pub(crate) fn robots(base: &str) -> String {
    format!("User-agent: *\nDisallow: /search\nDisallow: /api/\n\nSitemap: {base}/sitemap.xml\n")
}
