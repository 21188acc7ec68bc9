//! Findings: everything that is wrong with a text or worth a remark, and how to repair it.
//!
//! A finding always has a place. It never decides who sees it; exit codes, colours and gutters belong to the views.

use crate::span::Span;
use std::borrow::Cow;

/// One remark about the text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// The rule's slug, which is also the name of its page.
    pub rule: &'static str,
    /// Who objects.
    pub source: Source,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong here: lower case, names the container or volume, no final full stop.
    pub message: String,
    /// What to do about it: an imperative sentence.
    pub help: Option<Cow<'static, str>>,
    /// The document it is about, as [`PodReport::document`](crate::PodReport) counts them; none where it is about the whole
    /// text, or about a piece of it that makes no document.
    pub document: Option<usize>,
    /// The pod it belongs to, as an index into the analysis; none where it is about the text or another object.
    pub pod: Option<usize>,
    /// The field path as the API server prints it.
    pub field: Option<String>,
    /// The API server's own error type, for findings of [`Source::Api`].
    #[cfg_attr(feature = "json", serde(rename = "type"))]
    pub error_type: Option<ErrorType>,
    /// Where.
    pub span: Span,
    /// A repair, where one is sure.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding without help, field or fix.
    pub fn new(rule: &'static str, source: Source, severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            source,
            severity,
            message: message.into(),
            help: None,
            document: None,
            pod: None,
            field: None,
            error_type: None,
            span,
            fix: None,
        }
    }

    /// The same with advice.
    pub fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with the API server's field path.
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// The same with the API server's error type.
    pub fn error_type(mut self, error_type: ErrorType) -> Self {
        self.error_type = Some(error_type);
        self
    }

    /// The same with a repair.
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}

/// Who objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "lowercase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Source {
    /// The YAML reader.
    Yaml,
    /// The API server while decoding: unknown field, duplicate key, wrong type.
    Decode,
    /// The API server while validating.
    Api,
    /// Our own advice.
    Rule,
    /// We about ourselves: a limit or a fault of ours.
    Internal,
}

impl Source {
    /// The id as the JSON spells it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Decode => "decode",
            Self::Api => "api",
            Self::Rule => "rule",
            Self::Internal => "internal",
        }
    }
}

/// How bad a finding is; the worst is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "lowercase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Severity {
    /// Advice.
    Info,
    /// Works, and bites later.
    Warning,
    /// Refused, or does not work.
    Error,
}

impl Severity {
    /// The id as the JSON spells it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The API server's error types (`field.ErrorType` in Kubernetes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "the names are Kubernetes' own")]
pub enum ErrorType {
    Required,
    Invalid,
    Duplicate,
    NotFound,
    NotSupported,
    Forbidden,
    TooLong,
    TooMany,
    TypeInvalid,
    InternalError,
}

/// A repair: edits of the text that belong together.
///
/// An editor makes them as one step, so that one undo takes them back. Where there are [`Fix::placeholders`], it asks for
/// each first and makes [`Fix::filled`] with the answers; or it makes the fix as it is and selects the first of
/// [`Fix::selections`]. A placeholder that nobody filled in is valid but arbitrary, is followed by a comment that says
/// what is wanted, and is found again as `unfilled-placeholder`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fix {
    /// What it does, as a button would say it.
    pub title: Cow<'static, str>,
    /// The edits, sorted and without overlap.
    pub edits: Vec<Edit>,
    /// Whether it may be made without a look: the pod does what it did, and nothing has to be filled in.
    pub safe: bool,
    /// What only the owner knows.
    pub placeholders: Vec<Placeholder>,
}

/// One replacement of a byte range.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Edit {
    /// First byte to replace.
    pub start: u32,
    /// One past the last byte to replace.
    pub end: u32,
    /// What stands there afterwards.
    pub text: String,
}

/// A value in the text of an edit that only the owner of the manifest knows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Placeholder {
    /// The edit whose text holds it: an index into [`Fix::edits`].
    pub edit: usize,
    /// First byte of the value in that edit's text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// What is wanted, as the label of a field would say it: `the version to run, like 1.4.2`.
    pub asks: &'static str,
}

/// What a comment behind an unfilled placeholder starts with.
pub const FILL_IN: &str = " # peapod: fill in ";

impl Fix {
    /// A fix that one should look at before it is made, without placeholders.
    pub fn new(title: impl Into<Cow<'static, str>>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), edits, ..Self::default() }
    }

    /// The text with the fix made.
    pub fn apply(&self, text: &str) -> String {
        apply(text, &self.edits)
    }

    /// The values of the placeholders as they stand now, in their order.
    pub fn proposals(&self) -> Vec<&str> {
        let value =
            |place: &Placeholder| self.edits.get(place.edit)?.text.get(place.start as usize..place.end as usize);
        self.placeholders.iter().map(|place| value(place).unwrap_or("")).collect()
    }

