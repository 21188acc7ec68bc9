//! Words in container names that say what a container is for.
//!
//! The last word that says something decides: a `metrics-server` serves, a `web-proxy` is a proxy.

/// Words that say helper.
const HELPER: [&str; 46] = [
    "sidecar",
    "proxy",
    "agent",
    "exporter",
    "metrics",
    "log",
    "logs",
    "logger",
    "logging",
    "shipper",
    "sync",
    "syncer",
    "reload",
    "reloader",
    "watcher",
    "backup",
    "tunnel",
    "vpn",
    "envoy",
    "ambassador",
    "adapter",
    "helper",
    "forwarder",
    "healthz",
    "health",
    "probe",
    "monitor",
    "tail",
    "registrar",
    "provisioner",
    "attacher",
    "resizer",
    "snapshotter",
    "livenessprobe",
    "debug",
    "debugger",
    "rotate",
    "logrotate",
    "collector",
    "injector",
    "refresher",
    "renewer",
    "statsd",
    "tcpdump",
    "nanny",
    "sentinel",
];
/// Words that say core work.
const CORE: [&str; 36] = [
    "api",
    "app",
    "application",
    "web",
    "webserver",
    "server",
    "service",
    "svc",
    "backend",
    "frontend",
    "worker",
    "consumer",
    "producer",
    "processor",
    "uploader",
    "downloader",
    "scheduler",
    "engine",
    "main",
    "controller",
    "operator",
    "db",
    "database",
    "ui",
    "site",
    "indexer",
    "renderer",
    "transcoder",
    "importer",
    "generator",
    "builder",
    "reader",
    "writer",
    "master",
    "client",
    "store",
];

enum Word {
    Helper(&'static str),
    Core(&'static str),
}

/// The last word of a name that says something.
fn telling(name: &str) -> Option<Word> {
    name.rsplit(['-', '_', '.']).map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit())).find_map(|word| {
        let find = |list: &'static [&'static str]| list.iter().find(|known| word.eq_ignore_ascii_case(known)).copied();
        find(&HELPER).map(Word::Helper).or_else(|| find(&CORE).map(Word::Core))
    })
}

/// The word that says helper.
pub(in crate::patterns) fn helper_word(name: &str) -> Option<&'static str> {
    match telling(name)? {
        Word::Helper(word) => Some(word),
        Word::Core(_) => None,
    }
}

/// The word that says core work.
pub(in crate::patterns) fn core_word(name: &str) -> Option<&'static str> {
    match telling(name)? {
        Word::Core(word) => Some(word),
        Word::Helper(_) => None,
    }
}
