//! What a container does, as an id of the catalogue's list of functions.
//!
//! The catalogue knows best; else the command, then words in the names of container and image. A function never
//! changes a role; it only says more.

use super::evidence::{Shell, idles};
use super::facts::Facts;
use super::roles::Roles;
use crate::analysis::Role;
use crate::pod::Container;

/// Words in names of containers and images, and the function that they stand for.
const WORDS: [(&str, &str); 74] = [
    ("istio-proxy", "mesh-proxy"),
    ("linkerd-proxy", "mesh-proxy"),
    ("envoy", "gateway"),
    ("exporter", "metrics"),
    ("metrics", "metrics"),
    ("statsd", "metrics"),
    ("healthz", "health"),
    ("health", "health"),
    ("livenessprobe", "health"),
    ("probe", "health"),
    ("log", "logging"),
    ("logs", "logging"),
    ("logger", "logging"),
    ("logging", "logging"),
    ("fluentd", "logging"),
    ("loki", "logging-backend"),
    ("backup", "backup"),
    ("restore", "backup"),
    ("reloader", "config-reload"),
    ("reload", "config-reload"),
    ("sync", "sync"),
    ("git", "sync"),
    ("uploader", "data-delivery"),
    ("upload", "data-delivery"),
    ("publisher", "data-delivery"),
    ("deliver", "data-delivery"),
    ("processor", "data-processor"),
    ("worker", "data-processor"),
    ("transcoder", "data-processor"),
    ("transform", "data-processor"),
    ("indexer", "data-producer"),
    ("indexserver", "data-producer"),
    ("producer", "data-producer"),
    ("generator", "data-producer"),
    ("collector", "data-producer"),
    ("downloader", "data-producer"),
    ("fetcher", "data-producer"),
    ("controller", "controller"),
    ("operator", "controller"),
    ("manager", "controller"),
    ("postgres", "database"),
    ("mysql", "database"),
    ("mongo", "database"),
    ("db", "database"),
    ("database", "database"),
    ("etcd", "database"),
    ("redis", "cache"),
    ("cache", "cache"),
    ("memcached", "cache"),
    ("web", "web-server"),
    ("nginx", "web-server"),
    ("httpd", "web-server"),
    ("frontend", "web-server"),
    ("ui", "web-server"),
    ("http", "web-server"),
    ("gateway", "gateway"),
    ("auth", "auth"),
    ("oauth", "auth"),
    ("authz", "auth"),
    ("cert", "certificates"),
    ("tls", "certificates"),
    ("vpn", "vpn"),
    ("tunnel", "vpn"),
    ("prometheus", "monitoring"),
    ("grafana", "monitoring"),
    ("csi", "storage-csi"),
    ("secrets", "secrets"),
    ("vault", "secrets"),
    ("debug", "debug"),
    ("tcpdump", "debug"),
    ("config", "config"),
    ("proxy", "proxy"),
    ("sentinel", "ha-failover"),
    ("client", "test-client"),
];
/// Words in the names of init containers.
const INIT: [(&str, &str); 19] = [
    ("wait", "wait-for-dependency"),
    ("check", "validation"),
    ("migrate", "migration"),
    ("migrator", "migration"),
    ("migrations", "migration"),
    ("migration", "migration"),
    ("install", "install"),
    ("installer", "install"),
    ("copy", "install"),
    ("cp", "install"),
    ("plugins", "install"),
    ("config", "config"),
    ("initconfig", "config"),
    ("permissions", "permissions"),
    ("chown", "permissions"),
    ("content", "content"),
    ("clone", "content"),
    ("download", "content"),
    ("secrets", "secrets"),
];
/// Commands of init containers.
const COMMANDS: [(&str, &str); 12] = [
    ("until", "wait-for-dependency"),
    ("nslookup", "wait-for-dependency"),
    ("nc -z", "wait-for-dependency"),
    ("pg_isready", "wait-for-dependency"),
    ("iptables", "network-setup"),
    ("migrate", "migration"),
    ("chown", "permissions"),
    ("chmod", "permissions"),
    ("git clone", "content"),
    ("wget", "content"),
    ("cp", "install"),
    ("sysctl", "setup"),
];

/// The function of each container.
pub(super) fn of_all(facts: &Facts<'_, '_>, roles: &Roles) -> Vec<&'static str> {
    (0..facts.pod.containers.len()).map(|at| of(facts, roles.roles[at], at)).collect()
}

fn of(facts: &Facts<'_, '_>, role: Role, at: usize) -> &'static str {
    let container = facts.container(at);
    if let Some(function) =
        facts.entry(at).map(|found| found.entry.function).filter(|function| !matches!(*function, "unknown" | "app"))
    {
        return function;
    }
    let image = facts.image(at).map_or("", |image| image.name());
    let guess = if role == Role::Init {
        by_command(container).or_else(|| by_words(&INIT, container.name.value)).or(Some("setup"))
    } else if idles(container) && facts.is_shared() {
        Some("debug")
    } else {
        None
    };
    guess
        .or_else(|| by_words(&WORDS, container.name.value))
        .or_else(|| by_words(&WORDS, image))
        .unwrap_or(if role.is_core() { "app" } else { "unknown" })
}

fn by_command(container: &Container<'_>) -> Option<&'static str> {
    let shell = Shell(container);
    COMMANDS.iter().find(|(words, _)| shell.says(&[words]).is_some()).map(|(_, function)| *function)
}

/// The function of the last word that has one.
fn by_words(table: &[(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    let find =
        |word: &str| table.iter().find(|(known, _)| word.eq_ignore_ascii_case(known)).map(|(_, function)| *function);
    find(name).or_else(|| name.rsplit(['-', '_', '.']).find_map(find))
}
