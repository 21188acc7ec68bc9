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

/// What a scalar is, without its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScalarKind {
    Str,
    Null,
    True,
    False,
    /// A whole number of 64 bits.
    Int,
    /// Any other number, and a whole one with the tag `!!float`.
    Float,
}

/// The tag of a scalar, as far as it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    None,
    Str,
    Int,
    Float,
    Bool,
    Null,
    Binary,
    Merge,
    /// A tag that Kubernetes' reader does not know: the scalar is a string.
    Other,
}

impl Tag {
    /// As the text spells it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::None | Self::Other => "",
            Self::Str => "!!str",
            Self::Int => "!!int",
            Self::Float => "!!float",
            Self::Bool => "!!bool",
            Self::Null => "!!null",
            Self::Binary => "!!binary",
            Self::Merge => "!!merge",
        }
    }
}

/// What a scalar is; none where its tag says something that it is not.
pub(super) fn classify(text: &str, plain: bool, tag: Tag) -> Option<ScalarKind> {
    use ScalarKind as K;
    match tag {
        Tag::None if plain => return Some(kind_of(text)),
        Tag::None | Tag::Str | Tag::Binary | Tag::Merge | Tag::Other => return Some(K::Str),
        Tag::Int | Tag::Float | Tag::Bool | Tag::Null => {}
    }
    match (tag, kind_of(text)) {
        (Tag::Float, K::Int) => Some(K::Float),
        (Tag::Int, K::Int) | (Tag::Float, K::Float) | (Tag::Bool, K::True | K::False) | (Tag::Null, K::Null) => {
            Some(kind_of(text))
        }
        _ => None,
    }
}

/// The implicit meaning of a plain scalar.
fn kind_of(text: &str) -> ScalarKind {
    use ScalarKind as K;
    let Some(first) = text.bytes().next() else { return K::Null };
    if matches!(first, b'0'..=b'9' | b'+' | b'-' | b'.') {
        return match number(text) {
            Some(Scalar::Float(_)) => K::Float,
            Some(_) => K::Int,
            None => K::Str,
        };
    }
    // The longest word below has five letters.
    if text.len() > 5 || !matches!(first, b'n' | b'N' | b'y' | b'Y' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' | b'~') {
        return K::Str;
    }
    match text {
        "~" | "null" | "Null" | "NULL" => K::Null,
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => K::True,
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => K::False,
        _ => K::Str,
    }
}

/// The value of a scalar of this kind.
pub(super) fn value(text: &str, kind: ScalarKind) -> Scalar<'_> {
    match kind {
        ScalarKind::Str => Scalar::Str(text),
        ScalarKind::Null => Scalar::Null,
        ScalarKind::True => Scalar::Bool(true),
        ScalarKind::False => Scalar::Bool(false),
        ScalarKind::Int => number(text).unwrap_or(Scalar::Null),
        ScalarKind::Float => match number(text) {
            #[expect(clippy::cast_precision_loss, reason = "that is what the tag `!!float` asks for")]
            Some(Scalar::Int(value)) => Scalar::Float(value as f64),
            #[expect(clippy::cast_precision_loss, reason = "that is what the tag `!!float` asks for")]
            Some(Scalar::Uint(value)) => Scalar::Float(value as f64),
            other => other.unwrap_or(Scalar::Null),
        },
    }
}

/// The number that a text is, if it is one. Underscores may stand anywhere but behind a leading point.
fn number(text: &str) -> Option<Scalar<'static>> {
    match text {
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => return Some(Scalar::Float(f64::INFINITY)),
        "-.inf" | "-.Inf" | "-.INF" => return Some(Scalar::Float(f64::NEG_INFINITY)),
        ".nan" | ".NaN" | ".NAN" => return Some(Scalar::Float(f64::NAN)),
        _ if text.starts_with('.') => return float(text),
        _ => {}
    }
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

/// A number as Kubernetes' reader writes it where it is a key: the shortest form that keeps a 32-bit float apart.
#[expect(clippy::cast_possible_truncation, reason = "the reader does so too")]
pub(super) fn float_key(value: f64) -> String {
    if value.is_nan() {
        return ".nan".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { ".inf".into() } else { "-.inf".into() };
    }
    let value = value as f32;
    if value.is_infinite() {
        return if value > 0.0 { ".inf".into() } else { "-.inf".into() };
    }
    let scientific = format!("{value:e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..6).contains(&exponent) {
        return format!("{value}");
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}
