//! Evidence as rows: how strong, why, for or against what, and where. Verdict and containers show it alike.

use analyzer::LineIndex;
use analyzer::analysis::{Evidence, Pattern};
use leptos::prelude::*;

use crate::attributes::attributes;
use crate::place::{data, place};
use crate::session::Session;
use crate::{text, words};

/// How many observations are read at first sight.
const FIRST: usize = 5;

/// A list of observations; a long one continues on request. `known` is the pattern that its heading names.
pub(crate) fn list(
    session: Session,
    lines: &LineIndex<'_>,
    known: Option<Pattern>,
    evidence: &[&Evidence],
) -> impl IntoView + use<> {
    let mut rows: Vec<_> = evidence.iter().map(|evidence| row(session, lines, known, evidence)).collect();
    let more = if rows.len() > FIRST + 1 { rows.split_off(FIRST) } else { Vec::new() };
    let rest = (!more.is_empty()).then(|| {
        view! { <details class="more"><summary>{format!("{} more", more.len())}</summary><ul class="evidence">{more}</ul></details> }
    });
    view! { <ul class="evidence">{rows}</ul> {rest} }
}

fn row(session: Session, lines: &LineIndex<'_>, known: Option<Pattern>, evidence: &Evidence) -> impl IntoView + use<> {
    let strength = attributes([("class", "strength".into()), ("data-strength", evidence.strength.id().into())]);
    view! {
        <li {..attributes([("data-span", data(evidence.span).into())])}>
            <span {..strength}>{words::strength(evidence.strength)}</span>
            <p>
                <span>{text::prose(&evidence.reason)}</span>
                " "
                {place(session, lines, evidence.span)}
                {side(known, evidence).map(|side| view! { <span class="side">{side}</span> })}
            </p>
        </li>
    }
}

/// What an observation speaks for, and against where that is all it does; nothing where it is about `known`.
fn side(known: Option<Pattern>, evidence: &Evidence) -> Option<String> {
    let (pattern, word) = match (evidence.speaks_for, evidence.against) {
        (Some(pattern), _) => (pattern, "for"),
        (None, Some(pattern)) => (pattern, "against"),
        (None, None) => return None,
    };
    (Some(pattern) != known).then(|| format!("{word} {}", pattern.title().to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_row_says_how_strong_why_and_where() {
        let html = render(1, None);
        for part in ["Strong", "it serves", "for sidecar", "data-span=\"50-60\"", "lines 5–6"] {
            assert!(html.contains(part), "no {part} in {html}");
        }
    }

    #[test]
    fn a_list_does_not_repeat_its_own_pattern() {
        assert!(!render(1, Some(Pattern::Sidecar)).contains("for sidecar"));
    }

    #[test]
    fn a_long_list_continues_on_request() {
        assert!(!render(FIRST + 1, None).contains("<details"));
        assert!(render(FIRST + 2, None).contains("<summary>2 more</summary>"));
    }

    fn render(count: usize, known: Option<Pattern>) -> String {
        sample::render(sample::reading(), move |session| {
            let reading = session.analysis.get();
            let evidence = &reading.analysis.pods[0].containers[0].evidence[0];
            list(session, &reading.lines(), known, &vec![evidence; count])
        })
    }
}
