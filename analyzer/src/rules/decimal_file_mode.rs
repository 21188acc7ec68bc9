//! `decimal-file-mode`: permissions that look octal and are read as a decimal number.

use super::{Change, Report, Rule, Subject, short};
use crate::finding::Severity;
use crate::span::Span;
use crate::yaml::Node;

pub(super) const RULE: Rule = Rule {
    id: "decimal-file-mode",
    severity: Severity::Warning,
    summary: "A file mode without a leading zero is a decimal number: 400 means 0620.",
    source: "https://kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure/#set-posix-permissions-for-secret-keys",
    check,
};

/// The permissions that people mean.
const USUAL: [i64; 22] = [
    0o400, 0o440, 0o444, 0o500, 0o550, 0o555, 0o600, 0o640, 0o644, 0o660, 0o664, 0o666, 0o700, 0o711, 0o744, 0o750, 0o755, 0o764,
    0o770, 0o774, 0o775, 0o777,
];

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (_, volume) in subject.volumes() {
        let (Some(source), kind) = (volume.source.node, volume.source.kind) else { continue };
        if !matches!(kind, "configMap" | "secret" | "downwardAPI" | "projected") {
            continue;
        }
        let mut modes = vec![(format!("{kind}.defaultMode"), source.entry("defaultMode"))];
        add_items(&mut modes, source, kind);
        for (index, part) in source.get("sources").into_iter().flat_map(|list| list.items()).enumerate().take(MOST) {
            for projected in ["configMap", "secret", "downwardAPI"] {
                if let Some(node) = part.get(projected) {
                    add_items(&mut modes, node, &format!("{kind}.sources[{index}].{projected}"));
                }
            }
        }
        for (path, entry) in modes.iter().filter_map(|(path, entry)| Some((path, entry.as_ref()?))) {
            if let Some((written, octal)) = mistaken(entry.value) {
                let mut place = subject.in_volume(volume, path);
                place.span = Span::new(entry.key.span().start, place.span.end);
                report.say(
                    place,
                    format!(
                        "the mode {} of `{}` is a decimal number and means {octal:#06o}: other permissions than it seems",
                        short(written),
                        short(volume.name.value)
                    )
                    .replace("0o", "0"),
                    format!("Write `0{}`, with a leading zero, if the digits are meant as permissions.", short(written)),
                );
                // JSON has no octal numbers, and no key without quotes.
                let is_json = entry.key.span().of(entry.key.text()).starts_with('"');
                let number = i64::from_str_radix(written, 8).unwrap_or(octal);
                let meant = if is_json { number.to_string() } else { format!("0{written}") };
                report.suggest(format!("Write `{meant}`"), || {
                    let span = entry.value.span();
                    let change = Change::replace(span.start as usize, span.end as usize, meant.as_str());
                    (!entry.value.is_alias()).then_some(change)
                });
            }
        }
    }
}

/// The most items and sources of a volume that are looked at.
const MOST: usize = 100;

fn add_items<'a>(modes: &mut Vec<(String, Option<crate::yaml::Entry<'a>>)>, source: Node<'a>, path: &str) {
    for (index, item) in source.get("items").into_iter().flat_map(|list| list.items()).enumerate().take(MOST) {
        modes.push((format!("{path}.items[{index}].mode"), item.entry("mode")));
    }
}

/// What is written and what it means, where the digits make usual permissions and the number does not.
fn mistaken(node: Node<'_>) -> Option<(&str, i64)> {
    let written = node.raw().filter(|raw| node.is_plain() && raw.len() == 3 && !raw.starts_with('0'))?;
    let value = node.int()?;
    let meant = i64::from_str_radix(written, 8).ok()?;
    // Above 0777 the API server objects.
    (USUAL.contains(&meant) && !USUAL.contains(&value) && value <= 0o777).then_some((written, value))
}
