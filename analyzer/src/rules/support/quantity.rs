//! Kubernetes quantities as numbers, exact enough to compare: `500m`, `1Gi`, `1e3`.
//!
//! Whether a quantity is well formed is for decoding to say; here a malformed one is simply no number.

/// A quantity in thousandths of its unit.
pub(in crate::rules) fn milli(text: &str) -> Option<i128> {
    let text = text.trim();
    let is_number = |character: char| matches!(character, '0'..='9' | '.' | '+' | '-');
    let end = text.find(|character| !is_number(character)).unwrap_or(text.len());
    let (number, suffix) = text.split_at(end);
    Some(nano(number)?.checked_mul(scale(suffix)?)? / NANO)
}

const NANO: i128 = 1_000_000_000;

/// A plain decimal number in billionths.
fn nano(number: &str) -> Option<i128> {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, number.strip_prefix('+').unwrap_or(number)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.len() + fraction.len() == 0 || whole.len() > 18 || whole.contains(['+', '-']) {
        return None;
    }
    let mut sum = if whole.is_empty() { 0 } else { whole.parse::<i128>().ok()? * NANO };
    let mut unit = NANO;
    for digit in fraction.chars().take(9) {
        unit /= 10;
        sum += i128::from(digit.to_digit(10)?) * unit;
    }
    Some(sign * sum)
}

/// What a suffix multiplies by, in thousandths. Smaller units than that vanish in any comparison that a rule makes.
fn scale(suffix: &str) -> Option<i128> {
    Some(match suffix {
        "n" | "u" => 0,
        "m" => 1,
        "" => 1_000,
        "k" => 1_000_000,
        "M" => 1_000_000_000,
        "G" => 1_000_000_000_000,
        "T" => 1_000_000_000_000_000,
        "P" => 1_000_000_000_000_000_000,
        "E" => 1_000_000_000_000_000_000_000,
        "Ki" => 1_000 << 10,
        "Mi" => 1_000 << 20,
        "Gi" => 1_000 << 30,
        "Ti" => 1_000 << 40,
        "Pi" => 1_000 << 50,
        "Ei" => 1_000 << 60,
        exponent => 1_000 * 10_i128.checked_pow(exponent.strip_prefix(['e', 'E'])?.parse().ok()?)?,
    })
}

#[cfg(test)]
mod tests {
    use super::milli;

    #[test]
    fn quantities_become_numbers() {
        assert_eq!(milli("1"), Some(1_000));
        assert_eq!(milli("250m"), Some(250));
        assert_eq!(milli("0.5"), Some(500));
        assert_eq!(milli("1Gi"), Some(1_000 << 30));
        assert_eq!(milli("1.5Ki"), Some(1_536_000));
        assert_eq!(milli("1e3"), Some(1_000_000));
        assert_eq!(milli("-1"), Some(-1_000));
    }

    #[test]
    fn what_is_none_is_none() {
        for text in ["", "Gi", "1GB", "1-2", "+", ".", "1e99", "9999999999999999999"] {
            assert_eq!(milli(text), None, "{text}");
        }
    }
}
