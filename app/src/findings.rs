//! The findings of the current text, always: also while the results are those of an earlier one.
//!
//! What is only advice is folded away where something weighs more; the reader's own choice survives the next edit.

use analyzer::{Finding, LineIndex, Severity};
use leptos::prelude::*;

use crate::attributes::attributes;
use crate::fill::Offer;
use crate::place::{data, place};
use crate::session::Session;
use crate::views::{Of, View};
use crate::{text, words};

/// The view.
pub(crate) const VIEW: View =
    View { id: "findings", title: "Findings", of: Of::Current, draw: |session| findings(session).into_any() };

/// The findings of the current text.
pub(crate) fn findings(session: Session) -> impl IntoView {
    // Whether the advice is unfolded, once the reader has said so.
    let unfolded = RwSignal::new(None);
    let asked = RwSignal::new(None);
    move || {
        let reading = session.analysis.get();
        let lines = reading.lines();
        let (advice, grave): (Vec<_>, Vec<_>) =
            reading.analysis.findings.iter().enumerate().partition(|(_, finding)| finding.severity == Severity::Info);
        let rows = |findings: &[(usize, &Finding)]| {
            let rows: Vec<_> = findings
                .iter()
                .map(|(number, finding)| {
                    row(&lines, &Offer { session, reading: &reading, number: *number, finding, asked })
                })
                .collect();
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

fn row(lines: &LineIndex<'_>, offer: &Offer<'_>) -> impl IntoView + use<> {
    let Offer { session, reading, finding, .. } = *offer;
    let several = reading.analysis.pods.len() > 1;
    let pod = finding.pod.filter(|_| several).and_then(|pod| reading.analysis.pods.get(pod)).map(words::pod);
    let can_edit = session.shows(View::YAML);
    let class = |class: &'static str| attributes([("class", class.into())]);
    let severity = || ("data-severity", finding.severity.id().into());
    view! {
        <li {..attributes([("class", "finding".into()), severity(), ("data-span", data(finding.span).into())])}>
            <span {..attributes([("class", "severity".into()), severity()])}>{words::severity(finding.severity)}</span>
            <p {..class(message_class(&finding.message))}>{text::prose(&finding.message)}</p>
            {finding.help.clone().map(|help| view! { <p {..class("help")}>{text::prose(&help)}</p> })}
            <p {..class("finding-foot")}>
                {place(session, lines, finding.span)}
                <a {..attributes([("href", format!("/rules/{}", finding.rule).into())])}>{finding.rule}</a>
                {finding.field.clone().map(|field| view! { <code>{field}</code> })}
                {pod.map(|pod| view! { <span>{pod}</span> })}
                {can_edit.then(|| offer.button())}
            </p>
            {can_edit.then(|| offer.questions())}
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
