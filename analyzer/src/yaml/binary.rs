//! Base64, as `!!binary` and the data of a Secret use it.
//!
//! As strict as Go's standard encoding: full groups of four, padding at the end, line breaks skipped.

/// The bytes that a text stands for; none where it is not base64.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let mut group = 0_u32;
    let (mut digits, mut padding) = (0_u32, 0_u32);
    for byte in text.bytes().filter(|byte| !matches!(byte, b'\n' | b'\r')) {
        if byte == b'=' {
            padding += 1;
        } else if padding > 0 {
            return None;
        } else {
            group = group << 6 | sextet(byte)?;
            digits += 1;
            if digits.is_multiple_of(4) {
                bytes.extend_from_slice(&group.to_be_bytes()[1..]);
                group = 0;
            }
        }
    }
    match (digits % 4, padding) {
        (0, 0) => {}
        (2, 2) => bytes.push((group >> 4).to_be_bytes()[3]),
        (3, 1) => bytes.extend_from_slice(&(group >> 2).to_be_bytes()[2..]),
        _ => return None,
    }
    Some(bytes)
}

fn sextet(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(value.into())
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn base64_is_read_as_go_reads_it() {
        assert_eq!(decode("aGk=").as_deref(), Some(&b"hi"[..]));
        assert_eq!(decode("aGkh\naGk=").as_deref(), Some(&b"hi!hi"[..]));
        assert_eq!(decode("aA==").as_deref(), Some(&b"h"[..]));
        assert_eq!(decode("").as_deref(), Some(&b""[..]));
        for wrong in ["a", "aGk", "aGk==", "a=Gk", "aG k", "====", "aGk-"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}
