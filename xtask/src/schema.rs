//! The table of Kubernetes' types that the analyzer decodes by: written by a program of its own, `xtask/schema`.
//!
//! That program compiles six versions of the types, so it is no member of the workspace. It alone knows the format.

use crate::command::{cargo, run};
use crate::crates::KEEP;
use crate::place::Place;
use crate::step::{self, Failure, Step};

const USUAL: &str = "4 min the first time, then 2 s";

/// Says whether the table is the one that the types give.
pub(crate) const CHECK: Step = Step {
    name: "The schema table is up to date",
    usual: USUAL,
    remedy: "Run `cargo xtask schema`, and look at what changed.",
    ready: None,
    act: |place| generate(place, &["--check"]),
};

const WRITE: Step = Step {
    name: "Write the schema table",
    usual: USUAL,
    remedy: "Read the compiler's message above. The crates registry is needed once.",
    ready: None,
    act: |place| generate(place, &[]),
};

/// Writes the table anew.
pub(crate) fn write(place: &Place) -> Result<(), Failure> {
    step::run(place, &[WRITE, KEEP]).map(|_| ())
}

/// Fails when the table would change.
pub(crate) fn check(place: &Place) -> Result<(), Failure> {
    step::run(place, &[CHECK, KEEP]).map(|_| ())
}

fn generate(place: &Place, arguments: &[&str]) -> Result<(), String> {
    let program = ["run", "--locked", "--manifest-path", "xtask/schema/Cargo.toml", "--"];
    run(&mut cargo(place, &[&program, arguments].concat()))
}
