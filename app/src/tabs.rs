//! The tabs of a workbench: which view is read while there is no room for all of them.
//!
//! They are radio buttons. The style sheet shows the view whose button is chosen, so that they work before the page is
//! live; without scripts all views follow each other instead.

use leptos::prelude::*;

use crate::session::Session;
use crate::views::View;

/// From this width on all views stand side by side; `style/bench.css` says the same.
const ROOM: &str = "(min-width: 100rem)";

/// One tab a view.
pub(crate) fn tabs(session: Session, views: &[View]) -> impl IntoView + use<> {
    let tabs: Vec<_> = views.iter().map(|view| tab(session, *view)).collect();
    view! { <fieldset class="tabs"><legend class="visually-hidden">"View"</legend>{tabs}</fieldset> }
}

fn tab(session: Session, view: View) -> impl IntoView {
    let first = session.view.get_untracked() == view;
    view! {
        <label class="tab">
            <input
                type="radio"
                name=session.id("view")
                value=view.id
                autocomplete="off"
                checked=first
                prop:checked=move || session.view.get() == view
                on:change=move |_| session.view.set(view)
            />
            <span>{view.title}</span>
        </label>
    }
}

/// Whether all views can be seen: the window has room for them, or they are printed. On the server nobody knows.
pub(crate) fn room(session: Session) -> RwSignal<bool> {
    if !session.is_bench() || !cfg!(target_arch = "wasm32") {
        return RwSignal::new(true);
    }
    let has_room = || window().match_media(ROOM).ok().flatten().is_some_and(|query| query.matches());
    let room = RwSignal::new(has_room());
    let now = move |now: bool| {
        if room.get_untracked() != now {
            room.set(now);
        }
    };
    // A playground lives as long as its page, and so do the listeners.
    drop(window_event_listener(leptos::ev::resize, move |_| now(has_room())));
    drop(window_event_listener(leptos::ev::beforeprint, move |_| now(true)));
    drop(window_event_listener(leptos::ev::afterprint, move |_| now(has_room())));
    room
}
