//! How far a long run is, on a terminal and nowhere else. The line is taken away before anything else is written.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// Shorter runs need no line.
const PATIENCE: Duration = Duration::from_millis(500);
/// Faster than this nobody reads.
const PAUSE: Duration = Duration::from_millis(100);

/// The line.
pub(super) struct Progress {
    all: usize,
    done: usize,
    start: Instant,
    shown: Option<Instant>,
}

impl Progress {
    /// For a run over so many inputs.
    pub(super) fn new(all: usize) -> Self {
        let all = if io::stderr().is_terminal() && all > 1 { all } else { 0 };
        Self { all, done: 0, start: Instant::now(), shown: None }
    }

    /// One more input is done.
    pub(super) fn step(&mut self) {
        self.done += 1;
        let due = self.shown.is_none_or(|shown| shown.elapsed() >= PAUSE);
        if self.done < self.all && due && self.start.elapsed() >= PATIENCE {
            let _ = write!(io::stderr(), "\r\x1b[K{} of {} files", self.done, self.all);
            self.shown = Some(Instant::now());
        }
    }

    /// Takes the line away.
    pub(super) fn clear(&mut self) {
        if self.shown.take().is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
