//! The picture that stands for a page where its link is previewed: its title, and the volume flow of its first example,
//! drawn by the analyzer.
//!
//! It is an SVG, in plain colours without variables, so that `raster` can make a PNG of it: few services read SVG.

use crate::book::{Book, Page};
use crate::html::escape;
use analyzer::Options;
use analyzer::flow::{SvgOptions, svg_with};
use std::fmt::Write as _;

/// Width and height.
pub(crate) const SIZE: (u32, u32) = (1200, 630);
/// Letters in a line of the title, beside a drawing and alone, and in one of the summary.
const LINE: [usize; 3] = [22, 34, 62];

/// The card of a page, 1200 by 630.
pub(crate) fn card(book: &Book, page: &Page) -> String {
    let section = match page.section() {
        "" => "",
        section => book.page(&format!("/{section}")).map_or("", |index| index.front.title.as_str()),
    };
    let drawing = drawing(book, page);
    let line = if drawing.is_empty() { LINE[1] } else { LINE[0] };
    let title = lines(&page.front.title, line);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1200 630\" width=\"1200\" height=\"630\" role=\"img\" aria-label=\"{}\">\n\
         <rect width=\"1200\" height=\"630\" fill=\"#f8fafd\"/><rect width=\"16\" height=\"630\" fill=\"#0068a7\"/>\n\
         <g font-family=\"'Atkinson Hyperlegible Next', system-ui, sans-serif\" fill=\"#181f28\">\n\
         <text x=\"72\" y=\"104\" font-size=\"30\" fill=\"#4d5662\">{}</text>\n",
        escape(&page.front.title),
        escape(section),
    );
    for (number, line) in title.iter().enumerate() {
        let _ = writeln!(
            svg,
            "<text x=\"72\" y=\"{}\" font-size=\"58\" font-weight=\"700\">{}</text>",
            190 + 70 * number,
            escape(line)
        );
    }
    // What a drawing would tell is told in words.
    let summary = if drawing.is_empty() { lines(&page.front.description, LINE[2]) } else { Vec::new() };
    for (number, line) in summary.iter().take(4).enumerate() {
        let y = 200 + 70 * title.len() + 46 * number;
        let _ = writeln!(svg, "<text x=\"72\" y=\"{y}\" font-size=\"32\" fill=\"#4d5662\">{}</text>", escape(line));
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
    let picture = written_out(&picture).replacen("<svg ", "<svg x=\"700\" y=\"48\" ", 1);
    // The picture's own size would win over the room that it has here.
    let Some((head, rest)) = picture.split_once('>') else { return String::new() };
    let kept: Vec<&str> =
        head.split(' ').filter(|word| !word.starts_with("width=") && !word.starts_with("height=")).collect();
    format!("{} width=\"440\" height=\"534\">{rest}", kept.join(" "))
}

/// The picture with its light colours in the place of their names, for a card has one ground. Weights become those that the
/// fonts of a PNG have.
fn written_out(picture: &str) -> String {
    let parts = picture.split_once("<style>\n.pp-flow{").and_then(|(before, rest)| {
        let (colours, rest) = rest.split_once("}\n@media")?;
        let (_dark, rest) = rest.split_once("}}\n")?;
        let (rules, after) = rest.split_once("</style>")?;
        Some((before, colours, rules, after))
    });
    let Some((before, colours, rules, after)) = parts else { return picture.to_owned() };
    let colours = colours.split(';').filter_map(|colour| colour.split_once(':'));
    let rules = colours.fold(rules.replace("font-weight: 650", "font-weight: 700"), |rules, (name, value)| {
        rules.replace(&format!("var({name})"), value)
    });
    [before, "<style>\n", &rules, "</style>", after].concat()
}

/// The words in lines of so many letters, five at most.
fn lines(words: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in words.split_whitespace() {
        let last = lines.last_mut().expect("there is always a last line");
        if !last.is_empty() && last.chars().count() + word.chars().count() >= most {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_holds_its_title_and_only_plain_colours() {
        let book = Book::load(concat!(env!("CARGO_MANIFEST_DIR"), "/../content")).unwrap();
        for path in ["/docs/case-study", "/patterns/sidecar", "/tags", "/"] {
            let page = book.page(path).unwrap();
            let svg = card(&book, page);
            for word in page.front.title.split_whitespace().take(6) {
                assert!(svg.contains(&escape(word)), "{path}: {word}");
            }
            assert!(!svg.contains("var(") && !svg.contains("prefers-color-scheme"), "{path}: {svg}");
        }
        let home = book.page("/").unwrap();
        let title = &home.front.title;
        assert_eq!(card(&book, home).matches(&escape(&lines(title, LINE[0])[0])).count(), 2, "once as its label");
        assert!(
            card(&book, book.page("/tags").unwrap()).contains("All tags of this site"),
            "words for want of a drawing"
        );
        assert!(card(&book, book.page("/docs/case-study").unwrap()).contains(".pp-volume > rect { stroke: #006a66; }"));
    }
}
