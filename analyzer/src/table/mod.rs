//! The comparison table: six aspects of this pod beside the patterns, or beside another pod.
//!
//! Every cell about a pod says what the manifest shows, where it shows it and which patterns that fits. What a manifest
//! cannot show is said to be so. Nothing is judged here; the judgement is given.

mod cells;
mod change;
mod columns;

use crate::analysis::{Cell, Pattern, Row, Table};
use crate::flow::Trace;
use crate::patterns::Judgement;
use crate::pod::Pod;
pub use change::{Comparison, ContainerChange, FindingChange, Judged, Part, Side, side_by_side};
pub use columns::{ASPECTS, Aspect};
use std::borrow::Cow;

/// What the cells look at.
pub(crate) struct Subject<'s, 'a> {
    pub(crate) pod: &'s Pod<'a>,
    pub(crate) trace: &'s Trace,
    pub(crate) judgement: &'s Judgement,
}

/// The heading of the pod's own column.
pub const THIS_POD: &str = "This pod";

/// The table of a pod, beside the two patterns that are most often confused.
pub fn compare(pod: &Pod<'_>, trace: &Trace, judgement: &Judgement) -> Table {
    compare_with(pod, trace, judgement, &[Pattern::SharedPodMicroservices, Pattern::Sidecar])
}

/// The table of a pod beside any patterns.
pub fn compare_with(pod: &Pod<'_>, trace: &Trace, judgement: &Judgement, patterns: &[Pattern]) -> Table {
    let subject = Subject { pod, trace, judgement };
    let row = |aspect: &Aspect| {
        let own = cells::cell(aspect.id, &subject);
        Row {
            aspect: aspect.id,
            cells: std::iter::once(own).chain(patterns.iter().map(|pattern| general(aspect, *pattern))).collect(),
        }
    };
    Table { columns: columns(patterns), rows: ASPECTS.iter().map(row).collect() }
}

/// The same table with other patterns beside the pod: its own column is kept.
pub fn with_patterns(table: &Table, patterns: &[Pattern]) -> Table {
    let rows = ASPECTS.iter().filter_map(|aspect| {
        let own = table.rows.iter().find(|row| row.aspect == aspect.id)?.cells.first()?.clone();
        let cells = std::iter::once(own).chain(patterns.iter().map(|pattern| general(aspect, *pattern))).collect();
        Some(Row { aspect: aspect.id, cells })
    });
    Table { columns: columns(patterns), rows: rows.collect() }
}

fn columns(patterns: &[Pattern]) -> Vec<Cow<'static, str>> {
    std::iter::once(THIS_POD).chain(patterns.iter().map(|pattern| pattern.title())).map(Cow::Borrowed).collect()
}

/// What an aspect is like in pods of a pattern.
fn general(aspect: &Aspect, pattern: Pattern) -> Cell {
    Cell { text: aspect.of(pattern).into(), matches: Vec::new(), spans: Vec::new() }
}

#[cfg(test)]
mod tests;
