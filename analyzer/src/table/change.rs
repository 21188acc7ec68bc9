//! Two pods side by side: the same table with both, and what changed in the verdict.
//!
//! Works on finished reports, so that two texts need not be held together.

use super::ASPECTS;
use crate::analysis::{ContainerReport, PodReport, Row, Table};
use crate::patterns::words::{code, list};

/// Two pods compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// One column a pod. Spans in the second column belong to the second text.
    pub table: Table,
    /// What changed, one sentence each; empty where the judgement is the same.
    pub changes: Vec<String>,
}

/// Compares two pods, the first as the one before.
pub fn side_by_side(before: &PodReport, after: &PodReport) -> Comparison {
    let cell = |report: &PodReport, aspect: &str| {
        report.table.rows.iter().find(|row| row.aspect == aspect).and_then(|row| row.cells.first()).cloned()
    };
    let rows = ASPECTS.iter().filter_map(|aspect| {
        Some(Row { aspect: aspect.id, cells: vec![cell(before, aspect.id)?, cell(after, aspect.id)?] })
    });
    let (first, second) = headings(before, after);
    Comparison { table: Table { columns: vec![first, second], rows: rows.collect() }, changes: changes(before, after) }
}

/// The pods' names, told apart where they are the same.
fn headings(before: &PodReport, after: &PodReport) -> (String, String) {
    let name =
        |report: &PodReport| report.name.clone().or_else(|| report.kind.clone()).unwrap_or_else(|| "Pod".to_owned());
    let (first, second) = (name(before), name(after));
    if first == second { (format!("{first}, before"), format!("{second}, after")) } else { (first, second) }
}

fn changes(before: &PodReport, after: &PodReport) -> Vec<String> {
    let mut changes = Vec::new();
    match (&before.verdict, &after.verdict) {
        (Some(old), Some(new)) if old.pattern != new.pattern => changes.push(format!(
            "The pattern changes from {} to {}.",
            old.pattern.title().to_lowercase(),
            new.pattern.title().to_lowercase()
        )),
        (Some(old), Some(new)) if old.confidence != new.confidence => changes.push(format!(
            "The pattern stays {}, but the confidence goes from {} to {}.",
            old.pattern.title().to_lowercase(),
            old.confidence.id(),
            new.confidence.id()
        )),
        _ => {}
    }
    changes.extend(members("leaves the pod", "leave the pod", &before.containers, &after.containers));
    changes.extend(members("joins the pod", "join the pod", &after.containers, &before.containers));
    for container in &after.containers {
        let Some(old) = before.containers.iter().find(|old| old.name == container.name) else { continue };
        changes.extend(change(old, container));
    }
    changes
}

/// The containers of one list that the other does not have.
fn members(one: &str, many: &str, here: &[ContainerReport], there: &[ContainerReport]) -> Option<String> {
    let only: Vec<String> = here
        .iter()
        .filter(|this| there.iter().all(|that| that.name != this.name))
        .map(|this| code(&this.name))
        .collect();
    (!only.is_empty()).then(|| format!("{} {}.", list(&only), if only.len() == 1 { one } else { many }))
}

fn change(old: &ContainerReport, new: &ContainerReport) -> Option<String> {
    let mut parts = Vec::new();
    if old.role != new.role {
        parts.push(format!("its role changes from {} to {}", old.role.id(), new.role.id()));
    }
    if old.lifecycle != new.lifecycle {
        parts.push(format!("it becomes a container of the kind {}", new.lifecycle.id()));
    }
    if old.image != new.image {
        let image = |report: &ContainerReport| report.image.as_deref().map_or_else(|| "no image".to_owned(), code);
        parts.push(format!("its image changes from {} to {}", image(old), image(new)));
    }
    (!parts.is_empty()).then(|| format!("{}: {}.", code(&new.name), list(&parts)))
}
