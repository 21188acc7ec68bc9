//! Chooses one pod of a text that has several.
//!
//! The choices are radio buttons of the editor's form, so that they work without scripts too.

use leptos::prelude::*;

use analyzer::PodReport;

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
                </fieldset>
            }
        })
    }
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
        assert!(!sample::render(sample::reading(), picker).contains("radio"));
    }
}
