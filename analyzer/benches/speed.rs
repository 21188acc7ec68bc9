//! The whole analysis beside merely reading the same text into `serde_yaml::Value`, and how its cost grows.
//!
//! `cargo bench -p analyzer` measures time; `cargo bench -p analyzer -- --instructions` counts instructions with valgrind,
//! which gives the same figures on a busy machine. Both print what is promised beside what was measured. The text is
//! `../shared/corpus/bulk` where that is, else the examples of the site. Pictures are not drawn. Nothing fails here: a
//! bench reports, people judge.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::disallowed_types, clippy::disallowed_methods, reason = "a bench reads files, the clock and valgrind")]
use analyzer::{Options, analyze, manifest, yaml};
use serde::de::Deserialize;
use std::hint::black_box;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The best of several rounds counts: the machine may be busy with something else.
const ROUNDS: usize = 7;
/// The analysis takes at most so many times as long as reading.
const MOST_RATIO: f64 = 2.0;
/// Ten times the text takes at most so many times as long.
const MOST_GROWTH: f64 = 11.0;
/// The argument before the name of a task that valgrind watches.
const WATCHED: &str = "--watched";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(place) = arguments.iter().position(|argument| argument == WATCHED) {
        return watched(arguments.get(place + 1).map_or("", String::as_str));
    }
    let documents = documents();
    let text = documents.join("---\n");
    println!("{} documents, {:.2} MB", documents.len(), megabytes(&text));
    let tenth: Vec<&str> = documents.iter().step_by(10).map(String::as_str).collect();
    let tenth = tenth.join("---\n");
    let ten_times = [tenth.as_str(); 10].join("---\n");
    if arguments.iter().any(|argument| argument == "--instructions") {
        count(&tenth, &ten_times);
    } else {
        time(&text, &tenth, &ten_times);
    }
}

/// Measures by the clock, side by side.
fn time(text: &str, tenth: &str, ten_times: &str) {
    let (read, analysed) = best_of_both(|| serde(text), || whole(text));
    println!("serde_yaml::Value: {read:.2?}, {:.1} MB/s", megabytes(text) / read.as_secs_f64());
    println!("analyze:           {analysed:.2?}, {:.1} MB/s", megabytes(text) / analysed.as_secs_f64());
    judge("analyze : serde_yaml", ratio(analysed.as_secs_f64(), read.as_secs_f64()), MOST_RATIO);
    let (small, large) = best_of_both(|| whole(tenth), || whole(ten_times));
    println!("{:.2} MB in {small:.2?}, 10 times that in {large:.2?}", megabytes(tenth));
    judge("growth for 10 times the text", ratio(large.as_secs_f64(), small.as_secs_f64()), MOST_GROWTH);
    steps(text, analysed);
}

/// Counts instructions instead: this program runs itself under valgrind, one task at a time.
fn count(tenth: &str, ten_times: &str) {
    let cost = |task: &str, text: &str| Some(instructions(task, text)?.saturating_sub(instructions("nothing", text)?));
    let counts = cost("read", tenth).zip(cost("analyze", tenth)).zip(cost("analyze", ten_times));
    let Some(((read, analysed), large)) = counts else {
        println!("instructions: not counted; this needs the program `valgrind`");
        return;
    };
    let millions = |count: u64| count / 1_000_000;
    println!("serde_yaml::Value: {} million instructions for {:.2} MB", millions(read), megabytes(tenth));
    println!("analyze:           {} million instructions", millions(analysed));
    judge("analyze : serde_yaml", ratio(as_float(analysed), as_float(read)), MOST_RATIO);
    println!("analyze:           {} million instructions for 10 times the text", millions(large));
    judge("growth for 10 times the text", ratio(as_float(large), as_float(analysed)), MOST_GROWTH);
}

/// How many instructions a task takes, starting the program and reading its text included.
fn instructions(task: &str, text: &str) -> Option<u64> {
    let program = std::env::current_exe().ok()?;
    let mut child = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args([WATCHED, task])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(text.as_bytes()).ok()?;
    let said = child.wait_with_output().ok()?.stderr;
    let said = String::from_utf8_lossy(&said).into_owned();
    said.rsplit_once("Collected :")?.1.split_whitespace().next()?.parse().ok()
}

/// One task on the text from standard input.
fn watched(task: &str) {
    let mut text = String::new();
    if std::io::stdin().read_to_string(&mut text).is_ok() {
        match task {
            "read" => serde(&text),
            "analyze" => whole(&text),
            _ => {}
        }
    }
}

fn serde(text: &str) {
    for document in serde_yaml::Deserializer::from_str(text) {
        drop(black_box(serde_yaml::Value::deserialize(document)));
    }
}

fn whole(text: &str) {
    drop(black_box(analyze(text, &Options::default())));
}

/// A figure beside what is promised.
fn judge(name: &str, measured: f64, promised: f64) {
    let word = if measured <= promised { "kept" } else { "not kept" };
    println!("{name}: {measured:.2}; promised: at most {promised:.1}; {word}");
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
    (0..ROUNDS).map(|_| round(&mut work)).min().unwrap_or_default()
}

/// The best rounds of two works that are compared, done by turns: both meet the machine in the same mood.
fn best_of_both(mut one: impl FnMut(), mut other: impl FnMut()) -> (Duration, Duration) {
    let rounds = (0..ROUNDS).map(|_| (round(&mut one), round(&mut other)));
    let least =
        |(one, other): (Duration, Duration), (next, after): (Duration, Duration)| (one.min(next), other.min(after));
    rounds.reduce(least).unwrap_or_default()
}

fn round(work: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
fn megabytes(text: &str) -> f64 {
    text.len() as f64 / 1e6
}

#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
fn as_float(count: u64) -> f64 {
    count as f64
}

fn ratio(one: f64, other: f64) -> f64 {
    one / other.max(1e-9)
}
