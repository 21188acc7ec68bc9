//! The forms that Kubernetes asks names, keys and addresses to have.
//!
//! Each question gives every rule that the text breaks, as clauses that continue "it …", because the API server
//! reports each by itself. Nothing here knows where the text stands.

/// The rules that a text breaks; empty where it is fine.
pub(super) type Broken = Vec<&'static str>;

const LABEL: &str = "must hold only lower-case letters, digits and `-`, and start and end with a letter or digit";
const SUBDOMAIN: &str =
    "must hold only lower-case letters, digits, `-` and `.`, and each part must start and end with a letter or digit";

fn is_lower_alphanumeric(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

/// One or more of `middle`, the first and last of `edge`.
fn is_bounded(text: &[u8], edge: fn(u8) -> bool, middle: fn(u8) -> bool) -> bool {
    match (text.first(), text.last()) {
        (Some(first), Some(last)) => edge(*first) && edge(*last) && text.iter().all(|byte| middle(*byte)),
        _ => false,
    }
}

fn is_label(text: &[u8]) -> bool {
    is_bounded(text, is_lower_alphanumeric, |byte| is_lower_alphanumeric(byte) || byte == b'-')
}

fn is_subdomain(text: &[u8]) -> bool {
    text.split(|byte| *byte == b'.').all(is_label)
}

/// A DNS label: a volume's or container's name.
pub(super) fn dns_label(text: &str) -> Broken {
    let mut broken = Broken::new();
    if text.len() > 63 {
        broken.push("must have at most 63 characters");
    }
    if !is_label(text.as_bytes()) {
        broken.push(if is_subdomain(text.as_bytes()) { "must not hold dots" } else { LABEL });
    }
    broken
}

/// A DNS subdomain: a pod's or Secret's name.
pub(super) fn dns_subdomain(text: &str) -> Broken {
    subdomain_bytes(text.as_bytes())
}

fn subdomain_bytes(text: &[u8]) -> Broken {
    let mut broken = Broken::new();
    if text.len() > 253 {
        broken.push("must have at most 253 characters");
    }
    if !is_subdomain(text) {
        broken.push(SUBDOMAIN);
    }
    broken
}

/// A DNS subdomain that something will be appended to, so that it may end with `-`.
pub(super) fn dns_subdomain_prefix(text: &str) -> Broken {
    match text.as_bytes() {
        [kept @ .., _, b'-'] => subdomain_bytes(&[kept, b"a"].concat()),
        text => subdomain_bytes(text),
    }
}

/// A DNS label that something will be appended to.
pub(super) fn dns_label_prefix(text: &str) -> Broken {
    match text.as_bytes() {
        [kept @ .., _, b'-'] => dns_label(&String::from_utf8_lossy(&[kept, b"a"].concat())),
        _ => dns_label(text),
    }
}

/// A DNS subdomain whose parts may start with `_` and hold it.
pub(super) fn dns_subdomain_with_underscore(text: &str) -> Broken {
    let mut broken = Broken::new();
    if text.len() > 253 {
        broken.push("must have at most 253 characters");
    }
    let is_part = |part: &[u8]| {
        let part = part.strip_prefix(b"_").unwrap_or(part);
        is_bounded(part, is_lower_alphanumeric, |byte| is_lower_alphanumeric(byte) || matches!(byte, b'-' | b'_'))
    };
    if !text.as_bytes().split(|byte| *byte == b'.').all(is_part) {
        broken.push("must hold only lower-case letters, digits, `_`, `-` and `.`");
    }
    broken
}

fn is_name_part(text: &str) -> bool {
    is_bounded(
        text.as_bytes(),
        |byte| byte.is_ascii_alphanumeric(),
        |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'),
    )
}

/// A label key: a name, perhaps with a DNS subdomain and `/` before it.
pub(super) fn qualified_name(text: &str) -> Broken {
    let mut broken = Broken::new();
    let mut parts = text.split('/');
    let first = parts.next().unwrap_or("");
    let name = match (parts.next(), parts.next()) {
        (None, _) => first,
        (Some(name), None) => {
            broken.extend(prefix(first));
            name
        }
        (Some(_), Some(_)) => return vec!["must hold at most one `/`"],
    };
    if name.is_empty() {
        broken.push("must have a name part");
    } else if name.len() > 63 {
        broken.push("must have a name part of at most 63 characters");
    }
    if !is_name_part(name) {
        broken.push(
            "must have a name part of letters, digits, `-`, `_` and `.` that starts and ends with a letter or digit",
        );
    }
    broken
}

fn prefix(text: &str) -> Broken {
    if text.is_empty() {
        return vec!["must have something before the `/`"];
    }
    dns_subdomain(text)
        .iter()
        .map(|rule| {
            if *rule == SUBDOMAIN {
                "must have a lower-case DNS name before the `/`"
            } else {
                "must have at most 253 characters before the `/`"
            }
        })
        .collect()
}

/// A label's value.
pub(super) fn label_value(text: &str) -> Broken {
    let mut broken = Broken::new();
    if text.len() > 63 {
        broken.push("must have at most 63 characters");
    }
    if !text.is_empty() && !is_name_part(text) {
        broken.push("must hold only letters, digits, `-`, `_` and `.`, and start and end with a letter or digit");
    }
    broken
}

/// A port's name.
pub(super) fn port_name(text: &str) -> Broken {
    let mut broken = Broken::new();
    let bytes = text.as_bytes();
    if text.len() > 15 {
        broken.push("must have at most 15 characters");
    }
    if text.is_empty() || !bytes.iter().all(|byte| is_lower_alphanumeric(*byte) || *byte == b'-') {
        broken.push("must hold only lower-case letters, digits and `-`");
    }
    if !bytes.iter().any(u8::is_ascii_lowercase) {
        broken.push("must have at least one lower-case letter");
    }
    if text.contains("--") {
        broken.push("must not have two `-` in a row");
    }
    if text.starts_with('-') || text.ends_with('-') {
        broken.push("must not begin or end with `-`");
    }
    broken
}

/// A variable's name as Kubernetes 1.32 and later take it.
pub(super) fn relaxed_env_name(text: &str) -> Broken {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'=') {
        Broken::new()
    } else {
        vec!["must hold only printable ASCII characters other than `=`"]
    }
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

/// A variable's name as earlier versions take it.
pub(super) fn strict_env_name(text: &str) -> Broken {
    let mut broken = Broken::new();
    if !is_key(text) || text.starts_with(|first: char| first.is_ascii_digit()) {
        broken.push("must hold only letters, digits, `_`, `-` and `.`, and not start with a digit");
    }
    broken.extend(dots(text));
    broken
}

/// The key of a `ConfigMap` or Secret.
pub(super) fn config_key(text: &str) -> Broken {
    let mut broken = Broken::new();
    if text.len() > 253 {
        broken.push("must have at most 253 characters");
    }
    if !is_key(text) {
        broken.push("must hold only letters, digits, `-`, `_` and `.`");
    }
    broken.extend(dots(text));
    broken
}

fn dots(text: &str) -> Option<&'static str> {
    match text {
        "." => Some("must not be `.`"),
        ".." => Some("must not be `..`"),
        _ if text.starts_with("..") => Some("must not start with `..`"),
        _ => None,
    }
}

