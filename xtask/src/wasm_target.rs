//! The compiler for wasm32: rustup's target for the pinned toolchain, or else Debian's compiler.
//!
//! The second way is for machines that cannot reach rustup's server. Debian ships a newer compiler with the source of the
//! standard library, which is compiled for wasm once. It serves the wasm alone; everything native stays with the pinned
//! toolchain.

use crate::command::{command, output, run, run_within};
use crate::debian;
use crate::place::Place;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The target's name.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

const RUSTUP_LIMIT: Duration = Duration::from_mins(2);

const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-19"];
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_LINKER: &str = "/usr/bin/wasm-ld-19";
const LINKER_VARIABLE: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER";

/// rustup's name for the toolchain that is Debian's.
const DEBIAN_TOOLCHAIN: &str = "debian";

/// Who compiles the wasm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compiler {
    /// The pinned toolchain, with rustup's standard library for wasm.
    Rustup,
    /// Debian's, with a standard library that we compiled.
    Debian,
}

/// Says which compiler is ready, for the reader.
pub(crate) fn ready(place: &Place) -> Option<String> {
    compiler(place).map(|compiler| match compiler {
        Compiler::Rustup => format!("rustup's {TARGET} is there"),
        Compiler::Debian => format!("Debian's compiler is there, with {TARGET}"),
    })
}

/// The compiler that is ready for wasm; rustup's, where both are.
pub(crate) fn compiler(place: &Place) -> Option<Compiler> {
    let rustup = || has_standard_library(&mut command(place, "rustc", &[]));
    if !debian_demanded() && rustup() {
        return Some(Compiler::Rustup);
    }
    debian_ready(place).then_some(Compiler::Debian)
}

/// Provides a compiler: rustup's way first, Debian's when that fails or takes too long.
pub(crate) fn provide(place: &Place) -> Result<(), String> {
    if !debian_demanded() {
        let mut rustup = command(place, "rustup", &["target", "add", TARGET]);
        match run_within(rustup.env("RUST_BACKTRACE", "0"), RUSTUP_LIMIT) {
            Ok(()) => return Ok(()),
            Err(reason) => println!("  {reason}\n  Trying Debian's compiler instead (usually 3 min, once)."),
        }
    }
    provide_debian(place)
}

/// Makes a command compile wasm with the compiler that is ready. Native compilation must not be asked of it.
pub(crate) fn use_in(place: &Place, command: &mut Command) {
    if compiler(place) == Some(Compiler::Debian) {
        command.env("RUSTUP_TOOLCHAIN", DEBIAN_TOOLCHAIN).env(LINKER_VARIABLE, DEBIAN_LINKER);
    }
}

fn debian_demanded() -> bool {
    std::env::var_os("PEAPOD_WASM").is_some_and(|value| value == "debian")
}

fn debian_ready(place: &Place) -> bool {
    let linked =
        || output(&mut command(place, "rustup", &["toolchain", "list"])).is_some_and(|list| names_debian(&list));
    let library = has_standard_library(&mut command(place, DEBIAN_RUSTC, &[])) && fits_debians_compiler(place);
    Path::new(DEBIAN_LINKER).exists() && library && linked()
}

/// `rustup toolchain list` has one name a line, some followed by remarks in brackets.
fn names_debian(list: &str) -> bool {
    list.lines().any(|line| line.split_whitespace().next() == Some(DEBIAN_TOOLCHAIN))
}

fn has_standard_library(rustc: &mut Command) -> bool {
    let folder = library_folder(rustc);
    folder.is_some_and(|folder| rlibs(&folder).iter().any(|file| is_library(file, "libstd-")))
}

/// A library that we compiled fits only the compiler that did it; Debian may have brought a newer one since.
fn fits_debians_compiler(place: &Place) -> bool {
    let compiled_by =
        library_folder(&mut command(place, DEBIAN_RUSTC, &[])).and_then(|folder| fs::read(folder.join(STAMP)).ok());
    compiled_by.is_some_and(|stamp| stamp == debian_version(place).into_bytes())
}

fn debian_version(place: &Place) -> String {
    output(&mut command(place, DEBIAN_RUSTC, &["--version"])).unwrap_or_default()
}

