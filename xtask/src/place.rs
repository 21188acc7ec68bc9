//! Where things are: the working copy, and the cache that every working copy on this machine shares.
//!
//! The cache holds tools and compiled dependencies, never anything made of our own sources: that stays in the working
//! copy's `target`, so that two working copies never take each other's.

use crate::step::Failure;
use std::env::{self, VarError};
use std::path::{Path, PathBuf};

/// The two folders that everything else is found from.
pub(crate) struct Place {
    /// The working copy.
    pub(crate) root: PathBuf,
    /// Shared between working copies; may be deleted at any time.
    pub(crate) cache: PathBuf,
}

impl Place {
    pub(crate) fn find() -> Result<Self, Failure> {
        let root = root();
        let cache = cache(&|name| env::var(name)).ok_or_else(|| Failure {
            step: "Find the cache folder".to_owned(),
            reason: "neither PEAPOD_CACHE, XDG_CACHE_HOME nor HOME is set".to_owned(),
            remedy: "Set PEAPOD_CACHE to a folder that may grow to several GB.".to_owned(),
        })?;
        Ok(Self { root, cache })
    }

    /// Where `cargo install` puts the tools.
    pub(crate) fn tools(&self) -> PathBuf {
        self.cache.join("tools")
    }

    /// Where cargo compiles: the user's own choice, else the working copy (as `.cargo/config.toml` says too).
    pub(crate) fn intermediates(&self) -> PathBuf {
        let chosen = env::var_os("CARGO_BUILD_BUILD_DIR").filter(|value| !value.is_empty());
        // Relative to where the user stands, as cargo reads it.
        chosen.map_or_else(|| self.target(), |dir| absolute(Path::new(&dir)))
    }

    /// Where finished programs go. Fixed, because scripts and people look for `target/release/peapod`.
    pub(crate) fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// The program, built in release mode.
    pub(crate) fn program(&self) -> PathBuf {
        self.target().join("release").join(executable("peapod"))
    }

    /// The folder of the editor chunk and its Node packages.
    pub(crate) fn editor(&self) -> PathBuf {
        self.root.join("app").join("editor")
    }

    /// The folder of the browser tests and their Node packages.
    pub(crate) fn browser_tests(&self) -> PathBuf {
        self.root.join("tests").join("browser")
    }
}

/// A program's file name on this system.
pub(crate) fn executable(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}

/// Cargo says at run time which package it runs. The path known when compiling is the second choice: with a shared target
/// folder the program may have been compiled from another working copy.
fn root() -> PathBuf {
    let xtask =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    xtask.parent().map_or_else(|| xtask.clone(), Path::to_path_buf)
}

fn cache(var: &dyn Fn(&str) -> Result<String, VarError>) -> Option<PathBuf> {
    let set = |name| var(name).ok().filter(|value| !value.is_empty());
    if let Some(own) = set("PEAPOD_CACHE") {
        return Some(absolute(Path::new(&own)));
    }
    let caches = set("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || set("HOME").or_else(|| set("USERPROFILE")).map(|home| Path::new(&home).join(".cache"));
    caches.or_else(home).map(|caches| caches.join("peapod"))
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache_with(vars: &[(&str, &str)]) -> Option<PathBuf> {
        cache(&|name| {
            let found = vars.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned()).ok_or(VarError::NotPresent)
        })
    }

    #[test]
    fn the_cache_is_the_most_particular_folder_that_is_set() {
        let all = [("PEAPOD_CACHE", "/p"), ("XDG_CACHE_HOME", "/x"), ("HOME", "/h")];
        assert_eq!(cache_with(&all), Some(PathBuf::from("/p")));
        assert_eq!(cache_with(&all[1..]), Some(PathBuf::from("/x/peapod")));
        assert_eq!(cache_with(&all[2..]), Some(PathBuf::from("/h/.cache/peapod")));
        assert_eq!(cache_with(&[]), None);
    }

    #[test]
    fn an_empty_variable_counts_as_unset() {
        assert_eq!(cache_with(&[("PEAPOD_CACHE", ""), ("HOME", "/h")]), Some(PathBuf::from("/h/.cache/peapod")));
    }

    #[test]
    fn the_root_holds_this_crate() {
        assert!(root().join("xtask").join("Cargo.toml").is_file());
    }
}
