//! Collects what decoding objects to, in words that say what to do.
//!
//! The number of findings is bounded; whether a type is wrong is remembered beyond that bound.

use super::path::Path;
use super::schema::{Type, type_of};
use super::{Decoded, MAX_FINDINGS, words};
use crate::finding::{Edit, Finding, Fix, Severity, Source};
use crate::span::Span;
use crate::spelling::nearest;
use crate::yaml::{Entry, Node, Shape};

/// Who objects.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Judge {
    /// The API server when the object is applied.
    ApiServer,
    /// The API server when a controller creates the pods.
    Later,
}

/// What was found so far.
pub(super) struct Report<'a> {
    pub(super) judge: Judge,
    /// Whether duplicate keys were reported before.
    pub(super) knows_duplicates: bool,
    text: &'a str,
    findings: Vec<Finding>,
    fatal: bool,
}

impl<'a> Report<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { judge: Judge::ApiServer, knows_duplicates: false, text, findings: Vec::new(), fatal: false }
    }

    pub(super) fn into_decoded(self) -> Decoded {
        Decoded { findings: self.findings, fatal: self.fatal }
    }

    fn is_full(&self) -> bool {
        self.findings.len() >= MAX_FINDINGS
    }

    /// Adds a finding, in the name of whoever objects.
    fn add(&mut self, rule: &'static str, at: &Path<'_>, span: Span, message: String, help: String) -> &mut Finding {
        let (source, severity, message) = match self.judge {
            Judge::ApiServer => (Source::Decode, Severity::Error, message),
            Judge::Later => (Source::Rule, Severity::Warning, message + "; accepted now, fails when pods are created"),
        };
        let index = self.findings.len();
        self.findings.push(Finding::new(rule, source, severity, span, message).help(help).field(at.text()));
        &mut self.findings[index]
    }

    /// A key that is no field of its type.
    pub(super) fn unknown(
        &mut self,
        mapping: Node<'_>,
        key: Node<'_>,
        name: &str,
        of: &Type,
        minor: u8,
        at: &Path<'_>,
    ) {
        if self.is_full() {
            return;
        }
        let here = words::a(of.name);
        let shown = words::shorten(name);
        let path = at.key(name);
        if let Some((_, field)) = of.field(name) {
            let message = format!("Kubernetes 1.{minor} has no field `{shown}` in {here}; {}", field.lifetime(minor));
            let help = format!("Remove `{shown}`, or answer for a version that has it.");
            self.add("unknown-field", &path, key.span(), message, help);
            return;
        }
        let fields = || of.fields.iter().filter(|field| field.is_in(minor)).map(|field| field.name);
        if let Some(meant) = nearest(name, fields()) {
            let message = format!("`{shown}` is no field of {here}; did you mean `{meant}`?");
            let free = mapping.get(meant).is_none() && !key.is_alias();
            let span = key.span();
            let finding = self.add("unknown-field", &path, span, message, format!("Write `{meant}`."));
            if free {
                finding.fix = Some(replace(format!("Rename to `{meant}`"), span, meant.to_owned()));
            }
            return;
        }
        let help = belongs(name, of, minor, at).unwrap_or_else(|| {
            let some: Vec<&str> = fields().take(8).collect();
            format!(
                "Remove it, or check its name and its indentation. Fields of {here} are `{}` and others.",
                some.join("`, `")
            )
        });
        self.add("unknown-field", &path, key.span(), format!("`{shown}` is no field of {here}"), help);
    }

    /// A key that its mapping has before. Where both have the same value on a line of its own, one line can go.
    pub(super) fn duplicate(&mut self, entry: &Entry<'_>, before: Option<&Entry<'_>>, name: &str, at: &Path<'_>) {
        let key = entry.key;
        if self.is_full() || self.knows_duplicates {
            return;
        }
        let shown = words::shorten(name);
        let judge = std::mem::replace(&mut self.judge, Judge::ApiServer);
        let line = before.filter(|before| says_the_same(before, entry)).and_then(|_| own_line(self.text, entry));
        let finding = self.add(
            "duplicate-key",
            &at.key(name),
            key.span(),
            format!("`{shown}` is set twice in the same mapping"),
            "Keep one of the two. Where it should be part of another item, start that item with `- `.".to_owned(),
        );
        finding.fix = line.map(|line| replace(format!("Remove the second `{shown}`"), line, String::new()));
        self.judge = judge;
    }

    /// A value of the wrong type.
    pub(super) fn wrong(&mut self, node: Node<'_>, key: Option<Span>, wanted: &str, help: &str, at: &Path<'_>) {
        self.fatal |= self.judge == Judge::ApiServer;
        if self.is_full() {
            return;
        }
        let name = words::shorten(at.last_key());
        let message = match (node.shape(), node.raw()) {
            (Shape::Bool, Some(raw)) => format!("`{name}` must be {wanted}, and YAML reads `{raw}` as a boolean"),
            (shape, _) if name.is_empty() => format!("this must be {wanted}, and it is {}", shape.article()),
            (shape, _) => format!("`{name}` must be {wanted}, and this is {}", shape.article()),
        };
        let span = self.shown(node, key);
        self.add("wrong-type", at, span, message, help.to_owned());
    }

    /// A scalar that has the right type and the wrong form.
    pub(super) fn malformed(&mut self, node: Node<'_>, wanted: &str, help: &str, at: &Path<'_>) {
        self.fatal |= self.judge == Judge::ApiServer;
        if self.is_full() {
            return;
        }
        let value = words::shorten(node.raw().unwrap_or(""));
        let message = format!("`{value}` is no {wanted}");
        self.add("wrong-type", at, node.span(), message, help.to_owned());
    }

    /// Gives the last finding a repair of a node's text, unless the node stands elsewhere.
    pub(super) fn fix(&mut self, node: Node<'_>, title: String, text: String) {
        let span = node.span();
        if let Some(last) = self.findings.last_mut().filter(|last| last.span == span && !node.is_alias()) {
            last.fix = Some(replace(title, span, text));
        }
    }

    /// A scalar itself; of a list or mapping its key, or else its first line.
    fn shown(&self, node: Node<'_>, key: Option<Span>) -> Span {
        if node.is_alias() || !matches!(node.shape(), Shape::Sequence | Shape::Mapping) {
            return node.span();
        }
        key.unwrap_or_else(|| {
            let span = node.span();
            let length = span.of(self.text).lines().next().map_or(0, str::len);
            Span::new(span.start, span.start + crate::span::offset(length))
        })
    }
}

