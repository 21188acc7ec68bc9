//! The pages of the site as their authors wrote them: a folder of Markdown, read once, in the order of the navigation.
//!
//! A page's address is its place in the folder: `docs/emptydir.md` is `/docs/emptydir`, `docs/index.md` is `/docs`.
//! Two kinds of pages are made rather than written: one for each entry of the catalogue, and one for each tag and
//! category. Nothing here knows HTTP or the frame that pages are shown in.

mod article;
mod catalogue;
mod check;
mod fence;
mod front;
mod highlight;
mod link;
mod markdown;
mod topics;

pub use article::{Article, Fence, Heading, Passage, Remark};
pub use check::Flaw;
pub use fence::{Announced, Announcement, Info};
pub use front::Front;
pub use topics::{slug_of, spelled};

use crate::store::Store;
use markdown::Surroundings;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// All pages.
#[derive(Debug)]
pub struct Book {
    store: Store,
    /// The pages, section by section, each in the order of the navigation.
    pub pages: Vec<Page>,
}

/// One page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its address: `/docs/emptydir`.
    pub path: String,
    /// Its file in the content folder, or the one that it would have there.
    pub file: PathBuf,
    /// The file of the repository to edit for a change of it; none for a list that is made from other pages.
    pub origin: Option<String>,
    /// What its author says about it.
    pub front: Front,
    /// Its file's text.
    pub source: String,
    body: usize,
}

impl Book {
    /// Reads the pages of a folder.
    pub fn load(store: impl Into<Store>) -> Result<Self, String> {
        let store = store.into();
        let mut pages = Vec::new();
        for name in store.names()?.iter().filter(|name| Path::new(name).extension().is_some_and(|kind| kind == "md")) {
            pages.push(Page::read(&store, name)?);
        }
        pages.extend(catalogue::pages());
        pages.extend(topics::pages(&pages));
        add_missing_indexes(&mut pages);
        sort(&mut pages);
        Ok(Self { store, pages })
    }

    /// The page at an address.
    pub fn page(&self, path: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.path == path)
    }

    /// The pages of a section, its index first; the section of `/docs/emptydir` is `docs`.
    pub fn section<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'b Page> {
        self.pages.iter().filter(move |page| page.section() == name)
    }

    /// The pages before and after this one in its section.
    pub fn neighbours<'b>(&'b self, page: &'b Page) -> (Option<&'b Page>, Option<&'b Page>) {
        let section: Vec<&Page> = self.section(page.section()).collect();
        let Some(at) = section.iter().position(|other| other.path == page.path) else { return (None, None) };
        (at.checked_sub(1).map(|before| section[before]), section.get(at + 1).copied())
    }

    /// The text of a file in the content folder that a page names.
    pub fn file(&self, name: &str) -> Result<String, String> {
        self.store.text(name)
    }

    /// Renders a page; `playground` renders the n-th playground of it.
    pub fn render(&self, page: &Page, playground: &dyn Fn(&Fence, usize) -> String) -> Article {
        let folder = page.folder();
        let surroundings =
            Surroundings { folder: &folder, file: &|name| self.file(name), playground, asleep: page.sleeps() };
        markdown::render(&page.source, page.body, &surroundings)
    }

    /// A page as Markdown for readers that are programs, with a line about it, and with the files that its fences name in
    /// their places.
    pub fn markdown(&self, page: &Page, about: Option<String>) -> String {
        let mut text = String::new();
        for line in page.markdown(about).split_inclusive('\n') {
            text.push_str(line);
            let info = line.strip_prefix("```").map(|words| Info::parse(words.trim_end()));
            let file = info.as_ref().and_then(|info| info.settings.get("file"));
            if let Some(Ok(code)) = file.map(|name| self.file(name)) {
                text.push_str(&fence::without_announcements(&code).0);
            }
        }
        text
    }

    /// The fenced code of a page, announcements taken out.
    pub fn fences(&self, page: &Page) -> Vec<Fence> {
        self.render(page, &|_, _| String::new()).fences
    }

    /// What the authors should repair, in all pages.
    pub fn check(&self) -> Vec<Flaw> {
        check::check(self)
    }
}

