//! Where rules put what they have to say.
//!
//! A rule that fires many times in one pod is cut short: the reader has understood, and a hostile text must not make a
//! report grow without bound.

use super::place::Place;
use crate::edit::Change;
use crate::finding::{Finding, Severity, Source};
use crate::rules::Rule;
use std::borrow::Cow;

/// The most findings of one rule in one pod.
const MOST: usize = 20;

/// The findings of one pod.
#[derive(Default)]
pub(in crate::rules) struct Report {
    /// What was said so far.
    pub(in crate::rules) findings: Vec<Finding>,
    rule: Option<&'static Rule>,
    said: usize,
}

impl Report {
    /// From here on `rule` speaks.
    pub(in crate::rules) fn begin(&mut self, rule: &'static Rule) {
        self.rule = Some(rule);
        self.said = 0;
    }

    /// The rule has finished.
    pub(in crate::rules) fn end(&mut self) {
        let more = self.said.saturating_sub(MOST);
        if let (Some(last), true) = (self.findings.last_mut(), more > 0) {
            last.message = format!("{} (and {more} more like this in the pod)", last.message);
        }
    }

    /// A finding of the rule's usual severity.
    pub(in crate::rules) fn say(&mut self, place: Place, message: String, help: impl Into<Cow<'static, str>>) {
        if let Some(rule) = self.rule {
            self.say_as(rule.severity, place, message, help);
        }
    }

    /// A finding that is milder or worse than usual.
    pub(in crate::rules) fn say_as(
        &mut self,
        severity: Severity,
        place: Place,
        message: String,
        help: impl Into<Cow<'static, str>>,
    ) {
        let Some(rule) = self.rule else { return };
        self.said += 1;
        if self.said <= MOST {
            let finding = Finding::new(rule.id, Source::Rule, severity, place.span, message).help(help);
            self.findings.push(finding.field(place.field));
        }
    }

    /// Offers a repair for what was just said, one that may be made without a look.
    pub(in crate::rules) fn mend(
        &mut self,
        title: impl Into<Cow<'static, str>>,
        change: impl FnOnce() -> Option<Change>,
    ) {
        self.offer(title.into(), true, change);
    }

    /// Offers a repair for what was just said, one that its owner should look at.
    pub(in crate::rules) fn suggest(
        &mut self,
        title: impl Into<Cow<'static, str>>,
        change: impl FnOnce() -> Option<Change>,
    ) {
        self.offer(title.into(), false, change);
    }

    fn offer(&mut self, title: Cow<'static, str>, safe: bool, change: impl FnOnce() -> Option<Change>) {
        if let Some(last) = self.findings.last_mut().filter(|_| (1..=MOST).contains(&self.said)) {
            last.fix = change().and_then(|change| change.into_fix(title, safe));
        }
    }
}
