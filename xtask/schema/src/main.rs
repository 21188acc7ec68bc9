//! Writes the analyzer's schema table from k8s-openapi: which type has which fields, in which minors of Kubernetes.
//!
//! `cargo xtask schema` runs it and commits nothing; `--check` only says whether the files are what it would write.
//! Names, forms and required marks go into the table, first sentences of descriptions into a file of their own.

mod definitions;
mod merge;
mod write;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let check = std::env::args().any(|argument| argument == "--check");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../analyzer/schema");
    match run(&folder, check) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: &Path, check: bool) -> Result<(), String> {
    let types = merge::merge(&definitions::all())?;
    for (name, content) in [("table.rs", write::table(&types)?), ("descriptions.tsv", write::descriptions(&types))] {
        let path = folder.join(name);
        if !check {
            std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, content)).map_err(|e| e.to_string())?;
        } else if std::fs::read_to_string(&path).ok().as_deref() != Some(&content) {
            return Err(format!("{name} is not what `cargo xtask schema` writes"));
        }
    }
    Ok(())
}
