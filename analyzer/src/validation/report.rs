//! Collects what the API server objects to, in words of our own.
//!
//! One method for each of Kubernetes' error types. Where the API server does not look itself (the template of a
//! `StatefulSet`, custom resources), the same objections are made in our own name.

use super::field::Field;
use super::gates::Gates;
use crate::finding::{Edit, ErrorType, Finding, Fix, Severity, Source};
use crate::span::Span;
use crate::spelling::nearest;

/// The slugs of the findings of this module; each is also the name of a page.
pub const RULES: [&str; 8] = [
    "api-required",
    "api-invalid",
    "api-duplicate",
    "api-not-found",
    "api-not-supported",
    "api-forbidden",
    "api-too-long",
    "api-too-many",
];

/// Who objects to a pod template, and when.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Judge {
    /// The API server when the object is applied.
    ApiServer,
    /// The API server when the pods are created.
    Later,
    /// The same, but a controller may have added what is missing by then.
    LaterIfUnchanged,
}

/// What is being checked and what was found.
pub(super) struct Check<'a> {
    /// What the version knows.
    pub(super) gates: Gates,
    /// Whether the object is a Pod and not a template.
    pub(super) is_pod: bool,
    /// The pod's name, where it is known.
    pub(super) pod_name: &'a str,
    judge: Judge,
    text: &'a str,
    findings: Vec<Finding>,
}

impl<'a> Check<'a> {
    pub(super) const fn new(text: &'a str, gates: Gates) -> Self {
        Self { gates, is_pod: false, pod_name: "", judge: Judge::ApiServer, text, findings: Vec::new() }
    }

    /// From here on another judge speaks.
    pub(super) const fn judged_by(&mut self, judge: Judge) {
        self.judge = judge;
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// How many objections there are so far.
    pub(super) const fn count(&self) -> usize {
        self.findings.len()
    }

    /// The candidate that may have been meant. Looks no further once much is wrong, to stay fast.
    pub(super) fn near<'c>(&self, word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
        const MOST_FINDINGS: usize = 200;
        if self.findings.len() < MOST_FINDINGS { nearest(word, candidates) } else { None }
    }

    /// Something must be said and is not. `advice` is an imperative sentence.
    pub(super) fn required(&mut self, field: &Field<'_, '_>, advice: &str) {
        let message = match shown(field) {
            Some(value) => format!("`{}` is `{value}`, which counts as missing", field.label()),
            None => format!("`{}` is {}", field.label(), if field.is_set() { "empty" } else { "missing" }),
        };
        self.object(ErrorType::Required, field, &message, advice);
    }

    /// The same, in words of its own.
    pub(super) fn lacking(&mut self, field: &Field<'_, '_>, message: &str, advice: &str) {
        self.object(ErrorType::Required, field, message, advice);
    }

    /// A value breaks a rule. `why` continues "it …".
    pub(super) fn invalid(&mut self, field: &Field<'_, '_>, why: &str) {
        let message = match shown(field) {
            Some(value) => format!("`{}` is `{value}`, but it {why}", field.label()),
            None => format!("`{}` {why}", field.label()),
        };
        self.object(ErrorType::Invalid, field, &message, "");
    }

    /// A value breaks several rules, each reported by itself.
    pub(super) fn invalid_each(&mut self, field: &Field<'_, '_>, why: &[&str]) {
        for why in why {
            self.invalid(field, why);
        }
    }

    /// The same, in words of its own.
    pub(super) fn wrong(&mut self, field: &Field<'_, '_>, message: &str) {
        self.object(ErrorType::Invalid, field, message, "");
    }

    /// A value is none of the known ones.
    pub(super) fn not_supported(&mut self, field: &Field<'_, '_>, known: &[&str]) {
        let known_list = list(known);
        let message = match shown(field) {
            Some(value) => format!("`{}` is `{value}`; Kubernetes knows {known_list} here", field.label()),
            None => format!("`{}` is missing or empty; Kubernetes knows {known_list} here", field.label()),
        };
        let near = self.near(field.str(), known.iter().copied());
        self.object_unless(ErrorType::NotSupported, field, &message, near, "");
    }

    /// A value is taken. `by` says by what.
    pub(super) fn duplicate(&mut self, field: &Field<'_, '_>, by: &str) {
        let message = match shown(field) {
            Some(value) => format!("`{}` is `{value}`, which {by}", field.label()),
            None if field.is_collection() => format!("`{}` {by}", field.label()),
            None => format!("`{}` is empty, which {by}", field.label()),
        };
        self.object(ErrorType::Duplicate, field, &message, "");
    }

    /// A value names something that does not exist. `near` is what may have been meant, `advice` what to do else.
    pub(super) fn not_found(&mut self, field: &Field<'_, '_>, message: &str, near: Option<&str>, advice: &str) {
        self.object_unless(ErrorType::NotFound, field, message, near, advice);
    }

