//! What authors should repair: links that lead nowhere, headings that jump, announcements of rules that do not exist.
//! Tests run this over the whole content; nothing here repairs or guesses.

use super::{Announced, Article, Book, Page, Remark};
use analyzer::analysis::Pattern;
use analyzer::rules::RULES;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;

/// Addresses that are no pages of the book.
const OTHER_ADDRESSES: &[&str] = &[
    "/play",
    "/embed",
    "/embed/snippets",
    "/embed.js",
    "/search",
    "/catalogue",
    "/api",
    "/api/v1/openapi.json",
    "/healthz",
    "/readyz",
];

/// Something to repair in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The page's file in the content folder.
    pub file: PathBuf,
    /// What, and in which line.
    pub remark: Remark,
}

impl fmt::Display for Flaw {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.file.display(), self.remark.line, self.remark.message)
    }
}

/// All that is to repair.
pub(super) fn check(book: &Book) -> Vec<Flaw> {
    let articles: BTreeMap<&str, Article> =
        book.pages.iter().map(|page| (page.path.as_str(), book.render(page, &|_, _| String::new()))).collect();
    let mut flaws = Vec::new();
    for page in &book.pages {
        let article = &articles[page.path.as_str()];
        let remarks = article.remarks.iter().cloned();
        let remarks = remarks.chain(front(page)).chain(vague(page));
        let remarks = remarks.chain(links(page, article, &articles)).chain(fences(book, article));
        flaws.extend(remarks.map(|remark| Flaw { file: page.file.clone(), remark }));
    }
    flaws
}

fn front(page: &Page) -> Vec<Remark> {
    let wrong = page.front.check_lines().into_iter().filter(|line| app::Check::parse(line).is_none());
    let wrong = wrong.map(|line| Remark { line: 1, message: format!("`{line}` is no check of a lesson") });
    let mut remarks: Vec<Remark> = wrong.collect();
    let mut say = |message: &str| remarks.push(Remark { line: 1, message: message.into() });
    if page.front.title.trim().is_empty() {
        say("the page has no title");
    }
    if is_dated(page) && !page.front.updated.as_deref().is_some_and(is_day) {
        say("the page does not say when it last changed in substance; write `updated: \"2026-11-24\"`");
    }
    if page.front.description.trim().is_empty() && !page.source.is_empty() {
        say("the page has no description");
    }
    remarks
}

/// Whether readers are told how old a page is: all that a person wrote, but for lists.
fn is_dated(page: &Page) -> bool {
    let written = page.origin.as_ref().is_some_and(|origin| origin.starts_with("content/"));
    written && !page.is_index() && !page.section().is_empty()
}

/// Whether a text is a day, as `2026-11-24`.
fn is_day(text: &str) -> bool {
    let digits = |part: &str, many: usize| part.len() == many && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts[..], [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2))
}

/// Links whose words do not say where they lead: read alone, as a screen reader lists them, they mean nothing.
fn vague(page: &Page) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (number, line) in (1..).zip(page.source.lines()) {
        let line = line.to_lowercase();
        for word in ["more", "here", "this", "link", "read more", "click here", "learn more"] {
            if line.contains(&format!("[{word}](")) {
                remarks
                    .push(Remark {
                        line: number, message: format!("the link “{word}” does not say where it leads")
                    });
            }
        }
    }
    remarks
}

fn links(page: &Page, article: &Article, articles: &BTreeMap<&str, Article>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (line, path, anchor) in &article.links {
        let path = path.split('?').next().unwrap_or("");
        let path = if path.is_empty() { page.path.as_str() } else { path };
        let message = match (articles.get(path), anchor) {
            (None, _) if OTHER_ADDRESSES.contains(&path) => continue,
            (None, _) => format!("the link to `{path}` leads nowhere"),
            (Some(target), Some(anchor)) if !target.headings.iter().any(|heading| heading.id == *anchor) => {
                format!("there is no heading `#{anchor}` on `{path}`")
            }
            _ => continue,
        };
        remarks.push(Remark { line: *line, message });
    }
    remarks
}

fn fences(book: &Book, article: &Article) -> Vec<Remark> {
    let pages = book.section("rules").filter_map(|page| page.path.strip_prefix("/rules/"));
    let rules: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).chain(pages).collect();
    let mut remarks = Vec::new();
    for fence in &article.fences {
        for announcement in &fence.announcements {
            let id = announcement.id.as_str();
            let known = match announcement.kind {
                Announced::Finding | Announced::NoFinding => rules.contains(id),
                Announced::Verdict => Pattern::ALL.iter().any(|pattern| pattern.id() == id),
            };
            if !known {
                remarks.push(Remark {
                    line: fence.line,
                    message: format!("`{id}` is announced, and is no rule or pattern"),
                });
            }
        }
        for view in fence.info.views().split(',').map(str::trim) {
            if view != "all" && !app::View::ALL.iter().any(|known| known.id() == view) {
                remarks.push(Remark { line: fence.line, message: format!("there is no view `{view}`") });
            }
        }
        if fence.info.language.is_empty() {
            remarks
                .push(Remark { line: fence.line, message: "this code does not say its language; write `text`".into() });
        }
    }
    remarks
}
