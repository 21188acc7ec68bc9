//! Ports that containers listen on without declaring them: by their settings, their probes and their images.
//!
//! A declared `containerPort` is better evidence and is asked for first, by those who need it.

use super::addresses::Address;
use super::names;
use super::scan::Named;
use super::variables::Variables;
use crate::catalogue;
use crate::pod::Container;

/// The most ports that are kept for one container.
const MOST: usize = 32;

/// Usual ports of well-known software, by words of an image's or a variable's name.
const USUAL: [(&str, &[u16]); 30] = [
    ("postgres postgresql postgis pg psql timescaledb isready", &[5432]),
    ("mysql mariadb percona mysqladmin mysqld", &[3306]),
    ("redis valkey keydb", &[6379]),
    ("mongo mongodb mongosh", &[27017]),
    ("memcached memcache", &[11211]),
    ("rabbitmq rabbit amqp", &[5672]),
    ("kafka", &[9092]),
    ("elasticsearch opensearch", &[9200]),
    ("pgbouncer", &[6432, 5432]),
    ("proxysql", &[6033]),
    ("alloydb", &[5432]),
    ("cloudsql gce sql db database", &[5432, 3306, 1433]),
    ("statsd", &[8125, 9125]),
    ("otel otlp opentelemetry", &[4317, 4318]),
    ("jaeger", &[6831, 6832, 5778]),
    ("dd datadog", &[8126, 8125]),
    ("xray", &[2000]),
    ("vault", &[8200, 8100]),
    ("consul", &[8500]),
    ("daprd dapr", &[3500, 50001]),
    ("dind docker", &[2375, 2376]),
    ("oauth2", &[4180]),
    ("fpm", &[9000]),
    ("nginx httpd apache", &[80]),
    ("prometheus", &[9090]),
    ("grafana", &[3000]),
    ("etcd", &[2379]),
    ("nats", &[4222]),
    ("zookeeper", &[2181]),
    ("minio", &[9000]),
];

/// The usual ports of what the words name.
pub(super) fn usual(words: &[String]) -> Vec<u16> {
    USUAL.iter().find(|(list, _)| names::any(words, list)).map_or(Vec::new(), |(_, ports)| ports.to_vec())
}

/// The usual ports of a container's image.
pub(super) fn of_image(container: &Container<'_>) -> Vec<u16> {
    if let Some(entry) = catalogue::find(container).filter(|entry| !entry.ports.is_empty()) {
        return entry.ports.to_vec();
    }
    let Some(image) = container.image_ref() else { return Vec::new() };
    let tag = image.tag.unwrap_or("");
    let mut words = names::words(image.name());
    // An exporter is not what it exports from.
    if names::any(&words, "exporter") {
        return Vec::new();
    }
    words.extend(names::words(tag).into_iter().filter(|word| matches!(word.as_str(), "fpm" | "dind")));
    if image.name() == "php" {
        words.retain(|word| word == "fpm");
    }
    usual(&words)
}

/// The ports that a container's probes ask.
pub(super) fn probed(container: &Container<'_>) -> impl Iterator<Item = u16> {
    let port = |path: &'static str| {
        move |probe: &crate::pod::Probe<'_>| probe.node.at(path).and_then(|node| u16::try_from(node.int()?).ok())
    };
    let ways = [port("httpGet.port"), port("tcpSocket.port"), port("grpc.port")];
    container.probes.iter().flat_map(move |probe| ways.map(|way| way(probe))).flatten().filter(|port| *port > 0)
}

/// Whether a setting of this name says where the container itself listens.
pub(super) fn is_listening(words: &[String]) -> bool {
    names::any(words, "listen listening listener bind binding serve serving")
        || (names::any(words, "addr address")
            && names::any(words, "http https grpc web metrics admin debug probe health pprof"))
}

/// Notes the port that a setting makes the container listen on.
pub(super) fn note(named: &Named<'_>, variables: &Variables<'_>, ports: &mut Vec<u16>) {
    let value = named.value;
    let found = if is_listening(&named.words) || is_own_port(named, variables) {
        let tail = value.rsplit(':').next().unwrap_or(value);
        tail.trim().parse().ok().or_else(|| Address::parse(value)?.port)
    } else if named.name.is_empty() || named.name.contains("instance") {
        tunnel(value)
    } else {
        None
    };
    if let Some(port) = found.filter(|port| *port > 0 && ports.len() < MOST && !ports.contains(port)) {
        ports.push(port);
    }
}

/// `--port`, `--metrics-port`, `PORT`; not `DB_PORT`, which stands beside a `DB_HOST`.
fn is_own_port(named: &Named<'_>, variables: &Variables<'_>) -> bool {
    let own = "http https grpc server web port listen metrics admin api health app tcp udp proxy service container";
    let is_port = named.words.last().is_some_and(|word| word == "port");
    let beside =
        |end: &str| named.name.strip_suffix("PORT").is_some_and(|stem| variables.get(&[stem, end].concat()).is_some());
    let plain = named.words.iter().all(|word| names::first(std::slice::from_ref(word), own).is_some());
    is_port && plain && !beside("HOST") && !beside("ADDR")
}

/// The local port of a database proxy's instance: `project:region:name=tcp:5432`, `project:region:name?port=5432`.
fn tunnel(value: &str) -> Option<u16> {
    let after = |mark: &str| {
        let rest = value.split_once(mark)?.1;
        let rest = &rest[..rest.find([',', '&', ' ']).unwrap_or(rest.len())];
        rest.rsplit(':').next()?.parse().ok()
    };
    after("=tcp:").or_else(|| after("?port=")).or_else(|| after("&port="))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tunnels_have_local_ports() {
        for (value, expected) in [
            ("p:r:db=tcp:5432", Some(5432)),
            ("p:r:db=tcp:0.0.0.0:3306,p:r:b=tcp:1", Some(3306)),
            ("p:r:db?address=0.0.0.0&port=5433", Some(5433)),
            ("p:r:db", None),
        ] {
            assert_eq!(tunnel(value), expected, "{value}");
        }
    }

    #[test]
    fn an_exporter_does_not_listen_where_its_subject_does() {
        assert_eq!(usual(&names::words("redis")), [6379]);
        assert_eq!(usual(&names::words("cloudsql-proxy")), [5432, 3306, 1433]);
        assert_eq!(usual(&names::words("unheard-of")), Vec::<u16>::new());
    }
}
