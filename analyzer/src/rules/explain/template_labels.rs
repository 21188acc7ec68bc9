//! A template whose labels are not what the workload selects.

use super::{Explanation, More, Objection};
use crate::edit::{New, put};
use crate::rules::short;
use crate::yaml::Entry;

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
    let change = match (labels, missing.as_slice()) {
        (Some(labels), [_]) if !first.value.is_alias() => {
            first.value.str().and_then(|value| put(labels, &[&first.name()], New::text(value)))
        }
        _ => None,
    };
    Some(more.changing(format!("Label the template `{}`", short(&pair)), change))
}
