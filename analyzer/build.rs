//! Turns `catalogue/*.yaml` into one static Rust table, so that nothing is read or parsed while a manifest is judged.
//!
//! One file is one family of images; its name is the family's id. A file that does not fit the schema stops the build
//! with its name and the reason. Nothing here knows how an image is matched.

#![expect(clippy::disallowed_methods, reason = "a build script reads and writes files; the analyzer itself does not")]

use serde_yaml::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// All keys that a file may have.
const KEYS: [&str; 18] = [
    "name",
    "does",
    "role",
    "also",
    "function",
    "homepage",
    "images",
    "containers",
    "ports",
    "env",
    "args",
    "reads",
    "writes",
    "needs",
    "main_if",
    "helper_if",
    "ambassador_if",
    "note",
];
/// The conditions, in the order of the fields of `Entry`.
const CONDITIONS: [&str; 4] = ["needs", "main_if", "helper_if", "ambassador_if"];

fn main() {
    println!("cargo::rerun-if-changed=catalogue");
    println!("cargo::rerun-if-changed=build.rs");
    let mut entries = String::new();
    let mut details = String::new();
    let mut tails = Vec::new();
    let mut wild = Vec::new();
    for (index, path) in files().iter().enumerate() {
        let family = Family::read(path);
        family.write_entry(&mut entries);
        family.write_details(&mut details);
        for (place, image) in family.list("images").iter().enumerate() {
            let tail = image.rsplit('/').next().unwrap_or(image).to_owned();
            if tail.contains('*') { &mut wild } else { &mut tails }.push((tail, index, place));
        }
    }
    tails.sort();
    let table = format!(
        "/// The families, by id.\npub(super) static ENTRIES: &[Entry] = &[\n{entries}];\n\
         /// What only people want to know of them, in the same order.\npub(super) static DETAILS: &[Details] = &[\n{details}];\n\
         /// Last parts of image names, sorted: family and place of the image in it.\n\
         pub(super) static TAILS: &[(&str, u16, u16)] = &{tails:?};\n\
         /// The same for those with a `*` in it.\npub(super) static WILD: &[(&str, u16, u16)] = &{wild:?};\n"
    );
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    if let Err(error) = std::fs::write(out.join("catalogue.rs"), table) {
        panic!("cannot write the catalogue's table: {error}");
    }
}

/// The files of the catalogue, sorted by id.
fn files() -> Vec<PathBuf> {
    let folder = std::fs::read_dir("catalogue").unwrap_or_else(|error| panic!("catalogue: {error}"));
    let mut files: Vec<PathBuf> = folder
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    files.sort_by(|a, b| a.file_stem().cmp(&b.file_stem()));
    files
}

/// One file.
struct Family {
    id: String,
    value: Value,
}

impl Family {
    fn read(path: &Path) -> Self {
        let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("catalogue/{id}.yaml: {error}"));
        let value: Value = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("catalogue/{id}.yaml: {error}"));
        let family = Self { id, value };
        for key in family.value.as_mapping().into_iter().flat_map(|mapping| mapping.keys()).filter_map(Value::as_str) {
            assert!(KEYS.contains(&key), "catalogue/{}.yaml: no such key: {key}", family.id);
        }
        for key in ["name", "does", "function"] {
            assert!(!family.text(key).is_empty(), "catalogue/{}.yaml: `{key}` is missing", family.id);
        }
        assert!(!family.list("images").is_empty(), "catalogue/{}.yaml: no images", family.id);
        family
    }

    fn text(&self, key: &str) -> &str {
        self.value.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    fn list(&self, key: &str) -> Vec<&str> {
        strings(self.value.get(key))
    }

    fn role(&self, key: &str) -> String {
        let role = match self.text(key) {
            "" => return "None".to_owned(),
            "main" => "Main",
            "sidecar" => "Sidecar",
            "ambassador" => "Ambassador",
            "adapter" => "Adapter",
            "init" => "Init",
            other => panic!("catalogue/{}.yaml: no such role: {other}", self.id),
        };
        format!("Some(Role::{role})")
    }

    fn write_entry(&self, out: &mut String) {
        let ports: Vec<u64> = self
            .value
            .get("ports")
            .and_then(Value::as_sequence)
            .into_iter()
            .flatten()
            .filter_map(Value::as_u64)
            .collect();
        let images: Vec<String> = self.list("images").iter().map(|image| pattern(image)).collect();
        let _ = write!(
            out,
            "Entry {{ id: {:?}, name: {:?}, does: {:?}, function: {:?}, role: {}, also: {}, images: &[{}], \
             containers: &{:?}, ports: &{ports:?}, env: &{:?}, args: &{:?}, reads: &{:?}, writes: &{:?}",
            self.id,
            self.text("name"),
            self.text("does"),
            self.text("function"),
            self.role("role"),
            self.role("also"),
            images.join(", "),
            self.list("containers"),
            self.list("env"),
            self.list("args"),
            self.list("reads"),
            self.list("writes"),
        );
        for key in CONDITIONS {
            let _ = write!(out, ", {key}: {}", self.condition(key));
        }
        out.push_str(" },\n");
    }

    fn condition(&self, key: &str) -> String {
        let Some(value) = self.value.get(key) else { return "None".to_owned() };
        format!(
            "Some(&Condition {{ args: &{:?}, tag: &{:?}, env: &{:?}, containers: &{:?}, host_path: &{:?}, claim: {}, beside: {} }})",
            strings(value.get("args")),
            strings(value.get("tag")),
            strings(value.get("env")),
            strings(value.get("containers")),
            strings(value.get("host_path")),
            value.get("claim").and_then(Value::as_bool).unwrap_or(false),
            value.get("beside").and_then(Value::as_bool).unwrap_or(false),
        )
    }

    fn write_details(&self, out: &mut String) {
        let _ = writeln!(out, "Details {{ homepage: {:?}, note: {:?} }},", self.text("homepage"), self.text("note"));
    }
}

fn strings(value: Option<&Value>) -> Vec<&str> {
    value.and_then(Value::as_sequence).into_iter().flatten().filter_map(Value::as_str).collect()
}

/// An image as the matcher wants it: Docker Hub has no registry, official images no `library/`, and `*/` is any place.
fn pattern(image: &str) -> String {
    let (registry, repository) = match image.split_once('/') {
        Some(("docker.io", rest)) => ("", rest.strip_prefix("library/").unwrap_or(rest)),
        Some((first, rest)) if first.contains(['.', ':', '*']) => (first, rest),
        _ => ("", image),
    };
    format!("Image {{ registry: {registry:?}, repository: {repository:?} }}")
}
