//! The verdict card: the pattern, how sure, why, and what would change the answer.
//!
//! It groups and words what the analyzer found; it weighs nothing.

use analyzer::LineIndex;
use analyzer::analysis::{Confidence, Counterfactual, Evidence, Pattern, Verdict};
use leptos::either::Either;
use leptos::prelude::*;

use crate::glyph::glyph;
use crate::session::{Session, ShownPod};
use crate::views::{Of, View};
use crate::{evidence, text, words};

/// The view.
pub(crate) const VIEW: View =
    View { id: "verdict", title: "Verdict", of: Of::Shown, draw: |session| verdict(session).into_any() };

/// The card of the pod on show.
pub(crate) fn verdict(session: Session) -> impl IntoView {
    // What the head says seldom changes; below it stand places in the text, which move at each key.
    let head = Memo::new(move |_| session.shown_pod().map(|pod| Head::of(&pod)));
    move || {
        let Head { of, found } = head.get()?;
        let Some((pattern, confidence, runner_up)) = found else {
            return Some(Either::Left(
                view! { <section class="panel"><h3>"No pattern"</h3><p>{of} " has no container that can be read."</p></section> },
            ));
        };
        Some(Either::Right(view! {
            <section class="panel verdict">
                <header class="verdict-head">
                    {glyph(pattern)}
                    <p class="eyebrow">{format!("{of} follows the pattern")}</p>
                    <h3 class="verdict-title" id=session.id("verdict")>{words::pattern_link(pattern)}</h3>
                    <p class="verdict-grades">
                        <span class="grade" data-grade=confidence.id()>{words::confidence(confidence)}</span>
                        {runner_up.map(|pattern| view! { <span class="runner-up">"Next best: " {words::pattern_link(pattern)}</span> })}
                    </p>
                </header>
                {move || session.shown_pod().and_then(|pod| Some(reasons(session, &pod.reading.lines(), pod.verdict.as_ref()?)))}
            </section>
        }))
    }
}

/// What the head of the card says.
#[derive(Clone, PartialEq)]
struct Head {
    /// The pod.
    of: String,
    /// The pattern, how sure that is, and the next best; none for a pod without containers.
    found: Option<(Pattern, Confidence, Option<Pattern>)>,
}

impl Head {
    fn of(pod: &ShownPod) -> Self {
        let found = pod.verdict.as_ref().map(|verdict| (verdict.pattern, verdict.confidence, verdict.runner_up));
        Self { of: words::pod(pod), found }
    }
}

/// What stands below the head: the answer in a sentence, why, and what would change it.
fn reasons(session: Session, lines: &LineIndex<'_>, verdict: &Verdict) -> impl IntoView + use<> {
    let (supporting, opposing): (Vec<&Evidence>, Vec<&Evidence>) =
        verdict.evidence.iter().partition(|evidence| supports(evidence, verdict.pattern));
    view! {
        <p class="summary">{text::prose(&verdict.summary)}</p>
        <div class="reasons">
            {evidence_list(session, lines, "What speaks for it", Some(verdict.pattern), &supporting)}
            {evidence_list(session, lines, "What speaks against it", Some(verdict.pattern), &opposing)}
        </div>
        {counterfactuals(&verdict.counterfactuals)}
    }
}

/// Whether a piece of evidence is on the side of `pattern`.
fn supports(evidence: &Evidence, pattern: Pattern) -> bool {
    evidence.speaks_for == Some(pattern) || (evidence.speaks_for.is_none() && evidence.against != Some(pattern))
}

/// A list of evidence under its heading; nothing where there is none.
fn evidence_list(
    session: Session,
    lines: &LineIndex<'_>,
    title: &'static str,
    known: Option<Pattern>,
    evidence: &[&Evidence],
) -> Option<impl IntoView + use<>> {
    (!evidence.is_empty()).then(|| {
        let rows = evidence::list(session, lines, known, evidence);
        view! { <div class="reason-group"><h4>{title}</h4>{rows}</div> }
    })
}

fn counterfactuals(changes: &[Counterfactual]) -> Option<impl IntoView + use<>> {
    let rows: Vec<_> = changes
        .iter()
        .map(|change| view! { <li><span>{text::prose(&change.change)}</span> " Then it is: " {words::pattern_link(change.pattern)}</li> })
        .collect();
    (!rows.is_empty())
        .then(|| view! { <div class="counterfactuals"><h4>"What would change the answer"</h4><ul>{rows}</ul></div> })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_card_gives_pattern_reasons_and_changes() {
        let html = sample::render(sample::reading(), verdict);
        for part in [
            "href=\"/patterns/sidecar\"",
            "High confidence",
            "Next best: ",
            "What speaks for it",
            "What speaks against it",
            "Strong",
            "What would change the answer",
            "data-span=\"",
        ] {
            assert!(html.contains(part), "no {part} in {html}");
        }
    }

    #[test]
    fn hostile_names_stay_text() {
        let html = sample::render(sample::hostile(), verdict);
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("&lt;script&gt;"), "{html}");
    }
}
