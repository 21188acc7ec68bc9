//! Scalars against the type of their field, as Go's decoder takes them.

use super::path::Path;
use super::report::Report;
use super::schema::Leaf;
use super::{time, unit};
use crate::quantity::Quantity;
use crate::yaml::{Node, Scalar, decode_base64};

impl Leaf {
    /// What a value must be, in a sentence.
    pub(super) const fn wanted(self) -> &'static str {
        match self {
            Self::String | Self::Bytes => "a string",
            Self::Bool => "`true` or `false`",
            Self::Int32 | Self::Int64 => "a whole number",
            Self::Quantity => "a quantity such as `500m` or `1Gi`",
            Self::IntOrString => "a whole number or a string",
            Self::Time => "a time such as `2026-01-31T12:00:00Z`",
            Self::Object(_) => "a mapping",
            Self::Any => "a value",
        }
    }
}

/// Checks a scalar that is not null.
pub(super) fn check(report: &mut Report<'_>, node: Node<'_>, leaf: Leaf, at: &Path<'_>) {
    let Some(scalar) = node.scalar() else { return };
    match (leaf, scalar) {
        (Leaf::Any | Leaf::Object(_), _)
        | (Leaf::String | Leaf::IntOrString, Scalar::Str(_))
        | (Leaf::Bool, Scalar::Bool(_)) => {}
        (
            Leaf::String | Leaf::Bytes | Leaf::Time,
            Scalar::Bool(_) | Scalar::Int(_) | Scalar::Uint(_) | Scalar::Float(_),
        ) => {
            report.wrong(node, None, leaf.wanted(), "Put the value in quotes.", at);
            if leaf == Leaf::String {
                quote(report, node);
            }
        }
        (Leaf::Bytes, Scalar::Str(text)) => {
            if decode_base64(text).is_none() {
                report.malformed(node, "base64", "Encode the value, or put it under `stringData` as it is.", at);
            }
        }
        (Leaf::Time, Scalar::Str(text)) => {
            if !time::is_time(text) {
                report.malformed(node, "time", "Write it as `2026-01-31T12:00:00Z`.", at);
            }
        }
        (Leaf::Quantity, scalar) => quantity(report, node, &scalar, at),
        (Leaf::Int32 | Leaf::Int64 | Leaf::IntOrString, scalar) => whole_number(report, node, leaf, &scalar, at),
        (Leaf::Bool, Scalar::Str(text)) => {
            report.wrong(node, None, leaf.wanted(), "Write it without quotes.", at);
            if let "true" | "false" = text {
                report.fix(node, format!("Write `{text}` without quotes"), text.to_owned());
            }
        }
        (Leaf::Bool, _) => report.wrong(node, None, leaf.wanted(), "Write `true` or `false`.", at),
        (_, Scalar::Null) => {}
    }
}

fn quote(report: &mut Report<'_>, node: Node<'_>) {
    let Some(raw) = node.raw().filter(|raw| node.is_plain() && !raw.contains(['"', '\\', '\n'])) else { return };
    report.fix(node, format!("Put `{raw}` in quotes"), format!("\"{raw}\""));
}

fn quantity(report: &mut Report<'_>, node: Node<'_>, scalar: &Scalar<'_>, at: &Path<'_>) {
    let text = match scalar {
        Scalar::Str(text) => *text,
        Scalar::Bool(_) => return report.wrong(node, None, Leaf::Quantity.wanted(), "Write an amount.", at),
        Scalar::Float(value) if !value.is_finite() => node.raw().unwrap_or(""),
        _ => return,
    };
    if Quantity::parse(text).is_some() {
        return;
    }
    let help = "Use a number and one of `m`, `k`, `M`, `G`, `T` or `Ki`, `Mi`, `Gi`, `Ti`, without a space or a `B`.";
    report.malformed(node, "quantity", help, at);
    if let Some(meant) = unit::meant(text) {
        report.fix(node, format!("Write `{meant}`"), meant);
    }
}

/// Numbers come through JSON: `80.0` is 80 there, and `1e3` is 1000.
fn whole_number(report: &mut Report<'_>, node: Node<'_>, leaf: Leaf, scalar: &Scalar<'_>, at: &Path<'_>) {
    let (least, most) = if leaf == Leaf::Int64 { (i64::MIN, i64::MAX) } else { (i32::MIN.into(), i32::MAX.into()) };
    let value = match scalar {
        Scalar::Int(value) => Some(*value),
        #[expect(clippy::cast_possible_truncation, reason = "only whole numbers that Go writes without an exponent")]
        Scalar::Float(value) if value.fract() == 0.0 && value.abs() < 1e19 => Some(*value as i64),
        Scalar::Str(text) => {
            report.wrong(node, None, leaf.wanted(), "Write the number without quotes.", at);
            if text.parse::<i64>().is_ok_and(|number| number.to_string() == *text) {
                report.fix(node, format!("Write `{text}` without quotes"), (*text).to_owned());
            }
            return;
        }
        Scalar::Bool(_) => return report.wrong(node, None, leaf.wanted(), "Write a number.", at),
        Scalar::Float(_) | Scalar::Uint(_) | Scalar::Null => None,
    };
    let fits = value.is_some_and(|value| (least..=most).contains(&value));
    if !fits {
        let help = format!("Write a whole number from {least} to {most}.");
        report.malformed(node, if leaf == Leaf::Int64 { "64-bit number" } else { "32-bit number" }, &help, at);
    }
}
