//! Lists the files that go into the program itself (feature `inside`): the bundle that Trunk built, and the pages.
//!
//! It compiles nothing and changes no file. Without the feature both lists are empty, and the program reads folders.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")).join("..");
    println!("cargo::rerun-if-changed=build.rs");
    let mut code = String::new();
    for (name, folder) in [("DIST", "dist"), ("CONTENT", "content")] {
        let files = match env::var_os("CARGO_FEATURE_INSIDE") {
            Some(_) => files(&root.join(folder))?,
            None => Vec::new(),
        };
        writeln!(code, "pub(crate) const {name}: crate::store::Inside = &[").expect("a string takes everything");
        for (name, path) in files {
            let path = path.to_str().ok_or_else(|| io::Error::other(format!("{} is not UTF-8", path.display())))?;
            writeln!(code, "    ({name:?}, include_bytes!({path:?})),").expect("a string takes everything");
        }
        code.push_str("];\n");
    }
    fs::write(Path::new(&variable("OUT_DIR")).join("inside.rs"), code)
}

/// All files below a folder, with their names inside it, sorted.
fn files(root: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let here = root.join(&folder).canonicalize()?;
        println!("cargo::rerun-if-changed={}", here.display());
        for entry in fs::read_dir(here)? {
            let entry = entry?;
            let Ok(file) = entry.file_name().into_string() else { continue };
            if file.starts_with('.') {
                continue;
            }
            let name = if folder.is_empty() { file } else { format!("{folder}/{file}") };
            if entry.path().is_dir() { folders.push(name) } else { files.push((name, entry.path())) }
        }
    }
    files.sort();
    Ok(files)
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("cargo sets {name}"))
}
