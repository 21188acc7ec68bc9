//! The examples of the playground: a list to choose from, and the loading of one.
//!
//! The texts are files of the site.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser;
use crate::keep::{self, Place};
use crate::put::put;
use crate::session::Session;

/// One example.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Its file's name.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// One sentence about it.
    pub about: &'static str,
    /// The pattern that its first pod follows.
    pub pattern: &'static str,
}

/// All examples, from `content/examples`.
pub const EXAMPLES: &[Example] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// The examples that an empty playground offers.
const FIRST: [&str; 3] = ["case-study", "sidecar-logs-native", "ambassador-sql"];

/// The menu of a workbench.
pub(crate) fn menu(session: Session) -> impl IntoView {
    let rows: Vec<_> = EXAMPLES
        .iter()
        .map(|example| {
            view! {
                <li>
                    <button type="button" on:click=move |event| { close(&event); load(session, *example) }>
                        <strong>{example.title}</strong>
                        <span>{example.about}</span>
                    </button>
                </li>
            }
        })
        .collect();
    view! { <details class="menu" name=session.id("menu")><summary class="button outline">"Examples"</summary><ul>{rows}</ul></details> }
}

/// Three examples for whoever has no manifest at hand.
pub(crate) fn first(session: Session) -> impl IntoView {
    let buttons: Vec<_> = FIRST
        .iter()
        .filter_map(|id| EXAMPLES.iter().find(|example| example.id == *id))
        .map(|example| view! { <button type="button" class="button outline" on:click=move |_| load(session, *example)>{example.title}</button> })
        .collect();
    view! { <p class="first-examples">{buttons}</p> }
}

/// Closes the menu that a button is in, and goes back to its head.
pub(crate) fn close(event: &web_sys::MouseEvent) {
    use wasm_bindgen::JsCast;
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if let Some(menu) = target.and_then(|target| target.closest("details").ok().flatten()) {
        let _ = menu.remove_attribute("open");
        if let Some(summary) = menu.query_selector("summary").ok().flatten() {
            let _ = summary.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    }
}

fn load(session: Session, example: Example) {
    spawn_local(async move {
        match browser::file(&format!("/examples/{}.yaml", example.id)).await.ok().and_then(|text| text.as_string()) {
            Some(text) => {
                put(session, &without_marks(&text), None, format!("Loaded “{}”.", example.title));
                keep::focus(session, Place::Editor);
            }
            None => session.notice.set(Some(("The example could not be fetched.".to_owned(), None))),
        }
    });
}

/// The text without the lines that say what the example is.
fn without_marks(text: &str) -> String {
    text.split_inclusive('\n').filter(|line| !line.starts_with("#! ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_enough_examples_and_each_is_told_from_the_others() {
        assert!(EXAMPLES.len() >= 16);
        for example in EXAMPLES {
            assert_eq!(EXAMPLES.iter().filter(|other| other.title == example.title).count(), 1, "{}", example.title);
            assert!(example.about.ends_with('.'), "{}", example.about);
        }
        assert!(FIRST.iter().all(|id| EXAMPLES.iter().any(|example| example.id == *id)));
    }

    #[test]
    fn marks_are_not_part_of_the_text() {
        assert_eq!(without_marks("#! title: a\n# b\nkind: Pod\n"), "# b\nkind: Pod\n");
    }
}
