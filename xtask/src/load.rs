//! How much the built program bears: `cargo xtask load` asks it for a page, a file and an analysis over loopback, on 1, 32
//! and 512 connections, with Debian's nginx beside it for the page and the file, and the command line on one core beside it
//! for the analysis.
//!
//! Every run is bounded in time and stays on this machine. It builds nothing. Errors fail it; figures that miss their aim
//! are only said, because they are the machine's as much as ours.

mod nginx;
mod table;

use crate::command::{command, output};
use crate::debian;
use crate::place::Place;
use crate::served::Served;
use crate::step::Failure;
use nginx::Nginx;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

const PAGE: &str = "/docs/case-study";
const ANALYZE: &str = "/api/v1/analyze";
const MANIFEST: &str = "content/examples/case-study.yaml";
const SCRIPT: &str = "xtask/src/load.lua";
const CONNECTIONS: [u32; 3] = [1, 32, 512];
/// How long each run is, in seconds.
const SECONDS: u32 = 5;
/// So many analyses are one tight loop.
const LOOPS: usize = 3000;

/// What one run of wrk found.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Figures {
    /// Requests in a second.
    rate: f64,
    /// The time that 99 of 100 requests stay below.
    p99: Duration,
    errors: u64,
}

/// A line of the table.
struct Row {
    what: &'static str,
    connections: u32,
    ours: Figures,
    /// Requests a second of what stands beside it, and its 99th percentile where it has one.
    beside: (f64, Option<Duration>),
    /// The share of that which is aimed at.
    aim: f64,
}

