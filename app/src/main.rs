//! The browser's half: brings the playgrounds on the page to life; those that sleep, when `wake.js` says that they are
//! awake.
//!
//! The page is complete without it. If it fails, even half-way, the form that the server sent still works.

use app::{Setup, playground};
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
    let Ok(list) = document().query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length()).filter_map(|index| list.get(index)?.dyn_into().ok()).collect()
}

/// Hydrates one playground from the text that the server put into its textarea.
fn bring_to_life(section: &Element) {
    let setup = Setup::from_attributes(|name| section.get_attribute(name));
    let text = section.query_selector("textarea[name='manifest']").ok().flatten().and_then(|area| area.text_content());
    let root: HtmlElement = section.clone().unchecked_into();
    leptos::mount::hydrate_from(root, move || playground(text.unwrap_or_default(), setup)).forget();
    let _ = section.set_attribute("data-live", "");
}
