//! `peapod analyze`: a report a file, in the order of the arguments, each printed as soon as it is known. All cores work.
//!
//! An input that cannot be read is said on standard error and spoils the exit status, not the other reports. A reader
//! that stops listening ends the run quietly.

mod compare;
mod crew;
mod input;
mod json;
mod picture;
mod progress;
mod rewrite;
mod sarif;
mod text;

use crate::analysis;
use crate::arguments::{Analyze, Format};
use crate::printable;
use analyzer::{Analysis, Options};
use input::Input;
pub(crate) use picture::no_such_pod;
use progress::Progress;
pub(crate) use rewrite::is_rule;
pub use rewrite::{convert, fix};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;

/// What all formats are told about one input.
struct Report<'r> {
    /// The name as the user gave it; `-` for standard input.
    name: &'r str,
    /// The text as decoded.
    text: &'r str,
    /// Whether `text` is byte for byte what was read.
    exact: bool,
    /// What is known about it.
    analysis: &'r Analysis,
}

/// How a run ended, the worst last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    #[default]
    Fine,
    Findings,
    Trouble,
}

/// What is known about one input once a worker is done with it.
#[derive(Default)]
struct Told {
    outcome: Outcome,
    /// To be printed, as it is.
    printed: Vec<u8>,
    /// To be said on standard error.
    complaint: Option<(String, String)>,
    sarif: Vec<sarif::Found>,
    counts: text::Counts,
}

/// Runs `peapod analyze`.
pub fn analyze(arguments: &Analyze) -> ExitCode {
    let mut stdout: Box<dyn Write> = match arguments.format {
        Format::Text => Box::new(BufWriter::new(anstream::stdout().lock())),
        _ => Box::new(BufWriter::new(io::stdout().lock())),
    };
    let outcome = run(arguments, &mut stdout).unwrap_or_else(|error| {
        complain("standard output", &error.to_string());
        Outcome::Trouble
    });
    ExitCode::from(outcome as u8)
}

fn run(arguments: &Analyze, out: &mut dyn Write) -> io::Result<Outcome> {
    let inputs = Input::list(&arguments.files);
    if arguments.compare {
        return Ok(quiet_when_nobody_listens(compare::run(arguments, &inputs, out))?.unwrap_or(Outcome::Fine));
    }
    if arguments.format.is_for_one_file() && inputs.len() > 1 {
        let format = clap::ValueEnum::to_possible_value(&arguments.format);
        let format = format.as_ref().map_or("", |value| value.get_name());
        complain(&format!("--format {format}"), "prints one file at a time; ndjson takes several");
        return Ok(Outcome::Trouble);
    }
    if inputs.is_empty() {
        complain("no file", "there is no .yaml, .yml or .json in what was named");
        return Ok(Outcome::Trouble);
    }
    let mut sarif = sarif::Log::default();
    let mut total = Told::default();
    let mut progress = Progress::new(inputs.len());
    let flow = crew::in_order(
        &inputs,
        |input| tell(arguments, input),
        |told| {
            progress.clear();
            if let Some((about, what)) = &told.complaint {
                complain(about, what);
            }
            let written = out.write_all(&told.printed).and_then(|()| out.flush());
            sarif.add(told.sarif);
            total.outcome = total.outcome.max(told.outcome);
            total.counts.add(&told.counts);
            progress.step();
            written.map_or_else(ControlFlow::Break, ControlFlow::Continue)
        },
    );
    progress.clear();
    let rest = match (flow, arguments.format) {
        (ControlFlow::Break(error), _) => Err(error),
        (_, Format::Sarif) => sarif.finish(out),
        (_, Format::Text) if inputs.len() > 1 => text::write_total(out, inputs.len(), &total.counts),
        _ => Ok(()),
    };
    quiet_when_nobody_listens(rest)?;
    Ok(total.outcome)
}

/// Reads one input and makes its report.
fn tell(arguments: &Analyze, input: &Input) -> Told {
    let name = input.name();
    let trouble =
        |what: String| Told { outcome: Outcome::Trouble, complaint: Some((name.clone(), what)), ..Told::default() };
    let bytes = match input.read() {
        Ok(bytes) => bytes,
        Err(error) => return trouble(error.to_string()),
    };
    let (text, analysis) = analysis::analyze(&bytes, &Options { kubernetes: arguments.kubernetes });
    let report = Report { name: &name, text: &text, exact: text.as_bytes() == bytes, analysis: &analysis };
    let mut told = Told { counts: text::Counts::of(&analysis), ..Told::default() };
    let out = &mut told.printed;
    let written = match arguments.format {
        Format::Text => text::write(out, &report, arguments.full).map(Ok),
        Format::Json => json::write(out, &report).map(Ok),
        Format::Ndjson => json::write_line(out, &report).map(Ok),
        Format::Sarif => {
            told.sarif = sarif::found(&report);
            Ok(Ok(()))
        }
        Format::Markdown => picture::write_markdown(out, &report).map(Ok),
        Format::Svg | Format::Mermaid | Format::Dot => picture::write(out, &report, arguments),
    };
    match written {
        Ok(Ok(())) => {}
        Ok(Err(what)) => return trouble(what),
        Err(error) => return trouble(error.to_string()),
    }
    if analysis.findings.iter().any(|finding| arguments.fail_on.fails(finding.severity)) {
        told.outcome = Outcome::Findings;
    }
    told
}

/// None where the reader of our output has gone, which is its right.
fn quiet_when_nobody_listens<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(None),
        Err(error) => Err(error),
    }
}

/// Says on standard error what went wrong with what. Nothing can be done where that is closed too.
fn complain(about: &str, what: &str) {
    let (about, what) = (printable::line(about), printable::line(what));
    let _ = writeln!(io::stderr().lock(), "peapod: {about}: {what}");
}
