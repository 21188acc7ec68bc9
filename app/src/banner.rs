//! The banner over results that belong to an earlier text, and the page of a text without a pod.
//!
//! It explains; it never hides the results it speaks of.

use leptos::either::Either;
use leptos::prelude::*;

use crate::place::place;
use crate::session::{Reading, Session};
use crate::{examples, text};

/// Says that the results are those of the last text that could be read, and what stops the current one.
pub(crate) fn banner(session: Session) -> impl IntoView {
    move || {
        session.shown.read().stale.then(|| {
            let current = session.analysis.get();
            view! {
                <p class="banner">
                    <strong>"Showing the result for the last text that could be read."</strong>
                    " "
                    {reason(session, &current)}
                </p>
            }
        })
    }
}

/// The first thing that keeps the current text from being read.
fn reason(session: Session, current: &Reading) -> Option<impl IntoView + use<>> {
    let finding =
        current.obstacle().or_else(|| current.analysis.findings.iter().max_by_key(|finding| finding.severity))?;
    let place = place(session, &current.lines(), finding.span);
    Some(view! { <span class="banner-reason">{place} ": " <span>{text::prose(&finding.message)}</span></span> })
}

/// What stands in place of the results where no pod can be read.
pub(crate) fn empty(session: Session) -> impl IntoView {
    move || {
        let reading = session.shown.get().reading;
        reading
            .analysis
            .pods
            .is_empty()
            .then(|| if reading.is_blank() { Either::Left(blank(session)) } else { Either::Right(no_pod()) })
    }
}

fn blank(session: Session) -> impl IntoView {
    view! {
        <div class="empty">
            <h3>"Paste a manifest"</h3>
            <p>
                "A Pod, or anything that makes pods: a Deployment, a StatefulSet, a DaemonSet, a Job, a CronJob, or a List of them. Several documents in one text are fine."
            </p>
            <p>"You will see which pattern the pod follows and why, what its containers share, and what Kubernetes would refuse."</p>
            {session.is_bench().then(|| view! { <p>"Paste it, drop a file here, or start from an example:"</p> {examples::first(session)} })}
            <p class="quiet">"The manifest stays in this browser. It is sent nowhere unless you press a button that says so."</p>
        </div>
    }
}

fn no_pod() -> impl IntoView {
    view! {
        <div class="empty">
            <h3>"No pod to show yet"</h3>
            <p>"This text holds no pod that can be read. The findings below say why, and what to do."</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_blank_text_says_what_to_do() {
        let blank = Reading { text: String::new(), analysis: sample::analysis(Vec::new(), Vec::new()) };
        assert!(sample::render(blank, empty).contains("Paste a manifest"));
    }

    #[test]
    fn a_text_without_pods_points_to_its_findings() {
        assert!(sample::render(sample::broken(), empty).contains("No pod to show yet"));
        assert!(!sample::render(sample::reading(), empty).contains("<h3"));
    }
}
