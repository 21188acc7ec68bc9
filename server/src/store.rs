//! Where the site's files come from: a folder, or this program itself.
//!
//! Names are relative, with slashes. No name leads out of a folder.

use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Files that were put into the program when it was built: their names, sorted, and their bytes.
pub type Inside = &'static [(&'static str, &'static [u8])];

/// Some files.
#[derive(Clone)]
pub enum Store {
    /// Those of a folder, as they are now.
    Folder(PathBuf),
    /// Those that were put into the program.
    Inside(Inside),
}

impl Store {
    /// All names, in order. Files and folders that start with a dot are not looked at.
    pub fn names(&self) -> Result<Vec<String>, String> {
        match self {
            Self::Folder(root) => names_below(root),
            Self::Inside(files) => Ok(files.iter().map(|(name, _)| (*name).to_owned()).collect()),
        }
    }

    /// The bytes of a file. The error names it.
    pub fn read(&self, name: &str) -> Result<Cow<'static, [u8]>, String> {
        match self {
            Self::Folder(root) => {
                if !Path::new(name).components().all(|part| matches!(part, Component::Normal(_))) {
                    return Err(format!("`{name}` does not name a file inside {}", root.display()));
                }
                let path = root.join(name);
                fs::read(&path).map(Cow::Owned).map_err(|error| format!("{}: {error}", path.display()))
            }
            Self::Inside(files) => match files.binary_search_by_key(&name, |(name, _)| *name) {
                Ok(at) => Ok(Cow::Borrowed(files[at].1)),
                Err(_) => Err(format!("{name}: there is no such file in this program")),
            },
        }
    }

    /// A file's text. The error names it.
    pub fn text(&self, name: &str) -> Result<String, String> {
        let bytes = self.read(name)?.into_owned();
        String::from_utf8(bytes).map_err(|_| format!("{name}: it is not UTF-8"))
    }
}

impl<P: Into<PathBuf>> From<P> for Store {
    fn from(folder: P) -> Self {
        Self::Folder(folder.into())
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

impl fmt::Display for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => folder.display().fmt(formatter),
            Self::Inside(files) => write!(formatter, "inside the program, {} files", files.len()),
        }
    }
}

fn names_below(root: &Path) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let shown = root.join(&folder);
        let entries = fs::read_dir(&shown).map_err(|error| format!("{}: {error}", shown.display()))?;
        for entry in entries {
            let entry = entry.map_err(|error| format!("{}: {error}", shown.display()))?;
            // What is not UTF-8 has no address either.
            let Ok(file) = entry.file_name().into_string() else { continue };
            if file.starts_with('.') {
                continue;
            }
            let name = if folder.is_empty() { file } else { format!("{folder}/{file}") };
            if entry.path().is_dir() { folders.push(name) } else { names.push(name) }
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_a_folder() {
        let store = Store::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
        assert!(store.text("store.rs").is_ok());
        for name in ["../Cargo.toml", "/etc/hostname", "./store.rs/../../Cargo.toml", "no-such-file", ""] {
            assert!(store.read(name).is_err(), "{name}");
        }
    }

    #[test]
    fn a_folder_and_a_program_give_the_same() {
        let inside = Store::Inside(&[("a.txt", b"a"), ("b/c.txt", b"c")]);
        let root = std::env::temp_dir().join(format!("peapod-store-{}", std::process::id()));
        fs::create_dir_all(root.join("b")).expect("a folder");
        fs::create_dir_all(root.join(".hidden")).expect("a folder");
        for (name, bytes) in [("a.txt", "a"), ("b/c.txt", "c"), (".hidden/d.txt", "d")] {
            fs::write(root.join(name), bytes).expect("a file");
        }
        let folder = Store::from(&root);
        assert_eq!(folder.names(), inside.names());
        assert_eq!(folder.read("b/c.txt"), inside.read("b/c.txt"));
        assert!(inside.read("d.txt").is_err());
        fs::remove_dir_all(root).expect("it can go");
    }
}
