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
    let rule = page.path.strip_prefix("/rules/")?;
    let fixes = fixes(rule, fences)?;
    let mut said: Vec<String> = fixes.iter().map(say).collect();
    said.dedup();
    if said.is_empty() {
        said.push("<dd>none: only its owner knows what is right</dd>".to_owned());
    }
    Some(format!("<div class=\"fixes\"><dt>Fix</dt>{}</div>", said.join(" ")))
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

/// A fix in words: its title, what it asks for, and whether it wants a look.
fn say(fix: &Fix) -> String {
    let mut asks: Vec<&str> = fix.placeholders.iter().map(|place| place.asks).collect();
    asks.dedup();
    let asked = if asks.is_empty() { String::new() } else { format!("; asks for {}", escape(&asks.join(", "))) };
    let look = if fix.safe { "safe to make unseen" } else { "look at it before you apply" };
    format!("<dd>{} <span class=\"quiet\">({look}{asked})</span></dd>", code(&fix.title))
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
        assert!(html.contains("<dd>Put it into a Deployment <span") && html.contains("look at it"), "{html}");
        let html = fact_of("/rules/image-latest-or-untagged").unwrap();
        assert!(html.contains("asks for "), "{html}");
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
