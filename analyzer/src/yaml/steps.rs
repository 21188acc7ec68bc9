//! How far the lines of a text stand from the keys right above them: how its author indents.
//!
//! Only lines are looked at, once for a text, whatever stands in it. Nothing is decided here.

/// How far a line stands from the one above it that ends with a colon; or the start of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// Where the line starts.
    pub(crate) line: u32,
    /// How many columns further it stands than the key above it.
    pub(crate) by: u32,
    /// What it is.
    pub(crate) kind: StepKind,
}

/// What a step leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StepKind {
    /// The first key of a mapping.
    Mapping,
    /// The first item of a list.
    Item,
    /// Nothing: a line of three dashes.
    Document,
}

/// The steps of a text, in its order. Empty lines and comments count as nothing.
pub(super) fn steps(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut line = 0;
    // The column of the last key that has nothing behind its colon.
    let mut key: Option<u32> = None;
    for written in text.split_inclusive('\n') {
        let start = line;
        line += crate::span::offset(written.len());
        let bare = written.trim_ascii_end();
        let words = bare.trim_start_matches(' ');
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        let column = crate::span::offset(bare.len() - words.len());
        let is_item = words.starts_with("- ");
        let mut add = |by: u32, kind: StepKind| steps.push(Step { line: start, by, kind });
        if bare.starts_with("---") {
            add(0, StepKind::Document);
        } else if let Some(by) = key.and_then(|key| column.checked_sub(key)) {
            match (is_item, by) {
                (true, _) => add(by, StepKind::Item),
                (false, 0) => {}
                (false, _) => add(by, StepKind::Mapping),
            }
        }
        let past_dashes = || crate::span::offset(bare.len() - bare.trim_start_matches([' ', '-']).len());
        key = bare.ends_with(':').then(past_dashes);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::StepKind::{Document, Item, Mapping};
    use super::steps;

    #[test]
    fn a_step_is_told_where_a_key_has_nothing_behind_its_colon() {
        let text = "a:\n  b: 1\nc:\n\n# and\n- d:\n      e: f\n---\ng:\r\n  - h\ni:\nj: k\n";
        let found: Vec<_> = steps(text).iter().map(|step| (step.line, step.by, step.kind)).collect();
        let place = |part: &str| crate::span::offset(text.find(part).expect("a part of the text"));
        let expected = [
            (place("  b"), 2, Mapping),
            (place("- d"), 0, Item),
            (place("      e"), 4, Mapping),
            (place("---"), 0, Document),
            (place("  - h"), 2, Item),
        ];
        assert_eq!(found, expected);
    }
}