/// Where a compiler looks for the standard library for wasm, whether it is there or not.
fn library_folder(rustc: &mut Command) -> Option<PathBuf> {
    output(rustc.args(["--print", "target-libdir", "--target", TARGET])).map(PathBuf::from)
}

fn rlibs(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.extension() == Some(OsStr::new("rlib"))).collect()
}

fn is_library(file: &Path, prefix: &str) -> bool {
    file.file_name().and_then(OsStr::to_str).is_some_and(|name| name.starts_with(prefix))
}

fn provide_debian(place: &Place) -> Result<(), String> {
    if [DEBIAN_RUSTC, DEBIAN_CARGO, DEBIAN_LINKER].iter().any(|program| !Path::new(program).exists()) {
        debian::install(place, &DEBIAN_PACKAGES)?;
    }
    let built = compile_standard_library(place)?;
    install_standard_library(place, &built)?;
    run(&mut command(place, "rustup", &["toolchain", "link", DEBIAN_TOOLCHAIN, "/usr"]))
}

const STD_CRATE: &str = "standard-library-for-wasm";

/// Lies beside the library and says which compiler made it.
const STAMP: &str = "compiled-by.txt";

/// Compiles the standard library as a by-product of an empty crate, and returns the folder of its parts.
fn compile_standard_library(place: &Place) -> Result<PathBuf, String> {
    let home = place.cache.join(STD_CRATE);
    write_empty_crate(&home).map_err(|error| format!("{} could not be written: {error}", home.display()))?;
    let target = home.join("target");
    let arguments = ["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort"];
    let mut cargo = command(place, DEBIAN_CARGO, &arguments);
    cargo.current_dir(&home).env("RUSTC", DEBIAN_RUSTC).env("RUSTC_BOOTSTRAP", "1");
    // Without the bitcode, link-time optimisation fails with "Can't find section .llvmbc".
    cargo.env("RUSTFLAGS", "-Cembed-bitcode=yes").env(LINKER_VARIABLE, DEBIAN_LINKER);
    cargo.env("CARGO_TARGET_DIR", &target).env("CARGO_BUILD_BUILD_DIR", &target).env_remove("RUSTUP_TOOLCHAIN");
    run(&mut cargo)?;
    Ok(target.join(TARGET).join("release").join("deps"))
}

fn write_empty_crate(home: &Path) -> std::io::Result<()> {
    // Only parts of this very compiler may end up in the folder that is copied.
    if home.exists() {
        fs::remove_dir_all(home)?;
    }
    fs::create_dir_all(home.join("src"))?;
    let manifest = format!("[package]\nname = \"{STD_CRATE}\"\nedition = \"2024\"\n\n[workspace]\n");
    fs::write(home.join("Cargo.toml"), manifest)?;
    fs::write(home.join("src").join("lib.rs"), "")
}

fn install_standard_library(place: &Place, built: &Path) -> Result<(), String> {
    let folder =
        library_folder(&mut command(place, DEBIAN_RUSTC, &[])).ok_or("rustc does not say where its library is")?;
    let own = format!("lib{}", STD_CRATE.replace('-', "_"));
    let parts = rlibs(built).into_iter().filter(|file| !is_library(file, &own));
    let copy = || -> std::io::Result<()> {
        fs::create_dir_all(&folder)?;
        for old in rlibs(&folder) {
            fs::remove_file(old)?;
        }
        for part in parts {
            fs::copy(&part, folder.join(part.file_name().unwrap_or_default()))?;
        }
        fs::write(folder.join(STAMP), debian_version(place))
    };
    copy().map_err(|error| format!("{} cannot be written: {error}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_linked_toolchain_in_rustups_list() {
        assert!(names_debian("stable-x86_64-unknown-linux-gnu (active, default)\ndebian\n"));
        assert!(names_debian("debian (active)"));
        assert!(!names_debian("stable-x86_64-unknown-debian\nno installed toolchains"));
    }

    #[test]
    fn only_rlibs_of_the_right_name_count_as_the_standard_library() {
        assert!(is_library(Path::new("/lib/libstd-0a1b.rlib"), "libstd-"));
        assert!(!is_library(Path::new("/lib/libstd_detect-0a1b.rlib"), "libstd-"));
    }
}
