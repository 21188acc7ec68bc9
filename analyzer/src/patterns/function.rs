//! What a container does, as an id of the catalogue's list of functions.
//!
//! The catalogue knows best; else the command, then words in the names of container and image. A function never
//! changes a role; it only says more.

use super::evidence::{Shell, idles};
use super::facts::Facts;
use super::roles::Roles;
use crate::analysis::Role;
use crate::pod::Container;

/// Functions, and the words in names of containers and images that stand for them.
const WORDS: [(&str, &str); 33] = [
    ("metrics", "exporter metrics statsd"),
    ("health", "health healthz healthcheck livenessprobe probe"),
    ("status-reporting", "status reporter"),
    ("logging", "log logs logger logging fluentd fluentbit shipper logrotate"),
    ("logging-backend", "loki"),
    ("backup", "backup restore"),
    ("config-reload", "reloader reload"),
    ("sync", "sync syncer git"),
    ("data-delivery", "uploader upload publisher deliver"),
    ("data-processor", "processor worker transcoder transform transformer converter"),
    ("data-producer", "indexer indexserver producer generator collector downloader fetcher crawler"),
    ("controller", "controller operator manager"),
    ("database", "postgres postgresql mysql mariadb mongo mongodb db database etcd cockroachdb cassandra"),
    ("cache", "redis cache memcached valkey"),
    ("search-engine", "elasticsearch opensearch solr"),
    ("message-broker", "kafka rabbitmq nats"),
    ("web-server", "web nginx httpd apache frontend ui http website site"),
    ("gateway", "gateway ingress envoy"),
    ("auth", "auth oauth authz authn"),
    ("certificates", "cert certs tls mtls ssl"),
    ("vpn", "vpn tunnel wireguard"),
    ("monitoring", "prometheus grafana"),
    ("storage-csi", "csi attacher provisioner resizer snapshotter"),
    ("registration", "registrar"),
    ("secrets", "secrets vault"),
    ("debug", "debug debugger tcpdump shell toolbox"),
    ("config", "config configmap"),
    ("proxy", "proxy ambassador"),
    ("ha-failover", "sentinel elector"),
    ("test-client", "client"),
    ("lifecycle", "shutdown drain terminator"),
    ("tracing", "tracing otel jaeger"),
    ("mesh-proxy", "istio-proxy linkerd-proxy"),
];
/// The same for init containers.
const INIT: [(&str, &str); 7] = [
    ("wait-for-dependency", "wait"),
    ("validation", "check validate validation"),
    ("migration", "migrate migrator migrations migration upgrade"),
    ("install", "install installer copy cp plugins plugin"),
    ("config", "config initconfig bootstrap"),
    ("permissions", "permissions chown"),
    ("content", "content clone download fetch"),
];
/// Functions, and what commands of init containers say for them.
const COMMANDS: [(&str, &[&str]); 7] = [
    ("wait-for-dependency", &["until", "nslookup", "nc -z", "pg_isready"]),
    ("network-setup", &["iptables"]),
    ("migration", &["migrate"]),
    ("permissions", &["chown", "chmod"]),
    ("content", &["git clone", "wget"]),
    ("install", &["cp"]),
    ("setup", &["sysctl"]),
];

/// The function of each container.
pub(super) fn of_all(facts: &Facts<'_, '_>, roles: &Roles) -> Vec<&'static str> {
    (0..facts.pod.containers.len()).map(|at| of(facts, roles.roles[at], at)).collect()
}

fn of(facts: &Facts<'_, '_>, role: Role, at: usize) -> &'static str {
    let container = facts.container(at);
    let known = facts.entry(at).map(|found| found.entry.function);
    if let Some(function) = known.filter(|function| !matches!(*function, "unknown" | "app")) {
        return function;
    }
    let image = facts.image(at).map_or("", |image| image.name());
    let guess = match role {
        Role::Init => by_command(container).or_else(|| by_words(&INIT, container.name.value)).or(Some("setup")),
        _ if facts.is_shared() && idles(container) => Some("debug"),
        _ => None,
    };
    guess
        .or_else(|| by_words(&WORDS, container.name.value))
        .or_else(|| by_words(&WORDS, image))
        .unwrap_or(if role.is_core() { "app" } else { "unknown" })
}

fn by_command(container: &Container<'_>) -> Option<&'static str> {
    let shell = Shell(container);
    COMMANDS.iter().find(|(_, words)| shell.says(words).is_some()).map(|(function, _)| *function)
}

/// The function of the last word that has one; a whole name comes first.
fn by_words(table: &[(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    let find = |word: &str| {
        let mut lines = table.iter();
        lines.find(|(_, words)| crate::word_list::has_ignoring_case(words, word)).map(|(function, _)| *function)
    };
    find(name).or_else(|| name.rsplit(['-', '_', '.']).find_map(find))
}
