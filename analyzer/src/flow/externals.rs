//! What a container talks to outside of the pod, as variables, arguments and commands tell: buckets, databases, caches,
//! queues, repositories and services.
//!
//! Only kind, host and name are kept; user names and passwords in addresses are left behind. A value from a Secret is not
//! guessed at.

use super::addresses::Address;
use super::names::{self, IN, OUT};
use super::programs::Transfer;
use super::scan::Named;
use crate::analysis::Direction;
use crate::span::Span;
use crate::word_list::Words;

/// The most that is kept for one container.
const MOST: usize = 32;

/// Something outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Far {
    /// `bucket my-processed-files`.
    pub(super) name: String,
    /// Which way the data go, seen from the container.
    pub(super) direction: Direction,
    /// Why, in words.
    pub(super) reason: String,
    /// What says so.
    pub(super) span: Span,
}

const DATABASE: Words = Words::of(
    "postgres postgresql pg pgsql mysql mariadb mongo mongodb db database sql jdbc cassandra clickhouse \
     oracle mssql sqlserver cockroach cockroachdb timescale",
);
const CACHE: Words = Words::of("redis rediss valkey memcached memcache cache");
const QUEUE: Words =
    Words::of("kafka broker brokers bootstrap amqp amqps rabbitmq rabbit nats sqs pulsar mqtt mqtts pubsub queue");
const BUCKET: Words = Words::of("s3 s3a s3n gs gcs abfs abfss wasb wasbs az oss cos b2");
/// Last words of settings whose value is an address.
const ADDRESS: Words = Words::of(
    "host url uri dsn addr address server servers endpoint endpoints service connection brokers broker \
     upstream target backend api webhook gateway remote repo repository",
);
/// Words of settings whose value is an address of the container's own.
const OWN: Words = Words::of(
    "listen bind advertise external public self own ingress domain pod node issuer redirect callback cors \
     origin docs help kubernetes health probe",
);

/// Words of settings that name a bucket.
const BUCKET_NAME: Words = Words::of("bucket buckets bucketname");
/// Words of settings that say something else of a bucket.
const BUCKET_OTHER: Words = Words::of("count size region prefix endpoint policy enabled path url key interval");
/// Words of settings that name a bucket to put things into.
const STORES: Words = Words::of("upload backup archive");
/// Words of settings that name a database proxy's instance.
const INSTANCE: Words = Words::of("instance instances connection");
/// Words of containers that send.
const SENDS: Words = Words::of(
    "uploader upload sender publisher producer shipper ship forwarder forward exporter export backup archiver",
);
/// Words of containers that take.
const TAKES: Words =
    Words::of("fetcher fetch downloader download puller pull clone cloner crawler consumer receiver ingest loader");
/// Last words of settings that name a channel.
const CHANNEL: Words = Words::of("queue topic stream");
/// Last words of settings that name a repository.
const REPOSITORY: Words = Words::of("repo repository");
/// Words of containers that take from a bucket.
const SYNCS: Words = Words::of("sync syncer");

/// Notes what a setting tells.
pub(super) fn note(named: &Named<'_>, far: &mut Vec<Far>) {
    let Some(name) = bucket(named).or_else(|| instance(named)).or_else(|| channel(named)).or_else(|| address(named))
    else {
        return;
    };
    let is_store = name.starts_with("bucket ");
    let direction = if name.starts_with("repository ") || (is_store && names::any(&named.words, &IN)) {
        Direction::Read
    } else if is_store && (names::any(&named.words, &OUT) || names::any(&named.words, &STORES)) {
        Direction::Write
    } else if name.starts_with("database ") || name.starts_with("cache ") {
        Direction::ReadWrite
    } else {
        Direction::Unknown
    };
    push(far, Far { name, direction, reason: [&named.title(), " names it"].concat(), span: named.span });
}

