//! `peapod analyze`: a report a file, in the order of the arguments, each printed as soon as it is known.
//!
//! An input that cannot be read is said on standard error and spoils the exit status, not the other reports. A reader
//! that stops listening ends the run quietly.

mod compare;
mod input;
mod json;
mod picture;
mod rewrite;
mod sarif;
mod text;

use crate::analysis;
use crate::arguments::{Analyze, Format};
use crate::printable;
use analyzer::{Analysis, Options};
use input::Input;
pub(crate) use picture::no_such_pod;
pub use rewrite::{convert, fix};
use std::io::{self, BufWriter, ErrorKind, Write};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Fine,
    Findings,
    Trouble,
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
    let mut sarif = sarif::Log::default();
    let mut outcome = Outcome::Fine;
    for input in &inputs {
        let told = tell(arguments, input, &mut sarif, out);
        match quiet_when_nobody_listens(told)? {
            Some(told) => outcome = outcome.max(told),
            None => return Ok(outcome),
        }
    }
    if arguments.format == Format::Sarif {
        quiet_when_nobody_listens(sarif.finish(out))?;
    }
    Ok(outcome)
}

/// Reads one input and prints its report.
fn tell(arguments: &Analyze, input: &Input, sarif: &mut sarif::Log, out: &mut dyn Write) -> io::Result<Outcome> {
    let bytes = match input.read() {
        Ok(bytes) => bytes,
        Err(error) => {
            complain(&input.name(), &error.to_string());
            return Ok(Outcome::Trouble);
        }
    };
    let (text, analysis) = analysis::analyze(&bytes, &Options { kubernetes: arguments.kubernetes });
    let name = input.name();
    let report = Report { name: &name, text: &text, exact: text.as_bytes() == bytes, analysis: &analysis };
    match arguments.format {
        Format::Text => text::write(out, &report)?,
        Format::Json => json::write(out, &report)?,
        Format::Ndjson => json::write_line(out, &report)?,
        Format::Sarif => sarif.add(&report),
        Format::Markdown => picture::write_markdown(out, &report)?,
        Format::Svg | Format::Mermaid | Format::Dot => {
            if let Err(trouble) = picture::write(out, &report, arguments)? {
                complain(&name, &trouble);
                return Ok(Outcome::Trouble);
            }
        }
    }
    out.flush()?;
    let fails = analysis.findings.iter().any(|finding| arguments.fail_on.fails(finding.severity));
    Ok(if fails { Outcome::Findings } else { Outcome::Fine })
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
