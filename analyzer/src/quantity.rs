//! Kubernetes quantities: `100m`, `1.5Gi`, `1e3`. Read exactly and compared without floating point.
//!
//! Values are kept in billionths, which is the smallest step that Kubernetes keeps; finer ones are rounded up, as there.
//! Beyond 10²⁹ all values are alike here. This is the only reader of quantities; that a text is none is for decoding to say.

use crate::yaml::{Node, Scalar};

/// How a quantity is written back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Decimal,
    Binary,
    Exponent,
}

/// An amount.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quantity {
    nano: i128,
    format: Format,
}

const UNIT: i128 = 1_000_000_000;
const MILLI: i128 = 1_000_000;
/// Amounts with a binary suffix are cut off here.
const BINARY_MOST: i128 = (i64::MAX as i128) * UNIT;

impl Quantity {
    /// Nothing.
    pub(crate) const ZERO: Self = Self { nano: 0, format: Format::Decimal };

    /// The quantity at a node: a string or a number.
    pub(crate) fn of(node: Node<'_>) -> Option<Self> {
        match node.scalar()? {
            Scalar::Str(text) => Self::parse(text),
            Scalar::Int(value) => Some(Self::whole(i128::from(value))),
            Scalar::Uint(value) => Some(Self::whole(i128::from(value))),
            Scalar::Float(value) => Self::parse(&value.to_string()),
            Scalar::Bool(_) | Scalar::Null => None,
        }
    }

    const fn whole(value: i128) -> Self {
        Self { nano: value * UNIT, format: Format::Decimal }
    }

    /// Reads a quantity. Space around it is allowed, as there; a lone point is nothing, and allowed too.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let end = unsigned.bytes().position(|byte| !byte.is_ascii_digit() && byte != b'.').unwrap_or(unsigned.len());
        let (number, suffix) = unsigned.split_at(end);
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if number.is_empty() || fraction.contains('.') {
            return None;
        }
        let (base, exponent, format) = interpret(suffix)?;
        let mut nano = magnitude(whole, fraction, base, exponent);
        if format == Format::Binary {
            nano = nano.min(BINARY_MOST);
        }
        Some(Self { nano: if text.starts_with('-') { -nano } else { nano }, format })
    }

    /// Rounded up to thousandths, as the API server does with every amount of a resource.
    pub(crate) const fn rounded_to_milli(self) -> Self {
        Self { nano: round_away(self.nano, MILLI), format: self.format }
    }

    /// The amount in thousandths of its unit, what is finer cut off.
    pub(crate) const fn milli(self) -> i128 {
        self.nano / MILLI
    }

    pub(crate) const fn is_negative(self) -> bool {
        self.nano < 0
    }

    pub(crate) const fn is_positive(self) -> bool {
        self.nano > 0
    }

    pub(crate) fn is_more_than(self, other: Self) -> bool {
        self.nano > other.nano
    }

    pub(crate) fn equals(self, other: Self) -> bool {
        self.nano == other.nano
    }

    /// Whether it is a whole number, thousandths being the finest that counts.
    pub(crate) const fn is_whole(self) -> bool {
        round_away(self.nano, MILLI) % UNIT == 0
    }

    /// Whether it is a multiple of another that is whole and positive.
    pub(crate) const fn is_multiple_of(self, other: Self) -> bool {
        other.is_positive() && other.is_whole() && (round_away(self.nano, UNIT) / UNIT) % (other.nano / UNIT) == 0
    }

    pub(crate) const fn plus(self, other: Self) -> Self {
        Self { nano: self.nano.saturating_add(other.nano), format: self.format }
    }

    pub(crate) fn or_more(self, other: Self) -> Self {
        if other.nano > self.nano { other } else { self }
    }

    /// Whether Kubernetes writes it as `1m` or `1`.
    pub(crate) fn is_cpu_divisor(self) -> bool {
        self.nano == UNIT || (self.nano == MILLI && self.format != Format::Exponent)
    }

    /// Whether Kubernetes writes it as `1` and one of its suffixes, small ones aside.
    pub(crate) fn is_byte_divisor(self) -> bool {
        let powers = |factor: i128| std::iter::successors(Some(UNIT), move |power| power.checked_mul(factor)).take(7);
        match self.format {
            _ if self.nano == UNIT => true,
            Format::Exponent => false,
            // Small amounts lose their binary suffix.
            Format::Binary if self.nano >= 1024 * UNIT => powers(1024).any(|power| power == self.nano),
            Format::Decimal | Format::Binary => powers(1000).any(|power| power == self.nano),
        }
    }
}

/// Base, exponent and format of a suffix.
fn interpret(suffix: &str) -> Option<(i128, i32, Format)> {
    let decimal = |exponent| Some((10, exponent, Format::Decimal));
    let binary = |exponent| Some((2, exponent, Format::Binary));
    match suffix {
        "" => decimal(0),
        "n" => decimal(-9),
        "u" => decimal(-6),
        "m" => decimal(-3),
        "k" => decimal(3),
        "M" => decimal(6),
        "G" => decimal(9),
        "T" => decimal(12),
        "P" => decimal(15),
        "E" => decimal(18),
        "Ki" => binary(10),
        "Mi" => binary(20),
        "Gi" => binary(30),
        "Ti" => binary(40),
        "Pi" => binary(50),
        "Ei" => binary(60),
        _ => {
            let exponent: i64 = suffix.strip_prefix(['e', 'E'])?.parse().ok()?;
            let exponent = i32::try_from(exponent.clamp(-1000, 1000)).ok()?;
            Some((10, exponent, Format::Exponent))
        }
    }
}

