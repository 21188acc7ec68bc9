//! The analysis as JSON, version 1: the types serialised, every span with its lines and columns.
//!
//! Inside the analyzer a span is two byte offsets; lines and columns are added here, at the edge.

use crate::analysis::Analysis;
use crate::convert::Conversion;
use crate::span::{LineIndex, Span};
use crate::table::Comparison;
use serde_json::{Map, Value};

/// The analysis of `text` as a JSON value with the keys in the order of the contract.
pub fn to_value(analysis: &Analysis, text: &str) -> Value {
    let mut value = serde_json::to_value(analysis).unwrap_or_default();
    add_positions(&mut value, &LineIndex::new(text));
    value
}

/// Two pods compared as a JSON value, each span with the lines and columns of the text that it belongs to.
pub fn comparison_to_value(comparison: &Comparison, before: &str, after: &str) -> Value {
    let mut value = serde_json::to_value(comparison).unwrap_or_default();
    let (before, after) = (LineIndex::new(before), LineIndex::new(after));
    add_positions(&mut value["resolved"], &before);
    add_positions(&mut value["introduced"], &after);
    for row in value["table"]["rows"].as_array_mut().into_iter().flatten() {
        add_positions(&mut row["cells"][0], &before);
        add_positions(&mut row["cells"][1], &after);
    }
    value
}

/// A conversion as a JSON value, its blanks with the lines and columns of the new text.
pub fn conversion_to_value(conversion: &Conversion) -> Value {
    let mut value = serde_json::to_value(conversion).unwrap_or_default();
    add_positions(&mut value, &LineIndex::new(conversion.text.as_deref().unwrap_or_default()));
    value
}

/// Adds `from` and `to` to each span, wherever it stands.
fn add_positions(value: &mut Value, index: &LineIndex<'_>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| add_positions(item, index)),
        Value::Object(map) => match span_of(map) {
            Some(span) => {
                for (key, at) in [("from", span.start), ("to", span.end)] {
                    map.insert(key.into(), serde_json::to_value(index.position(at)).unwrap_or_default());
                }
            }
            None => map.values_mut().for_each(|item| add_positions(item, index)),
        },
        _ => {}
    }
}

/// The span that an object is, if it is one: exactly the keys `start` and `end`. An edit has a `text` besides.
fn span_of(map: &Map<String, Value>) -> Option<Span> {
    let part = |key: &str| map.get(key)?.as_u64()?.try_into().ok();
    (map.len() == 2).then_some(())?;
    Some(Span::new(part("start")?, part("end")?))
}
