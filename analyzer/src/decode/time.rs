//! Whether a text is a time as the API writes it: RFC 3339, `2026-01-31T12:00:00Z`.

/// Whether a text is such a time. The fraction of a second may have any length.
pub(super) fn is_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        let part = bytes.get(range)?;
        part.iter().try_fold(0_u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
    };
    let is = |at: usize, byte: u8| bytes.get(at) == Some(&byte);
    let (Some(year), Some(month), Some(day)) = (digits(0..4), digits(5..7), digits(8..10)) else { return false };
    let (Some(hour), Some(minute), Some(second)) = (digits(11..13), digits(14..16), digits(17..19)) else {
        return false;
    };
    let in_form = is(4, b'-') && is(7, b'-') && is(10, b'T') && is(13, b':') && is(16, b':');
    in_form
        && (1..=12).contains(&month)
        && (1..=days(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60
        && is_zone(bytes.get(19..).unwrap_or_default())
}

const fn days(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// A fraction of a second, where there is one, and `Z` or an offset.
fn is_zone(rest: &[u8]) -> bool {
    let rest = match rest {
        [b'.' | b',', fraction @ ..] => {
            let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits == 0 {
                return false;
            }
            &fraction[digits..]
        }
        _ => rest,
    };
    match rest {
        [b'Z'] => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => {
            let number = |ten: u8, one: u8| u32::from(ten.wrapping_sub(b'0')) * 10 + u32::from(one.wrapping_sub(b'0'));
            [h1, h2, m1, m2].iter().all(|byte| byte.is_ascii_digit()) && number(*h1, *h2) < 24 && number(*m1, *m2) < 60
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_time;

    #[test]
    fn times_are_rfc_3339() {
        for right in ["2026-01-31T12:00:00Z", "2024-02-29T23:59:59.5+02:00", "2026-01-31T12:00:00.123456Z"] {
            assert!(is_time(right), "{right}");
        }
        for wrong in [
            "",
            "2026-01-31",
            "2026-02-29T12:00:00Z",
            "2026-01-31 12:00:00Z",
            "2026-01-31T24:00:00Z",
            "2026-01-31T12:00:00",
            "2026-01-31T12:00:00.Z",
        ] {
            assert!(!is_time(wrong), "{wrong}");
        }
    }
}
