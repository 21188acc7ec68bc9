//! The findings of the current text, always: also while the results are those of an earlier one.
//!
//! What is only advice is folded away where something weighs more; the reader's own choice survives the next edit.

use std::sync::Arc;

use analyzer::{Finding, LineIndex, Severity};
use leptos::prelude::*;

use crate::place::{data, place};
use crate::session::{Reading, Session};
use crate::views::{Of, View};
use crate::{fill, text, words};

/// The view.
pub(crate) const VIEW: View =
    View { id: "findings", title: "Findings", of: Of::Current, draw: |session| findings(session).into_any() };

/// The findings of the current text.
pub(crate) fn findings(session: Session) -> impl IntoView {
    // Whether the advice is unfolded, once the reader has said so.
    let unfolded = RwSignal::new(None);
    move || {
        let reading = session.analysis.get();
        let lines = reading.lines();
        let (advice, grave): (Vec<_>, Vec<_>) =
            reading.analysis.findings.iter().enumerate().partition(|(_, finding)| finding.severity == Severity::Info);
        let rows = |findings: &[(usize, &Finding)]| {
            let rows: Vec<_> =
                findings.iter().map(|(number, finding)| row(session, &reading, &lines, *number, finding)).collect();
            (!rows.is_empty()).then(|| view! { <ul class="findings">{rows}</ul> })
        };
        let silenced = reading.analysis.silenced;
        view! {
            <section class="panel">
                <h3 id=session.id("findings") tabindex="-1">"Findings"</h3>
                {reading.analysis.findings.is_empty().then(|| view! { <p class="all-clear">"Nothing to complain about."</p> })}
                {rows(&grave)}
                {rows(&advice).map(|list| folded(unfolded, grave.is_empty(), advice.len(), list))}
                {(silenced > 0).then(|| view! { <p class="quiet">{words::count(silenced, "finding is", "findings are")} " silenced by comments."</p> })}
            </section>
        }
    }
}

/// The advice, unfolded where the reader unfolded it or there is nothing else.
fn folded(unfolded: RwSignal<Option<bool>>, alone: bool, count: usize, list: impl IntoView) -> impl IntoView {
    let open = unfolded.get_untracked().unwrap_or(alone);
    view! {
        <details
            class="more advice"
            open=open
            on:toggle:target=move |event| {
                let now = event.target().open();
                if now != unfolded.get_untracked().unwrap_or(alone) {
                    unfolded.set(Some(now));
                }
            }
        >
            <summary>{words::count(count, "piece of advice", "pieces of advice")}</summary>
            {list}
        </details>
    }
}

fn row(
    session: Session,
    reading: &Arc<Reading>,
    lines: &LineIndex<'_>,
    number: usize,
    finding: &Finding,
) -> impl IntoView + use<> {
    let several = reading.analysis.pods.len() > 1;
    let pod = finding.pod.filter(|_| several).and_then(|pod| reading.analysis.pods.get(pod)).map(words::pod);
    let fix = finding.fix.clone().filter(|_| session.shows(View::YAML));
    let asks = fix.clone().filter(|fix| !fix.placeholders.is_empty());
    let open = RwSignal::new(false);
    let of_asks = reading.clone();
    let id = fill::id(session, number);
    view! {
        <li class="finding" data-severity=finding.severity.id() data-span=data(finding.span)>
            <span class="severity" data-severity=finding.severity.id()>{words::severity(finding.severity)}</span>
            <p class=message_class(&finding.message)>{text::prose(&finding.message)}</p>
            {finding.help.clone().map(|help| view! { <p class="help">{text::prose(&help)}</p> })}
            <p class="finding-foot">
                {place(session, lines, finding.span)}
                <a href=format!("/rules/{}", finding.rule)>{finding.rule}</a>
                {finding.field.clone().map(|field| view! { <code>{field}</code> })}
                {pod.map(|pod| view! { <span>{pod}</span> })}
                {fix.map(|fix| fill::button(session, reading, fix, open, &id))}
            </p>
            {asks.map(|fix| fill::questions(session, of_asks, fix, open, id))}
        </li>
    }
}

/// A message is written without a capital, and the style sheet gives it one; but not to a name that it starts with.
fn message_class(message: &str) -> &'static str {
    if message.starts_with('`') { "message name-first" } else { "message" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_finding_gives_word_place_message_help_and_rule() {
        let html = sample::render(sample::reading(), findings);
        for part in [
            "Warning",
            "Error",
            "Advice",
            "line ",
            "has no size limit",
            "/rules/emptydir-without-size-limit",
            "Set sizeLimit",
        ] {
            assert!(html.contains(part), "no {part} in {html}");
        }
    }

    #[test]
    fn a_name_at_the_start_keeps_its_letters() {
        assert_eq!(message_class("`web` has no limit"), "message name-first");
        assert_eq!(message_class("nothing makes `web` again"), "message");
    }

    #[test]
    fn hostile_messages_stay_text() {
        assert!(!sample::render(sample::hostile(), findings).contains("<script"));
    }
}