/// Notes what a command transfers.
pub(super) fn transferred(transfer: &Transfer, span: Span, far: &mut Vec<Far>) {
    let name = match transfer.address.split_once("://") {
        Some((scheme, rest)) if BUCKET.has(scheme) => named_bucket(rest),
        _ if transfer.program == "git" => repository(&transfer.address),
        Some(_) => Address::parse(&transfer.address)
            .filter(|address| !address.is_local())
            .map(|address| ["service ", &address.shown()].concat()),
        None if matches!(transfer.program.as_str(), "rclone" | "mc") => Some(["remote ", &transfer.address].concat()),
        None => None,
    };
    if let Some(name) = name {
        let reason = ["its command uses it with ", &transfer.program].concat();
        push(far, Far { name, direction: transfer.direction, reason, span });
    }
}

/// What the container's name says about the direction of something outside.
pub(super) fn direction_by_name(container: &[&str], kind: &str) -> Direction {
    if names::any(container, &SENDS) {
        Direction::Write
    } else if names::any(container, &TAKES) || (kind == "bucket" && names::any(container, &SYNCS)) {
        Direction::Read
    } else {
        Direction::Unknown
    }
}

fn push(far: &mut Vec<Far>, new: Far) {
    match far.iter().position(|known| known.name == new.name) {
        Some(known) if far[known].direction == Direction::Unknown => far[known] = new,
        None if far.len() < MOST => far.push(new),
        _ => {}
    }
}

/// `S3_BUCKET=name`, `s3://name/…`, `https://name.s3.amazonaws.com`.
fn bucket(named: &Named<'_>) -> Option<String> {
    let value = named.value.trim();
    if let Some((scheme, rest)) = value.split_once("://") {
        if BUCKET.has(scheme) {
            return named_bucket(rest);
        }
        let address = Address::parse(value)?;
        if address.host == "storage.googleapis.com" {
            return named_bucket(address.path.trim_start_matches('/'));
        }
        let (name, service) = address.host.split_once('.')?;
        let is_bucket = (service.starts_with("s3.") || service.starts_with("s3-")) && service.contains("amazonaws.com");
        return (is_bucket || service.starts_with("blob.core.")).then(|| ["bucket ", name].concat());
    }
    let is_name = names::any(&named.words, &BUCKET_NAME) && !names::any(&named.words, &BUCKET_OTHER);
    (is_name && !matches!(value, "true" | "false")).then(|| named_bucket(value)).flatten()
}

fn named_bucket(rest: &str) -> Option<String> {
    let name = rest.split(['/', '?']).next().unwrap_or("");
    is_simple(name).then(|| ["bucket ", name].concat())
}

/// A database proxy's instance: `project:region-1:name`.
fn instance(named: &Named<'_>) -> Option<String> {
    if !named.name.is_empty() && !names::any(&named.words, &INSTANCE) {
        return None;
    }
    let value = named.value.split(['=', '?', ',']).next().unwrap_or("");
    let parts: Vec<&str> = value.split(':').collect();
    let [project, region, name] = parts.as_slice() else { return None };
    let is_region = region.contains('-') && region.ends_with(|last: char| last.is_ascii_digit());
    (is_region && is_simple(project) && is_simple(name)).then(|| ["database ", value].concat())
}

/// `QUEUE_NAME=orders`, `TOPIC=orders`.
fn channel(named: &Named<'_>) -> Option<String> {
    let mut words = named.words.iter().rev();
    let last = words.next()?;
    let last = CHANNEL.ignoring_case(if last.eq_ignore_ascii_case("name") { words.next()? } else { last })?;
    let value = named.value.trim();
    let is_name =
        is_simple(value) && !matches!(value, "true" | "false") && !value.bytes().all(|byte| byte.is_ascii_digit());
    (named.is_variable && is_name).then(|| [last, " ", value].concat())
}

