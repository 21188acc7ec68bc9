//! Markdown to HTML: the one set of options, and everything that this site does differently from plain Markdown.
//!
//! Raw HTML and links to other schemes than http(s) are dropped, and nothing is written that a strict content security
//! policy would refuse. What an author should repair becomes a [`Remark`]. Playgrounds are rendered by whoever calls.

use super::fence::{self, Announcement, Info};
use super::highlight;
use super::link::Target;
use crate::html::escape;
use analyzer::LineIndex;
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html,
};
use std::ops::Range;

/// What came out of one page.
#[derive(Debug, Default)]
pub struct Article {
    /// The text as HTML, without the page's title.
    pub html: String,
    /// Its headings.
    pub headings: Vec<Heading>,
    /// Its fenced code.
    pub fences: Vec<Fence>,
    /// Its links into the site: line, path, place.
    pub(super) links: Vec<(u32, String, Option<String>)>,
    /// What its author should repair.
    pub remarks: Vec<Remark>,
}

/// A heading of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 for the sections of a page.
    pub level: u8,
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// Fenced code in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    /// What its first line says.
    pub info: Info,
    /// The code, without announcements.
    pub text: String,
    /// What its author announces.
    pub announcements: Vec<Announcement>,
    /// The line of the fence in its file, from 1.
    pub line: u32,
}

/// Something that an author should repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The line in the file, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
}

/// What rendering needs from outside.
pub(super) struct Surroundings<'s> {
    /// The folder of the page's file, as links see it: `/docs/`.
    pub(super) folder: &'s str,
    /// Reads a file of the content folder.
    pub(super) file: &'s dyn Fn(&str) -> Result<String, String>,
    /// Renders the playground of a fence, the n-th of its page.
    pub(super) playground: &'s dyn Fn(&Fence, usize) -> String,
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
        article: Article::default(),
        open_links: Vec::new(),
        alignments: Vec::new(),
        column: 0,
        in_head: false,
    };
    let mut events = Parser::new_ext(&source[body..], options).into_offset_iter();
    while let Some((event, range)) = events.next() {
        renderer.event(event, &range, &mut events);
    }
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
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl<'m> Renderer<'_, 'm> {
    fn event(
        &mut self,
        event: Event<'m>,
        range: &Range<usize>,
        rest: &mut impl Iterator<Item = (Event<'m>, Range<usize>)>,
    ) {
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
            Event::Start(Tag::Image { dest_url, title, .. }) => self.image(&dest_url, &title, range, rest),
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
            event => self.table(event),
        }
    }

    /// Table cells get classes where pulldown-cmark writes `style` attributes, which our pages refuse.
    fn table(&mut self, event: Event<'m>) {
        match &event {
            Event::Start(Tag::Table(alignments)) => {
                self.alignments.clone_from(alignments);
                self.raw("<div class=\"table-scroll\" role=\"region\" aria-label=\"Table\" tabindex=\"0\">\n");
                let unaligned = vec![Alignment::None; alignments.len()];
                return self.out.push(Event::Start(Tag::Table(unaligned)));
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.column = 0;
                self.in_head = matches!(event, Event::Start(Tag::TableHead));
            }
            Event::Start(Tag::TableCell) => {
                let class = match self.alignments.get(self.column) {
                    Some(Alignment::Right) => " class=\"align-right\"",
                    Some(Alignment::Center) => " class=\"align-center\"",
                    _ => "",
                };
                self.column += 1;
                let cell = if self.in_head { "th scope=\"col\"" } else { "td" };
                return self.raw(format!("<{cell}{class}>"));
            }
            Event::End(TagEnd::Table) => {
                self.out.push(event);
                return self.raw("</div>\n");
            }
            _ => {}
        }
        self.out.push(event);
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
        self.article.headings.push(Heading { level, id, text });
    }

    fn image(
        &mut self,
        destination: &str,
        title: &str,
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
                let (path, text, title) = (escape(&path), escape(&text), escape(title));
                self.raw(format!("<img src=\"{path}\" alt=\"{text}\" title=\"{title}\" loading=\"lazy\">"));
            }
            _ => self.remark(range, format!("the image `{destination}` is not one of this site's")),
        }
    }

    fn code(
        &mut self,
        kind: &CodeBlockKind<'_>,
        range: &Range<usize>,
        rest: &mut impl Iterator<Item = (Event<'m>, Range<usize>)>,
    ) {
        let mut code = String::new();
        for (event, _) in rest {
            match event {
                Event::Text(text) => code.push_str(&text),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let info = match kind {
            CodeBlockKind::Fenced(line) => Info::parse(line),
            CodeBlockKind::Indented => Info::default(),
        };
        let line = self.line(range);
        let fence = self.fence(info, &code, line);
        let html = self.code_html(&fence);
        self.raw(html);
        self.article.fences.push(fence);
    }

    /// The fence with its code: its own, or that of the file that it names; then its own is announcements alone.
    fn fence(&mut self, info: Info, own: &str, line: u32) -> Fence {
        if !info.is_yaml() {
            return Fence { info, text: own.to_owned(), announcements: Vec::new(), line };
        }
        let (mut text, mut announcements) = fence::without_announcements(own);
        if let Some(file) = info.settings.get("file") {
            if !text.trim().is_empty() {
                let message = "this fence names a file and has code of its own".into();
                self.article.remarks.push(Remark { line, message });
            }
            match (self.surroundings.file)(file) {
                Ok(code) => {
                    let (code, more) = fence::without_announcements(&code);
                    text = code;
                    announcements.extend(more);
                }
                Err(message) => self.article.remarks.push(Remark { line, message }),
            }
        }
        Fence { info, text, announcements, line }
    }

    /// A playground has its code in its editor; where that is not among its views, the code stands above it.
    fn code_html(&self, fence: &Fence) -> String {
        if !fence.info.is_playground() {
            return listing(fence);
        }
        let number = self.article.fences.iter().filter(|fence| fence.info.is_playground()).count() + 1;
        let playground = (self.surroundings.playground)(fence, number);
        let has_editor = fence.info.views().split(',').any(|view| matches!(view.trim(), "all" | "yaml"));
        let above = if has_editor { title(fence, "p", " class=\"example-title\"") } else { listing(fence) };
        format!("<div class=\"example\">\n{above}{playground}\n</div>\n")
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

/// Code to read.
fn listing(fence: &Fence) -> String {
    let code = if fence.info.is_yaml() { highlight::yaml(&fence.text) } else { escape(&fence.text) };
    let title = title(fence, "figcaption", "");
    format!("<figure class=\"code\">\n{title}<pre tabindex=\"0\"><code>{code}</code></pre>\n</figure>\n")
}

/// The title of a fence as an element; nothing where it has none.
fn title(fence: &Fence, element: &str, attributes: &str) -> String {
    match fence.info.settings.get("title") {
        Some(title) => format!("<{element}{attributes}>{}</{element}>\n", escape(title)),
        None => String::new(),
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
