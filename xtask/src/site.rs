//! The site and the program in release mode: Trunk's bundle in `dist/`, packed ahead of time, and `target/release/peapod`.
//!
//! `run` then starts the program. It serves nothing itself.

use crate::command::{cargo, command, output, run as run_command, written};
use crate::crates::KEEP;
use crate::place::Place;
use crate::setup;
use crate::step::{self, Failure, Step};
use crate::wasm_target;
use std::process::Command;

const ADDRESS: &str = "127.0.0.1:8080";

const BUNDLE: Step = Step {
    name: "Build the browser's half (dist/)",
    usual: "2 min the first time, then 40 s after a change",
    remedy: "Read the compiler's message above; `cargo xtask check` finds the same faults faster.",
    ready: None,
    act: |place| run_command(&mut trunk(place, &["build", "--release"])),
};

const PACK: Step = Step {
    name: "Pack it for brotli and gzip",
    usual: "3 s",
    remedy: "Node must be able to write to dist/.",
    ready: None,
    act: |place| run_command(&mut command(place, "node", &["xtask/precompress.mjs", "dist"])),
};

const PROGRAM: Step = Step {
    name: "Build the program (target/release/peapod)",
    usual: "5 min the first time, then 1 min after a change",
    remedy: "Read the compiler's message above; `cargo xtask check` finds the same faults faster.",
    ready: None,
    act: build_program,
};

/// Sets up, and builds the site and the program.
pub(crate) fn build(place: &Place) -> Result<(), Failure> {
    setup::for_build(place)?;
    step::run(place, &[BUNDLE, PACK, PROGRAM, KEEP]).map(|_| ())
}

/// Builds, and then becomes the server.
pub(crate) fn run(place: &Place, arguments: &[String]) -> Result<(), Failure> {
    build(place)?;
    let program = place.program();
    let mut server = command(place, &program.to_string_lossy(), &["serve"]);
    if !arguments.iter().any(|argument| argument.starts_with("--listen")) {
        server.args(["--listen", ADDRESS]);
    }
    server.args(arguments);
    println!("▸ {}", written(&server));
    become_program(&mut server).map_err(|reason| Failure {
        step: "Serve the site".to_owned(),
        reason,
        remedy: "Read its message above. If the address is taken: `cargo xtask run -- --listen 127.0.0.1:8081`"
            .to_owned(),
    })
}

/// Trunk, compiling with the compiler that is ready for wasm, from crates that are already fetched.
pub(crate) fn trunk(place: &Place, arguments: &[&str]) -> Command {
    let mut trunk = command(place, "trunk", arguments);
    trunk.args(["--offline", "--skip-version-check"]);
    // Trunk refuses the customary NO_COLOR=1: it wants `true`.
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env_remove("NO_COLOR").env("TRUNK_COLOR", "never");
    }
    wasm_target::use_in(place, &mut trunk);
    trunk
}

fn build_program(place: &Place) -> Result<(), String> {
    run_command(&mut cargo(place, &["build", "--release", "--locked", "--package", "server", "--features", "inside"]))?;
    let program = place.program();
    let version = output(&mut command(place, &program.to_string_lossy(), &["--version"]));
    version.map(|version| println!("  {version}")).ok_or_else(|| format!("{} does not start", program.display()))
}

#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<(), String> {
    use std::os::unix::process::CommandExt;
    // Takes this program's place, so that a signal reaches the server itself.
    Err(format!("`{}` could not be started: {}", written(command), command.exec()))
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<(), String> {
    run_command(command)
}
