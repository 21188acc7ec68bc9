//! Markdown to HTML: the one set of options, and everything that this site does differently from plain Markdown.
//!
//! Raw HTML and links to other schemes than http(s) are dropped, and nothing is written that a strict content security
//! policy would refuse. What an author should repair becomes a [`Remark`]. Playgrounds are rendered by whoever calls.

mod code;
mod tables;

use super::article::{Article, Fence, Heading, Passage, Remark};
use super::link::Target;
use crate::html::escape;
use analyzer::LineIndex;
use pulldown_cmark::{BlockQuoteKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::ops::Range;
use tables::Tables;

/// What rendering needs from outside.
pub(super) struct Surroundings<'s> {
    /// The folder of the page's file, as links see it: `/docs/`.
    pub(super) folder: &'s str,
    /// Reads a file of the content folder.
    pub(super) file: &'s dyn Fn(&str) -> Result<String, String>,
    /// Renders the playground of a fence, the n-th of its page.
    pub(super) playground: &'s dyn Fn(&Fence, usize) -> String,
    /// Whether playgrounds sleep until the reader asks for them.
    pub(super) asleep: bool,
}

/// Renders `source` from byte `body` on.
pub(super) fn render(source: &str, body: usize, surroundings: &Surroundings<'_>) -> Article {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let mut renderer = Renderer {
        surroundings,
        index: LineIndex::new(source),
        offset: body,
        out: Vec::new(),
        article: Article { passages: vec![Passage::default()], ..Article::default() },
        open_links: Vec::new(),
        tables: Tables::default(),
        in_tabs: false,
    };
    let mut events = Parser::new_ext(&source[body..], options).into_offset_iter();
    while let Some((event, range)) = events.next() {
        renderer.event(event, &range, &mut events);
    }
    renderer.tabs(false);
    let Renderer { out, mut article, .. } = renderer;
    html::push_html(&mut article.html, out.into_iter());
    article
}

struct Renderer<'s, 'm> {
    surroundings: &'s Surroundings<'s>,
    index: LineIndex<'s>,
    offset: usize,
    out: Vec<Event<'m>>,
    article: Article,
    /// For each open link whether it is kept.
    open_links: Vec<bool>,
    tables: Tables,
    /// Whether the last thing written was one of several variants, which become tabs.
    in_tabs: bool,
}

