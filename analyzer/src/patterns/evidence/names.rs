//! Words in container names that say what a container is for.
//!
//! The last word that says something decides: a `metrics-server` serves, a `web-proxy` is a proxy. A name is a hint and
//! weighs like one.

/// Words that say helper.
const HELPER: &str = "sidecar helper companion proxy ambassador adapter agent tunnel vpn forwarder relay pooler \
    exporter metrics metric statsd status reporter health healthz healthcheck probe livenessprobe monitor \
    log logs logger logging shipper logrotate rotate tail syslog \
    sync syncer refresh refresher reload reloader watcher backup restore renewer rotator injector \
    authn authz oauth waf tls mtls ssl \
    registrar provisioner attacher resizer snapshotter nanny sentinel elector plugin plugins installer updater \
    debug debugger toolbox shell tcpdump shutdown drain terminator cleanup cleaner janitor collector dind";

/// Words that say core work.
const CORE: &str = "api app application web webserver website site server service svc backend frontend ui dashboard portal \
    worker consumer producer processor uploader downloader publisher subscriber scheduler engine main \
    controller operator db database store indexer indexserver renderer transcoder encoder decoder importer loader \
    generator builder parser converter crawler scraper analyzer aggregator reader writer master leader follower client \
    ingest ingester ingestor transform transformer broker queue gateway orders order payment payments cart checkout \
    catalog catalogue inventory billing invoice invoices users user search";

enum Word {
    Helper(&'static str),
    Core(&'static str),
}

/// The last word of a name that says something.
fn telling(name: &str) -> Option<Word> {
    name.rsplit(['-', '_', '.']).map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit())).find_map(|word| {
        let find = |list: &'static str| list.split_ascii_whitespace().find(|known| word.eq_ignore_ascii_case(known));
        find(HELPER).map(Word::Helper).or_else(|| find(CORE).map(Word::Core))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_that_says_something_decides() {
        assert_eq!((helper_word("web-proxy"), core_word("web-proxy")), (Some("proxy"), None));
        assert_eq!((helper_word("metrics-server"), core_word("metrics-server")), (None, Some("server")));
        assert_eq!((helper_word("log-shipper-2"), core_word("orders-worker1")), (Some("shipper"), Some("worker")));
        assert_eq!((helper_word("shutdown-manager"), helper_word("prologue")), (Some("shutdown"), None));
    }

    #[test]
    fn no_word_is_in_both_lists() {
        assert!(HELPER.split_ascii_whitespace().all(|word| CORE.split_ascii_whitespace().all(|core| core != word)));
    }
}
