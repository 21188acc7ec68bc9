//! What Node does here: the packages of the editor chunk and of the browser tests, and the browser that these drive.
//!
//! The packages come from `package-lock.json` and nothing else. No browser is downloaded: it is the system's.

use crate::command::{command, output, run};
use crate::debian;
use crate::place::Place;
use std::fs;
use std::path::{Path, PathBuf};

/// The oldest Node that the test runner accepts.
const OLDEST: u32 = 20;

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// A Node that is new enough.
pub(crate) fn ready(place: &Place) -> Option<String> {
    let version = output(&mut command(place, "node", &["--version"]))?;
    (major(&version)? >= OLDEST).then_some(version)
}

/// Node cannot be provided from here: it comes with npm and its certificates, and is the reader's to choose.
pub(crate) fn refuse(_: &Place) -> Result<(), String> {
    Err(format!("there is no Node {OLDEST} or later on PATH"))
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Whether the packages of the editor chunk are installed.
pub(crate) fn editor_ready(place: &Place) -> Option<String> {
    packages_ready(&place.editor())
}

/// Installs the packages of the editor chunk.
pub(crate) fn provide_editor(place: &Place) -> Result<(), String> {
    provide_packages(place, &place.editor())
}

/// Whether the packages of the browser tests are installed.
pub(crate) fn tests_ready(place: &Place) -> Option<String> {
    packages_ready(&place.browser_tests())
}

/// Installs the packages of the browser tests.
pub(crate) fn provide_tests(place: &Place) -> Result<(), String> {
    provide_packages(place, &place.browser_tests())
}

/// Whether the packages that a folder's lock file names are installed.
fn packages_ready(folder: &Path) -> Option<String> {
    let lock = fs::read(folder.join("package-lock.json")).ok()?;
    let installed = fs::read(stamp(folder)).ok()?;
    (lock == installed).then(|| "as package-lock.json says".to_owned())
}

/// Installs exactly the packages that a folder's lock file names.
fn provide_packages(place: &Place, folder: &Path) -> Result<(), String> {
    let mut npm = command(place, "npm", &["ci", "--no-audit", "--no-fund"]);
    run(npm.current_dir(folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    let lock = folder.join("package-lock.json");
    fs::copy(lock, stamp(folder)).map(|_| ()).map_err(|error| format!("the lock file could not be copied: {error}"))
}

/// A copy of the lock file that was installed; npm deletes it together with the packages.
fn stamp(folder: &Path) -> PathBuf {
    folder.join("node_modules").join(".installed-lock.json")
}

/// The browser for the tests, where it is there.
pub(crate) fn browser_ready(place: &Place) -> Option<String> {
    let path = browser(place)?;
    output(&mut command(place, &path, &["--version"]))
}

/// Installs Debian's Chromium.
pub(crate) fn provide_browser(place: &Place) -> Result<(), String> {
    // Pages whose own fonts are not loaded yet need a font too.
    debian::install(place, &["chromium", "fonts-liberation"])
}

/// The path of the browser: the user's choice, else the first that is found.
pub(crate) fn browser(place: &Place) -> Option<String> {
    let chosen = std::env::var("PEAPOD_CHROMIUM").ok().filter(|path| !path.is_empty());
    chosen.or_else(|| BROWSERS.iter().find_map(|name| output(&mut command(place, "which", &[name]))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_nodes_version() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("20"), None);
        assert_eq!(major("v"), None);
    }
}
