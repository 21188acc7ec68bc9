//! Compiled dependencies, kept where another working copy finds them, so that its first build takes minutes less.
//!
//! Cargo could share one folder between working copies, but it tells their crates apart by the time of the last change
//! alone, and then takes one copy's crates for the other's. So each working copy compiles in its own `target`, and only
//! what comes from the registry is handed on: as hard links where the compiler replaces the file instead of writing into
//! it, else as copies. Cargo itself decides whether it fits; what does not is compiled anew.

use crate::place::Place;
use crate::step::Step;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Our own packages: they differ between working copies, and are never handed on.
const OURS: [&str; 5] = ["analyzer", "app", "server", "tests", "xtask"];

/// Gives this working copy what others have compiled.
pub(crate) const BORROW: Step = Step {
    name: "Take over crates that another working copy has compiled",
    usual: "5 s, once",
    remedy: "",
    ready: None,
    act: |place| report(hand_on(&kept(place), &place.intermediates(), is_missing)),
};

/// Keeps for others what this working copy has compiled.
pub(crate) const KEEP: Step = Step {
    name: "Keep compiled crates for other working copies",
    usual: "5 s, once",
    remedy: "",
    ready: None,
    act: |place| report(hand_on(&place.intermediates(), &kept(place), is_newer)),
};

fn kept(place: &Place) -> PathBuf {
    place.cache.join("crates")
}

/// Never fails: without the kept crates everything works too, only later.
#[expect(clippy::unnecessary_wraps, reason = "a step may fail")]
fn report(handed_on: io::Result<usize>) -> Result<(), String> {
    match handed_on {
        Ok(units) => println!("  {units} crates"),
        Err(error) => println!("  It did not work ({error}). They are compiled again, then."),
    }
    Ok(())
}

/// Whether a unit is wanted, by the folders of its fingerprint here and there.
type Wanted = fn(&Path, &Path) -> bool;

/// A working copy keeps what it has.
fn is_missing(_: &Path, there: &Path) -> bool {
    !there.exists()
}

/// What a working copy had to compile again, although it was kept, replaces what was kept.
fn is_newer(here: &Path, there: &Path) -> bool {
    last_written(here) > last_written(there)
}

fn last_written(folder: &Path) -> Option<SystemTime> {
    let files = fs::read_dir(folder).ok()?.flatten();
    files.filter_map(|file| file.metadata().ok()?.modified().ok()).max()
}

/// Hands on what is wanted there. Returns how many units that were.
fn hand_on(from: &Path, to: &Path, wanted: Wanted) -> io::Result<usize> {
    shelves(from)?.iter().map(|shelf| hand_on_shelf(&from.join(shelf), &to.join(shelf), wanted)).sum()
}

/// Where cargo keeps what it compiled, below its folder: `debug`, say, or `wasm32-unknown-unknown/debug`.
fn shelves(target: &Path) -> io::Result<Vec<PathBuf>> {
    let profiles = names(target)?.into_iter().map(PathBuf::from);
    let mut all: Vec<_> = profiles.collect();
    for triple in all.clone() {
        all.extend(names(&target.join(&triple))?.into_iter().map(|profile| triple.join(profile)));
    }
    all.retain(|shelf| target.join(shelf).join(FINGERPRINTS).is_dir());
    Ok(all)
}

fn hand_on_shelf(from: &Path, to: &Path, wanted: Wanted) -> io::Result<usize> {
    let fingerprint = |shelf: &Path, unit: &String| shelf.join(FINGERPRINTS).join(unit);
    let mut missing = units(from)?;
    missing.retain(|unit| wanted(&fingerprint(from, unit), &fingerprint(to, unit)));
    let libraries = if missing.is_empty() { BTreeMap::new() } else { libraries_by_hash(from)? };
    for unit in &missing {
        for library in libraries.get(hash(unit)).into_iter().flatten() {
            transfer(&from.join("deps").join(library), &to.join("deps").join(library))?;
        }
        transfer_folder(&from.join("build").join(unit), &to.join("build").join(unit))?;
        // Last, because it says that the unit is there.
        transfer_folder(&fingerprint(from, unit), &fingerprint(to, unit))?;
    }
    Ok(missing.len())
}

const FINGERPRINTS: &str = ".fingerprint";

/// The units of others, as cargo names them: the package and a hash of everything that went into it.
fn units(shelf: &Path) -> io::Result<Vec<String>> {
    let names = names(&shelf.join(FINGERPRINTS))?;
    Ok(names.into_iter().filter(|name| !OURS.contains(&package(name))).collect())
}

fn package(unit: &str) -> &str {
    unit.rsplit_once('-').map_or(unit, |(package, _)| package)
}

