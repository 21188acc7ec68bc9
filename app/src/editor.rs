//! The editor: a form with a textarea that works from the first byte, with scripts or without.
//!
//! The browser owns the textarea's value: the framework reads it and never writes it, so typing cannot lose its caret.
//! The form is what remains when scripts do not run; the server then answers with the whole page.

use std::fmt::Write as _;

use analyzer::{KubernetesVersion, Options, Severity};
use leptos::html::{Div, Textarea};
use leptos::prelude::*;

use crate::session::{Reading, Session};
use crate::views::View;
use crate::wake::{self, Awake};
use crate::{caret, line, status, text};

/// The form with the manifest.
pub(crate) fn editor(session: Session) -> impl IntoView {
    let served = text::textarea_html(&session.text.read_untracked());
    view! {
        <form class="editor" id=session.id("form") method="post" action="/play" hidden=!session.shows(View::YAML)>
            <div class="bar">
                <label class="bar-title" for=session.id("manifest")>"Manifest"</label>
                {version(session)}
                <div class="action">
                    <span class="live-note">"Updates as you type"</span>
                    <button class="button analyse" type="submit">"Analyse"</button>
                </div>
            </div>
            {surface(session, served)}
            {status::status(session)}
            {session.is_bench().then(|| line::line(session))}
        </form>
    }
}

/// The textarea beside its line numbers.
fn surface(session: Session, served: String) -> impl IntoView {
    let area = NodeRef::<Textarea>::new();
    let numbers = NodeRef::<leptos::html::Pre>::new();
    let host = NodeRef::<Div>::new();
    let awake: Awake = RwSignal::new_local(None);
    let woken = StoredValue::new(false);
    let wake = move |focused: bool| {
        if !woken.get_value() {
            woken.set_value(true);
            wake::wake(session, host, awake, focused);
        }
    };
    if session.is_bench() {
        Effect::new(move |_| wake(false));
    }
    let asleep = move || awake.with(Option::is_none);
    Effect::new(move |_| {
        let focus = session.focus.get().filter(|focus| focus.asked && awake.with_untracked(Option::is_none));
        if let (Some(focus), Some(area)) = (focus, area.get_untracked()) {
            caret::show(&area, &session.text.read_untracked(), focus.span);
        }
    });
    Effect::new(move |_| {
        if let (Some(fix), Some(area)) = (session.repair.get(), area.get_untracked())
            && awake.with_untracked(Option::is_none)
        {
            let text = session.text.get_untracked();
            if let Some(text) = caret::replace(&area, &text, &fix.edits) {
                session.text.set(text);
            }
            if let Some(blank) = fix.selections().first() {
                caret::show(&area, &fix.apply(&text), *blank);
            }
        }
    });
    let follow = move |_| {
        if let (Some(area), Some(numbers)) = (area.get_untracked(), numbers.get_untracked()) {
            numbers.set_scroll_top(area.scroll_top());
        }
    };
    let gutter = Memo::new(move |_| if asleep() { gutter_html(&session.analysis.read()) } else { String::new() });
    view! {
        <div class="surface" class:awake=move || !asleep()>
            <div class="cm-host" node_ref=host></div>
            <pre class="gutter" aria-hidden="true" node_ref=numbers inner_html=move || gutter.get()></pre>
            <textarea
                id=session.id("manifest")
                name="manifest"
                rows="24"
                wrap="off"
                spellcheck="false"
                autocomplete="off"
                autocapitalize="off"
                aria-describedby=session.id("status")
                placeholder="apiVersion: v1\nkind: Pod\n…"
                node_ref=area
                on:input:target=move |event| session.text.set(event.target().value())
                on:scroll=follow
                on:pointerdown=move |_| wake(true)
                on:select=move |event: web_sys::Event| moved(session, &event)
                on:keyup=move |event| moved(session, &event)
                on:click=move |event| moved(session, &event)
                inner_html=served
            ></textarea>
        </div>
    }
}

/// The caret of the textarea moved.
fn moved(session: Session, event: &web_sys::Event) {
    use wasm_bindgen::JsCast;
    let area = event.target().and_then(|area| area.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
    if let Some(at) = area.and_then(|area| area.selection_start().ok().flatten()) {
        let at = caret::byte_at(&session.text.read_untracked(), at);
        if session.caret.get_untracked() != Some(at) {
            session.caret.set(Some(at));
        }
    }
}

/// The line numbers, those with findings marked by the worst of them.
fn gutter_html(reading: &Reading) -> String {
    let lines = reading.lines();
    let count = lines.position(u32::MAX).line as usize;
    let mut worst: Vec<Option<Severity>> = vec![None; count + 1];
    for finding in &reading.analysis.findings {
        let line = &mut worst[lines.position(finding.span.start).line as usize];
        *line = (*line).max(Some(finding.severity));
    }
    let mut html = String::new();
    for (number, severity) in worst.iter().enumerate().skip(1) {
        let _ = match severity {
            Some(severity) => writeln!(html, "<b class=\"mark-{}\">{number}</b>", severity.id()),
            None => writeln!(html, "{number}"),
        };
    }
    html
}

/// The Kubernetes version to answer for.
fn version(session: Session) -> impl IntoView {
    let chosen = session.options.get_untracked().kubernetes;
    let options: Vec<_> = KubernetesVersion::all()
        .rev()
        .map(|version| view! { <option value=version.to_string() selected={version == chosen}>{version.to_string()}</option> })
        .collect();
    view! {
        <label class="version">
            <span>"Kubernetes"</span>
            <select
                name="kubernetes"
                autocomplete="off"
                on:change:target=move |event| {
                    let kubernetes = KubernetesVersion::parse(&event.target().value()).unwrap_or_default();
                    session.options.set(Options { kubernetes });
                }
            >{options}</select>
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_manifest_is_in_the_form_and_cannot_leave_the_textarea() {
        let html = sample::render(sample::hostile(), editor);
        assert!(html.contains("method=\"post\" action=\"/play\""), "{html}");
        assert!(html.contains(">\nname: &lt;/textarea&gt;&lt;script&gt;"), "{html}");
        assert!(!html.contains("<script"), "{html}");
    }

    #[test]
    fn lines_with_findings_are_marked() {
        let html = gutter_html(&sample::reading());
        assert!(html.contains("<b class=\"mark-error\">2</b>"), "{html}");
        assert_eq!(html.lines().count(), sample::TEXT.lines().count() + 1);
    }
}
