//! What a container does, as an id of the catalogue's list of functions.
//!
//! The catalogue knows best; else the command, then words in the names of container and image. A function never
//! changes a role; it only says more.

use super::evidence::{Shell, idles};
use super::facts::Facts;
use super::roles::Roles;
use crate::analysis::Role;
use crate::pod::Container;
use crate::word_list::Words;

/// Functions, and the words in names of containers and images that stand for them.
static WORDS: [(&str, Words); 33] = [
    ("metrics", Words::of("exporter metrics statsd")),
    ("health", Words::of("health healthz healthcheck livenessprobe probe")),
    ("status-reporting", Words::of("status reporter")),
    ("logging", Words::of("log logs logger logging fluentd fluentbit shipper logrotate")),
    ("logging-backend", Words::of("loki")),
    ("backup", Words::of("backup restore")),
    ("config-reload", Words::of("reloader reload")),
    ("sync", Words::of("sync syncer git")),
    ("data-delivery", Words::of("uploader upload publisher deliver")),
    ("data-processor", Words::of("processor worker transcoder transform transformer converter")),
    ("data-producer", Words::of("indexer indexserver producer generator collector downloader fetcher crawler")),
    ("controller", Words::of("controller operator manager")),
    ("database", Words::of("postgres postgresql mysql mariadb mongo mongodb db database etcd cockroachdb cassandra")),
    ("cache", Words::of("redis cache memcached valkey")),
    ("search-engine", Words::of("elasticsearch opensearch solr")),
    ("message-broker", Words::of("kafka rabbitmq nats")),
    ("web-server", Words::of("web nginx httpd apache frontend ui http website site")),
    ("gateway", Words::of("gateway ingress envoy")),
    ("auth", Words::of("auth oauth authz authn")),
    ("certificates", Words::of("cert certs tls mtls ssl")),
    ("vpn", Words::of("vpn tunnel wireguard")),
    ("monitoring", Words::of("prometheus grafana")),
    ("storage-csi", Words::of("csi attacher provisioner resizer snapshotter")),
    ("registration", Words::of("registrar")),
    ("secrets", Words::of("secrets vault")),
    ("debug", Words::of("debug debugger tcpdump shell toolbox")),
    ("config", Words::of("config configmap")),
    ("proxy", Words::of("proxy ambassador")),
    ("ha-failover", Words::of("sentinel elector")),
    ("test-client", Words::of("client")),
    ("lifecycle", Words::of("shutdown drain terminator")),
    ("tracing", Words::of("tracing otel jaeger")),
    ("mesh-proxy", Words::of("istio-proxy linkerd-proxy")),
];
/// The same for init containers.
static INIT: [(&str, Words); 7] = [
    ("wait-for-dependency", Words::of("wait")),
    ("validation", Words::of("check validate validation")),
    ("migration", Words::of("migrate migrator migrations migration upgrade")),
    ("install", Words::of("install installer copy cp plugins plugin")),
    ("config", Words::of("config initconfig bootstrap")),
    ("permissions", Words::of("permissions chown")),
    ("content", Words::of("content clone download fetch")),
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
    let known = facts.entry(at).filter(|_| !facts.borrows_image(at)).map(|found| found.entry.function);
    if let Some(function) = known.filter(|function| !matches!(*function, "unknown" | "app")) {
        return function;
    }
    if let Some(entry) = facts.namesake(at) {
        return entry.function;
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
fn by_words(table: &[(&'static str, Words)], name: &str) -> Option<&'static str> {
    let find = |word: &str| {
        let mut lines = table.iter();
        lines.find(|(_, words)| words.ignoring_case(word).is_some()).map(|(function, _)| *function)
    };
    find(name).or_else(|| name.rsplit(['-', '_', '.']).find_map(find))
}
