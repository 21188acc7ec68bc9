//! `fractional-memory`: a part of a byte, where megabytes were meant.

use super::{Report, Rule, Subject, called, short};
use crate::finding::Severity;

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
            }
        }
    }
}

/// Whether a quantity has thousandths that make no whole number.
fn is_fraction(quantity: &str) -> bool {
    let thousandths = quantity.strip_suffix('m').and_then(|number| number.parse::<u64>().ok());
    thousandths.is_some_and(|number| number % 1000 != 0)
}
