//! Chooses one pod of a text that has several, and sums them up.
//!
//! The choices are radio buttons of the editor's form, so that they work without scripts too.

use leptos::prelude::*;

use analyzer::analysis::{Analysis, Pattern};
use analyzer::{PodReport, Severity};

use crate::session::Session;
use crate::words;

/// The pods of the text on show, where it has more than one.
pub(crate) fn picker(session: Session) -> impl IntoView {
    move || {
        let reading = session.shown.get().reading;
        let pods = &reading.analysis.pods;
        (pods.len() > 1).then(|| {
            let choices: Vec<_> = pods.iter().enumerate().map(|(index, pod)| choice(session, index, pod)).collect();
            view! {
                <fieldset class="picker">
                    <legend>{format!("{} pods in this text", pods.len())}</legend>
                    {choices}
                    <p class="picker-summary">{summary(&reading.analysis)}</p>
                </fieldset>
            }
        })
    }
}

/// What the pods are, and how much is wrong with them: "2 sidecar, 1 single container · 1 error, 3 warnings".
fn summary(analysis: &Analysis) -> String {
    let pattern_of = |pod: &PodReport| pod.verdict.as_ref().map(|verdict| verdict.pattern);
    let patterns = Pattern::ALL.into_iter().filter_map(|pattern| {
        let count = analysis.pods.iter().filter(|pod| pattern_of(pod) == Some(pattern)).count();
        (count > 0).then(|| format!("{count} {}", pattern.title().to_lowercase()))
    });
    let grave = [(Severity::Error, "error", "errors"), (Severity::Warning, "warning", "warnings")];
    let findings = grave.into_iter().filter_map(|(severity, one, many)| {
        let count = analysis.findings.iter().filter(|finding| finding.severity == severity).count();
        (count > 0).then(|| words::count(count, one, many))
    });
    let parts = [patterns.collect::<Vec<_>>().join(", "), findings.collect::<Vec<_>>().join(", ")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn choice(session: Session, index: usize, pod: &PodReport) -> impl IntoView + use<> {
    let pattern = pod.verdict.as_ref().map_or("no container", |verdict| verdict.pattern.title());
    view! {
        <label class="choice">
            <input
                type="radio"
                name="pod"
                value=index.to_string()
                form=session.id("form")
                autocomplete="off"
                checked={index == session.pod.get_untracked()}
                on:change=move |_| session.pod.set(index)
            />
            <span class="choice-name">{words::pod(pod)}</span>
            <span class="choice-pattern">{pattern}</span>
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn several_pods_can_be_chosen_from() {
        let mut reading = sample::reading();
        reading.analysis.pods.push(sample::pod());
        let html = sample::render(reading, picker);
        assert_eq!(html.matches("type=\"radio\"").count(), 2, "{html}");
        assert!(html.contains("2 pods in this text"), "{html}");
        assert!(html.contains("2 sidecar · 1 error, 1 warning"), "{html}");
        assert!(!sample::render(sample::reading(), picker).contains("radio"));
    }
}