/// `whole.fraction` times `base` to the power `exponent`, in billionths, rounded up.
fn magnitude(whole: &str, fraction: &str, base: i128, exponent: i32) -> i128 {
    let mut mantissa: i128 = 0;
    let mut scale = 9 + if base == 10 { exponent } else { 0 };
    let mut lost = false;
    let digits = whole.bytes().map(|digit| (digit, 0)).chain(fraction.bytes().map(|digit| (digit, 1)));
    for (digit, places) in digits {
        // 27 digits leave room for the largest factor that is not cut off anyway.
        if mantissa >= 10_i128.pow(27) {
            lost |= digit != b'0';
            scale = scale.saturating_add(1 - places);
        } else {
            mantissa = mantissa * 10 + i128::from(digit - b'0');
            scale = scale.saturating_sub(places);
        }
    }
    if base == 2 {
        mantissa =
            1_i128.checked_shl(exponent.unsigned_abs()).map_or(i128::MAX, |factor| mantissa.saturating_mul(factor));
    }
    for _ in 0..scale.clamp(0, 64) {
        mantissa = mantissa.saturating_mul(10);
    }
    for _ in 0..(-scale).clamp(0, 64) {
        lost |= mantissa % 10 != 0;
        mantissa /= 10;
    }
    mantissa.saturating_add(i128::from(lost))
}

/// The next multiple of `step` away from zero.
const fn round_away(nano: i128, step: i128) -> i128 {
    let rest = nano % step;
    if rest == 0 { nano } else { nano.saturating_sub(rest).saturating_add(if nano > 0 { step } else { -step }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nano(text: &str) -> i128 {
        Quantity::parse(text).map_or(i128::MIN, |quantity| quantity.nano)
    }

    #[test]
    fn reads_every_form() {
        assert_eq!(nano("1"), UNIT);
        assert_eq!(nano("-1Gi"), -(1 << 30) * UNIT);
        assert_eq!(nano("1.5Gi"), 1_610_612_736 * UNIT);
        assert_eq!(nano("100m"), UNIT / 10);
        assert_eq!(nano("1e3"), nano("1k"));
        assert_eq!(nano("1E"), nano("1000P"));
        assert_eq!(nano("1E3"), nano("1k"));
        assert_eq!(nano("2.5e-2"), 25 * MILLI);
        assert_eq!(nano("0.0000000001"), 1, "rounded up to a billionth");
        assert_eq!(nano("1."), UNIT);
        assert_eq!(nano(".5"), UNIT / 2);
        for right in ["0", ".", "+1.5", "1E", "5n", " 1Gi ", "1e+21"] {
            assert!(Quantity::parse(right).is_some(), "{right}");
        }
        for wrong in [
            "", "+", "1GB", "1GiB", "1 Gi", "1gi", "Gi", "1e", "1.2.3", "ten", "1mi", "1_000", "0x10", "1Kib", "--1",
            "1e1.5",
        ] {
            assert!(Quantity::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn compares_exactly_and_never_overflows() {
        assert_eq!(nano("9007199254740993"), 9_007_199_254_740_993 * UNIT);
        assert!(nano("9007199254740993") > nano("9007199254740992"));
        assert_eq!(nano("99999999999999999999Ei"), BINARY_MOST);
        assert_eq!(nano("1e900"), i128::MAX);
        assert_eq!(nano("1e-900"), 1);
        assert_eq!(nano(&"9".repeat(5000)), i128::MAX);
        assert_eq!(nano(&format!("0.{}1", "0".repeat(5000))), 1);
    }

    #[test]
    fn knows_divisors_as_kubernetes_writes_them() {
        let cpu = |text| Quantity::parse(text).is_some_and(Quantity::is_cpu_divisor);
        let bytes = |text| Quantity::parse(text).is_some_and(Quantity::is_byte_divisor);
        assert!(cpu("1m") && cpu("0.001") && cpu("1000m") && !cpu("100m") && !cpu("1e-3"));
        assert!(bytes("1Mi") && bytes("1024Ki") && bytes("1000") && bytes("1E") && bytes("1Ei"));
        assert!(!bytes("1024") && !bytes("2Mi") && !bytes("1e3") && !bytes("1m"));
    }

    #[test]
    fn knows_thousandths() {
        let milli = |text| Quantity::parse(text).map(Quantity::milli);
        assert_eq!(milli("250m"), Some(250));
        assert_eq!(milli("1.5Ki"), Some(1_536_000));
        assert_eq!(milli("-1"), Some(-1_000));
        assert_eq!(milli("1n"), Some(0));
    }

    #[test]
    fn knows_whole_numbers_and_multiples() {
        let parse = |text| Quantity::parse(text).unwrap();
        assert!(parse("2").is_whole() && !parse("1500m").is_whole());
        assert!(parse("4Mi").is_multiple_of(parse("2Mi")));
        assert!(!parse("3Mi").is_multiple_of(parse("2Mi")));
        assert!(!parse("3Mi").is_multiple_of(parse("0")));
    }
}
