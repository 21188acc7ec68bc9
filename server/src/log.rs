//! The log of the server: events on standard error, as text for people or a JSON object a line.
//!
//! It is set up once, by `peapod serve`. A panic is told by its place alone: its message could quote a manifest.

use crate::arguments::Log;
use std::io::{self, IsTerminal as _};
use tracing_subscriber::fmt;

/// From now on events are written.
pub(crate) fn start(log: Log) {
    let writer = fmt().with_writer(io::stderr).with_target(false);
    match log {
        Log::Text => writer.with_ansi(io::stderr().is_terminal()).init(),
        Log::Json => writer.json().flatten_event(true).with_current_span(false).with_span_list(false).init(),
        Log::None => {}
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic; its message is left out, since it could quote a manifest");
    }));
}
