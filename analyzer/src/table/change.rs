//! Two pods side by side: the same table with both, and what differs in verdict, containers and findings.
//!
//! Works on finished reports, so that two texts need not be held together, and judges nothing again. Everything here is
//! data; the first pod counts as the one before, and which text a span belongs to is said at each.

use super::ASPECTS;
use crate::analysis::{Analysis, Confidence, ContainerReport, Lifecycle, Pattern, PodReport, Role, Row, Table};
use crate::arrange::Arrange;
use crate::finding::{Finding, Severity};
use crate::patterns::words::{code, count, list};
use crate::span::Span;

/// One of the two pods, with the findings that concern it.
#[derive(Clone, Debug)]
pub struct Side<'r> {
    /// The pod.
    pub pod: &'r PodReport,
    /// Its findings, and those about its text as a whole.
    pub findings: Vec<&'r Finding>,
}

impl<'r> Side<'r> {
    /// A pod of an analysis by its index; none where there is no such pod.
    pub fn of(analysis: &'r Analysis, pod: usize) -> Option<Self> {
        let concerns = |finding: &&Finding| finding.pod.is_none_or(|about| about == pod);
        Some(Self { pod: analysis.pods.get(pod)?, findings: analysis.findings.iter().filter(concerns).collect() })
    }
}

/// Two pods compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Comparison {
    /// One column a pod, one row an aspect. Spans in the first column belong to the first text, those in the second
    /// column to the second text.
    pub table: Table,
    /// The judgement of the pod before; none where it has no container.
    pub before: Option<Judged>,
    /// The judgement of the pod after.
    pub after: Option<Judged>,
    /// The containers that joined, left or changed, in the order of the pod after, those that left last. A container
    /// that is the same on both sides is not listed.
    pub containers: Vec<ContainerChange>,
    /// The findings of the pod before that are gone.
    pub resolved: Vec<FindingChange>,
    /// The findings of the pod after that are new.
    pub introduced: Vec<FindingChange>,
    /// What changed, one sentence each, the verdict first; empty where nothing above differs.
    pub changes: Vec<String>,
}

/// The short form of a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Judged {
    /// The pattern.
    pub pattern: Pattern,
    /// How sure.
    pub confidence: Confidence,
    /// The next best reading.
    pub runner_up: Option<Pattern>,
}

/// A container that is not the same in both pods.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContainerChange {
    /// What it was; none where it joined.
    pub before: Option<Part>,
    /// What it is; none where it left.
    pub after: Option<Part>,
}

/// What is compared of a container.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its image, where said.
    pub image: Option<String>,
    /// How Kubernetes runs it.
    pub lifecycle: Lifecycle,
    /// What it is for.
    pub role: Role,
    /// What it does: an id of the catalogue's list of functions.
    pub function: &'static str,
}

/// A finding that only one of the two pods has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FindingChange {
    /// Its rule.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it says.
    pub message: String,
    /// Where: in the first text for a finding that is gone, in the second for a new one.
    pub span: Span,
}

/// Compares two pods, the first as the one before.
pub fn side_by_side(before: &Side<'_>, after: &Side<'_>) -> Comparison {
    let mut comparison = Comparison {
        table: table(before.pod, after.pod),
        before: judged(before.pod),
        after: judged(after.pod),
        containers: containers(&before.pod.containers, &after.pod.containers),
        resolved: only(&before.findings, &after.findings),
        introduced: only(&after.findings, &before.findings),
        changes: Vec::new(),
    };
    comparison.changes = sentences(&comparison);
    comparison
}

fn table(before: &PodReport, after: &PodReport) -> Table {
    let cell = |report: &PodReport, aspect: &str| {
        report.table.rows.iter().find(|row| row.aspect == aspect).and_then(|row| row.cells.first()).cloned()
    };
    let rows = ASPECTS.iter().filter_map(|aspect| {
        Some(Row { aspect: aspect.id, cells: vec![cell(before, aspect.id)?, cell(after, aspect.id)?] })
    });
    let (first, second) = headings(before, after);
    Table { columns: vec![first.into(), second.into()], rows: rows.collect() }
}

/// The pods' names, told apart where they are the same.
fn headings(before: &PodReport, after: &PodReport) -> (String, String) {
    let name =
        |report: &PodReport| report.name.clone().or_else(|| report.kind.clone()).unwrap_or_else(|| "Pod".to_owned());
    let (first, second) = (name(before), name(after));
    if first == second { (format!("{first}, before"), format!("{second}, after")) } else { (first, second) }
}

fn judged(pod: &PodReport) -> Option<Judged> {
    let verdict = pod.verdict.as_ref()?;
    Some(Judged { pattern: verdict.pattern, confidence: verdict.confidence, runner_up: verdict.runner_up })
}

/// Pairs containers by name; one that left and one that joined with the same image are one that was renamed.
fn containers(before: &[ContainerReport], after: &[ContainerReport]) -> Vec<ContainerChange> {
    let named = |list: &[ContainerReport], name: &str| list.iter().any(|container| container.name == name);
    let mut left: Vec<&ContainerReport> = before.iter().filter(|old| !named(after, &old.name)).collect();
    let mut changes = Vec::new();
    for new in after {
        let old = before.iter().find(|old| old.name == new.name).or_else(|| renamed(&mut left, new));
        let (before, after) = (old.map(part), Some(part(new)));
        if before != after {
            changes.push(ContainerChange { before, after });
        }
    }
    changes.extend(left.into_iter().map(|old| ContainerChange { before: Some(part(old)), after: None }));
    changes
}

