//! Everything that answers are made from: the frame, the pages, and the settings of the operator.
//!
//! A release build reads and renders all pages once, when it starts. A debug build reads them anew for every request, so
//! that an author sees each change at once.

use crate::assets::Assets;
use crate::book::{Book, Flaw, Page};
use crate::layout::{self, Frame};
use crate::link::Content;
use crate::meta;
use crate::operation::Operation;
use crate::playground;
use crate::prepared::Prepared;
use crate::raster::Painter;
use crate::search::Index;
use crate::settings::Settings;
use crate::shell::{Head, Shell};
use analyzer::KubernetesVersion;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The type of a page.
pub(crate) const HTML: &str = "text/html; charset=utf-8";

/// The site.
#[derive(Debug)]
pub struct Site {
    pub(crate) settings: Settings,
    pub(crate) shell: Shell,
    /// The value of the content security policy.
    pub(crate) policy: String,
    pub(crate) assets: Assets,
    pub(crate) operation: Operation,
    /// Draws the cards of pages for previews.
    pub(crate) painter: Painter,
    book: Book,
    pages: BTreeMap<String, Prepared>,
    /// Made when it is first asked for, or when a release build starts.
    index: OnceLock<Index>,
    index_json: OnceLock<Prepared>,
}

impl Site {
    /// Reads everything that is needed to answer.
    pub fn load(settings: Settings) -> Result<Self, String> {
        let shell = Shell::read(&settings.dist)?;
        let book = Book::load(settings.content.clone())?;
        let mut site = Self {
            policy: crate::web::policy(&shell.script_hashes),
            assets: Assets::load(&settings.dist)?,
            operation: Operation::new(settings.queue),
            painter: Painter::new(),
            pages: BTreeMap::new(),
            index: OnceLock::new(),
            index_json: OnceLock::new(),
            settings,
            shell,
            book,
        };
        if !cfg!(debug_assertions) {
            let pages = site.book.pages.iter();
            site.pages = pages.map(|page| (page.path.clone(), site.render(&site.book, page))).collect();
            site.search_index().map(drop)?;
        }
        Ok(site)
    }

    /// The page at an address. An error is an author's: a page that cannot be read.
    pub(crate) fn page(&self, path: &str) -> Result<Option<Prepared>, String> {
        self.with_book(|book| match self.pages.get(path) {
            Some(page) => Some(page.clone()),
            None => book.page(path).map(|page| self.render(book, page)),
        })
    }

    /// The addresses whose answers are the same for everybody for as long as the program runs; none in a debug build.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &str> {
        self.pages.keys().map(String::as_str).chain(self.assets.addresses())
    }

    /// The first page of a section, its list cut down to the pages with some words.
    pub(crate) fn filtered(&self, path: &str, wanted: &str) -> Result<Option<Prepared>, String> {
        self.with_book(|book| {
            book.page(path).filter(|page| page.is_index()).map(|page| self.render_list(book, page, wanted))
        })
    }

    /// What the authors of the pages should repair.
    pub fn check(&self) -> Vec<Flaw> {
        self.book.check()
    }

    /// The pages.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// The page `/play` with another text in its playground; none where the book has no such page.
    pub(crate) fn play(
        &self,
        text: &str,
        kubernetes: KubernetesVersion,
        pod: usize,
    ) -> Result<Option<Prepared>, String> {
        let playground = playground::whole(text, kubernetes, pod);
        self.with_book(|book| {
            let page = book.page(playground::PLAY)?;
            let frame = Frame { book, edit_url: None, wanted: "" };
            Some(self.framed(page, &layout::page(&frame, page, &|_, _| playground.clone())))
        })
    }

    /// The Markdown of the page at an address, as its author wrote it but for announcements; with the fix of a rule.
    pub(crate) fn markdown(&self, path: &str) -> Result<Option<String>, String> {
        self.with_book(|book| {
            book.page(path).map(|page| book.markdown(page, layout::mending::line(page, &book.fences(page))))
        })
    }

    /// The first playground of a page, as its author wrote it.
    pub(crate) fn first_playground(&self, path: &str) -> Option<Content> {
        self.titled_playground(path).map(|(_, content)| content)
    }

    /// The title of a page and its first playground.
    pub(crate) fn titled_playground(&self, path: &str) -> Option<(String, Content)> {
        let found = self.with_book(|book| {
            let page = book.page(path)?;
            let fence = book.fences(page).into_iter().find(|fence| fence.info.is_playground())?;
            let kubernetes = fence.info.kubernetes().unwrap_or_default();
            Some((page.front.title.clone(), Content { text: fence.text, kubernetes }))
        });
        found.ok().flatten()
    }

    /// A page that is no page of the book: an answer to a question, or what went wrong.
    pub(crate) fn own_page(&self, title: &str, description: &str, here: &str, content: &str) -> Prepared {
        Prepared::text(HTML, self.own_html(title, description, here, content))
    }

    /// The same as text.
    pub(crate) fn own_html(&self, title: &str, description: &str, here: &str, content: &str) -> String {
        let title = format!("{title} · Peapod");
        self.shell.page(&Head { title: &title, description, here, more: "" }, content)
    }

    /// The index of the pages' words, as the browser loads it.
    pub(crate) fn search_index(&self) -> Result<Prepared, String> {
        if cfg!(debug_assertions) {
            return self.with_index(|index| Prepared::text("application/json", index.json()));
        }
        self.with_index(|index| {
            self.index_json.get_or_init(|| Prepared::text("application/json", index.json())).clone()
        })
    }

    /// Gives the index of the pages' words: in a debug build that of the pages on disk.
    pub(crate) fn with_index<T>(&self, look: impl FnOnce(&Index) -> T) -> Result<T, String> {
        if cfg!(debug_assertions) {
            self.with_book(|book| look(&Index::of(book)))
        } else {
            Ok(look(self.index.get_or_init(|| Index::of(&self.book))))
        }
    }

    fn render(&self, book: &Book, page: &Page) -> Prepared {
        self.render_list(book, page, "")
    }

    fn render_list(&self, book: &Book, page: &Page, wanted: &str) -> Prepared {
        let frame = Frame { book, edit_url: self.settings.edit_url.as_deref(), wanted };
        let content = layout::page(&frame, page, &|fence, number| playground::of_fence(page, fence, number));
        self.framed(page, &content)
    }

    fn framed(&self, page: &Page, content: &str) -> Prepared {
        let title = match page.path.as_str() {
            "/" => format!("Peapod: {}", page.front.title),
            _ => format!("{} · Peapod", page.front.title),
        };
        let here = if page.section().is_empty() { page.path.clone() } else { format!("/{}", page.section()) };
        let more = meta::of_page(page, self.settings.public_url.as_deref());
        let head = Head { title: &title, description: &page.front.description, here: &here, more: &more };
        Prepared::text(HTML, self.shell.page(&head, content))
    }

    /// Gives the pages as they are now: in a debug build those on disk.
    pub(crate) fn with_book<T>(&self, look: impl FnOnce(&Book) -> T) -> Result<T, String> {
        if cfg!(debug_assertions) {
            Book::load(self.settings.content.clone()).map(|book| look(&book))
        } else {
            Ok(look(&self.book))
        }
    }
}