/// The name of an HTTP header.
pub(super) fn is_header_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// An IP address.
pub(super) fn ip_address(text: &str, strict: bool) -> Broken {
    if text.contains(':') {
        return match text.parse::<std::net::Ipv6Addr>() {
            Ok(address) if strict && address.to_ipv4_mapped().is_some() => {
                vec!["must not be an IPv4 address wrapped in IPv6"]
            }
            Ok(_) => Broken::new(),
            Err(_) => vec!["must be an IP address, such as 10.9.8.7 or 2001:db8::ffff"],
        };
    }
    let mut octets = 0;
    let mut leading_zero = false;
    for octet in text.split('.') {
        let digits = !octet.is_empty() && octet.bytes().all(|byte| byte.is_ascii_digit());
        let significant = octet.trim_start_matches('0');
        if !digits || significant.len() > 3 || significant.parse::<u16>().is_ok_and(|value| value > 255) {
            return vec!["must be an IP address, such as 10.9.8.7 or 2001:db8::ffff"];
        }
        leading_zero |= octet.len() > 1 && octet.starts_with('0');
        octets += 1;
    }
    if octets != 4 {
        return vec!["must be an IP address, such as 10.9.8.7 or 2001:db8::ffff"];
    }
    if strict && leading_zero { vec!["must not have leading zeros"] } else { Broken::new() }
}

