//! How far a long run is, on a terminal and nowhere else. The line is taken away before anything else is written.

use std::io::{self, IsTerminal as _, Write};
use std::time::{Duration, Instant};

/// Shorter runs need no line.
const PATIENCE: Duration = Duration::from_millis(500);
/// Faster than this nobody reads.
const PAUSE: Duration = Duration::from_millis(100);

/// The line.
pub(super) struct Progress<W: Write> {
    out: W,
    all: usize,
    done: usize,
    start: Instant,
    shown: Option<Instant>,
}

impl Progress<io::Stderr> {
    /// For a run over so many inputs, on standard error.
    pub(super) fn new(all: usize) -> Self {
        Self::to(io::stderr(), io::stderr().is_terminal(), all, Instant::now())
    }
}

impl<W: Write> Progress<W> {
    /// For a run over so many inputs that began at `start`. Where `out` is no terminal, nothing is written.
    fn to(out: W, is_terminal: bool, all: usize, start: Instant) -> Self {
        Self { out, all: if is_terminal && all > 1 { all } else { 0 }, done: 0, start, shown: None }
    }

    /// One more input is done.
    pub(super) fn step(&mut self) {
        self.done += 1;
        let due = self.shown.is_none_or(|shown| shown.elapsed() >= PAUSE);
        if self.done < self.all && due && self.start.elapsed() >= PATIENCE {
            let _ = write!(self.out, "\r\x1b[K{} of {} files", self.done, self.all);
            self.shown = Some(Instant::now());
        }
    }

    /// Takes the line away.
    pub(super) fn clear(&mut self) {
        if self.shown.take().is_some() {
            let _ = write!(self.out, "\r\x1b[K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a run over three inputs writes that began so long ago.
    fn written(is_terminal: bool, age: Duration) -> String {
        let mut out = Vec::new();
        let start = Instant::now().checked_sub(age).expect("a clock that has run for some seconds");
        let mut progress = Progress::to(&mut out, is_terminal, 3, start);
        for _ in 0..3 {
            progress.clear();
            progress.step();
        }
        progress.clear();
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn a_long_run_on_a_terminal_is_told_and_leaves_nothing_behind() {
        let lines = "\r\x1b[K1 of 3 files\r\x1b[K\r\x1b[K2 of 3 files\r\x1b[K";
        assert_eq!(written(true, Duration::from_secs(1)), lines);
    }

    #[test]
    fn a_short_run_and_a_file_get_no_line() {
        assert_eq!(written(true, Duration::ZERO), "");
        assert_eq!(written(false, Duration::from_secs(1)), "");
    }

    #[test]
    fn the_line_is_not_written_faster_than_it_is_read() {
        let mut out = Vec::new();
        let start = Instant::now().checked_sub(Duration::from_secs(1)).expect("a clock that has run for some seconds");
        let mut progress = Progress::to(&mut out, true, 100, start);
        let before = Instant::now();
        (0..50).for_each(|_| progress.step());
        let most = usize::try_from(before.elapsed().as_millis() / PAUSE.as_millis()).unwrap_or(0) + 1;
        assert!((1..=most).contains(&String::from_utf8(out).expect("text").matches("files").count()));
    }
}
