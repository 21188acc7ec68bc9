//! The splitter between the editor and the views of a workbench, and its three presets.
//!
//! It can be dragged, moved with the arrow keys and set by buttons: nothing needs a pointer. The width goes to the style
//! sheet as a custom property; without it the style sheet's own share holds.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::session::Session;

/// The editor's share of the width, in hundredths: at first, at least, at most.
const FIRST: i32 = 40;
const LEAST: i32 = 15;
const MOST: i32 = 85;

const PRESETS: [(&str, i32); 3] = [("Wide manifest", 65), ("Half and half", 50), ("Wide results", 25)];

/// The handle, with the presets for those who would rather press a button.
pub(crate) fn splitter(session: Session) -> impl IntoView {
    let share = RwSignal::new(FIRST);
    let handle = NodeRef::<Div>::new();
    Effect::new(move |first: Option<()>| {
        let share = share.get();
        if first.is_some() {
            // The first value is the style sheet's own.
            if let Some(panes) = handle.get_untracked().and_then(|handle| panes(&handle)) {
                apply(&panes, share);
            }
        }
    });
    let presets: Vec<_> = PRESETS.into_iter().map(|(title, value)| preset(share, title, value)).collect();
    view! {
        <div class="split">
            <div
                class="splitter"
                role="separator"
                tabindex="0"
                aria-orientation="vertical"
                aria-label="Width of the manifest"
                aria-controls=session.id("form")
                aria-valuemin=LEAST
                aria-valuemax=MOST
                aria-valuenow=move || share.get()
                aria-valuetext=move || format!("{} %", share.get())
                node_ref=handle
                on:keydown=move |event| if let Some(next) = moved(&event, share.get_untracked()) { event.prevent_default(); share.set(next); }
                on:pointerdown=|event| hold(&event)
                on:pointermove=move |event| if let Some(next) = dragged(&event) { share.set(next); }
                on:dblclick=move |_| share.set(FIRST)
            ></div>
            <div class="presets" role="group" aria-label="Widths">{presets}</div>
        </div>
    }
}

fn preset(share: RwSignal<i32>, title: &'static str, value: i32) -> impl IntoView {
    view! {
        <button type="button" class="preset" title=title aria-pressed=move || (share.get() == value).to_string() on:click=move |_| share.set(value)>
            <svg viewBox="0 0 20 16" width="20" height="16" aria-hidden="true"><rect x="1" y="2" width="18" height="12" rx="1.5"/><path d=format!("M{} 2v12", 1 + 18 * value / 100)/></svg>
            <span class="visually-hidden">{title}</span>
        </button>
    }
}

/// Where a key moves the splitter: arrows by little, pages by much, Home and End to the ends, Enter back to the start.
fn moved(event: &KeyboardEvent, share: i32) -> Option<i32> {
    let next = match event.key().as_str() {
        "ArrowLeft" => share - 2,
        "ArrowRight" => share + 2,
        "PageUp" => share + 10,
        "PageDown" => share - 10,
        "Home" => LEAST,
        "End" => MOST,
        "Enter" => FIRST,
        _ => return None,
    };
    Some(next.clamp(LEAST, MOST))
}

/// From now on the handle gets what the pointer does, wherever it goes.
fn hold(event: &PointerEvent) {
    if let Some(handle) = event.current_target().and_then(|handle| handle.dyn_into::<HtmlElement>().ok()) {
        let _ = handle.set_pointer_capture(event.pointer_id());
        event.prevent_default();
        let _ = handle.focus();
    }
}

/// The share that a held pointer stands for.
fn dragged(event: &PointerEvent) -> Option<i32> {
    let handle = event.current_target()?.dyn_into::<HtmlElement>().ok()?;
    if !handle.has_pointer_capture(event.pointer_id()) {
        return None;
    }
    let room = panes(&handle)?.get_bounding_client_rect();
    #[expect(clippy::cast_possible_truncation, reason = "a share of the width is far below the limits of i32")]
    let share = ((f64::from(event.client_x()) - room.left()) * 100.0 / room.width().max(1.0)).round() as i32;
    Some(share.clamp(LEAST, MOST))
}

fn panes(handle: &HtmlElement) -> Option<HtmlElement> {
    handle.closest(".panes").ok()??.dyn_into().ok()
}

fn apply(panes: &HtmlElement, share: i32) {
    let _ = panes.style().set_property("--split", &format!("{share}%"));
}
