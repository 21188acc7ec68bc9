//! Ports on localhost that a container calls, as its variables, arguments and commands say.
//!
//! Who listens there is not known here. An address that a container binds is no call.

use super::addresses;
use super::names;
use super::ports;
use super::scan::Named;
use super::shell::{self, Command};
use super::variables::Variables;
use crate::span::Span;
use crate::word_list::{Pieces, Words};

/// The most calls that are kept for one container.
const MOST: usize = 64;

/// Programs whose arguments name what they call.
const CLIENTS: Words = Words::of(
    "curl wget nc ncat telnet redis-cli mysql mysqladmin psql pg_isready mongo mongosh grpc_health_probe grpcurl http socat \
     ab wrk hey",
);

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Call {
    /// The port, or the ports that it may be, the likeliest first.
    pub(super) ports: Vec<u16>,
    /// Why, in words.
    pub(super) reason: String,
    /// What says so.
    pub(super) span: Span,
}

/// Notes a call that a setting tells of.
pub(super) fn note(named: &Named<'_>, variables: &Variables<'_>, calls: &mut Vec<Call>) {
    if ports::is_listening(&named.words) {
        return;
    }
    for port in local_ports(named.value) {
        let reason = [&named.title(), " points at localhost:", &port.to_string()].concat();
        push(calls, Call { ports: vec![port], reason, span: named.span });
    }
    if named.is_variable && addresses::is_local(named.value.trim()) {
        let ports = port_beside(named.name, variables).map_or_else(|| ports::usual(&named.words), |port| vec![port]);
        let reason = [&named.title(), " says localhost"].concat();
        push(calls, Call { ports, reason, span: named.span });
    }
}

/// Notes the calls of one command: `nc -z localhost 5432`, `redis-cli -h 127.0.0.1 -p 6379`, `curl localhost:8080`.
pub(super) fn in_command(command: &Command, span: Span, calls: &mut Vec<Call>) {
    let words = &command.words;
    let program = words.first().map_or("", |word| shell::program(word));
    if shell::is_shell(program) || calls.len() >= MOST {
        return;
    }
    let is_client = CLIENTS.has(program);
    let reason = |port: u16| ["its command calls localhost:", &port.to_string(), " with ", program].concat();
    for word in words.iter().skip(1).filter(|_| is_client) {
        for port in local_ports(word) {
            push(calls, Call { ports: vec![port], reason: reason(port), span });
        }
    }
    let Some(host) = words.iter().position(|word| addresses::is_local(word)) else { return };
    let number = |at: usize| words.get(at).and_then(|word| word.parse::<u16>().ok()).filter(|port| *port > 0);
    let option = words.iter().position(|word| matches!(word.as_str(), "-p" | "-P" | "--port"));
    let usual = || ports::usual(&names::words(program)).first().copied();
    if let Some(port) = number(host + 1).or_else(|| number(option? + 1)).or_else(usual).filter(|_| is_client) {
        push(calls, Call { ports: vec![port], reason: reason(port), span });
    }
}

fn push(calls: &mut Vec<Call>, call: Call) {
    if calls.len() < MOST && !call.ports.is_empty() && !calls.iter().any(|known| known.ports == call.ports) {
        calls.push(call);
    }
}

/// The value of `DB_PORT` for `DB_HOST`.
fn port_beside(name: &str, variables: &Variables<'_>) -> Option<u16> {
    let stem =
        ["HOST", "HOSTNAME", "ADDR", "ADDRESS", "SERVER", "host"].iter().find_map(|end| name.strip_suffix(end))?;
    variables.get(&[stem, "PORT"].concat()).or_else(|| variables.get(&[stem, "port"].concat()))?.trim().parse().ok()
}

/// The ports on localhost that a text names.
fn local_ports(text: &str) -> Vec<u16> {
    const HOSTS: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];
    const ANY: Pieces<'_> = Pieces::of(&HOSTS);
    let mut ports = Vec::new();
    if !ANY.any_in(text) {
        return ports;
    }
    for host in HOSTS {
        for (at, _) in text.match_indices(host).take(8) {
            let before = &text[..at];
            if before.ends_with(|character: char| character.is_alphanumeric() || matches!(character, '.' | '-' | '_')) {
                continue;
            }
            let after = text[at + host.len()..].trim_start_matches('.');
            let port = match after.strip_prefix(':') {
                Some(rest) => {
                    rest[..rest.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(rest.len())].parse().ok()
                }
                None if after.is_empty() || after.starts_with(['/', '?', '"', '\'', ',', ' ']) => usual_port(before),
                None => None,
            };
            ports.extend(port.filter(|port| *port > 0));
        }
    }
    ports
}

/// The usual port of the scheme at the end of what stands before a host.
fn usual_port(before: &str) -> Option<u16> {
    let scheme = before.rsplit_once("://")?.0;
    let start = scheme.rfind(|character: char| !character.is_ascii_alphanumeric()).map_or(0, |at| at + 1);
    let address = [&scheme[start..], "://localhost"].concat();
    addresses::Address::parse(&address)?.port_or_usual()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_on_localhost_are_found_in_texts() {
        for (text, expected) in [
            ("http://localhost:8080/x", &[8080][..]),
            ("jdbc:postgresql://127.0.0.1:5432/db", &[5432]),
            ("redis://:secret@localhost", &[6379]),
            ("redis://localhost/0", &[6379]),
            ("http://[::1]:9000", &[9000]),
            ("localhost", &[]),
            ("my-localhost:80", &[]),
            ("localhost.example.com:80", &[]),
            ("localhost.:8086", &[8086]),
            ("a=localhost:1,b=localhost:2", &[1, 2]),
            ("localhost:99999", &[]),
            ("localhost:é", &[]),
        ] {
            assert_eq!(local_ports(text), expected, "{text}");
        }
    }

    #[test]
    fn commands_call_ports() {
        for (words, expected) in [
            ("nc -z localhost 5432", Some(5432)),
            ("redis-cli -h 127.0.0.1 -p 6380 ping", Some(6380)),
            ("pg_isready -h localhost", Some(5432)),
            ("curl -f http://localhost:9090/ready", Some(9090)),
            ("server --bind localhost", None),
        ] {
            let command = Command { words: words.split(' ').map(str::to_owned).collect(), ..Command::default() };
            let mut calls = Vec::new();
            in_command(&command, Span::default(), &mut calls);
            assert_eq!(calls.first().map(|call| call.ports[0]), expected, "{words}");
        }
    }
}
