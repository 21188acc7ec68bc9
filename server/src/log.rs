//! The log of the server: events on standard error, as text for people or a JSON object a line.
//!
//! It is set up once, by `peapod serve`. Nobody who answers a request waits for a line to be written: a thread of its own
//! writes all that came together. It loses no line, and waits for its reader as any program does. A panic is told by its
//! place alone: its message could quote a manifest.

use crate::arguments::Log;
use std::io::{self, IsTerminal as _, Write};
use std::mem;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tracing_subscriber::fmt;

/// After writing, so long is waited for more lines, so that many are one call into the system.
const PAUSE: Duration = Duration::from_millis(10);
/// So many bytes may wait; whoever has more to say waits too.
const MOST: usize = 1 << 20;

static LINES: Lines = Lines::new();

/// Lines on their way to standard error.
struct Lines {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    waiting: Vec<u8>,
    /// Nothing more is to be waited for.
    ends: bool,
}

/// The log, for as long as it is kept. Dropping it writes what still waits.
pub(crate) struct Writing(Option<JoinHandle<()>>);

/// From now on events are written.
pub(crate) fn start(log: Log) -> io::Result<Writing> {
    let writer = fmt().with_writer(|| &LINES).with_target(false);
    match log {
        Log::Text => writer.with_ansi(io::stderr().is_terminal()).init(),
        Log::Json => writer.json().flatten_event(true).with_current_span(false).with_span_list(false).init(),
        Log::None => {}
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic; its message is left out, since it could quote a manifest");
    }));
    let thread = thread::Builder::new().name("log".to_owned()).spawn(|| LINES.write_to(io::stderr()))?;
    Ok(Writing(Some(thread)))
}

impl Lines {
    const fn new() -> Self {
        Self { state: Mutex::new(State { waiting: Vec::new(), ends: false }), changed: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes until the end.
    fn write_to(&self, mut out: impl Write) {
        let mut taken = Vec::new();
        loop {
            let waits = |state: &mut State| state.waiting.is_empty() && !state.ends;
            let mut state = self.changed.wait_while(self.state(), waits).unwrap_or_else(PoisonError::into_inner);
            if state.waiting.is_empty() {
                return;
            }
            mem::swap(&mut state.waiting, &mut taken);
            drop(state);
            self.changed.notify_all();
            // Where nobody reads there is nobody to tell of it.
            let _ = out.write_all(&taken);
            taken.clear();
            drop(self.changed.wait_timeout_while(self.state(), PAUSE, |state| !state.ends));
        }
    }
}

impl Write for &Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let full = |state: &mut State| state.waiting.len() >= MOST && !state.ends;
        let mut state = self.changed.wait_while(self.state(), full).unwrap_or_else(PoisonError::into_inner);
        let first = state.waiting.is_empty();
        state.waiting.extend_from_slice(line);
        drop(state);
        if first {
            self.changed.notify_all();
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        LINES.state().ends = true;
        LINES.changed.notify_all();
        if let Some(thread) = self.0.take() {
            // The thread does nothing that panics.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_lost_or_torn() {
        let lines = Lines::new();
        let line = format!("{}\n", "x".repeat(999));
        let mut written = Vec::new();
        thread::scope(|scope| {
            let writer = scope.spawn(|| lines.write_to(&mut written));
            // More than may wait, so that those who write must wait too.
            let many = [(); 3].map(|()| {
                scope.spawn(|| (0..1000).for_each(|_| (&lines).write_all(line.as_bytes()).expect("it takes a line")))
            });
            for one in many {
                one.join().expect("it ends");
            }
            lines.state().ends = true;
            lines.changed.notify_all();
            writer.join().expect("it ends");
        });
        assert_eq!(written, line.repeat(3000).as_bytes());
    }
}
