//! The picture that stands for a page where its link is previewed: its title, and the volume flow of its first example,
//! drawn by the analyzer.
//!
//! It is an SVG. A PNG would reach more services, and would need a renderer, fonts in a format that it reads and some
//! forty more crates in the program; a host that wants PNG can convert these.

use crate::book::{Book, Page};
use crate::html::escape;
use analyzer::Options;
use analyzer::flow::{SvgOptions, svg_with};
use std::fmt::Write as _;

/// Letters in a line of the title.
const LINE: usize = 22;

/// The card of a page, 1200 by 630.
pub(crate) fn card(book: &Book, page: &Page) -> String {
    let section = book.page(&format!("/{}", page.section())).map_or("Peapod", |index| index.front.title.as_str());
    let drawing = drawing(book, page);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1200 630\" width=\"1200\" height=\"630\" role=\"img\" aria-label=\"{}\">\n\
         <rect width=\"1200\" height=\"630\" fill=\"#f8fafd\"/><rect width=\"16\" height=\"630\" fill=\"#0068a7\"/>\n\
         <g font-family=\"'Atkinson Hyperlegible Next', system-ui, sans-serif\" fill=\"#181f28\">\n\
         <text x=\"72\" y=\"104\" font-size=\"30\" fill=\"#4d5662\">{}</text>\n",
        escape(&page.front.title),
        escape(section),
    );
    for (number, line) in lines(&page.front.title).iter().enumerate() {
        let _ = writeln!(
            svg,
            "<text x=\"72\" y=\"{}\" font-size=\"58\" font-weight=\"650\">{}</text>",
            190 + 70 * number,
            escape(line)
        );
    }
    let _ = write!(
        svg,
        "<text x=\"72\" y=\"568\" font-size=\"34\" font-weight=\"700\" fill=\"#0068a7\">Peapod</text>\n</g>\n{drawing}</svg>\n"
    );
    svg
}

/// The flow of the page's first example, at the right.
fn drawing(book: &Book, page: &Page) -> String {
    let fence = book.fences(page).into_iter().find(|fence| fence.info.is_playground());
    let analysis = fence.map(|fence| analyzer::analyze(&fence.text, &Options::default()));
    let Some(pod) = analysis.as_ref().and_then(|analysis| analysis.pods.first()) else { return String::new() };
    let picture = svg_with(pod, &SvgOptions { prefix: "card-", standalone: true, narrow: true });
    let picture = picture.replacen("<svg ", "<svg x=\"700\" y=\"48\" ", 1);
    // The picture's own size would win over the room that it has here.
    let Some((head, rest)) = picture.split_once('>') else { return String::new() };
    let kept: Vec<&str> =
        head.split(' ').filter(|word| !word.starts_with("width=") && !word.starts_with("height=")).collect();
    format!("{} width=\"440\" height=\"534\">{rest}", kept.join(" "))
}

/// The words in lines, five at most.
fn lines(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in title.split_whitespace() {
        let last = lines.last_mut().expect("there is always a last line");
        if !last.is_empty() && last.chars().count() + word.chars().count() >= LINE {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines.truncate(5);
    lines
}
