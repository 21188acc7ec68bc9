//! Code in pages: listings with colours, and playgrounds.

use super::super::article::{Fence, Remark};
use super::super::fence::{Announced, Info, without_announcements};
use super::super::highlight;
use super::Renderer;
use crate::html::escape;
use analyzer::analysis::Pattern;
use pulldown_cmark::{CodeBlockKind, Event, TagEnd};
use std::fmt::Write as _;
use std::ops::Range;

impl<'m> Renderer<'_, 'm> {
    pub(super) fn code(
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
        if let Some(passage) = self.article.passages.last_mut() {
            passage.text.extend([" ", &fence.text]);
        }
        let html = self.code_html(&fence);
        let tab = fence.info.settings.get("tab");
        self.tabs(tab.is_some());
        self.raw(match tab {
            Some(name) => format!("<div data-tab=\"{}\">\n{html}</div>\n", escape(name)),
            None => html,
        });
        self.article.fences.push(fence);
    }

    /// Opens a group of variants, or closes it. Without scripts they stand below each other.
    pub(super) fn tabs(&mut self, wanted: bool) {
        if wanted != self.in_tabs {
            self.raw(if wanted { "<div class=\"variants\">\n" } else { "</div>\n" });
            self.in_tabs = wanted;
        }
    }

    /// The fence with its code: its own, or that of the file that it names; then its own is announcements alone.
    fn fence(&mut self, info: Info, own: &str, line: u32) -> Fence {
        if !info.is_yaml() {
            return Fence { info, text: own.to_owned(), announcements: Vec::new(), line };
        }
        let (mut text, mut announcements) = without_announcements(own);
        if let Some(file) = info.settings.get("file") {
            if !text.trim().is_empty() {
                let message = "this fence names a file and has code of its own".into();
                self.article.remarks.push(Remark { line, message });
            }
            match (self.surroundings.file)(file) {
                Ok(code) => {
                    let (code, more) = without_announcements(&code);
                    text = code;
                    announcements.extend(more);
                }
                Err(message) => self.article.remarks.push(Remark { line, message }),
            }
        }
        Fence { info, text, announcements, line }
    }

    /// A playground has its code in its editor; where that is not among its views, the code stands above it. A
    /// sleeping one shows the code, and a button that wakes it.
    fn code_html(&self, fence: &Fence) -> String {
        if !fence.info.is_playground() {
            return match fence.info.language.as_str() {
                "hint" => folded("Hint", &format!("<p>{}</p>", words(&fence.text))),
                _ if fence.info.has("solution") => folded("Solution", &listing(fence)),
                _ => listing(fence),
            };
        }
        let number = self.article.fences.iter().filter(|fence| fence.info.is_playground()).count() + 1;
        let playground = (self.surroundings.playground)(fence, number);
        let has_editor = fence.info.views().split(',').any(|view| matches!(view.trim(), "all" | "yaml"));
        if fence.info.has("guess") {
            let (listing, guess) = (listing(fence), guess(fence, number, &(wake(number) + &playground)));
            return format!("<div class=\"example\">\n{listing}{guess}</div>\n");
        }
        let above = match (self.surroundings.asleep, has_editor) {
            (true, _) => listing(fence) + &wake(number),
            (false, true) => title(fence, "p", " class=\"example-title\""),
            (false, false) => listing(fence),
        };
        format!("<div class=\"example\">\n{above}{playground}\n</div>\n")
    }
}

/// What a reader opens when it is wanted.
fn folded(summary: &str, html: &str) -> String {
    format!("<details class=\"folded\">\n<summary>{summary}</summary>\n{html}</details>\n")
}

/// A text whose code stands between back quotes.
fn words(text: &str) -> String {
    let parts = text.trim().split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 1 { format!("<code>{}</code>", escape(part)) } else { escape(part) }).collect()
}

/// The question that comes before an answer, where a page lets its readers guess the pattern of a pod. Without scripts
/// the reader keeps the guess in mind.
fn guess(fence: &Fence, number: usize, answer: &str) -> String {
    let verdict = fence.announcements.iter().find(|one| one.kind == Announced::Verdict);
    let right = verdict.map_or("", |one| one.id.as_str());
    let mut choices = String::new();
    for pattern in Pattern::ALL {
        let (id, title) = (pattern.id(), pattern.title());
        let _ =
            writeln!(choices, "<label><input type=\"radio\" name=\"guess-{number}\" value=\"{id}\"> {title}</label>");
    }
    format!(
        "<fieldset class=\"guess\" data-answer=\"{}\">\n<legend>Manifest {number}: which pattern is it?</legend>\n{choices}<p role=\"status\"></p>\n</fieldset>\n{}",
        escape(right),
        folded("The answer and its evidence", answer)
    )
}

/// The button that wakes the n-th playground. It belongs to the playground's form: where waking fails, it takes the
/// text to the page of the playground.
fn wake(number: usize) -> String {
    let prefix = crate::playground::prefix(number);
    format!(
        "<p class=\"wake\"><button class=\"button outline\" type=\"submit\" form=\"{prefix}form\" data-wake>Edit this example</button></p>\n"
    )
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
