//! `feed.xml`: the pages as an Atom feed (RFC 4287), the newest first.

use crate::book::{Book, Page};
use crate::html::escape;
use std::fmt::Write as _;

/// Pages whose authors say when they changed.
pub(crate) fn feed(book: &Book, base: &str) -> String {
    let mut pages: Vec<(&str, &Page)> =
        book.pages.iter().filter_map(|page| Some((page.front.updated.as_deref()?, page))).collect();
    pages.sort_by(|a, b| b.0.cmp(a.0).then_with(|| a.1.path.cmp(&b.1.path)));
    let base = escape(base);
    let newest = pages.first().map_or("1970-01-01", |(day, _)| day);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>Peapod</title>\n\
         <id>{base}/</id>\n<link href=\"{base}/\"/>\n<link rel=\"self\" href=\"{base}/feed.xml\"/>\n\
         <updated>{}</updated>\n<author><name>Peapod</name></author>\n",
        moment(newest)
    );
    for (day, page) in pages {
        let address = format!("{base}{}", escape(&page.path));
        let _ = write!(
            xml,
            "<entry>\n<title>{}</title>\n<id>{address}</id>\n<link href=\"{address}\"/>\n<updated>{}</updated>\n<summary>{}</summary>\n",
            escape(&page.front.title),
            moment(day),
            escape(&page.front.description),
        );
        for topic in page.front.category.iter().chain(&page.front.tags) {
            let _ = writeln!(xml, "<category term=\"{}\"/>", escape(topic));
        }
        xml.push_str("</entry>\n");
    }
    xml + "</feed>\n"
}

/// A day as Atom wants it.
fn moment(day: &str) -> String {
    format!("{}T00:00:00Z", escape(day))
}
