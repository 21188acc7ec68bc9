//! Everything that a person or CI runs: `cargo xtask help` lists the commands.
//!
//! It has no dependencies, so that it compiles in seconds on a machine that has nothing yet. It starts the tools that do
//! the work, says how long they usually take and what to do when they fail. It builds nothing itself.
#![expect(clippy::print_stdout, reason = "a command-line program speaks on standard output")]

mod check;
mod command;
mod crates;
mod debian;
mod dev;
mod invariants;
mod load;
mod lock;
mod measure;
mod node;
mod place;
mod schema;
mod served;
mod setup;
mod site;
mod sources;
mod step;
mod test;
mod tools;
mod wasm_target;
mod watch;

use place::Place;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  run [-- ARGUMENTS]  set up, build in release mode, and serve the site on 127.0.0.1:8080
  test                set up, check, and run every test, the browser ones included
  build               set up, and build the site (dist/) and the program (target/release/peapod)
  check               formatting, lints for native and wasm, documentation, and the rules of the house
  measure             what a browser loads for /play from the last build, file by file, beside what is promised
  load                requests a second of the last build under load, beside nginx and the command line (wrk, nginx)
  dev                 build without optimising, serve, and rebuild whatever changes
  setup               fetch and build every tool that the other commands need
  schema [--check]    write analyzer/schema anew from Kubernetes' own types, or say whether it would change
  help                this text

Tools and compiled dependencies are kept in $PEAPOD_CACHE, or else in ${XDG_CACHE_HOME:-$HOME/.cache}/peapod, where
another clone finds them. Three more variables, seldom needed:

  PEAPOD_CHROMIUM        the browser for the tests, where it is not found by itself
  PEAPOD_WASM=debian     use Debian's compiler for the wasm, as on a machine that cannot reach rustup's server
  CARGO_BUILD_BUILD_DIR  where to compile, instead of target/; finished programs still end up there
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    match dispatch(&command, &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, rest: &[String]) -> Result<(), step::Failure> {
    let place = Place::find()?;
    match (command, rest) {
        ("setup", []) => setup::everything(&place),
        ("build", []) => site::build(&place),
        ("run", _) => site::run(&place, rest.strip_prefix(&["--".to_owned()]).unwrap_or(rest)),
        ("test", []) => test::test(&place),
        ("check", []) => check::check(&place),
        ("measure", []) => measure::measure(&place),
        ("load", []) => load::load(&place),
        ("dev", []) => dev::dev(&place),
        ("schema", []) => schema::write(&place),
        ("schema", [check]) if check == "--check" => schema::check(&place),
        ("" | "help" | "--help" | "-h", _) => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(unknown(command, rest)),
    }
}

fn unknown(command: &str, rest: &[String]) -> step::Failure {
    let given = [&[command.to_owned()], rest].concat().join(" ");
    step::Failure {
        step: "cargo xtask".to_owned(),
        reason: format!("there is no command `{given}`"),
        remedy: "`cargo xtask help` lists the commands. Only `run` and `schema` take arguments.".to_owned(),
    }
}
