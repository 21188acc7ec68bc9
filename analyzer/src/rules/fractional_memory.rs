//! `fractional-memory`: a part of a byte, where megabytes were meant.

use super::support::milli;
use super::{Change, New, Report, Rule, Subject, called, put, short};
use crate::finding::Severity;
use crate::pod::Container;

pub(super) const RULE: Rule = Rule {
    id: "fractional-memory",
    severity: Severity::Warning,
    summary: "The suffix m means thousandths: 100m of memory is a tenth of a byte.",
    source: "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (_, container) in subject.containers() {
        for (list, pairs) in [("requests", &container.resources.requests), ("limits", &container.resources.limits)] {
            let bytes = pairs.iter().filter(|pair| matches!(pair.key, "memory" | "ephemeral-storage"));
            for pair in bytes.filter(|pair| is_fraction(pair.value)) {
                report.say(
                    subject.in_container(container, &format!("resources.{list}.{}", pair.key)),
                    format!(
                        "`{}` says `{}: {}`, which is a fraction of a byte: `m` means thousandths",
                        called(container),
                        pair.key,
                        short(pair.value)
                    ),
                    "Write `Mi` for mebibytes or `M` for megabytes.",
                );
                report.suggest("Write `Mi`", || in_mebibytes(container, pair.key));
            }
        }
    }
}

/// The request and the limit of a resource in mebibytes, where they are fractions; none where the request would then be
/// above the limit.
fn in_mebibytes(container: &Container<'_>, name: &str) -> Option<Change> {
    let meant = |written: Option<&str>| {
        let written = written?;
        Some(if is_fraction(written) { format!("{written}i").replace("mi", "Mi") } else { written.to_owned() })
    };
    let written = [("requests", container.resources.request(name)), ("limits", container.resources.limit(name))];
    let [request, limit] = [meant(written[0].1), meant(written[1].1)];
    if let (Some(request), Some(limit)) = (&request, &limit)
        && milli(request)? > milli(limit)?
    {
        return None;
    }
    let both = written.iter().zip([request, limit]).filter(|((_, old), new)| *old != new.as_deref());
    Change::all(both.map(|((list, _), new)| put(container.node, &["resources", list, name], New::plain(new?))))
}

/// Whether a quantity has thousandths that make no whole number.
fn is_fraction(quantity: &str) -> bool {
    let thousandths = quantity.strip_suffix('m').and_then(|number| number.parse::<u64>().ok());
    thousandths.is_some_and(|number| number % 1000 != 0)
}
