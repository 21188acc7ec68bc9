//! Ports that containers listen on without declaring them: by their settings, their probes and their images.
//!
//! A declared `containerPort` is better evidence and is asked for first, by those who need it.

use super::addresses::Address;
use super::names;
use super::scan::Named;
use super::variables::Variables;
use crate::catalogue::Match;
use crate::pod::Container;
use crate::word_list::Words;

/// The most ports that are kept for one container.
const MOST: usize = 32;

/// Usual ports of well-known software, by words of an image's or a variable's name.
static USUAL: [(Words, &[u16]); 30] = [
    (Words::of("postgres postgresql postgis pg psql timescaledb isready"), &[5432]),
    (Words::of("mysql mariadb percona mysqladmin mysqld"), &[3306]),
    (Words::of("redis valkey keydb"), &[6379]),
    (Words::of("mongo mongodb mongosh"), &[27017]),
    (Words::of("memcached memcache"), &[11211]),
    (Words::of("rabbitmq rabbit amqp"), &[5672]),
    (Words::of("kafka"), &[9092]),
    (Words::of("elasticsearch opensearch"), &[9200]),
    (Words::of("pgbouncer"), &[6432, 5432]),
    (Words::of("proxysql"), &[6033]),
    (Words::of("alloydb"), &[5432]),
    (Words::of("cloudsql gce sql db database"), &[5432, 3306, 1433]),
    (Words::of("statsd"), &[8125, 9125]),
    (Words::of("otel otlp opentelemetry"), &[4317, 4318]),
    (Words::of("jaeger"), &[6831, 6832, 5778]),
    (Words::of("dd datadog"), &[8126, 8125]),
    (Words::of("xray"), &[2000]),
    (Words::of("vault"), &[8200, 8100]),
    (Words::of("consul"), &[8500]),
    (Words::of("daprd dapr"), &[3500, 50001]),
    (Words::of("dind docker"), &[2375, 2376]),
    (Words::of("oauth2"), &[4180]),
    (Words::of("fpm"), &[9000]),
    (Words::of("nginx httpd apache"), &[80]),
    (Words::of("prometheus"), &[9090]),
    (Words::of("grafana"), &[3000]),
    (Words::of("etcd"), &[2379]),
    (Words::of("nats"), &[4222]),
    (Words::of("zookeeper"), &[2181]),
    (Words::of("minio"), &[9000]),
];

/// Words of tags that tell what an image runs.
const TELLING_TAGS: Words = Words::of("fpm dind");
/// Words of settings that say where a container listens.
const LISTENS: Words = Words::of("listen listening listener bind binding serve serving");
/// Words of settings that do so only together with one of [`LISTENER`].
const ADDRESS: Words = Words::of("addr address");
/// What listens at an address of the container's own.
const LISTENER: Words = Words::of("http https grpc web metrics admin debug probe health pprof");
/// Words beside `port` in the name of a container's own port.
const OWN_PORT: Words =
    Words::of("http https grpc server web port listen metrics admin api health app tcp udp proxy service container");

/// The usual ports of what the words name.
pub(super) fn usual(words: &[&str]) -> Vec<u16> {
    USUAL.iter().find(|(list, _)| names::any(words, list)).map_or(Vec::new(), |(_, ports)| ports.to_vec())
}

/// The usual ports of a container's image; `known` is what the catalogue knows of it.
pub(super) fn of_image(container: &Container<'_>, known: Option<Match>) -> Vec<u16> {
    if let Some(known) = known.filter(|known| !known.entry.ports.is_empty()) {
        return known.entry.ports.to_vec();
    }
    let Some(image) = container.image_ref() else { return Vec::new() };
    let tag = image.tag.unwrap_or("");
    let mut words = names::words(image.name());
    // An exporter is not what it exports from.
    if words.iter().any(|word| word.eq_ignore_ascii_case("exporter")) {
        return Vec::new();
    }
    words.extend(names::words(tag).into_iter().filter(|word| TELLING_TAGS.has_in_any_case(word)));
    if image.name() == "php" {
        words.retain(|word| word.eq_ignore_ascii_case("fpm"));
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
pub(super) fn is_listening(words: &[&str]) -> bool {
    names::any(words, &LISTENS) || (names::any(words, &ADDRESS) && names::any(words, &LISTENER))
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
    let is_port = named.words.last().is_some_and(|word| word.eq_ignore_ascii_case("port"));
    let beside =
        |end: &str| named.name.strip_suffix("PORT").is_some_and(|stem| variables.get(&[stem, end].concat()).is_some());
    let plain = named.words.iter().all(|word| OWN_PORT.has_in_any_case(word));
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
