//! Evidence as rows: how strong, why, for or against what, and where. Verdict and containers show it alike.

use analyzer::LineIndex;
use analyzer::analysis::Evidence;
use leptos::prelude::*;

use crate::place::{data, place};
use crate::session::Session;
use crate::words;

/// A list of observations.
pub(crate) fn list<'e>(
    session: Session,
    lines: &LineIndex<'_>,
    evidence: impl IntoIterator<Item = &'e Evidence>,
) -> AnyView {
    let rows: Vec<_> = evidence.into_iter().map(|evidence| row(session, lines, evidence)).collect();
    view! { <ul class="evidence">{rows}</ul> }.into_any()
}

fn row(session: Session, lines: &LineIndex<'_>, evidence: &Evidence) -> AnyView {
    view! {
        <li data-span=data(evidence.span)>
            <span class="strength" data-strength=evidence.strength.id()>{words::strength(evidence.strength)}</span>
            <span class="reason">{evidence.reason.clone()}</span>
            <span class="aside">{side(evidence)} " " {place(session, lines, evidence.span)}</span>
        </li>
    }
    .into_any()
}

/// What an observation speaks for and against.
fn side(evidence: &Evidence) -> String {
    let speaks_for = evidence.speaks_for.map(|pattern| format!("for {}", pattern.title().to_lowercase()));
    let against = evidence.against.map(|pattern| format!("against {}", pattern.title().to_lowercase()));
    [speaks_for, against].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_row_says_how_strong_why_and_where() {
        let html = sample::render(sample::reading(), |session| {
            let reading = session.analysis.get();
            list(session, &reading.lines(), &reading.analysis.pods[0].containers[0].evidence)
        });
        for part in ["Strong", "it serves", "for sidecar", "data-span=\"50-60\"", "lines 5–6"] {
            assert!(html.contains(part), "no {part} in {html}");
        }
    }
}
