//! Findings: everything that is wrong with a text or worth a remark, and how to repair it.
//!
//! A finding always has a place. It never decides who sees it; exit codes, colours and gutters belong to the views.

use crate::span::Span;

/// One remark about the text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
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
    pub help: Option<String>,
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
            pod: None,
            field: None,
            error_type: None,
            span,
            fix: None,
        }
    }

    /// The same with advice.
    pub fn help(mut self, help: impl Into<String>) -> Self {
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
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Fix {
    /// What it does, as a button would say it.
    pub title: String,
    /// The edits, sorted and without overlap.
    pub edits: Vec<Edit>,
}

/// One replacement of a byte range.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Edit {
    /// First byte to replace.
    pub start: u32,
    /// One past the last byte to replace.
    pub end: u32,
    /// What stands there afterwards.
    pub text: String,
}
