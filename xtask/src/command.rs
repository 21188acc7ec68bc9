//! Starting other programs: where they run, what they find on PATH, which variables they inherit.
//!
//! `cargo run` and rustup leave variables behind that would steer the cargo we start (its toolchain, its own path, the
//! package it runs). They are taken away here, in one place.

use crate::place::Place;
use std::ffi::OsString;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Set by cargo for the program that it runs; meant for us, not for a cargo that we start.
const LEFT_BEHIND: [&str; 3] = ["CARGO", "CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH"];

/// A program with its arguments, to be run at the root of the working copy with our tools on PATH.
pub(crate) fn command(place: &Place, program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(&place.root).env("PATH", search_path(place));
    for name in std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()) {
        if LEFT_BEHIND.contains(&name.as_str()) || name.starts_with("CARGO_PKG_") {
            command.env_remove(name);
        }
    }
    command.env("CARGO_BUILD_BUILD_DIR", place.intermediates()).env("CARGO_TARGET_DIR", place.target());
    command
}

/// Like [`command`], for cargo with the pinned toolchain.
pub(crate) fn cargo(place: &Place, arguments: &[&str]) -> Command {
    command(place, "cargo", arguments)
}

fn search_path(place: &Place) -> OsString {
    let ours = [place.tools().join("bin"), place.cache.join("binaryen/node_modules/.bin")];
    let users = std::env::var_os("PATH").unwrap_or_default();
    let all = ours.into_iter().chain(std::env::split_paths(&users));
    std::env::join_paths(all).unwrap_or(users)
}

/// Shows the command and runs it to its end.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let shown = announce(command);
    let status = command.status().map_err(|error| not_started(&shown, &error))?;
    ended(&shown, status)
}

/// Like [`run`], but stops the command when it takes longer than the limit.
pub(crate) fn run_within(command: &mut Command, limit: Duration) -> Result<(), String> {
    let shown = announce(command);
    let mut child = command.spawn().map_err(|error| not_started(&shown, &error))?;
    let start = Instant::now();
    while start.elapsed() < limit {
        match child.try_wait() {
            Ok(Some(status)) => return ended(&shown, status),
            Ok(None) => sleep(Duration::from_millis(50)),
            Err(error) => return Err(format!("`{shown}` could not be watched: {error}")),
        }
    }
    stop(&mut child);
    Err(format!("`{shown}` was stopped after {} s", limit.as_secs()))
}

/// Stops a program that we started, and waits until it is gone.
pub(crate) fn stop(child: &mut Child) {
    // Either fails only when the child has already ended, which is what is wanted.
    let _ = child.kill();
    let _ = child.wait();
}

/// What the command prints, when it ends well. Shows nothing, whatever happens.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// The command as one would type it, without its surroundings.
pub(crate) fn written(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

fn announce(command: &Command) -> String {
    let shown = written(command);
    println!("  $ {shown}");
    shown
}

fn ended(shown: &str, status: std::process::ExitStatus) -> Result<(), String> {
    if status.success() { Ok(()) } else { Err(format!("`{shown}` ended with {status}")) }
}

fn not_started(shown: &str, error: &std::io::Error) -> String {
    format!("`{shown}` could not be started: {error}")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn here() -> Place {
        Place { root: std::env::temp_dir(), cache: PathBuf::from("/nowhere") }
    }

    #[test]
    fn failures_name_the_command() {
        let error = run(&mut command(&here(), "false", &["with", "words"])).expect_err("false fails");
        assert!(error.starts_with("`false with words` ended with exit status"), "{error}");
        let error = run(&mut command(&here(), "no-such-program", &[])).expect_err("there is no such program");
        assert!(error.starts_with("`no-such-program` could not be started"), "{error}");
    }

    #[test]
    fn a_command_that_hangs_is_stopped() {
        let start = Instant::now();
        let error =
            run_within(&mut command(&here(), "sleep", &["60"]), Duration::from_millis(120)).expect_err("too slow");
        assert!(error.contains("was stopped"), "{error}");
        assert!(start.elapsed() < Duration::from_secs(20));
        assert!(run_within(&mut command(&here(), "true", &[]), Duration::from_secs(20)).is_ok());
    }

    #[test]
    fn children_do_not_inherit_what_cargo_set_for_us() {
        let seen = output(&mut command(&here(), "env", &[])).expect("env prints the variables");
        assert!(!seen.lines().any(|line| line.starts_with("CARGO_PKG_") || line.starts_with("CARGO_MANIFEST_DIR=")));
        let path = seen.lines().find(|line| line.starts_with("PATH=")).expect("PATH is set");
        assert!(path.starts_with("PATH=/nowhere/tools/bin:"), "{path}");
    }
}
