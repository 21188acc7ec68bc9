//! What can be said about the code without running it: its format, lints, documentation, and the rules of the house.

use crate::command::{cargo, run};
use crate::crates::KEEP;
use crate::invariants;
use crate::place::Place;
use crate::schema;
use crate::setup;
use crate::step::{self, Failure, Step};
use crate::wasm_target::{self, Compiler, TARGET};

const STEPS: &[Step] = &[
    Step {
        name: "Format",
        usual: "2 s",
        remedy: "Run `cargo fmt`.",
        ready: None,
        act: |place| run(&mut cargo(place, &["fmt", "--all", "--check"])),
    },
    Step {
        name: "Rules of the house",
        usual: "1 s",
        remedy: "ARCHITECTURE.md says what each rule is for. The rules themselves are in xtask/src/invariants.rs.",
        ready: None,
        act: invariants::prove,
    },
    Step {
        name: "Lints, native",
        usual: "2 min the first time, then 10 s",
        remedy: LINTS_REMEDY,
        ready: None,
        act: |place| {
            run(&mut cargo(place, &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))
        },
    },
    Step {
        name: "Lints, app in the browser",
        usual: "1 min the first time, then 10 s",
        remedy: LINTS_REMEDY,
        ready: None,
        act: lint_app,
    },
    Step {
        name: "The analyzer compiles for wasm",
        usual: "10 s",
        remedy: "Something in the analyzer, or below it, needs an operating system. It must not.",
        ready: None,
        act: |place| on_wasm(place, &["check", "--package", "analyzer", "--all-features"]),
    },
    Step {
        name: "Documentation",
        usual: "1 min the first time, then 10 s",
        remedy: "Mend the comment that rustdoc names: most often a link that leads nowhere.",
        ready: None,
        act: document,
    },
    schema::CHECK,
    KEEP,
];

const LINTS_REMEDY: &str =
    "Mend what is named above. Where a lint is wrong, say so beside it: `#[expect(lint, reason = \"…\")]`.";

/// Sets up what the checks need, and runs them.
pub(crate) fn check(place: &Place) -> Result<(), Failure> {
    setup::for_check(place)?;
    step::run(place, STEPS).map(|_| ())
}

/// Private items too: their comments are for the people who change them, and links in them break just as easily.
fn document(place: &Place) -> Result<(), String> {
    let mut cargo = cargo(place, &["doc", "--workspace", "--no-deps", "--document-private-items", "--locked"]);
    run(cargo.env("RUSTDOCFLAGS", "-D warnings"))
}

fn lint_app(place: &Place) -> Result<(), String> {
    let app = ["--package", "app", "--no-default-features", "--features", "csr"];
    // Debian's compiler comes without clippy; it still finds what does not compile.
    if wasm_target::compiler(place) == Some(Compiler::Debian) {
        return on_wasm(place, &[&["check"], &app[..]].concat());
    }
    run(&mut cargo(place, &[&["clippy", "--target", TARGET, "--locked"], &app[..], &["--", "-D", "warnings"]].concat()))
}

fn on_wasm(place: &Place, arguments: &[&str]) -> Result<(), String> {
    let mut cargo = cargo(place, arguments);
    cargo.args(["--target", TARGET, "--locked"]);
    wasm_target::use_in(place, &mut cargo);
    run(&mut cargo)
}
