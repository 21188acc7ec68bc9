//! Links that hold the manifest: written only when asked for, after a look for secrets; read when the page opens.
//!
//! How a link is packed is `app/js/share.js`'s. What comes out of one is hostile text, and is only ever text.

use analyzer::assist::{likely_secrets, redacted};
use analyzer::{KubernetesVersion, LineIndex, Options};
use leptos::html::{Dialog, Textarea};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::put::put;
use crate::session::Session;
use crate::views::View;
use crate::{browser, place};

/// Longer links are cut by some mail and chat programs.
const LONG: usize = 2000;

/// The button, and the dialog that it opens.
pub(crate) fn button(session: Session) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let field = NodeRef::<Textarea>::new();
    // The text to share: the manifest, or the manifest without its secrets.
    let text = RwSignal::new(None::<String>);
    let link = RwSignal::new(String::new());
    let said = RwSignal::new(String::new());
    let open = move |_| {
        said.set(String::new());
        link.set(String::new());
        text.set(Some(session.text.get_untracked()));
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    };
    let make = move |safe: bool| {
        let Some(shared) = text.get_untracked() else { return };
        let other = session.other.get_untracked();
        let (shared, other) = if safe { (without_secrets(&shared), without_secrets(&other)) } else { (shared, other) };
        spawn_local(async move {
            let kubernetes = session.options.get_untracked().kubernetes.to_string();
            let packed = browser::pack(&shared, &kubernetes, session.view.get_untracked().id(), &other).await;
            let Some(packed) = packed.ok().and_then(|packed| packed.as_string()) else {
                return said.set("This browser could not make the link.".to_owned());
            };
            let location = window().location();
            let base = location.origin().unwrap_or_default() + &location.pathname().unwrap_or_default();
            let address = format!("{base}#{packed}");
            if !safe {
                let _ = window().history().and_then(|history| {
                    history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&format!("#{packed}")))
                });
            }
            link.set(address.clone());
            let copied = browser::copy(&address).await.is_truthy();
            let size = address.len();
            let caution = if size > LONG { " Some mail and chat programs cut links of this length." } else { "" };
            said.set(if copied {
                format!("Copied: {size} characters.{caution}")
            } else {
                format!("The browser refused to copy. The link is selected: press Ctrl-C. {size} characters.{caution}")
            });
            if let (false, Some(field)) = (copied, field.get_untracked()) {
                field.set_value(&address);
                let _ = field.focus();
                field.select();
            }
        });
    };
    view! {
        <button type="button" class="button outline" on:click=open>"Share"</button>
        <dialog class="share" node_ref=dialog aria-labelledby=session.id("share-title")>
            <h3 id=session.id("share-title")>"Share this manifest"</h3>
            <p>"The link holds the manifest itself, behind the #. No server gets it, but everybody who gets the link reads it."</p>
            {move || text.get().map(|text| secrets("This looks secret:", &text))}
            {move || secrets("In the manifest to compare with, this looks secret:", &session.other.read())}
            <p class="share-buttons">
                {move || text.get().is_some_and(|text| holds_secrets(&text) || holds_secrets(&session.other.read())).then(|| view! {
                    <button type="button" class="button" on:click=move |_| make(true)>"Redact and copy"</button>
                })}
                <button type="button" class="button outline" on:click=move |_| make(false)>"Copy the link"</button>
                <button type="button" class="button outline" on:click=move |_| if let Some(dialog) = dialog.get_untracked() { dialog.close() }>"Close"</button>
            </p>
            <p role="status">{move || said.get()}</p>
            <textarea class="share-link" readonly=true rows="3" aria-label="Link" node_ref=field hidden=move || link.get().is_empty() prop:value=move || link.get()></textarea>
        </dialog>
    }
}

fn holds_secrets(text: &str) -> bool {
    !likely_secrets(text).is_empty()
}

/// What looks like a secret, line by line.
fn secrets(title: &'static str, text: &str) -> Option<impl IntoView + use<>> {
    let lines = LineIndex::new(text);
    let found = likely_secrets(text);
    let rows: Vec<_> = found
        .iter()
        .map(|secret| view! { <li>{place::lines_of(&lines, secret.span)} ": " {secret.what.clone()}</li> })
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <div class="secrets"><p><strong>{title}</strong></p><ul>{rows}</ul></div> }
    })
}

fn without_secrets(text: &str) -> String {
    let mut safe = text.to_owned();
    for edit in redacted(&likely_secrets(text)).iter().rev() {
        safe.replace_range(edit.start as usize..edit.end as usize, &edit.text);
    }
    safe
}

/// Opens the link that the page was opened with, and each that follows. Says whether there was one.
pub(crate) fn open(session: Session) -> bool {
    let fragment = move || window().location().hash().unwrap_or_default();
    drop(window_event_listener(leptos::ev::hashchange, move |_| read(session, fragment())));
    let now = fragment();
    let is_link = now.starts_with("#v") && now.contains('=');
    if is_link {
        read(session, now);
    }
    is_link
}

fn read(session: Session, fragment: String) {
    spawn_local(async move {
        let answer = browser::unpack(&fragment).await;
        if answer.is_undefined() {
            return;
        }
        let part = |index: u32| js_sys::Array::from(&answer).get(index).as_string().unwrap_or_default();
        let trouble = match part(0).as_str() {
            "" => None,
            "future" => Some(
                "This link was made by a newer version of Peapod, which this one cannot read. Reload the page, or ask for the manifest itself.",
            ),
            "large" => Some("This link holds more than a megabyte, or was made to look small. It was not opened."),
            _ => Some(
                "This link is damaged: part of it is missing or changed. Ask for it again; mail and chat programs cut long links.",
            ),
        };
        if let Some(trouble) = trouble {
            return session.notice.set(Some((trouble.to_owned(), None)));
        }
        if let Some(kubernetes) = KubernetesVersion::parse(&part(2)) {
            session.options.set(Options { kubernetes });
        }
        if let Some(view) = View::list(&part(3)).first().filter(|view| **view != View::YAML) {
            session.view.set(*view);
        }
        session.other.set(crate::as_edited(&part(4)).into_owned());
        put(session, &crate::as_edited(&part(1)), None, "Opened the manifest of the link.".to_owned());
    });
}

#[cfg(test)]
mod tests {
    #[test]
    fn redacting_takes_values_out_and_leaves_the_rest() {
        let text = "kind: Secret\ndata:\n  a: c2VjcmV0\n  b: dG9w\nx: y\n";
        assert_eq!(super::without_secrets(text), "kind: Secret\ndata:\n  a: UkVEQUNURUQ=\n  b: UkVEQUNURUQ=\nx: y\n");
    }
}
