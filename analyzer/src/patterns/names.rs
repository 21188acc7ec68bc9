//! Words in container names that say what a container is for.
//!
//! The last word that says something decides: a `metrics-server` serves, a `web-proxy` is a proxy. A name is a hint and
//! weighs like one.

use crate::word_list::Words;

/// Words that say helper.
const HELPER: Words = Words::of(
    "sidecar helper companion proxy ambassador adapter agent tunnel vpn forwarder relay pooler bouncer \
    exporter metrics metric statsd status reporter health healthz healthcheck probe livenessprobe monitor watchdog \
    log logs logger logging shipper logrotate rotate tail syslog fluentd fluentbit filebeat promtail \
    telegraf metricbeat otel otc envoy \
    sync syncer gitsync refresh refresher reload reloader watcher backup restore renewer rotator injector \
    groomer copy copier puller fix fixer healer config credentials secrets certs \
    authn authz oauth waf tls mtls ssl mesh cloudsql \
    registrar provisioner attacher resizer snapshotter nanny sentinel elector plugin plugins installer updater \
    debug debugger toolbox shell tcpdump idle pause keepalive shutdown drain terminator cleanup cleaner janitor \
    collector dind init initializer setup bootstrap configurer",
);

/// Words that say core work.
const CORE: Words = Words::of(
    "api app application web webserver website site server service svc backend frontend ui dashboard portal \
    worker consumer producer processor uploader downloader publisher subscriber scheduler engine main primary \
    controller operator db database store indexer indexserver renderer transcoder encoder decoder importer loader \
    generator builder parser converter crawler scraper analyzer aggregator reader writer master leader follower client \
    ingest ingester ingestor transform transformer broker queue gateway orders order payment payments cart checkout \
    catalog catalogue inventory billing invoice invoices users user search",
);

/// Ends of longer words that say helper: `cloudsqlproxy`, `nodeagent`.
const HELPER_ENDS: [&str; 10] =
    ["proxy", "exporter", "sidecar", "agent", "reloader", "watcher", "shipper", "forwarder", "logger", "backup"];

/// Ends of longer words that say core work: `appserver`, `mailservice`.
const CORE_ENDS: [&str; 10] =
    ["server", "service", "webapp", "worker", "consumer", "producer", "processor", "backend", "frontend", "scheduler"];

/// What a pod of its own does to others: here the word “sidecar” is about them.
const ABOUT_SIDECARS: [&str; 3] = ["injector", "webhook", "operator"];

/// A word of a name that says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// It says helper.
    Helper(&'static str),
    /// It says core work.
    Core(&'static str),
}

impl Word {
    /// The word that says helper.
    pub(super) const fn helper(self) -> Option<&'static str> {
        match self {
            Self::Helper(word) => Some(word),
            Self::Core(_) => None,
        }
    }

    /// The word that says core work.
    pub(super) const fn core(self) -> Option<&'static str> {
        match self {
            Self::Core(word) => Some(word),
            Self::Helper(_) => None,
        }
    }
}

/// The last word of a name that says something. “Sidecar” says it wherever it stands.
pub(super) fn telling(name: &str) -> Option<Word> {
    let words = || {
        name.rsplit(['-', '_', '.'])
            .map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()))
            .filter(|word| !word.is_empty())
    };
    let last = words().next()?;
    if !ABOUT_SIDECARS.contains(&last) && words().any(|word| word.eq_ignore_ascii_case("sidecar")) {
        return Some(Word::Helper("sidecar"));
    }
    words().find_map(|word| {
        HELPER
            .ignoring_case(word)
            .map(Word::Helper)
            .or_else(|| CORE.ignoring_case(word).map(Word::Core))
            .or_else(|| end(&HELPER_ENDS, word).map(Word::Helper))
            .or_else(|| end(&CORE_ENDS, word).map(Word::Core))
    })
}

/// The end of a longer word that is in a list.
fn end(list: &[&'static str], word: &str) -> Option<&'static str> {
    list.iter().copied().find(|end| word.len() > end.len() + 1 && word.ends_with(end) && word != "observer")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_that_says_something_decides() {
        assert_eq!(telling("web-proxy"), Some(Word::Helper("proxy")));
        assert_eq!(telling("metrics-server"), Some(Word::Core("server")));
        assert_eq!(telling("log-shipper-2").and_then(Word::helper), Some("shipper"));
        assert_eq!(telling("orders-worker1").and_then(Word::core), Some("worker"));
        assert_eq!(telling("shutdown-manager").and_then(Word::core), None);
        assert_eq!(telling("prologue"), None);
        assert_eq!(telling("sidecar-controller"), Some(Word::Helper("sidecar")));
        assert_eq!(telling("sidecar-injector"), Some(Word::Helper("injector")));
        assert_eq!(telling("cloudsqlproxy"), Some(Word::Helper("proxy")));
        assert_eq!(telling("mailservice"), Some(Word::Core("service")));
        assert_eq!((telling("observer"), telling("-"), telling("")), (None, None, None));
    }

    #[test]
    fn no_word_is_in_both_lists() {
        assert!(HELPER.each().all(|word| CORE.each().all(|core| core != word)));
    }
}
