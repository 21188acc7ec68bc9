//! The repairs of a whole text: which of them are made, and how often the text is looked at again.
//!
//! A fix of one finding is in the finding itself. Nothing is repaired here that a finding does not offer.

use crate::analysis::Analysis;
use crate::arrange::Arrange;
use crate::convert::new_refusals;
use crate::finding::{Edit, Finding, Fix};
use crate::span::Span;
use crate::yaml::Tree;
use crate::{Options, analyze};

/// Which repairs are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted<'w> {
    /// Only those of this rule, safe or not; of all rules where there is none.
    pub rule: Option<&'w str>,
    /// Also those that are not safe.
    pub risky: bool,
}

impl Wanted<'_> {
    fn takes(&self, finding: &Finding) -> bool {
        let safe = finding.fix.as_ref().is_some_and(|fix| fix.safe);
        match self.rule {
            Some(rule) => finding.rule == rule,
            None => safe || self.risky,
        }
    }
}

/// A repaired text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Repaired {
    /// The text with the repairs made.
    pub text: String,
    /// What was made, in the order in which it was.
    pub made: Vec<Made>,
    /// The values that are to be filled in: what is asked for, once for each place.
    pub asks: Vec<&'static str>,
}

/// One repair that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Made {
    /// The rule of the finding.
    pub rule: &'static str,
    /// What the finding said.
    pub message: String,
    /// What was done.
    pub title: String,
}

/// How often a text is repaired and looked at again: a repair can bring forth another finding.
const ROUNDS: usize = 8;

/// Makes the wanted repairs of a text, and those that become possible by them. Total: what cannot be repaired stays.
///
/// A repair after which the API server would refuse what it did not refuse before is not made.
pub fn all(text: &str, options: &Options, wanted: Wanted<'_>) -> Repaired {
    let mut repaired = Repaired { text: text.to_owned(), made: Vec::new(), asks: Vec::new() };
    let mut analysis = analyze(text, options);
    for _ in 0..ROUNDS {
        let chosen = choose(&analysis, wanted, &repaired.made);
        if chosen.is_empty() {
            break;
        }
        let together: Vec<&Finding> = chosen;
        let next = merged(&repaired.text, &together);
        let after = analyze(&next, options);
        if new_refusals(&analysis, &after).is_empty() {
            record(&mut repaired, &together);
            (repaired.text, analysis) = (next, after);
            continue;
        }
        // One of them is to blame; the others are made one by one.
        let Some((finding, next, after)) = together.iter().find_map(|finding| {
            let next = merged(&repaired.text, &[*finding]);
            let after = analyze(&next, options);
            new_refusals(&analysis, &after).is_empty().then_some((*finding, next, after))
        }) else {
            break;
        };
        record(&mut repaired, &[finding]);
        (repaired.text, analysis) = (next, after);
    }
    repaired
}

/// The findings whose fixes do not meet, in the order of the text. What was made once is not made again.
fn choose<'a>(analysis: &'a Analysis, wanted: Wanted<'_>, made: &[Made]) -> Vec<&'a Finding> {
    let mut chosen: Vec<&Finding> = Vec::new();
    let mut taken: Vec<(u32, u32)> = Vec::new();
    let again = |finding: &Finding| made.iter().any(|one| one.rule == finding.rule && one.message == finding.message);
    for finding in analysis.findings.iter().filter(|finding| wanted.takes(finding) && !again(finding)) {
        let Some(fix) = &finding.fix else { continue };
        let meets = |edit: &Edit| taken.iter().any(|(start, end)| edit.start <= *end && *start <= edit.end);
        if fix.edits.iter().any(meets) {
            continue;
        }
        taken.extend(fix.edits.iter().map(|edit| (edit.start, edit.end)));
        chosen.push(finding);
    }
    chosen
}

fn merged(text: &str, findings: &[&Finding]) -> String {
    let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
    let mut edits: Vec<Edit> = fixes.flat_map(|fix| fix.edits.iter().cloned()).collect();
    edits.arrange_by_key(|edit| (edit.start, edit.end));
    crate::finding::apply(text, &edits)
}

fn record(repaired: &mut Repaired, findings: &[&Finding]) {
    for finding in findings {
        let Some(fix) = &finding.fix else { continue };
        repaired.asks.extend(fix.placeholders.iter().map(|place| place.asks));
        repaired.made.push(Made {
            rule: finding.rule,
            message: finding.message.clone(),
            title: fix.title.clone().into_owned(),
        });
    }
}

/// Takes back the fixes that would change what an alias names: the change would show at the alias too.
pub(crate) fn withhold_shared(tree: &Tree<'_>, analysis: &mut Analysis) {
    let shared = tree.aliased();
    if shared.is_empty() {
        return;
    }
    let shared = joined(tree.text(), &shared);
    let touches = |fix: &Fix| {
        fix.edits.iter().any(|edit| {
            let first = shared.partition_point(|piece| piece.end < edit.start);
            shared.get(first).is_some_and(|piece| piece.start <= edit.end)
        })
    };
    for finding in &mut analysis.findings {
        if finding.source == crate::Source::Rule && finding.fix.as_ref().is_some_and(touches) {
            finding.fix = None;
        }
    }
}

/// Sorted places as pieces that do not meet, each to the end of its line: what is added to it stands there.
fn joined(text: &str, places: &[Span]) -> Vec<Span> {
    let mut pieces: Vec<Span> = Vec::new();
    for place in places {
        let end = crate::edit::near_line_end(text, place.end as usize).map_or(place.end, crate::span::offset);
        match pieces.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(end),
            _ => pieces.push(Span::new(place.start, end)),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: web # it\n    image: registry.example.com/web\n";

    #[test]
    fn only_safe_repairs_are_made_unless_more_is_wanted() {
        let safe = all(POD, &Options::default(), Wanted::default());
        let rules: Vec<&str> = safe.made.iter().map(|made| made.rule).collect();
        assert_eq!(rules, ["pod-without-labels"]);
        assert!(safe.text.contains("  name: web\n  labels:\n    app.kubernetes.io/name: web\n"), "{}", safe.text);
        assert!(safe.asks.is_empty());
        let risky = all(POD, &Options::default(), Wanted { rule: None, risky: true });
        assert!(
            risky.text.contains("image: registry.example.com/web:VERSION # peapod: fill in the version"),
            "{}",
            risky.text
        );
        assert!(risky.text.contains("- name: web # it\n"), "{}", risky.text);
        assert!(!risky.asks.is_empty());
    }

    #[test]
    fn a_rule_that_is_named_is_repaired_and_nothing_else() {
        let wanted = Wanted { rule: Some("missing-memory-limit"), risky: false };
        let repaired = all(POD, &Options::default(), wanted);
        assert_eq!(repaired.made.len(), 1);
        assert!(repaired.text.starts_with(POD) && repaired.text.contains("memory: 256Mi"), "{}", repaired.text);
    }

    #[test]
    fn what_an_alias_names_is_left_alone() {
        let text = "a: &a {image: nginx}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - &c\n    name: web\n    image: nginx\n  - <<: *c\n    name: b\n";
        let analysis = analyze(text, &Options::default());
        let first = analysis.findings.iter().find(|finding| finding.rule == "image-latest-or-untagged").unwrap();
        assert_eq!(first.fix, None, "{first:?}");
    }
}
