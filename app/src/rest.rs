//! Waits until something rests: what changes with every key is acted upon once the reader pauses.

use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;

/// Follows `watched`, and calls `then` with what it gave last once it has not changed for as long as `rest`. Where it
/// gives nothing there is nothing to wait for.
pub(crate) fn when_rested<T: 'static>(
    rest: Duration,
    watched: impl Fn() -> Option<T> + 'static,
    then: impl Fn(T) + Copy + 'static,
) {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let next = watched();
        if let Some(handle) = waiting.get_value() {
            handle.clear();
        }
        waiting.set_value(next.and_then(|next| set_timeout_with_handle(move || then(next), rest).ok()));
    });
}
