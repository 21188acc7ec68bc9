//! Every test there is, in the order in which a fault is found cheapest: checks, native tests, build, browser.
//!
//! It stops at the first stage that fails. It skips none, on any machine.

use crate::check;
use crate::command::{cargo, command, run};
use crate::crates::KEEP;
use crate::node;
use crate::place::Place;
use crate::setup;
use crate::site;
use crate::step::{self, Failure, Step, shown};
use std::time::{Duration, Instant};

const NATIVE: Step = Step {
    name: "Native tests",
    usual: "3 min the first time, then 1 min",
    remedy: "Read the failed test above. `cargo test -p CRATE NAME` repeats one of them.",
    ready: None,
    act: |place| run(&mut cargo(place, &["test", "--workspace", "--locked"])),
};

const BROWSER: Step = Step {
    name: "Browser tests",
    usual: "1 min",
    remedy: "Read the failed test above. Its traces and pictures are in tests/browser/results.",
    ready: None,
    act: in_the_browser,
};

/// A part of the tests, with its name in the summary.
type Stage = (&'static str, fn(&Place) -> Result<(), Failure>);

const STAGES: [Stage; 5] = [
    ("set-up", setup::everything),
    ("checks", check::check),
    ("native tests", |place| step::run(place, &[NATIVE, KEEP]).map(|_| ())),
    ("build", site::build),
    ("browser tests", |place| step::run(place, &[BROWSER]).map(|_| ())),
];

/// Runs every stage up to the first that fails, and says how long each took.
pub(crate) fn test(place: &Place) -> Result<(), Failure> {
    let mut times = Vec::new();
    let outcome = STAGES.iter().try_for_each(|(name, stage)| {
        println!("\n━━ {name}");
        let start = Instant::now();
        let outcome = stage(place);
        times.push((*name, start.elapsed(), outcome.is_ok()));
        outcome
    });
    print!("{}", summary(&times));
    outcome
}

fn summary(times: &[(&str, Duration, bool)]) -> String {
    let mut lines = vec!["\n━━ summary".to_owned()];
    for (name, time, passed) in times {
        lines.push(format!("  {name:<14} {:<7} {}", if *passed { "passed" } else { "FAILED" }, shown(*time)));
    }
    lines.extend(STAGES[times.len()..].iter().map(|(name, _)| format!("  {name:<14} not run")));
    lines.push(format!("  {:<14} {:<7} {}\n", "all", "", shown(times.iter().map(|(_, time, _)| *time).sum())));
    lines.join("\n")
}

fn in_the_browser(place: &Place) -> Result<(), String> {
    let runner = place.browser_tests().join("node_modules/.bin/playwright");
    let browser = node::browser(place).ok_or("there is no browser")?;
    let mut playwright = command(place, &runner.to_string_lossy(), &["test"]);
    playwright.current_dir(place.browser_tests());
    playwright.env("PEAPOD_BIN", place.program()).env("PEAPOD_CHROMIUM", browser);
    run(&mut playwright)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_names_what_was_not_reached() {
        let summary = summary(&[("set-up", Duration::from_secs(3), true), ("checks", Duration::from_secs(200), false)]);
        assert!(summary.contains("set-up         passed  3.0 s\n"), "{summary}");
        assert!(summary.contains("checks         FAILED  3 min 20 s\n"), "{summary}");
        assert!(summary.contains("browser tests  not run\n"), "{summary}");
    }
}