/// Takes out of the containers that left the one that is called otherwise now.
fn renamed<'r>(left: &mut Vec<&'r ContainerReport>, new: &ContainerReport) -> Option<&'r ContainerReport> {
    let same = |old: &&ContainerReport| old.image.is_some() && old.image == new.image;
    let at = left.iter().position(same)?;
    Some(left.remove(at))
}

fn part(report: &ContainerReport) -> Part {
    Part {
        name: report.name.clone(),
        image: report.image.clone(),
        lifecycle: report.lifecycle,
        role: report.role,
        function: report.function,
    }
}

/// The findings of one side that the other does not have; one that stands there twice can be one too many.
fn only(here: &[&Finding], there: &[&Finding]) -> Vec<FindingChange> {
    let mut there: Vec<&Finding> = there.to_vec();
    let mut found = Vec::new();
    for finding in here {
        let same = |other: &&Finding| other.rule == finding.rule && other.message == finding.message;
        if let Some(at) = there.iter().position(same) {
            there.swap_remove(at);
            continue;
        }
        found.push(FindingChange {
            rule: finding.rule,
            severity: finding.severity,
            message: finding.message.clone(),
            span: finding.span,
        });
    }
    found
}

fn sentences(comparison: &Comparison) -> Vec<String> {
    let mut said = Vec::new();
    said.extend(verdict(comparison.before, comparison.after));
    let names = |picks: &dyn Fn(&ContainerChange) -> Option<&Part>| {
        comparison.containers.iter().filter_map(picks).map(|part| code(&part.name)).collect::<Vec<_>>()
    };
    let left = names(&|change| change.before.as_ref().filter(|_| change.after.is_none()));
    let joined = names(&|change| change.after.as_ref().filter(|_| change.before.is_none()));
    said.extend(members(&left, "leaves the pod", "leave the pod"));
    said.extend(members(&joined, "joins the pod", "join the pod"));
    for change in &comparison.containers {
        if let (Some(old), Some(new)) = (&change.before, &change.after) {
            said.push(of_container(old, new));
        }
    }
    said.extend(findings(&comparison.resolved, "is gone", "are gone"));
    said.extend(findings(&comparison.introduced, "is new", "are new"));
    said
}

fn verdict(before: Option<Judged>, after: Option<Judged>) -> Option<String> {
    let title = |judged: Judged| judged.pattern.title().to_lowercase();
    match (before, after) {
        (Some(old), Some(new)) if old.pattern != new.pattern => {
            Some(format!("The pattern changes from {} to {}.", title(old), title(new)))
        }
        (Some(old), Some(new)) if old.confidence != new.confidence => Some(format!(
            "The pattern stays {}, but the confidence goes from {} to {}.",
            title(old),
            old.confidence.id(),
            new.confidence.id()
        )),
        (Some(old), Some(new)) if old.runner_up != new.runner_up => {
            let next = |judged: Judged| {
                judged.runner_up.map_or_else(|| "nothing".to_owned(), |pattern| pattern.title().to_lowercase())
            };
            Some(format!(
                "The pattern stays {}; the next best reading goes from {} to {}.",
                title(old),
                next(old),
                next(new)
            ))
        }
        (Some(_), None) => Some("There is no container left to judge.".to_owned()),
        (None, Some(new)) => Some(format!("There is a pattern now: {}.", title(new))),
        _ => None,
    }
}

fn members(names: &[String], one: &str, many: &str) -> Option<String> {
    (!names.is_empty()).then(|| format!("{} {}.", list(names), if names.len() == 1 { one } else { many }))
}

fn of_container(old: &Part, new: &Part) -> String {
    let mut parts = Vec::new();
    if old.name != new.name {
        parts.push(format!("it was called {}", code(&old.name)));
    }
    if old.role != new.role {
        parts.push(format!("its role changes from {} to {}", old.role.id(), new.role.id()));
    } else if old.function != new.function {
        parts.push(format!("its function changes from {} to {}", old.function, new.function));
    }
    if old.lifecycle != new.lifecycle {
        parts.push(format!("it becomes a container of the kind {}", new.lifecycle.id()));
    }
    if old.image != new.image {
        let image = |part: &Part| part.image.as_deref().map_or_else(|| "no image".to_owned(), code);
        parts.push(format!("its image changes from {} to {}", image(old), image(new)));
    }
    format!("{}: {}.", code(&new.name), list(&parts))
}

/// How many findings came or went, and of which rules.
fn findings(changes: &[FindingChange], one: &str, many: &str) -> Option<String> {
    let mut rules: Vec<String> = changes.iter().map(|change| change.rule.to_owned()).collect();
    rules.arrange();
    rules.dedup();
    (!changes.is_empty()).then(|| {
        let verb = if changes.len() == 1 { one } else { many };
        format!("{} {verb}: {}.", crate::patterns::words::capital(&count(changes.len(), "finding")), list(&rules))
    })
}
