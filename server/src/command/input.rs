//! Where a text comes from: a file, a folder's files, or standard input. Never more of it is read than an analysis could
//! use.

use std::fs::{self, File};
use std::io::{self, IsTerminal as _, Read};
use std::path::{Path, PathBuf};

/// No more than this is read of one input, so that an endless one ends. The analyzer refuses texts far shorter than
/// this, with a finding.
const MOST_BYTES: u64 = 64 << 20;
/// What manifests are called. A file that is named itself is read whatever it is called.
const EXTENSIONS: [&str; 3] = ["yaml", "yml", "json"];

/// One thing to analyse.
#[derive(Debug)]
pub(super) enum Input {
    Standard,
    File(PathBuf),
    /// A folder whose files could not be listed, and why.
    Unlisted(PathBuf, io::Error),
}

impl Input {
    /// The inputs that the arguments name; standard input where they name none. A folder stands for the manifests below
    /// it, in the order of their names.
    pub(super) fn list(files: &[PathBuf]) -> Vec<Self> {
        let mut inputs = Vec::new();
        for file in files {
            if file.as_os_str() == "-" {
                inputs.push(Self::Standard);
            } else if file.is_dir() {
                Self::below(file, &mut inputs);
            } else {
                inputs.push(Self::File(file.clone()));
            }
        }
        if files.is_empty() { vec![Self::Standard] } else { inputs }
    }

    /// The manifests below a folder. Hidden names and links to folders are not followed.
    fn below(folder: &Path, inputs: &mut Vec<Self>) {
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => return inputs.push(Self::Unlisted(folder.to_owned(), error)),
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries.iter().filter(|entry| !entry.file_name().to_string_lossy().starts_with('.')) {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => Self::below(&path, inputs),
                Ok(_) if path.is_file() && is_manifest(&path) => inputs.push(Self::File(path)),
                _ => {}
            }
        }
    }

    /// The name as the user gave it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Standard => "-".into(),
            Self::File(path) | Self::Unlisted(path, _) => path.to_string_lossy().into_owned(),
        }
    }

    /// All that can be used of its bytes.
    pub(super) fn read(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        match self {
            Self::Standard => {
                if io::stdin().is_terminal() {
                    eprintln!("peapod: reading standard input; Ctrl-D ends it");
                }
                io::stdin().lock().take(MOST_BYTES).read_to_end(&mut bytes)?
            }
            Self::File(path) => File::open(path)?.take(MOST_BYTES).read_to_end(&mut bytes)?,
            Self::Unlisted(_, error) => return Err(io::Error::new(error.kind(), error.to_string())),
        };
        Ok(bytes)
    }
}

fn is_manifest(path: &Path) -> bool {
    path.extension().is_some_and(|extension| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}
