//! In which order the containers of the pod on show start and stop, and what ends the pod.

use analyzer::analysis::Step;
use leptos::prelude::*;

use crate::session::Session;
use crate::text;
use crate::views::{Of, View};

/// The view.
pub(crate) const VIEW: View =
    View { id: "timeline", title: "Timeline", of: Of::Shown, draw: |session| timeline(session).into_any() };

/// The timeline of the pod on show.
pub(crate) fn timeline(session: Session) -> impl IntoView {
    move || {
        let pod = session.shown_pod()?;
        let timeline = &pod.timeline;
        let (startup, shutdown) = (steps("Start", &timeline.startup), steps("Stop", &timeline.shutdown));
        let completion = timeline.completion.clone();
        (startup.is_some() || shutdown.is_some() || !completion.is_empty()).then(|| {
            view! {
                <section class="panel timeline">
                    <h3 id=session.id("timeline")>"Start, stop and completion"</h3>
                    <div class="phases">{startup} {shutdown}</div>
                    {(!completion.is_empty()).then(|| view! { <h4>"Completion"</h4><p>{text::prose(&completion)}</p> })}
                </section>
            }
        })
    }
}

fn steps(title: &'static str, steps: &[Step]) -> Option<impl IntoView + use<>> {
    let rows: Vec<_> = steps.iter().map(step).collect();
    (!rows.is_empty()).then(|| view! { <div class="phase"><h4>{title}</h4><ol class="steps">{rows}</ol></div> })
}

fn step(step: &Step) -> impl IntoView + use<> {
    let names: Vec<_> = step.containers.iter().map(|name| view! { <span class="chip">{name.clone()}</span> }).collect();
    view! {
        <li value=step.step.to_string()>
            <p class="chips">{names}</p>
            <p>{text::prose(&step.reason)}</p>
            {step.waits_for.clone().map(|event| view! { <p class="waits">"Then waits: " {text::prose(&event)}</p> })}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn it_tells_start_stop_and_completion() {
        let html = sample::render(sample::reading(), timeline);
        for part in [">Start<", ">Stop<", ">Completion<", "Then waits: "] {
            assert!(html.contains(part), "no {part} in {html}");
        }
    }

    #[test]
    fn hostile_names_stay_text() {
        assert!(!sample::render(sample::hostile(), timeline).contains("<script"));
    }
}