/// A setting whose value is an address elsewhere.
fn address(named: &Named<'_>) -> Option<String> {
    let value = named.value.trim();
    if names::any(&named.words, &OWN) || value.starts_with('/') {
        return None;
    }
    let named_repository = named.words.last().is_some_and(|word| REPOSITORY.has_in_any_case(word));
    if named_repository && value.contains("://") {
        return repository(value);
    }
    let address = Address::parse(value)?;
    if address.is_local() || address.host == "0.0.0.0" || address.host.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let scheme = [address.scheme.unwrap_or("").to_ascii_lowercase()];
    let words = named.words.iter().rev().skip_while(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let is_address = words.clone().next().is_some_and(|word| ADDRESS.has_in_any_case(word));
    let kind = [("database", &DATABASE), ("cache", &CACHE), ("queue", &QUEUE)].into_iter().find_map(|(kind, list)| {
        let by_scheme = list.has(scheme[0].split('+').next().unwrap_or(""));
        let by_name = is_address && address.scheme.is_none() && names::any(&named.words, list);
        (by_scheme || by_name).then_some(kind)
    });
    let kind = match kind {
        Some(kind) => kind,
        None if !is_address => return None,
        None if matches!(
            scheme[0].as_str(),
            "http" | "https" | "grpc" | "grpcs" | "ws" | "wss" | "tcp" | "ldap" | "ldaps"
        ) =>
        {
            "service"
        }
        None if address.scheme.is_none() && address.path.is_empty() && address.host.contains('.') => "service",
        None if address.scheme.is_none() && address.port.is_some() => "service",
        None => return None,
    };
    Some([kind, " ", &address.shown()].concat())
}

/// `git@host:team/app.git` and `https://host/team/app.git` as `repository host/team/app`.
fn repository(address: &str) -> Option<String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split_once('@').map_or(rest, |(_, rest)| rest);
    let rest = rest.trim_end_matches('/').trim_end_matches(".git").replacen(':', "/", 1);
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'/');
    (!rest.is_empty() && rest.len() < 200 && rest.bytes().all(plain)).then(|| ["repository ", &rest].concat())
}

fn is_simple(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    !name.is_empty() && name.len() <= 128 && name.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, value: &str) -> Option<String> {
        let mut far = Vec::new();
        let words = names::words(name);
        note(
            &Named {
                name,
                words,
                value,
                is_variable: !name.starts_with('-') && !name.is_empty(),
                span: Span::default(),
            },
            &mut far,
        );
        far.pop().map(|far| far.name)
    }

    #[test]
    fn settings_tell_what_lies_outside() {
        for (name, value, expected) in [
            ("S3_BUCKET", "my-processed-files", Some("bucket my-processed-files")),
            ("--bucket", "results", Some("bucket results")),
            ("DEST", "gs://archive/2024", Some("bucket archive")),
            ("UPLOAD_URL", "https://store.s3.eu-west-1.amazonaws.com/x", Some("bucket store")),
            ("DATABASE_URL", "postgres://u:secret@db.example.com:5432/app", Some("database db.example.com:5432")),
            ("DB_HOST", "mysql", Some("database mysql")),
            ("REDIS_URL", "redis://cache:6379/0", Some("cache cache:6379")),
            ("KAFKA_BROKERS", "k1:9092,k2:9092", Some("queue k1:9092")),
            ("QUEUE_NAME", "orders", Some("queue orders")),
            ("", "project:us-central1:app", Some("database project:us-central1:app")),
            ("-instances", "p:europe-west1:db=tcp:3306", Some("database p:europe-west1:db")),
            ("GITSYNC_REPO", "https://github.com/example/site.git", Some("repository github.com/example/site")),
            ("API_URL", "https://api.example.com/v1", Some("service api.example.com")),
        ] {
            assert_eq!(told(name, value).as_deref(), expected, "{name}={value}");
        }
    }

    #[test]
    fn other_settings_tell_nothing() {
        for (name, value) in [
            ("DB_HOST", "localhost"),
            ("DATABASE_URL", "postgres://127.0.0.1/app"),
            ("POSTGRES_HOST_AUTH_METHOD", "trust"),
            ("DB_NAME", "app"),
            ("BUCKET_COUNT", "12"),
            ("--web.external-url", "https://example.com"),
            ("LOG_PATH", "/var/log"),
            ("API_URL", "https://$(HOST)/"),
            ("PORT", "8080"),
            ("", "nginx"),
        ] {
            assert_eq!(told(name, value), None, "{name}={value}");
        }
    }
}
