//! The browser's half: brings the playgrounds on the page to life; those that sleep, when `wake.js` says that they are
//! awake.
//!
//! The page is complete without it. If it fails, even half-way, the form that the server sent still works.

mod before;

use app::{Setup, all, playground};
use before::{Before, textarea};
use js_sys::Array;
use leptos::prelude::{document, window_event_listener_untyped};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

fn main() {
    std::panic::set_hook(Box::new(|_| {
        for section in sections("[data-playground]") {
            let _ = section.remove_attribute("data-live");
        }
    }));
    bring_all_to_life();
    let _ = window_event_listener_untyped(AWAKE, |_| bring_all_to_life());
}

/// What `wake.js` calls out to the window when a playground is no longer asleep.
const AWAKE: &str = "playground-awake";

fn bring_all_to_life() {
    for section in sections("[data-playground]:not([data-asleep]):not([data-live])") {
        bring_to_life(&section);
    }
}

/// Some of the playgrounds on the page.
fn sections(selector: &str) -> Vec<Element> {
    document().document_element().map(|page| all(&page, selector)).unwrap_or_default()
}

/// Makes one playground anew from the text that the server put into its textarea, and puts it in the place of what the
/// server drew, which is the same.
fn bring_to_life(section: &Element) {
    let setup = Setup::from_attributes(|name| section.get_attribute(name));
    let text = textarea(section).and_then(|area| area.text_content()).unwrap_or_default();
    let Ok(fresh) = section.clone_node().map(JsCast::unchecked_into::<HtmlElement>) else { return };
    leptos::mount::mount_to(fresh.clone(), move || playground(text, setup)).forget();
    let before = Before::of(section);
    let children = Array::new();
    while let Some(child) = fresh.first_child() {
        let _ = fresh.remove_child(&child);
        children.push(&child);
    }
    section.replace_children_with_node(&children);
    let _ = section.set_attribute("data-live", "");
    before.restore(section);
}
