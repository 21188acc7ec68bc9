//! Whether a text is a quantity, as Kubernetes' own parser decides it: `500m`, `1.5Gi`, `1e3`.
//!
//! How much it is, is not asked here.

/// Whether a text is a quantity. Space around it is allowed, as there.
pub(super) fn is_quantity(text: &str) -> bool {
    let text = text.trim();
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let end = unsigned.bytes().position(|byte| !byte.is_ascii_digit() && byte != b'.').unwrap_or(unsigned.len());
    let (number, suffix) = unsigned.split_at(end);
    // A lone point is nothing, and allowed.
    let points = number.bytes().filter(|byte| *byte == b'.').count();
    !number.is_empty() && points <= 1 && is_suffix(suffix)
}

fn is_suffix(suffix: &str) -> bool {
    const SUFFIXES: [&str; 17] =
        ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "n", "u", "m", "k", "M", "G", "T", "P", "E", "e"];
    if suffix != "e" && SUFFIXES.contains(&suffix) {
        return true;
    }
    let exponent = suffix.strip_prefix(['e', 'E']).unwrap_or("");
    exponent.parse::<i64>().is_ok()
}

/// The quantity that a text with a well-known slip means: `1GB`, `512mb`, `2 Gi`, `1gib`.
pub(super) fn meant(text: &str) -> Option<String> {
    let packed: String = text.chars().filter(|character| !character.is_whitespace() && *character != '_').collect();
    let end = packed.find(|character: char| character.is_ascii_alphabetic())?;
    let (number, unit) = packed.split_at(end);
    let lower = unit.to_ascii_lowercase();
    let in_bytes = lower.len() > 1 && lower.ends_with('b');
    let unit = match lower.strip_suffix('b').filter(|_| in_bytes).unwrap_or(&lower) {
        "ki" => "Ki",
        "mi" => "Mi",
        "gi" => "Gi",
        "ti" => "Ti",
        "k" => "k",
        // A small m is a thousandth; only `MB` says that millions are meant.
        "m" if in_bytes => "M",
        "g" => "G",
        "t" => "T",
        _ => return None,
    };
    let quantity = [number, unit].concat();
    (is_quantity(&quantity) && quantity != text).then_some(quantity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_what_kubernetes_says() {
        for right in
            ["0", "1", ".", "-1", "+1.5", ".5", "1.", "100m", "1Gi", "1e3", "1E-3", "1E", "5n", " 1Gi ", "1e+21"]
        {
            assert!(is_quantity(right), "{right}");
        }
        for wrong in ["", "1GB", "1GiB", "1 Gi", "1gi", "Gi", "1e", "1.2.3", "1_000", "0x10", "1Kib", "--1", "1e1.5"] {
            assert!(!is_quantity(wrong), "{wrong}");
        }
    }

    #[test]
    fn slips_are_understood() {
        let pairs =
            [("1GB", "1G"), ("512mb", "512M"), ("2 Gi", "2Gi"), ("1gib", "1Gi"), ("64KiB", "64Ki"), ("5gi", "5Gi")];
        for (slip, meant) in pairs {
            assert_eq!(super::meant(slip).as_deref(), Some(meant));
        }
        assert_eq!(meant("lots"), None);
        assert_eq!(meant("1x"), None);
    }
}
