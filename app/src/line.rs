//! What is known about the line of the caret: the field and what it is for, and what the analysis says of the line.
//!
//! It waits until the caret and the text rest. Then it also makes the line the session's focus, so that the views light up.

use std::sync::Arc;
use std::time::Duration;

use analyzer::analysis::PodReport;
use analyzer::{LineIndex, Span, assist};
use leptos::prelude::*;

use crate::rest::when_rested;
use crate::session::{Focus, Reading, Session};
use crate::{actions, browser, text};

/// How long the caret rests before its line is explained.
const REST: Duration = Duration::from_millis(150);
/// The most sentences about one line.
const MOST: usize = 4;

/// The note under the editor.
pub(crate) fn line(session: Session) -> impl IntoView {
    let rested = RwSignal::new(None::<u32>);
    when_rested(REST, move || session.caret.get(), move |caret| rested.set(Some(caret)));
    // While somebody types, each key brings another analysis; the note follows when that rests too.
    let settled = session.rested(REST);
    Effect::new(move |_| {
        if let Some(at) = rested.get() {
            let span = line_at(&session.text.read_untracked(), at);
            session.focus.set(span.map(|span| Focus { span, asked: false }));
        }
    });
    view! {
        <div class="line-note" role="group" aria-label="The line of the caret" tabindex="0">
            {move || match rested.get() {
                Some(at) => {
                    session.described.track();
                    settled.track();
                    note(session, &session.analysis.get_untracked(), at).into_any()
                }
                None => view! { <p class="quiet" id=session.id("keys")>"Put the caret on a line to read what it means. Tab indents; Esc, then Tab leaves the editor. F8 goes to the next finding, Ctrl-Space completes."</p> }.into_any(),
            }}
        </div>
    }
}

fn note(session: Session, reading: &Arc<Reading>, at: u32) -> impl IntoView + use<> {
    let number = reading.lines().position(at).line;
    let field = assist::explain(&reading.text, at, &session.options.read_untracked());
    let about = field.as_ref().map(|field| browser::description(&field.key)).filter(|about| !about.is_empty());
    let path = field.map(|field| {
        view! { <p><span class="path">{field.path}</span> " " <span class="quiet">{field.holds}</span></p> }
    });
    let said: Vec<_> = line_at(&reading.text, at).map(|span| sentences(reading, span)).unwrap_or_default();
    let said: Vec<_> = said.into_iter().map(|said| view! { <li>{text::prose(&said)}</li> }).collect();
    view! {
        {path.is_none().then(|| view! { <p class="quiet">{format!("Line {number}")}</p> })}
        {path}
        {about.map(|about| view! { <p>{about}</p> })}
        {(!said.is_empty()).then(|| view! { <ul>{said}</ul> })}
        {actions::actions(session, reading, at)}
    }
}

/// The line of byte `at` without its indentation; none where it is empty.
fn line_at(text: &str, at: u32) -> Option<Span> {
    let at = Span::new(at, at).clamped(text).start as usize;
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let line = &text[start..end];
    let from = start + (line.len() - line.trim_start().len());
    let to = start + line.trim_end().len();
    (from < to).then(|| Span::new(u32::try_from(from).unwrap_or(0), u32::try_from(to).unwrap_or(0)))
}

/// What the analysis says of a line: findings and evidence that start on it.
fn sentences(reading: &Reading, line: Span) -> Vec<String> {
    let lines: LineIndex<'_> = reading.lines();
    let number = lines.position(line.start).line;
    let here = |span: Span| lines.position(span.start).line == number;
    let findings = reading.analysis.findings.iter().filter(|finding| here(finding.span));
    let mut said: Vec<String> = findings.map(|finding| finding.message.clone()).collect();
    let of_pod = |pod: &PodReport| {
        let containers = pod.containers.iter();
        let own = containers.clone().filter(|one| here(one.span)).map(|one| one.explanation.clone());
        let why =
            containers.flat_map(|one| &one.evidence).chain(pod.verdict.iter().flat_map(|verdict| &verdict.evidence));
        own.chain(why.filter(|one| here(one.span)).map(|one| one.reason.clone())).collect::<Vec<_>>()
    };
    for sentence in reading.analysis.pods.iter().flat_map(of_pod) {
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    said.truncate(MOST);
    said
}
