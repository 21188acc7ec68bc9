//! Everything that answers are made from: the frame, the pages, and the settings of the operator.
//!
//! A release build reads and renders all pages once, when it starts. A debug build reads them anew for every request, so
//! that an author sees each change at once.

use crate::book::{Book, Flaw, Page};
use crate::layout::{self, Frame};
use crate::meta;
use crate::playground;
use crate::search::Index;
use crate::shell::{Head, Shell};
use analyzer::KubernetesVersion;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::sync::Semaphore;

/// What the operator decides.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder that Trunk built.
    pub dist: PathBuf,
    /// The folder of pages.
    pub content: PathBuf,
    /// The largest body that is read.
    pub most_bytes: usize,
    /// How long a request may take.
    pub patience: Duration,
    /// Where readers find the site, without a slash at the end: `https://pods.example`. Without it, pages name no
    /// address of their own, and lists of addresses take the one that was asked.
    pub public_url: Option<String>,
    /// Where a page can be edited; `{path}` stands for its file in the repository. Without it, pages have no such link.
    pub edit_url: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            dist: "dist".into(),
            content: "content".into(),
            most_bytes: 1 << 20,
            patience: Duration::from_secs(30),
            public_url: None,
            edit_url: None,
        }
    }
}

/// The site.
#[derive(Debug)]
pub struct Site {
    pub(crate) settings: Settings,
    pub(crate) shell: Shell,
    /// The value of the content security policy.
    pub(crate) policy: String,
    /// So many analyses run at a time; others wait.
    pub(crate) analyses: Arc<Semaphore>,
    book: Book,
    pages: BTreeMap<String, Rendered>,
    /// Made when it is first asked for, or when a release build starts.
    index: OnceLock<Index>,
    index_json: OnceLock<Rendered>,
    leaving: AtomicBool,
}

/// A page, ready to send.
#[derive(Clone, Debug)]
pub(crate) struct Rendered {
    pub(crate) html: String,
    /// Changes with the HTML, and only with it.
    pub(crate) tag: String,
}

impl Rendered {
    pub(crate) fn new(html: String) -> Self {
        use std::fmt::Write as _;
        let mut tag = String::new();
        for byte in &Sha256::digest(&html)[..12] {
            let _ = write!(tag, "{byte:02x}");
        }
        Self { html, tag: format!("W/\"{tag}\"") }
    }
}

impl Site {
    /// Reads everything that is needed to answer.
    pub fn load(settings: Settings) -> Result<Self, String> {
        let shell = Shell::read(&settings.dist)?;
        let book = Book::load(&settings.content)?;
        let workers = std::thread::available_parallelism().map_or(2, usize::from);
        let mut site = Self {
            policy: crate::web::policy(&shell.script_hashes),
            analyses: Arc::new(Semaphore::new(workers)),
            pages: BTreeMap::new(),
            index: OnceLock::new(),
            index_json: OnceLock::new(),
            leaving: AtomicBool::new(false),
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
    pub(crate) fn page(&self, path: &str) -> Result<Option<Rendered>, String> {
        self.with_book(|book| match self.pages.get(path) {
            Some(page) => Some(page.clone()),
            None => book.page(path).map(|page| self.render(book, page)),
        })
    }

    /// The first page of a section, its list cut down to the pages with some words.
    pub(crate) fn filtered(&self, path: &str, wanted: &str) -> Result<Option<Rendered>, String> {
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
    ) -> Result<Option<Rendered>, String> {
        let playground = playground::whole(text, kubernetes, pod);
        self.with_book(|book| {
            let page = book.page(playground::PLAY)?;
            let frame = Frame { book, edit_url: None, wanted: "" };
            Some(self.framed(page, &layout::page(&frame, page, &|_, _| playground.clone())))
        })
    }

    /// The Markdown of the page at an address, as its author wrote it but for announcements.
    pub(crate) fn markdown(&self, path: &str) -> Result<Option<String>, String> {
        self.with_book(|book| book.page(path).map(Page::markdown))
    }

    /// From now on the site says that it is going away.
    pub(crate) fn leave(&self) {
        self.leaving.store(true, Ordering::Relaxed);
    }

    /// Whether it is ready for more requests.
    pub(crate) fn is_ready(&self) -> bool {
        !self.leaving.load(Ordering::Relaxed)
    }

    /// A page that is no page of the book: an answer to a question, or what went wrong.
    pub(crate) fn own_page(&self, title: &str, description: &str, here: &str, content: &str) -> Rendered {
        let title = format!("{title} · Peapod");
        Rendered::new(self.shell.page(&Head { title: &title, description, here, more: "" }, content))
    }

    /// The index of the pages' words, as the browser loads it.
    pub(crate) fn search_index(&self) -> Result<Rendered, String> {
        if cfg!(debug_assertions) {
            return self.with_index(|index| Rendered::new(index.json()));
        }
        self.with_index(|index| self.index_json.get_or_init(|| Rendered::new(index.json())).clone())
    }

    /// Gives the index of the pages' words: in a debug build that of the pages on disk.
    pub(crate) fn with_index<T>(&self, look: impl FnOnce(&Index) -> T) -> Result<T, String> {
        if cfg!(debug_assertions) {
            self.with_book(|book| look(&Index::of(book)))
        } else {
            Ok(look(self.index.get_or_init(|| Index::of(&self.book))))
        }
    }

    fn render(&self, book: &Book, page: &Page) -> Rendered {
        self.render_list(book, page, "")
    }

    fn render_list(&self, book: &Book, page: &Page, wanted: &str) -> Rendered {
        let frame = Frame { book, edit_url: self.settings.edit_url.as_deref(), wanted };
        let content = layout::page(&frame, page, &|fence, number| playground::of_fence(page, fence, number));
        self.framed(page, &content)
    }

    fn framed(&self, page: &Page, content: &str) -> Rendered {
        let title = match page.path.as_str() {
            "/" => format!("Peapod: {}", page.front.title),
            _ => format!("{} · Peapod", page.front.title),
        };
        let here = if page.section().is_empty() { page.path.clone() } else { format!("/{}", page.section()) };
        let more = meta::of_page(page, self.settings.public_url.as_deref());
        let head = Head { title: &title, description: &page.front.description, here: &here, more: &more };
        Rendered::new(self.shell.page(&head, content))
    }

    /// Gives the pages as they are now: in a debug build those on disk.
    pub(crate) fn with_book<T>(&self, look: impl FnOnce(&Book) -> T) -> Result<T, String> {
        if cfg!(debug_assertions) {
            Book::load(&self.settings.content).map(|book| look(&book))
        } else {
            Ok(look(&self.book))
        }
    }
}