/// Kilobytes of each program, after everything.
type Memory = [(&'static str, u64); 2];

/// Runs everything and prints the table.
pub(crate) fn load(place: &Place) -> Result<(), Failure> {
    let failure = |reason| Failure {
        step: "Load the server".to_owned(),
        reason,
        remedy:
            "Build first: `cargo xtask build`. wrk and nginx are Debian's packages of these names; on other systems, \
                 put both on PATH."
                .to_owned(),
    };
    let (rows, memory) = measure(place).map_err(failure)?;
    print!("{}", table::table(&rows, &memory));
    let errors: u64 = rows.iter().map(|row| row.ours.errors).sum();
    if errors > 0 {
        return Err(failure(format!("{errors} requests were not answered")));
    }
    Ok(())
}

fn measure(place: &Place) -> Result<(Vec<Row>, Memory), String> {
    provide(place)?;
    let server = Served::start(place, &["--log", "text"])?;
    let asset = asset(&server)?;
    let files = [(PAGE, server.fetch(PAGE, false)?), (asset.as_str(), server.fetch(&asset, false)?)];
    let nginx = Nginx::start(place, &files)?;
    let runs = CONNECTIONS.len() * 5;
    println!("▸ {runs} runs of {SECONDS} s each, and {LOOPS} analyses on one core");
    let mut rows = Vec::new();
    for (what, path) in [("page", PAGE), ("file", asset.as_str())] {
        for connections in CONNECTIONS {
            let ours = wrk(place, &server.address, path, connections, None)?;
            let theirs = wrk(place, &nginx.address, path, connections, None)?;
            rows.push(Row { what, connections, ours, beside: (theirs.rate, Some(theirs.p99)), aim: 0.8 });
        }
    }
    let alone = tight_loop(place)?;
    for connections in CONNECTIONS {
        let ours = wrk(place, &server.address, ANALYZE, connections, Some(MANIFEST))?;
        rows.push(Row { what: "analysis", connections, ours, beside: (alone, None), aim: 0.7 });
    }
    let memory = [("peapod", memory(server.child.id())), ("nginx", memory(nginx.id()))];
    Ok((rows, memory))
}

/// Looks for wrk and nginx, and installs them where that is possible.
fn provide(place: &Place) -> Result<(), String> {
    let there = |program: &str, ask: &str| {
        command(place, program, &[ask]).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
    };
    if there("wrk", "-v") && there("nginx", "-v") { Ok(()) } else { debian::install(place, &["wrk", "nginx-light"]) }
}

/// The script of the browser's half: the file that every playground loads.
fn asset(server: &Served) -> Result<String, String> {
    let page = String::from_utf8_lossy(&server.fetch(PAGE, false)?).into_owned();
    let named =
        page.split_once("name=\"playground-bundle\" content=\"").and_then(|(_, rest)| rest.split([' ', '"']).next());
    named.map(str::to_owned).ok_or_else(|| "the page names no script".to_owned())
}

/// One run, after a second of warming up.
fn wrk(place: &Place, address: &str, path: &str, connections: u32, body: Option<&str>) -> Result<Figures, String> {
    let url = format!("http://{address}{path}");
    let run = |seconds: u32| {
        let (connections, seconds) = (connections.to_string(), format!("{seconds}s"));
        let mut arguments = vec!["-t1", "-c", &connections, "-d", &seconds, "--timeout", "10s", "-s", SCRIPT, &url];
        arguments.extend(body.map(|_| "--").into_iter().chain(body));
        output(&mut command(place, "wrk", &arguments))
    };
    run(1);
    let said = run(SECONDS).ok_or_else(|| format!("wrk failed on {url}"))?;
    figures(&said).ok_or_else(|| format!("wrk said something else than was asked: {said}"))
}

/// Reads the line that `load.lua` writes.
fn figures(said: &str) -> Option<Figures> {
    let line = said.lines().find_map(|line| line.strip_prefix("figures "))?;
    let numbers: Vec<u64> = line.split(' ').map_while(|number| number.parse().ok()).collect();
    let [requests, micros, p99, errors] = numbers[..] else { return None };
    #[expect(clippy::cast_precision_loss, reason = "counts of a few seconds")]
    let rate = requests as f64 / Duration::from_micros(micros).as_secs_f64();
    Some(Figures { rate, p99: Duration::from_micros(p99), errors })
}

/// Analyses a second on one core: the command line over many names of one file, with the JSON that the API answers.
fn tight_loop(place: &Place) -> Result<f64, String> {
    let program = place.program().to_string_lossy().into_owned();
    let run = |times: usize| {
        let mut arguments = vec!["-c", "0", &program, "analyze", "--format", "ndjson", "--fail-on", "never"];
        arguments.extend(std::iter::repeat_n(MANIFEST, times));
        let start = Instant::now();
        let status = command(place, "taskset", &arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success()).then(|| start.elapsed())
    };
    // What it takes to start is not part of the loop.
    let (once, many) = run(1).zip(run(LOOPS + 1)).ok_or("the command line did not analyse the case study")?;
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    Ok(LOOPS as f64 / many.saturating_sub(once).as_secs_f64())
}

/// The memory of a process and its children, in kilobytes, what they share counted once.
fn memory(id: u32) -> u64 {
    let mut all = vec![id];
    all.extend(children(id));
    all.iter().filter_map(|id| share(&PathBuf::from(format!("/proc/{id}/smaps_rollup")))).sum()
}

fn children(id: u32) -> Vec<u32> {
    let list = fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
    list.split_whitespace().filter_map(|id| id.parse().ok()).collect()
}

fn share(file: &Path) -> Option<u64> {
    let text = fs::read_to_string(file).ok()?;
    text.lines().find_map(|line| line.strip_prefix("Pss:"))?.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_wrk_says() {
        let said = "Running 5s test @ http://127.0.0.1:1/\nfigures 1000 2000000 1500 0\n";
        let wanted = Figures { rate: 500.0, p99: Duration::from_micros(1500), errors: 0 };
        assert_eq!(figures(said), Some(wanted));
        assert_eq!(figures("figures 1 2"), None);
    }

    #[test]
    fn what_is_loaded_is_there() {
        let place = Place::find().expect("a home");
        assert!(place.root.join(MANIFEST).is_file() && place.root.join(SCRIPT).is_file());
    }
}
