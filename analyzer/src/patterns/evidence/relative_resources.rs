//! E21: how much the container asks for beside its largest neighbour.
//!
//! A weak sign: some proxies ask for a whole CPU.

use super::{Kind, Notes, Toward};
use crate::patterns::facts::Facts;
use crate::patterns::weights::{COMPARABLE, SMALL};
use crate::patterns::words::Code;
use crate::pod::Container;

pub(super) const EVIDENCE: Kind = Kind {
    slug: "relative-resources",
    looks_for: "how its CPU and memory compare with its largest neighbour's.",
    observe,
};

fn observe(facts: &Facts<'_, '_>, notes: &mut Notes) {
    for (at, container) in facts.running() {
        let Some((size, span)) = size(container) else { continue };
        let largest = facts
            .neighbours(at)
            .filter_map(|(_, other)| Some((self::size(other)?.0, other)))
            .max_by_key(|(size, _)| *size);
        let Some((largest, neighbour)) = largest else { continue };
        if size.saturating_mul(4) <= largest {
            notes.add(
                at,
                Toward::Helper,
                SMALL,
                span,
                format_args!("It asks for a quarter or less of what {} asks for.", Code(neighbour.label())),
            );
        } else if size.saturating_mul(2) >= largest {
            notes.add(
                at,
                Toward::Core,
                COMPARABLE,
                span,
                format_args!("It asks for at least half of what {} asks for.", Code(neighbour.label())),
            );
        }
    }
}

/// CPU in millicores and memory in MiB, added: a rough size that compares like with like.
fn size(container: &Container<'_>) -> Option<(u64, crate::span::Span)> {
    let value =
        |name| container.resources.requests.iter().chain(&container.resources.limits).find(|pair| pair.key == name);
    let (cpu, memory) = (value("cpu"), value("memory"));
    let span = cpu.or(memory)?.span;
    let cpu = cpu.map_or(0, |pair| millis(pair.value));
    let memory = memory.map_or(0, |pair| millis(pair.value) / 1000 / (1 << 20));
    Some((cpu.saturating_add(memory), span)).filter(|(size, _)| *size > 0)
}

/// A Kubernetes quantity in thousandths, rounded down; 0 where it cannot be read.
fn millis(quantity: &str) -> u64 {
    let digits = quantity.len() - quantity.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let (number, unit) = quantity.split_at(digits);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let thousandths =
        fraction.bytes().chain(*b"000").take(3).fold(0_u64, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    let millis = whole.parse::<u64>().unwrap_or(0).saturating_mul(1000).saturating_add(thousandths);
    let factor: u64 = match unit {
        "m" => return millis / 1000,
        "k" => 1000,
        "M" => 1_000_000,
        "G" => 1_000_000_000,
        "T" => 1_000_000_000_000,
        "Ki" => 1 << 10,
        "Mi" => 1 << 20,
        "Gi" => 1 << 30,
        "Ti" => 1 << 40,
        "" => 1,
        _ => 0,
    };
    millis.saturating_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::super::testing::noted;
    use super::EVIDENCE;

    #[test]
    fn fires() {
        assert_eq!(
            noted(
                &EVIDENCE,
                &[
                    "{name: a, resources: {requests: {cpu: '1', memory: 1Gi}}}",
                    "{name: b, resources: {requests: {cpu: 50m, memory: 64Mi}}}"
                ]
            ),
            ["a", "b"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(noted(&EVIDENCE, &["{name: a, resources: {requests: {cpu: '1'}}}", "{name: b}"]).is_empty());
    }
}