    /// The same fix with answers in place of the placeholders, in their order. An answer that is missing or empty leaves
    /// its placeholder as it is; one with a line break counts as missing.
    pub fn filled(&self, answers: &[&str]) -> Self {
        let mut filled = self.clone();
        filled.placeholders.clear();
        // From the back, so that the places before stay where they are.
        for (index, place) in self.placeholders.iter().enumerate().rev() {
            let answer = answers.get(index).map(|answer| answer.trim()).filter(|answer| is_answer(answer));
            let Some(answer) = answer else {
                filled.placeholders.insert(0, place.clone());
                continue;
            };
            let length_before = filled.edits.get(place.edit).map_or(0, |edit| length(&edit.text));
            filled.take_mark(place);
            let Some(edit) = filled.edits.get_mut(place.edit) else { continue };
            if edit.text.get(place.start as usize..place.end as usize).is_some() {
                edit.text.replace_range(place.start as usize..place.end as usize, answer);
            }
            let moved = length(&edit.text) - length_before;
            for later in filled.placeholders.iter_mut().filter(|later| later.edit == place.edit) {
                later.start = later.start.saturating_add_signed(moved);
                later.end = later.end.saturating_add_signed(moved);
            }
        }
        filled
    }

    /// Takes away the comment that belongs to a placeholder: behind it in the same edit, or an edit of its own.
    fn take_mark(&mut self, place: &Placeholder) {
        let mark = format!("{FILL_IN}{}", place.asks);
        let behind = |edit: usize| if edit == place.edit { place.end as usize } else { 0 };
        for index in place.edit..self.edits.len() {
            let text = &mut self.edits[index].text;
            if let Some(at) = text.get(behind(index)..).and_then(|rest| rest.find(&mark)) {
                let start = behind(index) + at;
                text.replace_range(start..start + mark.len(), "");
                return;
            }
        }
    }

    /// Where the placeholders stand in the text with the fix made.
    pub fn selections(&self) -> Vec<crate::span::Span> {
        let shift = |edit: usize| {
            let before = self.edits.iter().take(edit);
            before.fold(0, |sum, edit| sum + length(&edit.text) - edit.end.saturating_sub(edit.start).cast_signed())
        };
        let place = |place: &Placeholder| {
            let start = self.edits.get(place.edit)?.start.checked_add_signed(shift(place.edit))?;
            Some(crate::span::Span::new(start + place.start, start + place.end))
        };
        self.placeholders.iter().filter_map(place).collect()
    }
}

/// The length of a piece of text in bytes, to be added and taken away. No text is that long: `MAX_TEXT` bounds them all.
fn length(text: &str) -> i32 {
    i32::try_from(text.len()).unwrap_or(i32::MAX)
}

/// Whether an answer can stand where a scalar stands.
fn is_answer(answer: &str) -> bool {
    let breaks = answer.contains(['\n', '\r', '"', '\'', '{', '}', '[', ']', ',']);
    !answer.is_empty() && !breaks && !answer.contains(" #") && !answer.contains(": ")
}

/// The text with edits made. Edits that overlap an earlier one or do not fit the text are left out.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut done = 0;
    for edit in edits {
        let (start, end) = (edit.start as usize, edit.end as usize);
        let Some(kept) = text.get(done..start).filter(|_| start <= end && text.is_char_boundary(end)) else { continue };
        if end > text.len() {
            continue;
        }
        out.push_str(kept);
        out.push_str(&edit.text);
        done = end;
    }
    out.push_str(text.get(done..).unwrap_or(""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: u32, end: u32, text: &str) -> Edit {
        Edit { start, end, text: text.into() }
    }

    #[test]
    fn edits_are_made_in_order_and_nonsense_is_left_out() {
        assert_eq!(
            apply("abcdef", &[edit(1, 2, "X"), edit(4, 4, "Y"), edit(3, 5, "overlap"), edit(9, 9, "far")]),
            "aXcdYef"
        );
        assert_eq!(apply("ä", &[edit(1, 1, "inside a character")]), "ä");
    }

    #[test]
    fn placeholders_are_filled_in_and_lose_their_mark() {
        let asks = "the limit";
        let fix = Fix {
            title: "t".into(),
            edits: vec![
                edit(1, 1, "\nx: 1Gi # peapod: fill in the limit"),
                edit(2, 3, "VERSION"),
                edit(4, 4, " # peapod: fill in the limit"),
            ],
            safe: false,
            placeholders: vec![
                Placeholder { edit: 0, start: 4, end: 7, asks },
                Placeholder { edit: 1, start: 0, end: 7, asks },
            ],
        };
        assert_eq!(fix.proposals(), ["1Gi", "VERSION"]);
        let text = "abcdef";
        let spots: Vec<&str> =
            fix.selections().iter().map(|span| span.of(&fix.apply(text)).to_owned().leak() as &str).collect();
        assert_eq!(spots, ["1Gi", "VERSION"]);
        assert_eq!(fix.filled(&["2Gi", "1.0"]).apply(text), "a\nx: 2Gib1.0def");
        let half = fix.filled(&["", "1.0"]);
        assert_eq!(
            (half.apply(text).as_str(), half.placeholders.len()),
            ("a\nx: 1Gi # peapod: fill in the limitb1.0def", 1)
        );
        assert_eq!(fix.filled(&["a\nb: c", "x: y"]), fix);
    }
}
