//! Words in names: `OUTPUT_DIR`, `--config.file`, `logShipper` and `/data/input` as lists of words, in whichever case.
//!
//! Names are hints, never proof: whatever rests on them is marked as inferred by those who ask here.

use crate::word_list::Words;

/// The words of a name, as it writes them.
pub(super) fn words(name: &str) -> Vec<&str> {
    let name = super::variables::cut(name, 512);
    let mut words = Vec::with_capacity(4);
    let mut rest = name;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = &rest[start..];
        let mut before_is_lower = false;
        let ends = |character: char| {
            let starts_word = before_is_lower && character.is_uppercase();
            before_is_lower = character.is_lowercase() || character.is_ascii_digit();
            starts_word || !character.is_alphanumeric()
        };
        let (word, behind) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
        words.push(word);
        rest = behind;
    }
    words
}

/// The first of `words` that a list has, as the list writes it.
pub(super) fn first(words: &[&str], list: &Words) -> Option<&'static str> {
    words.iter().find_map(|word| list.ignoring_case(word))
}

/// Whether any of `words` is in `list`.
pub(super) fn any(words: &[&str], list: &Words) -> bool {
    first(words, list).is_some()
}

/// Names of places that data are taken from.
pub(super) const IN: Words =
    Words::of("in input inputs incoming inbox src source sources ingest inbound import imports ro");
/// Names of places that data are put into.
pub(super) const OUT: Words =
    Words::of("out output outputs outgoing outbox dest destination target export exports outbound result results rw");
/// Names of places that logs are written to.
pub(super) const LOG: Words = Words::of("log logs logfile logdir logpath logging");
/// Names of places that are a container's own to work in.
pub(super) const SCRATCH: Words = Words::of(
    "cache caches tmp temp tmpdir temporary scratch work workdir run sock socket sockets shm spool lock locks",
);
/// Names of places that keep state.
pub(super) const STATE: Words = Words::of(
    "data datadir db dbpath pgdata database storage store state wal queue mysql postgresql postgres mongodb redis etcd",
);
/// Names of things that are written by people and read by programs.
pub(super) const CONFIG: Words = Words::of(
    "config configs configuration conf cfg cert certs certificate certificates ca cacert crt \
     tls ssl key keys secret secrets credential credentials creds token tokens password template templates rules policy \
     policies kubeconfig script scripts license manifests initdb provisioning",
);
/// Names of places that are served.
pub(super) const CONTENT: Words = Words::of(
    "html htdocs www wwwroot webroot docroot public static content site model models assets dashboards plugins",
);

/// Names of containers that take what others have made.
pub(super) const TAKES: Words = Words::of(
    "uploader upload shipper ship forwarder forward exporter export scraper tailer tail reader \
     consumer sender publisher viewer archiver backup indexer notifier analyzer analyser",
);
/// Names of containers that make or bring data.
pub(super) const BRINGS: Words = Words::of(
    "generator generate producer produce fetcher fetch downloader download sync syncer puller \
     pull clone cloner writer crawler receiver ingest copy copier installer install seeder seed render renderer loader",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        assert_eq!(words("OUTPUT_DIR"), ["OUTPUT", "DIR"]);
        assert_eq!(words("--config.file"), ["config", "file"]);
        assert_eq!(words("logShipper2é"), ["log", "Shipper2é"]);
        assert_eq!(words("S3Bucket"), ["S3", "Bucket"]);
        assert_eq!(words("///"), Vec::<&str>::new());
        assert_eq!(first(&words("/data/INPUT"), &IN), Some("input"));
    }
}