/// Whether two entries have the same plain value.
fn says_the_same(one: &Entry<'_>, other: &Entry<'_>) -> bool {
    let (one, other) = (one.value, other.value);
    !one.is_alias() && !other.is_alias() && one.scalar().is_some() && one.scalar() == other.scalar()
}

/// The line of an entry with its line break, where nothing else stands on it.
fn own_line(text: &str, entry: &Entry<'_>) -> Option<Span> {
    let span = entry.span();
    let start = span.start as usize - crate::edit::column(text, span.start as usize)?;
    let end = crate::edit::next_line(text, crate::edit::near_line_end(text, span.end as usize)?);
    let line = text.get(start..end)?;
    let is_alone = line.trim() == span.of(text) && !span.of(text).contains('\n');
    is_alone.then(|| Span::new(crate::span::offset(start), crate::span::offset(end)))
}

fn replace(title: String, span: Span, text: String) -> Fix {
    Fix::new(title, vec![Edit { start: span.start, end: span.end, text }])
}

/// Where a field belongs that is none of its type: in a mapping around it, or in one below.
fn belongs(name: &str, of: &Type, minor: u8, at: &Path<'_>) -> Option<String> {
    let is_above = |path: &&Path<'_>| path.of.is_some_and(|number| type_of(number).field_in(name, minor).is_some());
    if let Some(above) = at.around().find(is_above) {
        let whose = words::a(above.of.map_or("", |number| type_of(number).name));
        return Some(format!("It is a field of {whose}: indent it as far as the other keys of `{}`.", above.text()));
    }
    below(name, of, minor).map(|path| format!("It is a field of `{path}`: indent it under that."))
}

/// The way down to the only mapping that has a field.
fn below(name: &str, of: &Type, minor: u8) -> Option<String> {
    use super::schema::{Form, Leaf};
    let mut ways: Vec<(Vec<&str>, &Type)> = vec![(Vec::new(), of)];
    for _ in 0..3 {
        let mut next = Vec::new();
        for (way, of) in &ways {
            for field in of.fields.iter().filter(|field| field.is_in(minor) && field.name != "status") {
                let Form::One(Leaf::Object(number)) = field.form else { continue };
                next.push(([way.as_slice(), &[field.name]].concat(), type_of(number)));
            }
        }
        let mut found = next.iter().filter(|(_, of)| of.field_in(name, minor).is_some());
        match (found.next(), found.next()) {
            (Some((way, _)), None) => return Some(way.join(".")),
            (Some(_), Some(_)) => return None,
            (None, _) => ways = next,
        }
    }
    None
}
