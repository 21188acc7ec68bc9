//! The three tools that make the bundle: Trunk, wasm-bindgen and wasm-opt.
//!
//! Those that cargo can compile are compiled without optimising: it is four times as fast, and their own speed does not
//! matter here. No binary is downloaded from anywhere but a package registry.

use crate::command::{cargo, command, output, run};
use crate::debian;
use crate::place::Place;
use std::fs;

/// 0.22 wants a newer compiler than the pinned one.
const TRUNK: &str = "0.21.14";

/// npm's build of wasm-opt, for systems without Debian's.
const BINARYEN: &str = "132.0.0";

/// The right Trunk, where it is there.
pub(crate) fn trunk_ready(place: &Place) -> Option<String> {
    version_is(place, "trunk", TRUNK)
}

/// Compiles Trunk.
pub(crate) fn provide_trunk(place: &Place) -> Result<(), String> {
    // Its default features are an HTTP client and an updater, which nobody needs here.
    install(place, "trunk", TRUNK, &["--no-default-features"])
}

/// The right wasm-bindgen, where it is there.
pub(crate) fn wasm_bindgen_ready(place: &Place) -> Option<String> {
    version_is(place, "wasm-bindgen", &wasm_bindgen_version(place).ok()?)
}

/// Compiles wasm-bindgen.
pub(crate) fn provide_wasm_bindgen(place: &Place) -> Result<(), String> {
    install(place, "wasm-bindgen-cli", &wasm_bindgen_version(place)?, &[])
}

/// Any wasm-opt, where there is one.
pub(crate) fn wasm_opt_ready(place: &Place) -> Option<String> {
    output(&mut command(place, "wasm-opt", &["--version"]))
}

/// Installs Debian's wasm-opt, or else npm's into the cache.
pub(crate) fn provide_wasm_opt(place: &Place) -> Result<(), String> {
    if debian::possible(place) && debian::install(place, &["binaryen"]).is_ok() {
        return Ok(());
    }
    let home = place.cache.join("binaryen");
    fs::create_dir_all(&home).map_err(|error| format!("{} could not be made: {error}", home.display()))?;
    let package = format!("binaryen@{BINARYEN}");
    let arguments = ["install", "--no-audit", "--no-fund", "--prefix", &home.to_string_lossy(), &package];
    run(&mut command(place, "npm", &arguments))
}

fn version_is(place: &Place, program: &str, version: &str) -> Option<String> {
    let said = output(&mut command(place, program, &["--version"]))?;
    (said.split_whitespace().nth(1) == Some(version)).then_some(said)
}

fn install(place: &Place, package: &str, version: &str, more: &[&str]) -> Result<(), String> {
    // A folder of its own, so that an interrupted installation goes on where it stopped.
    let scratch = place.cache.join("tools-in-the-making");
    let root = place.tools();
    let mut cargo = cargo(place, &["install", package, "--version", version, "--locked", "--debug", "--force"]);
    cargo.args(more).arg("--root").arg(&root);
    cargo.env("CARGO_TARGET_DIR", &scratch).env("CARGO_BUILD_BUILD_DIR", &scratch);
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
    run(&mut cargo)?;
    // Half a gigabyte that nobody needs any more; that it stays is no reason to fail.
    let _ = fs::remove_dir_all(&scratch);
    Ok(())
}

/// The version that Cargo.lock names: the tool must equal the library to the last digit.
fn wasm_bindgen_version(place: &Place) -> Result<String, String> {
    let path = place.root.join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(|error| format!("{} could not be read: {error}", path.display()))?;
    locked_version(&lock, "wasm-bindgen").ok_or_else(|| "Cargo.lock names no wasm-bindgen".to_owned())
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let version = lock.lines().skip_while(|line| *line != name).nth(1)?;
    Some(version.strip_prefix("version = \"")?.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_version_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.126\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.126"));
        assert_eq!(locked_version(lock, "trunk"), None);
    }
}
