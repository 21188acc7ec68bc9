//! Wakes the editor: puts `CodeMirror` in the place of the textarea, and carries text, places and findings between the two.
//!
//! The textarea stays in the form and gets the text when that is sent or printed. Where the chunk cannot be had, it stays
//! the editor. Offsets are bytes in Rust and UTF-16 units in the browser; they are changed into each other here and in
//! `caret.rs` only.

use std::sync::Arc;
use std::time::Duration;

use analyzer::assist::{self, CompletionKind};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;

use crate::browser::{self, Editor};
use crate::caret::{byte_at, units};
use crate::fill;
use crate::session::{Focus, Reading, Session};

const RECORD: &str = "\u{1e}";
const FIELD: &str = "\u{1f}";

/// What the editor calls; it lives as long as the playground.
struct Calls {
    changed: Closure<dyn FnMut(String)>,
    moved: Closure<dyn FnMut(u32)>,
    complete: Closure<dyn FnMut(u32, bool) -> String>,
    explain: Closure<dyn FnMut(u32) -> String>,
    fix: Closure<dyn FnMut(usize)>,
}

/// The awake editor, or its absence.
pub(crate) type Awake = RwSignal<Option<Editor>, LocalStorage>;

/// How long the text rests before its findings are marked in it. Until then the old marks move along with the text: to set
/// them anew costs as much as the key that was typed.
const REST: Duration = Duration::from_millis(150);

/// Wakes the editor in `host`, once.
pub(crate) fn wake(session: Session, host: NodeRef<Div>, awake: Awake, focused: bool) {
    let Some(element) = host.get_untracked() else { return };
    let marked = session.rested(REST);
    let calls = StoredValue::new_local(calls(session, marked));
    let labels = vec![
        "Manifest".to_owned(),
        format!("{} {}", session.id("status"), session.id("keys")),
        "Paste a manifest, or type apiVersion".to_owned(),
    ];
    let text = session.text.get_untracked();
    spawn_local(async move {
        let Some(calls) = calls.try_read_value() else { return };
        let mounting = browser::mount(
            &element,
            text.clone(),
            labels,
            &calls.changed,
            &calls.moved,
            &calls.complete,
            &calls.explain,
            &calls.fix,
        );
        let mounted = mounting.await;
        drop(calls);
        let Ok(editor) = mounted.map(JsCast::unchecked_into::<Editor>) else { return };
        // What was typed while the chunk was on its way.
        let now = session.text.get_untracked();
        if now != text {
            editor.edit(vec![0], vec![units(&text, analyzer::Span::new(0, u32::MAX)).1], vec![now]);
        }
        if focused {
            editor.focus();
        }
        diagnose(&editor, &marked.get_untracked());
        awake.set(Some(editor));
        browser::fetch_descriptions().await;
        session.described.set(true);
    });
    follow(session, awake, marked);
    on_cleanup(move || {
        if let Some(editor) = awake.get_untracked() {
            editor.destroy();
        }
    });
}

fn calls(session: Session, marked: RwSignal<Arc<Reading>>) -> Calls {
    Calls {
        changed: Closure::new(move |text: String| session.text.set(text)),
        moved: Closure::new(move |at: u32| {
            let at = byte_at(&session.text.read_untracked(), at);
            session.caret.set(Some(at));
        }),
        complete: Closure::new(move |at: u32, explicit: bool| complete(session, at, explicit)),
        explain: Closure::new(move |at: u32| explain(session, at)),
        fix: Closure::new(move |number: usize| {
            fill::begin(session, &marked.get_untracked(), number);
        }),
    }
}

/// The completions as the editor reads them.
fn complete(session: Session, at: u32, explicit: bool) -> String {
    let text = session.text.read_untracked();
    let at = byte_at(&text, at);
    let Some(found) = assist::complete(&text, at, &session.options.read_untracked()) else { return String::new() };
    // A list that opens by itself, on an empty place, would be in the way of the next line.
    if !explicit && found.from == at && found.items.first().is_some_and(|item| item.kind == CompletionKind::Field) {
        return String::new();
    }
    let mut answer = units(&text, analyzer::Span::new(found.from, found.from)).0.to_string();
    for item in &found.items {
        let kind = match item.kind {
            CompletionKind::Field => "property",
            CompletionKind::Value => "constant",
            CompletionKind::Name => "variable",
            CompletionKind::Idiom => "text",
        };
        let about = if item.key.is_empty() { String::new() } else { browser::description(&item.key) };
        answer.push_str(RECORD);
        answer.push_str(&[item.label.as_str(), &item.detail, &about, &item.insert, kind].join(FIELD));
    }
    answer
}

/// What a place means, as the editor reads it.
fn explain(session: Session, at: u32) -> String {
    let text = session.text.read_untracked();
    let at = byte_at(&text, at);
    let Some(found) = assist::explain(&text, at, &session.options.read_untracked()) else { return String::new() };
    if at < found.span.start || found.span.end < at {
        return String::new();
    }
    let (from, to) = units(&text, found.span);
    [from.to_string(), to.to_string(), found.path, found.holds, browser::description(&found.key)].join(FIELD)
}

/// The editor shows what the session says; `marked` is the reading whose findings it marks.
fn follow(session: Session, awake: Awake, marked: RwSignal<Arc<Reading>>) {
    Effect::new(move |_| {
        let reading = marked.get();
        awake.with_untracked(|editor| {
            if let Some(editor) = editor {
                diagnose(editor, &reading);
            }
        });
    });
    Effect::new(move |_| {
        let focus = session.focus.get();
        awake.with_untracked(|editor| {
            if let Some(editor) = editor {
                show(editor, &session.text.read_untracked(), focus);
            }
        });
    });
    Effect::new(move |_| {
        let Some(fix) = session.repair.get() else { return };
        awake.with_untracked(|editor| {
            if let Some(editor) = editor {
                let text = session.text.get_untracked();
                let places = fix.edits.iter().map(|edit| units(&text, analyzer::Span::new(edit.start, edit.end)));
                let (from, to) = places.unzip();
                editor.edit(from, to, fix.edits.iter().map(|edit| edit.text.clone()).collect());
                if let Some(blank) = fix.selections().first() {
                    let (from, to) = units(&fix.apply(&text), *blank);
                    editor.reveal(from, to);
                }
            }
        });
    });
}

fn diagnose(editor: &Editor, reading: &Reading) {
    let findings = &reading.analysis.findings;
    let (from, to) = findings.iter().map(|finding| units(&reading.text, finding.span)).unzip();
    let column = |of: fn(&analyzer::Finding) -> String| findings.iter().map(of).collect::<Vec<_>>();
    editor.diagnose(
        from,
        to,
        column(|finding| finding.severity.id().to_owned()),
        column(|finding| match &finding.help {
            Some(help) => format!("{}. {help}", finding.message),
            None => finding.message.clone(),
        }),
        column(|finding| finding.rule.to_owned()),
        column(|finding| finding.fix.as_ref().map(fill::label).unwrap_or_default()),
    );
}

fn show(editor: &Editor, text: &str, focus: Option<Focus>) {
    let Some(focus) = focus else { return editor.light(-1, -1) };
    let (from, to) = units(text, focus.span);
    if focus.asked {
        editor.reveal(from, to);
    } else {
        editor.light(from.cast_signed(), to.cast_signed());
    }
}
