//! A step: one thing to do, with its usual duration and the advice for when it fails.
//!
//! Commands are lists of steps. A step that is already done says so in one line; one that fails stops the list.

use crate::place::Place;
use std::fmt;
use std::time::{Duration, Instant};

/// One thing to do.
pub(crate) struct Step {
    /// What it does, for the reader: "Install Trunk".
    pub(crate) name: &'static str,
    /// How long it usually takes when it has something to do.
    pub(crate) usual: &'static str,
    /// What to do when it fails.
    pub(crate) remedy: &'static str,
    /// Says what is there already, and so needs no doing; `None` as an answer means that there is work.
    pub(crate) ready: Option<fn(&Place) -> Option<String>>,
    /// Does it. The error says what went wrong.
    pub(crate) act: fn(&Place) -> Result<(), String>,
}

/// A step that failed.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) step: String,
    pub(crate) reason: String,
    pub(crate) remedy: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Failed: {}\n  Why: {}\n  What to do: {}", self.step, self.reason, self.remedy)
    }
}

/// How long each step took.
pub(crate) type Times = Vec<(&'static str, Duration)>;

/// Runs the steps in order, up to the first that fails.
pub(crate) fn run(place: &Place, steps: &[Step]) -> Result<Times, Failure> {
    steps.iter().map(|step| Ok((step.name, step.run(place)?))).collect()
}

impl Step {
    fn run(&self, place: &Place) -> Result<Duration, Failure> {
        let start = Instant::now();
        if let Some(there) = self.ready.and_then(|ready| ready(place)) {
            println!("· {}: {there}", self.name);
            return Ok(start.elapsed());
        }
        println!("▸ {} (usually {})", self.name, self.usual);
        (self.act)(place).map_err(|reason| self.failure(reason))?;
        self.verify(place)?;
        println!("  done in {}", shown(start.elapsed()));
        Ok(start.elapsed())
    }

    /// A tool that claims success but left nothing behind is a failure too.
    fn verify(&self, place: &Place) -> Result<(), Failure> {
        match self.ready {
            Some(ready) if ready(place).is_none() => {
                Err(self.failure("it ended well, yet what it should provide is not there".to_owned()))
            }
            _ => Ok(()),
        }
    }

    fn failure(&self, reason: String) -> Failure {
        Failure { step: self.name.to_owned(), reason, remedy: self.remedy.to_owned() }
    }
}

/// A duration as people say it: `0.4 s`, `38 s`, `4 min 5 s`.
pub(crate) fn shown(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.1} s", time.as_secs_f32()),
        seconds @ 10..120 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::path::PathBuf;

    fn nowhere() -> Place {
        Place { root: PathBuf::from("/nowhere"), cache: PathBuf::from("/nowhere") }
    }

    const GOOD: Step = Step { name: "good", usual: "1 s", remedy: "none", ready: None, act: |_| Ok(()) };
    const BAD: Step =
        Step { name: "bad", usual: "1 s", remedy: "ask", ready: None, act: |_| Err("it broke".to_owned()) };

    thread_local!(static DONE: Cell<bool> = const { Cell::new(false) });

    #[test]
    fn stops_at_the_first_failure_and_says_what_to_do() {
        const UNREACHED: Step = Step { act: |_| unreachable!("the step before has failed"), ..GOOD };
        let failure = run(&nowhere(), &[GOOD, BAD, UNREACHED]).expect_err("the second step fails");
        assert_eq!(failure.to_string(), "Failed: bad\n  Why: it broke\n  What to do: ask");
    }

    #[test]
    fn a_step_that_is_ready_is_not_run() {
        let ready = Step { ready: Some(|_| Some("version 1".to_owned())), ..BAD };
        assert_eq!(run(&nowhere(), &[ready]).expect("nothing to do").len(), 1);
    }

    #[test]
    fn a_step_must_bring_about_what_it_promises() {
        let idle = Step { ready: Some(|_| None), ..GOOD };
        assert!(run(&nowhere(), &[idle]).is_err());
        let working = Step {
            ready: Some(|_| DONE.get().then(|| "there".to_owned())),
            act: |_| {
                DONE.set(true);
                Ok(())
            },
            ..GOOD
        };
        assert!(run(&nowhere(), &[working]).is_ok());
    }

    #[test]
    fn durations_read_well() {
        assert_eq!(shown(Duration::from_millis(440)), "0.4 s");
        assert_eq!(shown(Duration::from_secs(38)), "38 s");
        assert_eq!(shown(Duration::from_secs(245)), "4 min 5 s");
    }
}
