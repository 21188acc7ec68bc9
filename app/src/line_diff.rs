//! Two texts line by line: what was added, what was taken out, and some lines around each change.
//!
//! It shows a comparison that the analyzer made. What differs is said by signs and by elements, not by colour alone.

use analyzer::diff::{DiffLine, Fate};
use leptos::either::EitherOf3;
use leptos::prelude::*;

/// How many lines that both texts have are shown around a change.
const AROUND: usize = 3;

/// The changed lines; nothing where there are none.
pub(crate) fn line_diff(lines: &[DiffLine]) -> Option<impl IntoView + use<>> {
    let changed = |index: usize| lines[index].fate != Fate::Kept;
    let near = |index: usize| (index.saturating_sub(AROUND)..(index + AROUND + 1).min(lines.len())).any(changed);
    let mut rows = Vec::new();
    for index in (0..lines.len()).filter(|index| near(*index)) {
        let gap = index > 0 && !near(index - 1);
        rows.push(row(&lines[index], gap));
    }
    (!rows.is_empty()).then(|| view! { <pre class="line-diff" tabindex="0" role="group" aria-label="Changed lines"><code>{rows}</code></pre> })
}

fn row(line: &DiffLine, gap: bool) -> impl IntoView + use<> {
    let said = |sign: &str| format!("{sign} {}\n", line.text);
    let shown = match line.fate {
        Fate::Kept => EitherOf3::A(view! { <span>{said(" ")}</span> }),
        Fate::Removed => EitherOf3::B(view! { <del>{said("-")}</del> }),
        Fate::Added => EitherOf3::C(view! { <ins>{said("+")}</ins> }),
    };
    view! { {gap.then(|| view! { <span class="gap">"⋯\n"</span> })} {shown} }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(old: &str, new: &str) -> Option<String> {
        let owner = Owner::new_root(None);
        owner.with(|| line_diff(&analyzer::diff::lines(old, new)).map(RenderHtml::to_html))
    }

    #[test]
    fn changes_are_shown_with_their_surroundings() {
        let old = "a\nb\nc\nd\ne\nf\n<x>\n";
        let html = html(old, "a\nb\nc\nd\ne\nf\n<y>\n").unwrap();
        assert!(html.contains("- &lt;x>") || html.contains("- &lt;x&gt;"), "{html}");
        assert!(html.contains("<ins>") && html.contains("gap") && !html.contains(">  a"), "{html}");
    }

    #[test]
    fn equal_texts_show_nothing() {
        assert!(html("a\n", "a\n").is_none());
    }
}
