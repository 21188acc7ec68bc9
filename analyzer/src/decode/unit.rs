//! Units that people write and Kubernetes does not know: `1GB`, `512mb`, `2 Gi`.

use crate::quantity::Quantity;

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
    (Quantity::parse(&quantity).is_some() && quantity != text).then_some(quantity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_understood() {
        let pairs =
            [("1GB", "1G"), ("512mb", "512M"), ("2 Gi", "2Gi"), ("1gib", "1Gi"), ("64KiB", "64Ki"), ("5gi", "5Gi")];
        for (slip, right) in pairs {
            assert_eq!(meant(slip).as_deref(), Some(right));
        }
        assert_eq!(meant("lots"), None);
        assert_eq!(meant("1x"), None);
    }
}
