//! Addresses in values: `postgres://user:secret@db.example.com:5432/app`, `127.0.0.1:8080`, `[::1]:9000`.
//!
//! Only scheme, host and port are kept, so that no password travels on. Nothing is resolved or contacted.

/// An address in its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Address<'a> {
    /// `https`, where said.
    pub(super) scheme: Option<&'a str>,
    /// The host, without brackets.
    pub(super) host: &'a str,
    /// The port, where said.
    pub(super) port: Option<u16>,
    /// What follows, from the slash on.
    pub(super) path: &'a str,
}

impl<'a> Address<'a> {
    /// Reads an address; none where the host is not one.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix("jdbc:").unwrap_or(text);
        let (scheme, rest) = match text.split_once("://") {
            Some((scheme, rest)) => (Some(scheme), rest),
            None => (None, text),
        };
        let end = rest.find(['/', '?', '#', ',', ';', ' ', '"', '\'']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let authority = authority.rsplit('@').next().unwrap_or(authority);
        let (host, port) = match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((host, rest)) => (host, rest.strip_prefix(':')),
            None => match authority.split_once(':') {
                Some((host, port)) => (host, Some(port)),
                None => (authority, None),
            },
        };
        // `tcp(127.0.0.1:3306)` is how Go's MySQL driver spells it.
        let (host, port) = match (host.strip_prefix("tcp("), port) {
            (Some(host), Some(port)) => (host, Some(port.trim_end_matches(')'))),
            _ => (host, port),
        };
        let port = match port {
            Some(port) => Some(port.parse().ok().filter(|port| *port > 0)?),
            None => None,
        };
        is_host(host).then_some(Self { scheme, host, port, path })
    }

    /// Whether it is this pod itself.
    pub(super) fn is_local(&self) -> bool {
        is_local(self.host)
    }

    /// The port, or the usual one of the scheme.
    pub(super) fn port_or_usual(&self) -> Option<u16> {
        self.port.or_else(|| usual_port(self.scheme?))
    }

    /// Host and port as a reader knows them.
    pub(super) fn shown(&self) -> String {
        let host = if self.host.contains(':') { ["[", self.host, "]"].concat() } else { self.host.to_owned() };
        match self.port {
            Some(port) => [&host, ":", &port.to_string()].concat(),
            None => host,
        }
    }
}

/// Whether a host is this pod itself.
pub(super) fn is_local(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    matches!(host, "localhost" | "::1" | "localhost.localdomain" | "ip6-localhost")
        || (host.starts_with("127.") && host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}

/// The usual port of a URL's scheme.
fn usual_port(scheme: &str) -> Option<u16> {
    let (_, port) = SCHEMES.iter().find(|(names, _)| names.split(' ').any(|name| name == scheme))?;
    Some(*port)
}

const SCHEMES: [(&str, u16); 10] = [
    ("http ws", 80),
    ("https wss", 443),
    ("redis rediss valkey", 6379),
    ("postgres postgresql", 5432),
    ("mysql mariadb", 3306),
    ("mongodb", 27017),
    ("amqp", 5672),
    ("amqps", 5671),
    ("nats", 4222),
    ("memcached", 11211),
];

fn is_host(host: &str) -> bool {
    let names = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':');
    !host.is_empty()
        && host.len() <= 253
        && host.bytes().all(names)
        && host.bytes().any(|byte| byte.is_ascii_alphanumeric() || byte == b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(Option<&str>, &str, Option<u16>)> {
        Address::parse(text).map(|address| (address.scheme, address.host, address.port))
    }

    #[test]
    fn addresses_are_taken_apart_and_passwords_left_behind() {
        assert_eq!(
            parts("postgres://user:p%40ss@db.example.com:5432/app?x=1"),
            Some((Some("postgres"), "db.example.com", Some(5432)))
        );
        assert_eq!(parts("http://[::1]:8080/x"), Some((Some("http"), "::1", Some(8080))));
        assert_eq!(parts("jdbc:mysql://localhost/app"), Some((Some("mysql"), "localhost", None)));
        assert_eq!(parts("user:pw@tcp(127.0.0.1:3306)/app"), Some((None, "127.0.0.1", Some(3306))));
        assert_eq!(parts("a:9092,b:9092"), Some((None, "a", Some(9092))));
        assert_eq!(parts("127.0.0.1:8080"), Some((None, "127.0.0.1", Some(8080))));
    }

    #[test]
    fn what_is_no_address_is_none() {
        for text in
            ["", "http://", "$(HOST):80", "<host>:80", "{{ host }}", "a:b", "a:0", "a:99999", "...", "http:///x"]
        {
            assert_eq!(parts(text), None, "{text}");
        }
    }

    #[test]
    fn localhost_has_several_names() {
        for text in ["localhost:1", "localhost.:1", "127.0.0.1:1", "http://[::1]:1", "redis://localhost"] {
            assert!(Address::parse(text).is_some_and(|address| address.is_local()), "{text}");
        }
        assert!(!Address::parse("localhost.example.com").unwrap().is_local());
        assert_eq!(Address::parse("redis://localhost").unwrap().port_or_usual(), Some(6379));
    }
}
