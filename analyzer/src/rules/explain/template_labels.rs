//! A template whose labels are not what the workload selects.

use super::{Explanation, More, Objection};
use crate::finding::Edit;
use crate::rules::short;
use crate::yaml::{Entry, Node};

pub(super) const EXPLANATION: Explanation =
    Explanation { to: "api-invalid", fields: &[".spec.template.metadata.labels"], more };

fn more(objection: &Objection<'_, '_>) -> Option<More> {
    let selector = objection.subject.manifest.node.at("spec.selector")?;
    let wanted = selector.get("matchLabels").or_else(|| selector.get("matchExpressions").is_none().then_some(selector))?;
    let labels = objection.subject.template.metadata.and_then(|metadata| metadata.get("labels"));
    let has = |entry: &Entry<'_>| {
        labels.and_then(|labels| labels.get(&entry.name())).and_then(|value| value.str()) == entry.value.str()
    };
    let missing: Vec<Entry<'_>> = wanted.entries().into_iter().filter(|entry| !has(entry)).collect();
    let first = missing.first()?;
    let pair = format!("{}: {}", first.name(), first.value.raw().unwrap_or(""));
    let more = More::help(format!(
        "Give the template the labels that `selector` asks for, or select by the labels that it has: `{}` is missing.",
        short(&pair)
    ));
    Some(match (missing.as_slice(), edit(labels, first)) {
        ([_], Some(edit)) => more.fix(format!("Label the template `{}`", short(&pair)), vec![edit]),
        _ => more,
    })
}

/// Gives the labels of the template one that they lack, or that has another value there.
fn edit(labels: Option<Node<'_>>, wanted: &Entry<'_>) -> Option<Edit> {
    let labels = labels.filter(|labels| !labels.is_alias() && !labels.has_merge())?;
    let value = wanted.value.span().of(wanted.value.text());
    if value.is_empty() || value.contains('\n') || wanted.value.is_alias() {
        return None;
    }
    if let Some(entry) = labels.entry(&wanted.name()) {
        let span = entry.value.span();
        return (!entry.value.is_alias() && entry.value.str().is_some())
            .then(|| Edit { start: span.start, end: span.end, text: value.to_owned() });
    }
    let at = labels.written_entries().next()?.key.span().start;
    let line = labels.text()[..at as usize].rsplit('\n').next().unwrap_or("");
    let key = wanted.key.span().of(wanted.key.text());
    let separator = if line.chars().all(|character| character == ' ') { format!("\n{line}") } else { ", ".to_owned() };
    Some(Edit { start: at, end: at, text: format!("{key}: {value}{separator}") })
}