/// Whether one of a path's elements is `..`.
pub(super) fn has_backsteps(path: &str) -> bool {
    path.split('/').any(|element| element == "..")
}

/// A path below a directory: not absolute, no `..`.
pub(super) fn descending_path(path: &str) -> Broken {
    let mut broken = Broken::new();
    if path.starts_with('/') {
        broken.push("must be a relative path");
    }
    if has_backsteps(path) {
        broken.push("must not hold `..`");
    }
    broken
}

/// The same, and it may not start with `..` either: Kubernetes keeps those names for itself.
pub(super) fn non_reserved_path(path: &str) -> Broken {
    let mut broken = descending_path(path);
    if path.starts_with("..") && !path.starts_with("../") {
        broken.push("must not start with `..`");
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_subdomains() {
        assert!(dns_label("123-abc").is_empty());
        assert_eq!(dns_label("a.b"), ["must not hold dots"]);
        assert_eq!(dns_label(&"A".repeat(64)).len(), 2);
        assert_eq!(dns_label("-a").len(), 1);
        assert!(dns_subdomain("a.b-c.d").is_empty());
        assert_eq!(dns_subdomain("a..b").len(), 1);
        assert!(dns_subdomain_prefix("abc-").is_empty());
        assert_eq!(dns_subdomain_prefix("-").len(), 1);
        assert_eq!(dns_subdomain_prefix("ä-").len(), 1);
        assert!(dns_subdomain_with_underscore("_tcp.a_b.c").is_empty());
    }

    #[test]
    fn label_keys_and_values() {
        assert!(qualified_name("app.kubernetes.io/name").is_empty());
        assert_eq!(qualified_name("/name").len(), 1);
        assert_eq!(qualified_name("a/").len(), 2);
        assert_eq!(qualified_name("a/b/c").len(), 1);
        assert_eq!(qualified_name("Up/b").len(), 1);
        assert!(label_value("").is_empty());
        assert_eq!(label_value("a b").len(), 1);
    }

    #[test]
    fn ports_variables_and_keys() {
        assert_eq!(port_name("HTTP").len(), 2);
        assert_eq!(port_name("80").len(), 1);
        assert_eq!(port_name("").len(), 2);
        assert!(relaxed_env_name("MY VAR").is_empty());
        assert_eq!(relaxed_env_name("naïve").len(), 1);
        assert_eq!(strict_env_name("1A").len(), 1);
        assert_eq!(strict_env_name("..").len(), 1);
        assert_eq!(config_key("a/b").len(), 1);
        assert_eq!(config_key("..data").len(), 1);
    }

    #[test]
    fn addresses() {
        assert!(ip_address("010.002.003.004", false).is_empty());
        assert_eq!(ip_address("010.002.003.004", true).len(), 1);
        assert_eq!(ip_address("999.1.1.1", false).len(), 1);
        assert_eq!(ip_address("1.2.3", false).len(), 1);
        assert!(ip_address("fe80::1", true).is_empty());
        assert_eq!(ip_address("::ffff:1.2.3.4", true).len(), 1);
    }

    #[test]
    fn paths() {
        assert!(descending_path("..baz").is_empty());
        assert_eq!(descending_path("/a/../b").len(), 2);
        assert_eq!(non_reserved_path("..data").len(), 1);
        assert_eq!(non_reserved_path("../foo").len(), 1);
    }
}