fn hash(unit: &str) -> &str {
    unit.rsplit_once('-').map_or("", |(_, hash)| hash)
}

/// `libserde-0a1b.rlib` belongs to the unit whose hash is `0a1b`.
fn libraries_by_hash(shelf: &Path) -> io::Result<BTreeMap<String, Vec<String>>> {
    let mut libraries = BTreeMap::<_, Vec<_>>::new();
    // Object files are there only while a crate is being compiled.
    for name in names(&shelf.join("deps"))?.into_iter().filter(|name| kind(Path::new(name)) != Some("o")) {
        let stem = name.split('.').next().unwrap_or_default();
        libraries.entry(hash(stem).to_owned()).or_default().push(name);
    }
    Ok(libraries)
}

fn names(folder: &Path) -> io::Result<Vec<String>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect(),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn transfer_folder(from: &Path, to: &Path) -> io::Result<()> {
    for name in names(from)? {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() { transfer_folder(&from, &to)? } else { transfer(&from, &to)? }
    }
    Ok(())
}

/// The time of a file's last change goes with it: cargo compares them.
fn transfer(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    // Never written into: an older one may be a link that others have too.
    if to.exists() {
        fs::remove_file(to)?;
    }
    if is_replaced_whole(from) && fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let written = fs::metadata(from)?.modified()?;
    fs::copy(from, to)?;
    File::open(to)?.set_modified(written)
}

/// Whether the compiler makes a new file of that name each time. Cargo's own notes are written in place.
fn is_replaced_whole(file: &Path) -> bool {
    kind(file).is_some_and(|kind| ["rlib", "rmeta", "so", "dylib", "dll"].contains(&kind))
}

fn kind(file: &Path) -> Option<&str> {
    file.extension().and_then(OsStr::to_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(path: &Path, text: &str) {
        fs::create_dir_all(path.parent().expect("below a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    #[test]
    fn hands_on_what_is_not_ours_with_its_time() {
        let home = std::env::temp_dir().join(format!("peapod-crates-{}", std::process::id()));
        let (from, to) = (home.join("from"), home.join("to"));
        for file in [
            ".fingerprint/serde-0a/lib-serde",
            "deps/libserde-0a.rlib",
            "deps/serde-0a.d",
            "build/serde-0a/out/made.rs",
        ] {
            write(&from.join("debug").join(file), file);
        }
        write(&from.join("wasm32-unknown-unknown/wasm/.fingerprint/serde-0c/lib-serde"), "for another target");
        write(&from.join("CACHEDIR.TAG"), "not a folder");
        write(&from.join("debug/.fingerprint/analyzer-0b/lib-analyzer"), "ours");
        write(&from.join("debug/deps/libanalyzer-0b.rlib"), "ours");

        assert_eq!(hand_on(&from, &to, is_missing).expect("handed on"), 2);
        let time = |path: PathBuf| fs::metadata(path).and_then(|data| data.modified()).expect("there");
        for file in [
            "deps/libserde-0a.rlib",
            "deps/serde-0a.d",
            "build/serde-0a/out/made.rs",
            ".fingerprint/serde-0a/lib-serde",
        ] {
            assert_eq!(time(from.join("debug").join(file)), time(to.join("debug").join(file)), "{file}");
        }
        assert!(!to.join("debug/deps/libanalyzer-0b.rlib").exists());
        assert_eq!(hand_on(&from, &to, is_missing).expect("handed on"), 0, "a second time there is nothing to do");
        assert_eq!(hand_on(&from, &to, is_newer).expect("handed on"), 0);

        let later = SystemTime::now() + std::time::Duration::from_secs(2);
        let again = from.join("debug/.fingerprint/serde-0a/lib-serde");
        File::open(&again).and_then(|file| file.set_modified(later)).expect("touched");
        fs::remove_file(from.join("debug/deps/libserde-0a.rlib")).expect("removed");
        write(&from.join("debug/deps/libserde-0a.rlib"), "compiled again");
        assert_eq!(hand_on(&from, &to, is_missing).expect("handed on"), 0);
        assert_eq!(hand_on(&from, &to, is_newer).expect("handed on"), 1);
        assert_eq!(fs::read_to_string(to.join("debug/deps/libserde-0a.rlib")).expect("there"), "compiled again");
        fs::remove_dir_all(&home).expect("cleaned up");
    }

    #[test]
    fn ours_are_the_packages_of_the_workspace() {
        let place = Place::find().expect("a home");
        let manifest = fs::read_to_string(place.root.join("Cargo.toml")).expect("there");
        let members: Vec<_> = OURS.iter().map(|name| format!("\"{name}\"")).collect();
        assert!(manifest.contains(&format!("members = [{}]", members.join(", "))));
    }
}
