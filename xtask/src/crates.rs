//! Compiled dependencies, kept where another working copy finds them, so that its first build takes minutes less.
//!
//! Cargo could share one folder between working copies, but it tells their crates apart by the time of the last change
//! alone, and then takes one copy's crates for the other's. So each working copy compiles in its own `target`, and what
//! comes from the registry is handed on: as hard links where the compiler replaces the file instead of writing into it,
//! else as copies. It is handed on as a whole, and never mixed: crates compiled in two places do not fit together.

use crate::lock::lock;
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

/// Gives a working copy that has compiled nothing yet what others have compiled.
pub(crate) const BORROW: Step = Step {
    name: "Take over crates that another working copy has compiled",
    usual: "5 s, once",
    remedy: "",
    ready: None,
    act: |place| report(borrow(&kept(place), &place.intermediates())),
};

/// Keeps for others what this working copy has compiled.
pub(crate) const KEEP: Step = Step {
    name: "Keep compiled crates for other working copies",
    usual: "5 s, once",
    remedy: "",
    ready: None,
    act: |place| {
        let _lock = lock(place).map_err(|failure| failure.reason)?;
        report(keep(&place.intermediates(), &kept(place)))
    },
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

/// Fills the shelves that are empty here. Returns how many units that were.
fn borrow(kept: &Path, target: &Path) -> io::Result<usize> {
    let empty = |shelf: &PathBuf| !target.join(shelf).join(FINGERPRINTS).exists();
    shelves(kept)?
        .iter()
        .filter(|shelf| empty(shelf))
        .map(|shelf| copy_shelf(&kept.join(shelf), &target.join(shelf)))
        .sum()
}

/// Replaces the shelves of which this working copy has more, or newer ones. Returns how many units that were.
fn keep(target: &Path, kept: &Path) -> io::Result<usize> {
    let shelves = shelves(target)?;
    let better = shelves.iter().filter(|shelf| is_better(&target.join(shelf), &kept.join(shelf)));
    better.map(|shelf| replace_shelf(&target.join(shelf), &kept.join(shelf))).sum()
}

fn is_better(here: &Path, kept: &Path) -> bool {
    let count = |shelf| units(shelf).map_or(0, |units| units.len());
    count(here) >= count(kept) && last_written(here) > last_written(kept)
}

/// When the newest unit was compiled.
fn last_written(shelf: &Path) -> Option<SystemTime> {
    let units = units(shelf).ok()?;
    units.iter().filter_map(|unit| newest_file(&shelf.join(FINGERPRINTS).join(unit))).max()
}

fn newest_file(folder: &Path) -> Option<SystemTime> {
    let files = fs::read_dir(folder).ok()?.flatten();
    files.filter_map(|file| file.metadata().ok()?.modified().ok()).max()
}

fn replace_shelf(from: &Path, to: &Path) -> io::Result<usize> {
    let remove = |folder: &Path| if folder.exists() { fs::remove_dir_all(folder) } else { Ok(()) };
    let fresh = to.with_extension("new");
    remove(&fresh)?;
    let units = copy_shelf(from, &fresh)?;
    remove(to)?;
    fs::rename(fresh, to)?;
    Ok(units)
}

/// Where cargo keeps what it compiled, below its folder: `debug`, say, or `wasm32-unknown-unknown/debug`.
fn shelves(target: &Path) -> io::Result<Vec<PathBuf>> {
    let mut all: Vec<_> = names(target)?.into_iter().map(PathBuf::from).collect();
    for triple in all.clone() {
        all.extend(names(&target.join(&triple))?.into_iter().map(|profile| triple.join(profile)));
    }
    // An extension marks a copy that was interrupted.
    all.retain(|shelf| shelf.extension().is_none() && target.join(shelf).join(FINGERPRINTS).is_dir());
    Ok(all)
}

fn copy_shelf(from: &Path, to: &Path) -> io::Result<usize> {
    let units = units(from)?;
    let libraries = libraries_by_hash(from)?;
    for unit in &units {
        for library in libraries.get(hash(unit)).into_iter().flatten() {
            transfer(&from.join("deps").join(library), &to.join("deps").join(library))?;
        }
        for notes in ["build", FINGERPRINTS] {
            transfer_folder(&from.join(notes).join(unit), &to.join(notes).join(unit))?;
        }
    }
    Ok(units.len())
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

    /// A shelf with one unit of others and one of ours.
    fn compile(target: &Path, text: &str) {
        for file in [
            "deps/libserde-0a.rlib",
            "deps/serde-0a.d",
            "build/serde-0a/out/made.rs",
            ".fingerprint/serde-0a/lib-serde",
        ] {
            let _ = fs::remove_file(target.join("debug").join(file));
            write(&target.join("debug").join(file), text);
        }
        write(&target.join("debug/.fingerprint/analyzer-0b/lib-analyzer"), "ours");
        write(&target.join("debug/deps/libanalyzer-0b.rlib"), "ours");
        write(&target.join("wasm32-unknown-unknown/wasm/.fingerprint/serde-0c/lib-serde"), text);
        write(&target.join("CACHEDIR.TAG"), "not a folder");
    }

    #[test]
    fn hands_on_what_is_not_ours_as_a_whole() {
        let home = std::env::temp_dir().join(format!("peapod-crates-{}", std::process::id()));
        let [first, second, kept] = ["first", "second", "kept"].map(|name| home.join(name));
        let library = "debug/deps/libserde-0a.rlib";
        let read = |path: PathBuf| fs::read_to_string(path).expect("there");
        let time = |path: PathBuf| fs::metadata(path).and_then(|data| data.modified()).expect("there");

        compile(&first, "first");
        assert_eq!(keep(&first, &kept).expect("kept"), 2);
        assert_eq!(keep(&first, &kept).expect("kept"), 0, "it has all that already");
        assert_eq!(borrow(&kept, &second).expect("borrowed"), 2);
        for file in [
            library,
            "debug/deps/serde-0a.d",
            "debug/build/serde-0a/out/made.rs",
            "debug/.fingerprint/serde-0a/lib-serde",
        ] {
            assert_eq!(time(first.join(file)), time(second.join(file)), "{file}");
        }
        assert!(!second.join("debug/deps/libanalyzer-0b.rlib").exists());

        std::thread::sleep(std::time::Duration::from_millis(20));
        compile(&second, "second");
        assert_eq!(read(first.join(library)), "first", "linked files are not written into");
        assert_eq!(keep(&second, &kept).expect("kept"), 2, "newer ones replace what was kept");
        assert_eq!(read(kept.join(library)), "second");
        assert_eq!(borrow(&kept, &first).expect("borrowed"), 0, "what is there is never mixed with what was kept");
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
