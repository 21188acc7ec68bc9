//! The whole analysis beside merely reading the same text into `serde_yaml::Value`, and how its time grows.
//!
//! `cargo bench -p analyzer` prints three figures: the two times and their ratio, the growth from a tenth of the text to
//! all of it, and the time of each step. It reads `../shared/corpus/bulk` where that is, else the examples of the site.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::disallowed_types, clippy::disallowed_methods, reason = "a bench reads files and the clock")]
use analyzer::{Options, analyze, manifest, yaml};
use serde::de::Deserialize;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// The best of several rounds counts: the machine may be busy with something else.
const ROUNDS: usize = 7;

fn main() {
    let documents = documents();
    let text = documents.join("---\n");
    println!("{} documents, {:.2} MB", documents.len(), megabytes(&text));
    let both = side_by_side(&text);
    let tenth: Vec<&str> = documents.iter().step_by(10).map(String::as_str).collect();
    let tenth = tenth.join("---\n");
    let ten_times = [tenth.as_str(); 10].join("---\n");
    let small = best(|| drop(black_box(analyze(&tenth, &Options::default()))));
    let large = best(|| drop(black_box(analyze(&ten_times, &Options::default()))));
    println!(
        "growth: {:.2} MB in {small:.2?}, 10 times that in {large:.2?}: {:.2} times as long",
        megabytes(&tenth),
        ratio(large, small)
    );
    steps(&text, both);
}

/// Reads the text with `serde_yaml`, document by document, and analyses it; gives the time of the analysis.
fn side_by_side(text: &str) -> Duration {
    let read = best(|| {
        for document in serde_yaml::Deserializer::from_str(text) {
            drop(black_box(serde_yaml::Value::deserialize(document)));
        }
    });
    let analysed = best(|| drop(black_box(analyze(text, &Options::default()))));
    println!("serde_yaml::Value: {read:.2?}, {:.1} MB/s", megabytes(text) / read.as_secs_f64());
    println!("analyze:           {analysed:.2?}, {:.1} MB/s", megabytes(text) / analysed.as_secs_f64());
    println!("ratio:             {:.2}", ratio(analysed, read));
    analysed
}

/// The parts of an analysis, each with those before it.
fn steps(text: &str, all: Duration) {
    let read = best(|| drop(black_box(yaml::read(text))));
    let tree = yaml::read(text);
    let found = best(|| drop(black_box(manifest::manifests(&tree))));
    let manifests = manifest::manifests(&tree);
    let decoded = best(|| {
        for manifest in &manifests {
            black_box(analyzer::decode::check(manifest, &Options::default()));
        }
    });
    let validated = best(|| {
        for manifest in &manifests {
            black_box(analyzer::validation::check(manifest, &Options::default()));
        }
    });
    let rest = all.saturating_sub(read + found + decoded + validated);
    println!(
        "steps: read {read:.2?}, find pods {found:.2?}, decode {decoded:.2?}, validate {validated:.2?}, judge and draw {rest:.2?}"
    );
}

/// The documents that `serde_yaml` and the analyzer both read.
fn documents() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = [root.join("../shared/corpus/bulk"), root.join("content/examples")];
    let files = folders.iter().find_map(|folder| std::fs::read_dir(folder).ok()).into_iter().flatten();
    let mut paths: Vec<_> = files.filter_map(|file| Some(file.ok()?.path())).collect();
    paths.sort();
    let texts = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok());
    let cut: Vec<String> = texts.flat_map(|text| split(&text)).collect();
    cut.into_iter().filter(|document| both_read(document)).collect()
}

/// The text between the separators.
fn split(text: &str) -> Vec<String> {
    let mut documents = vec![String::new()];
    for line in text.split_inclusive('\n') {
        if line.starts_with("---") {
            documents.push(String::new());
        } else if let Some(document) = documents.last_mut() {
            document.push_str(line);
        }
    }
    documents.retain(|document| !document.trim().is_empty());
    documents
}

fn both_read(document: &str) -> bool {
    yaml::read(document).problems.is_empty() && serde_yaml::from_str::<serde_yaml::Value>(document).is_ok()
}

fn best(mut work: impl FnMut()) -> Duration {
    let rounds = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    rounds.min().unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
fn megabytes(text: &str) -> f64 {
    text.len() as f64 / 1e6
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64().max(1e-9)
}