impl Page {
    fn read(store: &Store, name: &str) -> Result<Self, String> {
        let source = store.text(name)?.replace("\r\n", "\n");
        let (front, body) = front::read(&source).map_err(|trouble| format!("{name}: {trouble}"))?;
        let file = PathBuf::from(name);
        let origin = Some(format!("content/{name}"));
        Ok(Self { path: address(&file), file, origin, front, source, body })
    }

    /// A page that is made, not written: its text is Markdown all the same.
    fn made(file: &str, origin: Option<String>, front: Front, source: String) -> Self {
        Self { path: address(Path::new(file)), file: file.into(), origin, front, source, body: 0 }
    }

    /// Its text under its title, its summary and a line about it. Announcements are left out.
    fn markdown(&self, line: Option<String>) -> String {
        let (text, _) = fence::without_announcements(&self.source[self.body..]);
        let Front { title, description, .. } = &self.front;
        let summary = if description.is_empty() { String::new() } else { format!("> {description}\n\n") };
        let line = line.map(|line| format!("{line}\n\n")).unwrap_or_default();
        format!("# {title}\n\n{summary}{line}{}", text.trim_start_matches('\n'))
    }

    /// The first part of its address; empty for the pages beside the sections.
    pub fn section(&self) -> &str {
        match self.path[1..].split_once('/') {
            Some((section, _)) => section,
            None if self.is_index() => &self.path[1..],
            None => "",
        }
    }

    /// Whether it is the first page of a folder.
    pub fn is_index(&self) -> bool {
        self.file.file_stem().is_some_and(|stem| stem == "index")
    }

    /// Whether its playgrounds wait until the reader asks for them: those in a text do, so that reading costs little.
    pub(crate) fn sleeps(&self) -> bool {
        !self.section().is_empty()
    }

    /// The folder of its file as links see it: `/docs/`.
    fn folder(&self) -> String {
        let inside: Vec<_> = self.file.parent().into_iter().flat_map(Path::components).collect();
        inside.iter().fold("/".to_owned(), |folder, part| folder + &part.as_os_str().to_string_lossy() + "/")
    }

    /// The category as the navigation groups by it, in lower case.
    pub(crate) fn group(&self) -> String {
        self.front.category.as_deref().unwrap_or("").to_lowercase()
    }

    /// The place that its author gave it.
    fn order(&self) -> i32 {
        self.front.order.unwrap_or(i32::MAX)
    }
}

/// Puts pages into the order of the navigation: folder by folder, the index first, then category by category as the
/// first page of each has it, then by the authors' order and by title.
fn sort(pages: &mut [Page]) {
    let mut groups: BTreeMap<(String, String), i32> = BTreeMap::new();
    for page in pages.iter() {
        let first = groups.entry((page.folder(), page.group())).or_insert(i32::MAX);
        *first = (*first).min(page.order());
    }
    pages.sort_by_cached_key(|page| {
        let group = (page.folder(), page.group());
        let first = groups[&group];
        (group.0, !page.is_index(), first, group.1, page.order(), page.front.title.to_lowercase())
    });
}

/// The address of a file: its path without `.md`, an `index` being its folder.
fn address(file: &Path) -> String {
    let path = file.with_extension("");
    let path = path.to_string_lossy();
    let path = path.strip_suffix("index").map_or(path.as_ref(), |folder| folder.trim_end_matches('/'));
    format!("/{path}")
}

/// A section without an index of its own gets an empty one, so that its list has a place.
fn add_missing_indexes(pages: &mut Vec<Page>) {
    let mut sections: Vec<String> = pages.iter().map(|page| page.section().to_owned()).collect();
    sections.sort();
    sections.dedup();
    for section in sections.into_iter().filter(|section| !section.is_empty()) {
        let path = format!("/{section}");
        if !pages.iter().any(|page| page.path == path) {
            let file = Path::new(&section).join("index.md");
            let mut title = section;
            title[..1].make_ascii_uppercase();
            let front = Front { title, ..Front::default() };
            pages.push(Page { path, file, origin: None, front, source: String::new(), body: 0 });
        }
    }
}
