//! Everything that answers are made from: the frame, the pages, and the settings of the operator.
//!
//! A release build reads and renders all pages once, when it starts. A debug build reads them anew for every request, so
//! that an author sees each change at once.

use crate::book::{Book, Flaw, Page};
use crate::layout;
use crate::playground;
use crate::shell::{Head, Shell};
use analyzer::KubernetesVersion;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::Semaphore;

/// The address of the page whose playground is a workbench.
const PLAY: &str = "/play";

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
            leaving: AtomicBool::new(false),
            settings,
            shell,
            book,
        };
        if !cfg!(debug_assertions) {
            let pages = site.book.pages.iter();
            site.pages = pages.map(|page| (page.path.clone(), site.render(&site.book, page))).collect();
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
        let playground = playground::bench(text, kubernetes, pod);
        self.with_book(|book| {
            let page = book.page(PLAY)?;
            Some(self.framed(page, &layout::page(book, page, &|_, _| playground.clone())))
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

    fn render(&self, book: &Book, page: &Page) -> Rendered {
        let content = layout::page(book, page, &|fence, number| {
            let kubernetes = fence.info.kubernetes().unwrap_or_default();
            match page.path.as_str() {
                PLAY => playground::bench(&fence.text, kubernetes, 0),
                _ => playground::html(&fence.text, kubernetes, fence.info.views(), number),
            }
        });
        self.framed(page, &content)
    }

    fn framed(&self, page: &Page, content: &str) -> Rendered {
        let title = match page.path.as_str() {
            "/" => format!("Peapod: {}", page.front.title),
            _ => format!("{} · Peapod", page.front.title),
        };
        let here = if page.section().is_empty() { page.path.clone() } else { format!("/{}", page.section()) };
        let head = Head { title: &title, description: &page.front.description, here: &here };
        Rendered::new(self.shell.page(&head, content))
    }

    /// Gives the pages as they are now: in a debug build those on disk.
    fn with_book<T>(&self, look: impl FnOnce(&Book) -> T) -> Result<T, String> {
        if cfg!(debug_assertions) {
            Book::load(&self.settings.content).map(|book| look(&book))
        } else {
            Ok(look(&self.book))
        }
    }
}
