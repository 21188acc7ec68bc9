//! The analysis as JSON: one document for one file, or a line a file.
//!
//! A line stays a line for every reader, and nothing in it reaches a terminal raw: characters that end lines, steer
//! terminals or reorder text are written as escapes, which mean the same to a JSON reader.

use super::Report;
use super::printable::is_treacherous;
use serde_json::{Map, Value};
use std::fmt::Write as _;
use std::io::{self, Write};

/// The analysis of one file, indented.
pub(super) fn write(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    let value = analyzer::json::to_value(report.analysis, report.text);
    let text = serde_json::to_string_pretty(&value)?;
    writeln!(out, "{}", escaped(&text))
}

/// `{"file": …, "analysis": …}` on one line.
pub(super) fn write_line(out: &mut dyn Write, report: &Report<'_>) -> io::Result<()> {
    let mut line = Map::new();
    line.insert("file".into(), report.name.into());
    line.insert("analysis".into(), analyzer::json::to_value(report.analysis, report.text));
    writeln!(out, "{}", escaped(&Value::Object(line).to_string()))
}

/// JSON text whose strings hold no treacherous character raw. Outside strings there are none to begin with, except the
/// line breaks of indented text, which stay.
pub(super) fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        if character == '\n' || !is_treacherous(character) {
            safe.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_no_other_line_end_and_means_the_same() {
        let text = "a\u{2028}b\u{2029}c\u{85}d\u{9b}e\u{202e}f\u{e0001}";
        let json = serde_json::to_string(text).unwrap();
        let safe = escaped(&json);
        assert!(!safe.chars().any(is_treacherous), "{safe}");
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
    }
}