    /// Something may not be said here. `why` is a clause.
    pub(super) fn forbidden(&mut self, field: &Field<'_, '_>, why: &str) {
        let message = format!("`{}` is not allowed here: {why}", field.label());
        self.object(ErrorType::Forbidden, field, &message, "");
    }

    /// The same, in words of its own.
    pub(super) fn barred(&mut self, field: &Field<'_, '_>, message: &str) {
        self.object(ErrorType::Forbidden, field, message, "");
    }

    /// A text or list is too long.
    pub(super) fn too_long(&mut self, field: &Field<'_, '_>, most: usize) {
        let message = format!("`{}` is too long; {most} is the most", field.label());
        self.object(ErrorType::TooLong, field, &message, "");
    }

    /// A list has too many items.
    pub(super) fn too_many(&mut self, field: &Field<'_, '_>, most: usize) {
        let message = format!("`{}` has too many items; {most} is the most", field.label());
        self.object(ErrorType::TooMany, field, &message, "");
    }

    /// Objects, and offers the word that may have been meant.
    fn object_unless(
        &mut self,
        error_type: ErrorType,
        field: &Field<'_, '_>,
        message: &str,
        near: Option<&str>,
        advice: &str,
    ) {
        let question = near.map(|near| format!("Did you mean `{}`?", shorten(near)));
        let before = self.findings.len();
        self.object(error_type, field, message, question.as_deref().unwrap_or(advice));
        if let (Some(near), Some(finding)) = (near, self.findings.get_mut(before)) {
            finding.fix = replace(finding.span, self.text, field.str(), near);
        }
    }

    fn object(&mut self, error_type: ErrorType, field: &Field<'_, '_>, message: &str, advice: &str) {
        let may_be_added = matches!(error_type, ErrorType::Required | ErrorType::NotFound);
        if self.judge == Judge::LaterIfUnchanged && may_be_added {
            return;
        }
        let subject = field.subject().map_or_else(String::new, |subject| subject + ": ");
        let later = if self.judge == Judge::ApiServer { "" } else { "; accepted now, fails when pods are created" };
        let (source, severity) = match self.judge {
            Judge::ApiServer => (Source::Api, Severity::Error),
            Judge::Later => (Source::Rule, Severity::Error),
            Judge::LaterIfUnchanged => (Source::Rule, Severity::Warning),
        };
        let message = [&subject, message, later].concat();
        let mut finding = Finding::new(slug(error_type), source, severity, field.span(self.text), message);
        finding.field = Some(field.path());
        finding.error_type = (source == Source::Api).then_some(error_type);
        finding.help = (!advice.is_empty()).then(|| advice.to_owned().into());
        self.findings.push(finding);
    }
}

/// Writes `near` where `word` stands, in the same quotes; none where the text does not say the word itself.
fn replace(span: Span, text: &str, word: &str, near: &str) -> Option<Fix> {
    let written = span.of(text);
    let quote = written.chars().next().filter(|first| matches!(first, '"' | '\'')).map_or(String::new(), String::from);
    let is_plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte));
    let stands_there = written == [&quote, word, &quote].concat();
    (stands_there && is_plain(near)).then(|| {
        let edit = Edit { start: span.start, end: span.end, text: [&quote, near, &quote].concat() };
        Fix::new(format!("Write `{}`", shorten(near)), vec![edit])
    })
}

const fn slug(error_type: ErrorType) -> &'static str {
    match error_type {
        ErrorType::Required => RULES[0],
        ErrorType::Duplicate => RULES[2],
        ErrorType::NotFound => RULES[3],
        ErrorType::NotSupported => RULES[4],
        ErrorType::Forbidden => RULES[5],
        ErrorType::TooLong => RULES[6],
        ErrorType::TooMany => RULES[7],
        ErrorType::Invalid | ErrorType::TypeInvalid | ErrorType::InternalError => RULES[1],
    }
}

/// The value as text, where it is a scalar and not empty.
fn shown(field: &Field<'_, '_>) -> Option<String> {
    field.node()?.raw().filter(|text| !text.is_empty()).map(shorten)
}

/// A text for a message: one line, not too long.
pub(super) fn shorten(text: &str) -> String {
    const MOST: usize = 60;
    let mut short: String = text.chars().take(MOST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}

/// `only `a``, or `only `a`, `b` and `c``.
fn list(known: &[&str]) -> String {
    let mut out = String::from("only ");
    for (index, value) in known.iter().enumerate() {
        if index > 0 {
            out.push_str(if index + 1 == known.len() { " and " } else { ", " });
        }
        out.push('`');
        out.push_str(value);
        out.push('`');
    }
    out
}
