//! The status line: one sentence that says what was found, for the eye and for screen readers.
//!
//! It speaks only when the sentence changes and the reader has paused; it never repeats the whole result.

use std::time::Duration;

use analyzer::Severity;
use leptos::prelude::*;

use crate::rest::when_rested;
use crate::session::{Reading, Session, ShownPod};
use crate::words;

/// How long a reader pauses before the line speaks.
const PAUSE: Duration = Duration::from_millis(600);

/// The line under the editor.
pub(crate) fn status(session: Session) -> impl IntoView {
    let sentence =
        Memo::new(move |_| sentence(&session.analysis.get(), session.shown_pod().as_ref(), session.shown.read().stale));
    let said = RwSignal::new(sentence.get_untracked());
    when_rested(
        PAUSE,
        move || Some(sentence.get()).filter(|next| *next != *said.read_untracked()),
        move |next| said.set(next),
    );
    view! { <p class="status" role="status" id=session.id("status")>{move || said.get()}</p> }
}

/// What the line says.
fn sentence(current: &Reading, pod: Option<&ShownPod>, stale: bool) -> String {
    let pattern = match pod.and_then(|pod| pod.verdict.as_ref()) {
        Some(verdict) => format!("Pattern: {}", verdict.pattern.title().to_lowercase()),
        None => "No pattern".to_owned(),
    };
    let caveat = if stale { "Cannot be read as it stands. Before: " } else { "" };
    format!("{caveat}{pattern} · {}", problems(current))
}

/// `2 errors, 1 warning`.
fn problems(reading: &Reading) -> String {
    let of = |severity| reading.analysis.findings.iter().filter(|finding| finding.severity == severity).count();
    let counts = [
        (of(Severity::Error), "error", "errors"),
        (of(Severity::Warning), "warning", "warnings"),
        (of(Severity::Info), "piece of advice", "pieces of advice"),
    ];
    let said: Vec<String> = counts
        .iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| words::count(*number, one, many))
        .collect();
    if said.is_empty() { "no problems".to_owned() } else { said.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn it_says_pattern_and_problems() {
        let html = sample::render(sample::reading(), status);
        assert!(html.contains("role=\"status\""), "{html}");
        assert!(html.contains("Pattern: sidecar · 1 error, 1 warning, 1 piece of advice"), "{html}");
    }
}
