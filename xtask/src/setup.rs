//! What must be there before anything can be built or tested, in the order in which it is provided.
//!
//! Each part is looked for first, so that a second run takes seconds. Only one set-up runs at a time on a machine.

use crate::crates::BORROW;
use crate::lock::lock;
use crate::place::Place;
use crate::step::{self, Failure, Step};
use crate::{command, node, tools, wasm_target};

const WASM_TARGET: Step = Step {
    name: "Rust's wasm target",
    usual: "5 s, once; 3 min where rustup's server cannot be reached",
    remedy: "Run `rustup target add wasm32-unknown-unknown` where rustup's server can be reached, or this command as root on \
             a Debian that has the package rustc-web.",
    ready: Some(wasm_target::ready),
    act: wasm_target::provide,
};

const NODE: Step = Step {
    name: "Node",
    usual: "0 s",
    remedy: "Install Node 20 or later, with npm, from your system's packages or nodejs.org.",
    ready: Some(node::ready),
    act: node::refuse,
};

const WASM_BINDGEN: Step = Step {
    name: "wasm-bindgen",
    usual: "3 min on two cores, once",
    remedy: "Read the compiler's message above. A C compiler (`cc`) and the crates registry are needed. Run the command again: \
             it goes on where it stopped.",
    ready: Some(tools::wasm_bindgen_ready),
    act: tools::provide_wasm_bindgen,
};

const TRUNK: Step = Step {
    name: "Trunk",
    usual: "5 min on two cores, once",
    remedy: WASM_BINDGEN.remedy,
    ready: Some(tools::trunk_ready),
    act: tools::provide_trunk,
};

const WASM_OPT: Step = Step {
    name: "wasm-opt",
    usual: "20 s, once",
    remedy: "Install your system's binaryen, so that `wasm-opt --version` works.",
    ready: Some(tools::wasm_opt_ready),
    act: tools::provide_wasm_opt,
};

const CRATES: Step = Step {
    name: "Fetch the crates that Cargo.lock names",
    usual: "30 s the first time, then nothing",
    remedy: "If Cargo.lock is out of date, run `cargo metadata > /dev/null` and look at what changed in it. Else look at the \
             connection to the crates registry.",
    ready: None,
    act: |place| command::run(&mut command::cargo(place, &["fetch", "--locked"])),
};

const EDITOR: Step = Step {
    name: "Node packages for the editor",
    usual: "5 s, once",
    remedy: PACKAGES.remedy,
    ready: Some(node::editor_ready),
    act: node::provide_editor,
};

const PACKAGES: Step = Step {
    name: "Node packages for the browser tests",
    usual: "5 s, once",
    remedy: "Look at the connection to the npm registry (`npm config get registry`), then run the command again.",
    ready: Some(node::tests_ready),
    act: node::provide_tests,
};

const BROWSER: Step = Step {
    name: "A browser for the tests",
    usual: "1 min, once",
    remedy: "Install Chromium (on Debian: `sudo apt-get update && sudo apt-get install chromium`), or set PEAPOD_CHROMIUM to \
             the path of a Chromium or Chrome.",
    ready: Some(node::browser_ready),
    act: node::provide_browser,
};

/// All that any command needs.
pub(crate) fn everything(place: &Place) -> Result<(), Failure> {
    provide(place, &[NODE, WASM_TARGET, CRATES, BORROW, WASM_OPT, EDITOR, PACKAGES, BROWSER, WASM_BINDGEN, TRUNK])
}

/// All that a build needs: no browser.
pub(crate) fn for_build(place: &Place) -> Result<(), Failure> {
    provide(place, &[NODE, WASM_TARGET, CRATES, BORROW, WASM_OPT, EDITOR, WASM_BINDGEN, TRUNK])
}

/// All that the checks need: compilers, but no tools.
pub(crate) fn for_check(place: &Place) -> Result<(), Failure> {
    provide(place, &[WASM_TARGET, CRATES, BORROW])
}

fn provide(place: &Place, steps: &[Step]) -> Result<(), Failure> {
    let _lock = lock(place)?;
    step::run(place, steps).map(|_| ())
}
