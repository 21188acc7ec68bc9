//! The bar above a workbench: examples, files, links, exports, and what the browser keeps. Only with scripts.

use analyzer::MAX_TEXT;
use analyzer::finding::Fix;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::keep::{self, Place};
use crate::put::{put, whole};
use crate::session::Session;
use crate::{browser, examples, export, share};

/// Where the text is kept.
const KEPT: &str = "manifest";

/// The bar, and the notice under it.
pub(crate) fn desk(session: Session) -> impl IntoView {
    keep(session);
    Effect::new(|_| browser::keep_offline());
    view! {
        <div class="desk" role="group" aria-label="Manifest and results">
            {examples::menu(session)}
            <label class="button outline file">
                "Open a file"
                <input type="file" class="visually-hidden" accept=".yaml,.yml,.json,.txt" on:change=move |event| open(session, event) />
            </label>
            <button type="button" class="button outline" title="Two spaces a level, no blanks at the ends of lines" on:click=move |_| format(session)>"Format"</button>
            {share::button(session)}
            {exports(session)}
            {kept(session)}
        </div>
        {notice(session)}
    }
}

/// What was just done, and the way back from it.
fn notice(session: Session) -> impl IntoView {
    view! {
        <p class="notice" role="status">
            {move || session.notice.get().map(|(said, before)| {
                let back = before.map(|before| view! {
                    <button type="button" class="button outline" on:click=move |_| {
                        session.repair.set(Some(whole(&session.text.read_untracked(), &before, None)));
                        dismiss(session);
                    }>"Take my text back"</button>
                });
                view! { <span>{said}</span> {back} <button type="button" class="button outline" on:click=move |_| dismiss(session)>"Dismiss"</button> }
            })}
        </p>
    }
}

fn dismiss(session: Session) {
    session.notice.set(None);
    keep::focus(session, Place::Editor);
}

/// Makes the layout of the text even.
fn format(session: Session) {
    let edits = analyzer::tidy(&session.text.read_untracked());
    match edits {
        None => {
            let said =
                "This text was left as it is: it has errors, or lines of which it is not clear where they belong.";
            session.notice.set(Some((said.to_owned(), None)));
        }
        Some(edits) if edits.is_empty() => session.notice.set(Some(("The layout is even already.".to_owned(), None))),
        Some(edits) => {
            let before = session.text.get_untracked();
            session.repair.set(Some(Fix { edits, ..Fix::default() }));
            session.notice.set(Some(("The layout is even now.".to_owned(), Some(before))));
        }
    }
}

/// Puts a file into the editor.
pub(crate) fn open(session: Session, event: web_sys::Event) {
    spawn_local(async move {
        let most = u32::try_from(MAX_TEXT).unwrap_or(u32::MAX);
        match browser::read_file(&event, most).await {
            Ok(text) => {
                if let Some(text) = text.as_string() {
                    put(session, &crate::as_edited(&text), None, "Opened the file.".to_owned());
                }
            }
            Err(_) => session.notice.set(Some(("This file is too large, or cannot be read.".to_owned(), None))),
        }
    });
}

/// Keeps the text in this browser after each change, and brings it back.
fn keep(session: Session) {
    let start = session.text.get_untracked();
    Effect::new(move |before: Option<String>| {
        let text = session.text.get();
        let is_first = before.is_none();
        let served = before.unwrap_or_else(|| start.clone());
        // Who has written something before the page was live wants that.
        if is_first && !share::open(session) && text == served {
            bring_back(session, &text);
        }
        if text != served {
            session.kept.set(browser::store(KEPT, &text));
        }
        // From the first change on every text counts, the served one too.
        if session.kept.get_untracked() { String::new() } else { served }
    });
}

/// A text that was kept, and is another than the page's own.
fn bring_back(session: Session, served: &str) {
    let kept = browser::stored(KEPT);
    if !kept.is_empty() && kept.len() <= MAX_TEXT && kept != served {
        session.kept.set(true);
        session.repair.set(Some(whole(served, &crate::as_edited(&kept), None)));
        session.notice.set(Some(("This is your text from the last visit.".to_owned(), None)));
    }
}

fn kept(session: Session) -> impl IntoView {
    let forget = move |_| {
        browser::store(KEPT, "");
        session.kept.set(false);
        keep::focus(session, Place::Editor);
    };
    view! {
        <p class="kept">
            {move || session.kept.get().then(|| view! { "Stored in this browser · " <button type="button" class="plain" on:click=forget>"clear"</button> })}
        </p>
    }
}

/// What can be taken along. Everything is made in the browser.
fn exports(session: Session) -> impl IntoView {
    view! {
        <details class="menu export-menu" name=session.id("menu")>
            <summary class="button outline">"Export"</summary>
            <div class="export">{export::buttons(session)}</div>
        </details>
    }
}
