//! What the fix of a rule does, on the rule's page.
//!
//! It is read off the findings of the page's own examples: no page claims a fix that the analyzer does not offer, and
//! nobody writes the same words twice.

use crate::book::{Fence, Page};
use crate::html::escape;
use analyzer::finding::Fix;
use analyzer::{Options, analyze};

/// The entry of the page's facts; none on pages that are not about a rule with examples.
pub(super) fn fact(page: &Page, fences: &[Fence]) -> Option<String> {
    let said = of_page(page, fences, |fix| {
        format!("<dd>{} <span class=\"quiet\">({})</span></dd>", code(&fix.title), escape(&remark(fix)))
    })?;
    let said = if said.is_empty() { format!("<dd>{NONE}</dd>") } else { said.join(" ") };
    Some(format!("<div class=\"fixes\"><dt>Fix</dt>{said}</div>"))
}

/// The same as a line of Markdown, for the page's twin; none where the page has no such fact.
pub(crate) fn line(page: &Page, fences: &[Fence]) -> Option<String> {
    let said = of_page(page, fences, |fix| format!("{} ({})", fix.title, remark(fix)))?;
    let said = if said.is_empty() { NONE.to_owned() } else { said.join("; ") };
    Some(format!("Fix: {said}."))
}

/// What is said where the rule has no fix.
const NONE: &str = "none: only its owner knows what is right";

/// The fixes of a rule's page, each said once.
fn of_page(page: &Page, fences: &[Fence], say: impl Fn(&Fix) -> String) -> Option<Vec<String>> {
    let rule = page.path.strip_prefix("/rules/")?;
    let mut said: Vec<String> = fixes(rule, fences)?.iter().map(say).collect();
    said.dedup();
    Some(said)
}

/// The fixes that the examples get; none where no example shows the finding.
fn fixes(rule: &str, fences: &[Fence]) -> Option<Vec<Fix>> {
    let mut is_shown = false;
    let mut fixes: Vec<Fix> = Vec::new();
    for fence in fences.iter().filter(|fence| fence.info.is_playground()) {
        let kubernetes = fence.info.kubernetes().unwrap_or_default();
        for finding in analyze(&fence.text, &Options { kubernetes }).findings {
            is_shown |= finding.rule == rule;
            let fix =
                finding.fix.filter(|fix| finding.rule == rule && fixes.iter().all(|known| known.title != fix.title));
            fixes.extend(fix);
        }
    }
    is_shown.then_some(fixes)
}

/// Whether a fix wants a look, and what it asks for.
fn remark(fix: &Fix) -> String {
    let mut asks: Vec<&str> = fix.placeholders.iter().map(|place| place.asks).collect();
    asks.dedup();
    let look = if fix.safe { "the pod still does what it did" } else { "read the change before you apply it" };
    if asks.is_empty() { look.to_owned() } else { format!("{look}; asks for {}", asks.join(", ")) }
}

/// A title as HTML: what stands between back quotes is code.
fn code(title: &str) -> String {
    let parts = title.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 1 { format!("<code>{}</code>", escape(part)) } else { escape(part) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Book;

    fn fact_of(path: &str) -> Option<String> {
        let book = Book::load(concat!(env!("CARGO_MANIFEST_DIR"), "/../content")).unwrap();
        let page = book.page(path).unwrap();
        fact(page, &book.fences(page))
    }

    #[test]
    fn a_page_says_what_the_fix_of_its_rule_does() {
        let html = fact_of("/rules/bare-pod").unwrap();
        assert!(html.contains("<dd>Put it into a Deployment <span") && html.contains("read the change"), "{html}");
        let html = fact_of("/rules/image-latest-or-untagged").unwrap();
        assert!(html.contains("asks for "), "{html}");
    }

    #[test]
    fn the_markdown_says_the_same() {
        let book = Book::load(concat!(env!("CARGO_MANIFEST_DIR"), "/../content")).unwrap();
        let line_of = |path: &str| {
            let page = book.page(path).unwrap();
            line(page, &book.fences(page))
        };
        assert_eq!(
            line_of("/rules/bare-pod").unwrap(),
            "Fix: Put it into a Deployment (read the change before you apply it)."
        );
        assert_eq!(line_of("/rules/datastore-beside-app").unwrap(), format!("Fix: {NONE}."));
        assert_eq!(line_of("/docs/emptydir"), None);
    }

    #[test]
    fn a_rule_without_a_fix_says_so_and_other_pages_say_nothing() {
        let html = fact_of("/rules/datastore-beside-app").unwrap();
        assert!(html.contains("<dd>none"), "{html}");
        assert_eq!((fact_of("/rules"), fact_of("/docs/emptydir")), (None, None));
    }

    #[test]
    fn titles_are_text() {
        assert_eq!(code("Write `a<b`"), "Write <code>a&lt;b</code>");
    }
}
