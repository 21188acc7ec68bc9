//! What is known about an objection of the decoder or the API server beyond its own words: advice, and a repair where one
//! is sure.
//!
//! Each trouble is reported once, by the first that objects. An explanation names the objections that it knows more about;
//! it adds to them and reports nothing itself. Each is one file here and one word in the list below, or a constant beside
//! the rule that it belongs to.

mod field;

use super::Subject;
use crate::edit::Change;
use crate::finding::{Edit, Finding, Fix};
use crate::pod::Container;
use crate::span::Span;
use crate::yaml::Node;
use std::borrow::Cow;

/// More about certain objections.
pub(super) struct Explanation {
    /// The slug of the finding, which says who objects and how: `api-not-found`, `wrong-type`.
    pub(super) to: &'static str,
    /// The fields, as paths below the pod spec: `*[].volumeMounts[].name`. `*` stands for any name, `[]` for any index or
    /// key. A path that starts with `.` is one of the object.
    pub(super) fields: &'static [&'static str],
    /// What to add; none where nothing more is known.
    pub(super) more: fn(&Objection<'_, '_>) -> Option<More>,
}

/// What is added to a finding.
#[derive(Default)]
pub(super) struct More {
    /// Imperative sentences. They replace what the finding advised.
    pub(super) help: Cow<'static, str>,
    /// A repair, for a finding that has none.
    pub(super) fix: Option<Fix>,
}

impl More {
    /// Advice alone.
    pub(super) fn help(help: impl Into<Cow<'static, str>>) -> Self {
        Self { help: help.into(), fix: None }
    }

    /// The same with a repair that replaces one piece of the text.
    pub(super) fn replacing(self, title: String, span: Span, text: String) -> Self {
        self.fix(title, vec![Edit { start: span.start, end: span.end, text }])
    }

    /// The same with a repair, where there is one.
    pub(super) fn changing(self, title: impl Into<Cow<'static, str>>, change: Option<Change>) -> Self {
        Self { fix: change.and_then(|change| change.into_fix(title, false)).or(self.fix), ..self }
    }

    /// The same with a repair.
    pub(super) fn fix(self, title: String, edits: Vec<Edit>) -> Self {
        Self { fix: Some(Fix::new(title, edits)), ..self }
    }
}

/// One objection, as an explanation sees it.
pub(super) struct Objection<'s, 'a> {
    /// The pod that it is about.
    pub(super) subject: &'s Subject<'a>,
    /// The finding as it is so far.
    pub(super) finding: &'s Finding,
    /// Its field below the pod spec, or in the object.
    below: &'s str,
}

impl<'a> Objection<'_, 'a> {
    /// The container that it is about.
    pub(super) fn container(&self) -> Option<&Container<'a>> {
        let is_it = |container: &&Container<'a>| {
            self.below
                .strip_prefix(container.path.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.subject.pod.containers.iter().find(is_it)
    }

    /// What stands at the field; none where nothing does, or the path lacks a step, as some of the API server's do.
    pub(super) fn node(&self) -> Option<Node<'a>> {
        field::node_at(self.subject.pod.node, self.below)
    }

    /// The scalar that the finding points at, where it stands there itself, plain and alone.
    pub(super) fn written(&self) -> Option<&'a str> {
        let text = self.finding.span.of(self.subject.pod.node.text());
        (!text.is_empty() && !text.starts_with(['"', '\'', '*', '&', '!', '|', '>', '{', '['])).then_some(text)
    }
}

/// Lists the explanations: each word is a file with an `EXPLANATION` in it.
macro_rules! registry {
    ($($module:ident)+) => {
        $(mod $module;)+
        /// All explanations. The first that knows more about an objection speaks.
        const EXPLANATIONS: &[&Explanation] = &[$(&$module::EXPLANATION),+];
    };
}

registry! {
    container_restart_policy
    ephemeral_container
    file_mode
    init_container_probe
    job_restart_policy
    mount_path_taken
    pre_stop_sleep
    request_above_limit
    sub_path
    template_labels
    undefined_volume
}

/// Adds what is known to the objections of one pod.
pub(crate) fn explain<'f>(subject: &Subject<'_>, findings: impl Iterator<Item = &'f mut Finding>) {
    let spec = subject.object_path(&subject.pod.path);
    for finding in findings {
        if let Some(more) = more(subject, finding, spec) {
            finding.help = Some(more.help);
            finding.fix = finding.fix.take().or(more.fix);
        }
    }
}

fn more(subject: &Subject<'_>, finding: &Finding, spec: &str) -> Option<More> {
    let path = finding.field.as_deref()?;
    // A pod without its wrapping is called by the path that it would have in a Pod.
    let spec = if spec.is_empty() { "spec" } else { spec };
    let in_spec = path.strip_prefix(spec).and_then(|rest| rest.strip_prefix('.'));
    EXPLANATIONS.iter().filter(|explanation| explanation.to == finding.rule).find_map(|explanation| {
        let below = explanation.fields.iter().find_map(|pattern| match pattern.strip_prefix('.') {
            Some(pattern) => field::matches(pattern, path).then_some(path),
            None => in_spec.filter(|below| field::matches(pattern, below)),
        })?;
        (explanation.more)(&Objection { subject, finding, below })
    })
}

#[cfg(test)]
mod tests;
