//! Where a text comes from: a file, or standard input. Never more of it is read than an analysis could use.

use std::fs::File;
use std::io::{self, IsTerminal as _, Read};
use std::path::PathBuf;

/// No more than this is read of one input, so that an endless one ends. The analyzer refuses texts far shorter than
/// this, with a finding.
const MOST_BYTES: u64 = 64 << 20;

/// One thing to analyse.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Input {
    Standard,
    File(PathBuf),
}

impl Input {
    /// The inputs that the arguments name; standard input where they name none.
    pub(super) fn list(files: &[PathBuf]) -> Vec<Self> {
        if files.is_empty() {
            return vec![Self::Standard];
        }
        files
            .iter()
            .map(|file| if file.as_os_str() == "-" { Self::Standard } else { Self::File(file.clone()) })
            .collect()
    }

    /// The name as the user gave it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Standard => "-".into(),
            Self::File(path) => path.to_string_lossy().into_owned(),
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
        };
        Ok(bytes)
    }
}
