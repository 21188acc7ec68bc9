//! What a scalar means: YAML 1.1 as Go's reader resolves it, which is what the API server sees.
//!
//! `yes` is a boolean, `0644` is 420, `1_000` is 1000, `12:30` is a string. The cases of `corpus/scalars.json` are
//! kubectl's own answers. Nothing here looks at the field that a scalar belongs to.

use std::borrow::Cow;

/// A resolved scalar.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar<'a> {
    /// `null`, `~` or nothing.
    Null,
    /// A boolean.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number above `i64::MAX`.
    Uint(u64),
    /// Any other number.
    Float(f64),
    /// A string.
    Str(&'a str),
}

/// The meaning of a scalar with this text, style and tag.
pub(super) fn resolve<'a>(text: &'a str, plain: bool, tag: Option<&str>) -> Scalar<'a> {
    match tag {
        None if plain => resolve_plain(text),
        Some("int") => resolve_tagged(text, |value| matches!(value, Scalar::Int(_) | Scalar::Uint(_))),
        Some("float") => resolve_tagged(text, |value| matches!(value, Scalar::Float(_))),
        Some("bool") => resolve_tagged(text, |value| matches!(value, Scalar::Bool(_))),
        Some("null") => resolve_tagged(text, |value| matches!(value, Scalar::Null)),
        _ => Scalar::Str(text),
    }
}

/// The implicit meaning where the tag allows it, else the string.
fn resolve_tagged<'a>(text: &'a str, fits: fn(&Scalar<'a>) -> bool) -> Scalar<'a> {
    let value = resolve_plain(text);
    if fits(&value) { value } else { Scalar::Str(text) }
}

/// The implicit meaning of a plain scalar.
fn resolve_plain(text: &str) -> Scalar<'_> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Scalar::Null,
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => Scalar::Bool(true),
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => Scalar::Bool(false),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Scalar::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Scalar::Float(f64::NEG_INFINITY),
        ".nan" | ".NaN" | ".NAN" => Scalar::Float(f64::NAN),
        _ if matches!(text.as_bytes()[0], b'0'..=b'9' | b'+' | b'-' | b'.') => {
            number(text).unwrap_or(Scalar::Str(text))
        }
        _ => Scalar::Str(text),
    }
}

/// The number that a text is, if it is one. Underscores may stand anywhere.
fn number(text: &str) -> Option<Scalar<'static>> {
    let digits: Cow<'_, str> = if text.contains('_') { text.replace('_', "").into() } else { text.into() };
    integer(&digits).or_else(|| float(&digits))
}

/// A whole number with Go's prefixes: `0x`, `0o`, `0b`, and a bare `0` for octal.
fn integer(text: &str) -> Option<Scalar<'static>> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (radix, digits) = match unsigned.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, &unsigned[2..]),
        [b'0', b'o' | b'O', ..] => (8, &unsigned[2..]),
        [b'0', b'b' | b'B', ..] => (2, &unsigned[2..]),
        [b'0', _, ..] => (8, &unsigned[1..]),
        _ => (10, unsigned),
    };
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    let value = u64::from_str_radix(digits, radix).ok()?;
    if text.starts_with('-') {
        return 0_i64.checked_sub_unsigned(value).map(Scalar::Int);
    }
    match i64::try_from(value) {
        Ok(value) => Some(Scalar::Int(value)),
        Err(_) if text.starts_with('+') => None,
        Err(_) => Some(Scalar::Uint(value)),
    }
}

/// A decimal number with a fraction or an exponent, or too large for 64 bits; none where it is infinite.
fn float(text: &str) -> Option<Scalar<'static>> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let well_formed = all_digits(whole)
        && all_digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|digits| !digits.is_empty() && all_digits(digits));
    let value = well_formed.then(|| text.parse::<f64>().ok()).flatten()?;
    value.is_finite().then_some(Scalar::Float(value))
}