impl<'m> Renderer<'_, 'm> {
    fn event(
        &mut self,
        event: Event<'m>,
        range: &Range<usize>,
        rest: &mut impl Iterator<Item = (Event<'m>, Range<usize>)>,
    ) {
        self.note(&event);
        if !matches!(event, Event::Start(Tag::CodeBlock(_))) {
            self.tabs(false);
        }
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => self.heading(level, id.as_deref(), range, rest),
            Event::Start(Tag::CodeBlock(kind)) => self.code(&kind, range, rest),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => match self.target(&dest_url, range) {
                Some(href) => {
                    self.open_links.push(true);
                    self.out.push(Event::Start(Tag::Link { link_type, dest_url: href.into(), title, id }));
                }
                None => self.open_links.push(false),
            },
            Event::End(TagEnd::Link) => {
                if self.open_links.pop() == Some(true) {
                    self.out.push(Event::End(TagEnd::Link));
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => self.image(&dest_url, range, rest),
            Event::Html(_) | Event::InlineHtml(_) => self.remark(range, "raw HTML is dropped; write Markdown instead"),
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(Tag::BlockQuote(Some(kind))) => self.open_alert(kind),
            Event::End(TagEnd::BlockQuote(Some(_))) => self.raw("</div>\n"),
            Event::FootnoteReference(name) => self.out.push(Event::FootnoteReference(footnote(&name))),
            Event::Start(Tag::FootnoteDefinition(name)) => {
                self.out.push(Event::Start(Tag::FootnoteDefinition(footnote(&name))));
            }
            Event::TaskListMarker(done) => {
                let (word, sign) = if done { ("done", "☑") } else { ("to do", "☐") };
                self.raw(format!("<span role=\"img\" aria-label=\"{word}\">{sign}</span> "));
            }
            event => self.tables.event(event, &mut self.out),
        }
    }

    /// Keeps the words of an event for the search.
    fn note(&mut self, event: &Event<'_>) {
        let Some(passage) = self.article.passages.last_mut() else { return };
        match event {
            Event::Text(words) | Event::Code(words) => passage.text.push_str(words),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell | TagEnd::Item | TagEnd::Paragraph) => {
                passage.text.push(' ');
            }
            _ => {}
        }
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        range: &Range<usize>,
        rest: &mut impl Iterator<Item = (Event<'m>, Range<usize>)>,
    ) {
        let level = level as u8;
        let place = self.out.len();
        self.until(rest, |end| matches!(end, TagEnd::Heading(_)));
        let text = words(&self.out[place..]);
        let id = self.free_id(id.map_or_else(|| slug(&text), ToOwned::to_owned));
        let before = self.article.headings.last().map_or(1, |heading| heading.level);
        if level == 1 {
            self.remark(range, "the page's title is its only heading of level 1; start with `##`");
        } else if level > before + 1 {
            self.remark(range, format!("a heading of level {level} follows one of level {before}"));
        }
        let opening = format!("<h{level} id=\"{}\">", escape(&id));
        self.out.insert(place, Event::Html(opening.into()));
        let label = escape(&format!("Link to “{text}”"));
        self.raw(format!(" <a class=\"anchor\" href=\"#{}\" aria-label=\"{label}\">#</a></h{level}>\n", escape(&id)));
        self.article.passages.push(Passage { anchor: Some(id.clone()), heading: text.clone(), text: String::new() });
        self.article.headings.push(Heading { level, id, text });
    }

    fn image(
        &mut self,
        destination: &str,
        range: &Range<usize>,
        rest: &mut impl Iterator<Item = (Event<'m>, Range<usize>)>,
    ) {
        let place = self.out.len();
        self.until(rest, |end| matches!(end, TagEnd::Image));
        let text = words(&self.out[place..]);
        self.out.truncate(place);
        if text.trim().is_empty() {
            self.remark(range, "an image without a text for those who do not see it");
        }
        match Target::of(destination, self.surroundings.folder) {
            Target::Inside { path, .. } if path.starts_with('/') => {
                let (path, text) = (escape(&path), escape(&text));
                self.raw(format!("<img src=\"{path}\" alt=\"{text}\" loading=\"lazy\">"));
            }
            _ => self.remark(range, format!("the image `{destination}` is not one of this site's")),
        }
    }

    fn open_alert(&mut self, kind: BlockQuoteKind) {
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", "Note"),
            BlockQuoteKind::Tip => ("tip", "Tip"),
            BlockQuoteKind::Important => ("important", "Important"),
            BlockQuoteKind::Warning => ("warning", "Warning"),
            BlockQuoteKind::Caution => ("caution", "Caution"),
        };
        self.raw(format!("<div class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>\n"));
    }

    /// Takes in the inline events up to the end of an element, which is left out. Links and images are too much for
    /// the places where this is used: headings and the texts of images.
    fn until(&mut self, rest: &mut impl Iterator<Item = (Event<'m>, Range<usize>)>, ends: impl Fn(&TagEnd) -> bool) {
        for (event, range) in rest {
            match event {
                Event::End(end) if ends(&end) => return,
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                    self.remark(&range, "a link or image inside a heading or an image's text is dropped");
                }
                Event::Html(_) | Event::InlineHtml(_) | Event::End(TagEnd::Link | TagEnd::Image) => {}
                event => self.out.push(event),
            }
        }
    }

    /// The address of a link, and a note of it; none where it is refused.
    fn target(&mut self, destination: &str, range: &Range<usize>) -> Option<String> {
        let target = Target::of(destination, self.surroundings.folder);
        match &target {
            Target::Inside { path, anchor } => {
                let line = self.line(range);
                self.article.links.push((line, path.clone(), anchor.clone()));
            }
            Target::Refused => {
                self.remark(range, format!("the link `{destination}` is neither http(s) nor of this site"));
            }
            Target::Outside(_) => {}
        }
        target.href()
    }

    fn free_id(&self, wanted: String) -> String {
        let taken = |id: &str| self.article.headings.iter().any(|heading| heading.id == id);
        if !taken(&wanted) {
            return wanted;
        }
        let numbers = 2..=self.article.headings.len() + 1;
        numbers.map(|number| format!("{wanted}-{number}")).find(|id| !taken(id)).unwrap_or(wanted)
    }

    fn raw(&mut self, html: impl Into<CowStr<'m>>) {
        self.out.push(Event::Html(html.into()));
    }

    fn remark(&mut self, range: &Range<usize>, message: impl Into<String>) {
        let remark = Remark { line: self.line(range), message: message.into() };
        self.article.remarks.push(remark);
    }

    fn line(&self, range: &Range<usize>) -> u32 {
        self.index.position(u32::try_from(self.offset + range.start).unwrap_or(u32::MAX)).line
    }
}

/// Ids of footnotes are kept apart from those of headings.
fn footnote<'m>(name: &str) -> CowStr<'m> {
    format!("footnote-{name}").into()
}

/// The words of some inline events.
fn words(events: &[Event<'_>]) -> String {
    events
        .iter()
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
            Event::SoftBreak | Event::HardBreak => Some(" "),
            _ => None,
        })
        .collect()
}

/// A heading's words as an id.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for character in text.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "section".into() } else { slug.into() }
}

#[cfg(test)]
mod tests;
