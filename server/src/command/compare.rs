//! `peapod analyze --compare OLD NEW`: a pod of each text side by side, and what changed between them.
//!
//! Prints for people or as JSON. Which containers and findings differ is worked out in the analyzer; nothing is judged
//! here.

use super::text::{BOLD, write_wrapped};
use super::{Input, Outcome, complain, no_such_pod};
use crate::analysis;
use crate::arguments::{Analyze, Format};
use crate::printable;
use analyzer::table::{Comparison, Side, side_by_side};
use analyzer::{Analysis, Options};
use std::io::{self, Write};

/// Compares two inputs. Findings that only the second has decide the exit status.
pub(super) fn run(arguments: &Analyze, inputs: &[Input], out: &mut dyn Write) -> io::Result<Outcome> {
    let [before, after] = inputs else {
        complain("--compare", "needs two inputs, the one before and the one after");
        return Ok(Outcome::Trouble);
    };
    if !matches!(arguments.format, Format::Text | Format::Json) {
        complain("--compare", "prints text or json");
        return Ok(Outcome::Trouble);
    }
    let Some((old, new)) = read(before, arguments).zip(read(after, arguments)) else { return Ok(Outcome::Trouble) };
    let (Some(first), Some(second)) = (side(before, &old.1, arguments.pod), side(after, &new.1, arguments.pod)) else {
        return Ok(Outcome::Trouble);
    };
    let comparison = side_by_side(&first, &second);
    if arguments.format == Format::Json {
        let value = analyzer::json::comparison_to_value(&comparison, &old.0, &new.0);
        writeln!(out, "{}", analysis::harmless(&value.to_string()))?;
    } else {
        write(out, &comparison)?;
    }
    out.flush()?;
    let fails = comparison.introduced.iter().any(|finding| arguments.fail_on.fails(finding.severity));
    Ok(if fails { Outcome::Findings } else { Outcome::Fine })
}

/// The text of an input and its analysis; says why where it cannot be read.
fn read(input: &Input, arguments: &Analyze) -> Option<(String, Analysis)> {
    match input.read() {
        Ok(bytes) => Some(analysis::analyze(&bytes, &Options { kubernetes: arguments.kubernetes })),
        Err(error) => {
            complain(&input.name(), &error.to_string());
            None
        }
    }
}

/// The pod that the arguments ask for; says why where there is none.
fn side<'a>(input: &Input, analysis: &'a Analysis, pod: usize) -> Option<Side<'a>> {
    let side = Side::of(analysis, pod);
    if side.is_none() {
        complain(&input.name(), &no_such_pod(pod, analysis.pods.len()));
    }
    side
}

fn write(out: &mut dyn Write, comparison: &Comparison) -> io::Result<()> {
    writeln!(out, "{BOLD}What changed{BOLD:#}")?;
    if comparison.changes.is_empty() {
        writeln!(out, "  Nothing that Peapod judges.")?;
    }
    for change in &comparison.changes {
        write_wrapped(out, "  - ", "    ", change)?;
    }
    for (title, findings) in
        [("Findings that are gone", &comparison.resolved), ("New findings", &comparison.introduced)]
    {
        if !findings.is_empty() {
            writeln!(out, "\n{BOLD}{title}{BOLD:#}")?;
        }
        for finding in findings {
            let text = format!("{}[{}]: {}", finding.severity.id(), finding.rule, finding.message);
            write_wrapped(out, "  - ", "    ", &text)?;
        }
    }
    for row in &comparison.table.rows {
        writeln!(out, "\n{BOLD}{}{BOLD:#}", row.aspect)?;
        for (column, cell) in comparison.table.columns.iter().zip(&row.cells) {
            write_wrapped(out, "  ", "    ", &format!("{}: {}", printable::line(column), cell.text))?;
        }
    }
    Ok(())
}
