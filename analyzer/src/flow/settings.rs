//! What arguments and variables say about a path by their names: `--config.file=/etc/x`, `OUTPUT_DIR=/data/out`.
//!
//! A name is a hint; the direction that rests on it is marked as inferred.

use super::names::{self, CONFIG, CONTENT, IN, LOG, OUT, SCRATCH, STATE};
use super::paths;
use super::programs::Deed;
use super::scan::Named;
use crate::word_list::Words;

/// The most settings that are kept for one container.
const MOST: usize = 500;

/// Words for what is made from a template or a store.
const RENDERED: Words = Words::of("envsubst rendered dump");
/// Words for what is looked at.
const WATCHED: Words = Words::of("watch watched volume rootfs procfs sysfs");

/// A path that an argument or a variable names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// The clean path in the container.
    pub(super) path: String,
    /// What the name says is done to it.
    pub(super) deed: Deed,
    /// Which setting, in words.
    pub(super) title: String,
}

/// Notes a setting that names a path.
pub(super) fn note(named: &Named<'_>, settings: &mut Vec<Setting>) {
    let value = named.value;
    if settings.len() >= MOST || !value.starts_with('/') {
        return;
    }
    let end = value.find([',', ':', ' ', ';', '\n']).unwrap_or(value.len());
    if let Some(deed) = deed(&named.words) {
        settings.push(Setting { path: paths::clean(&value[..end]), deed, title: named.title() });
    }
}

/// What a setting of this name does to its path.
fn deed(words: &[&str]) -> Option<Deed> {
    let lists = [
        (&OUT, Deed::Writes),
        (&RENDERED, Deed::Writes),
        (&CONFIG, Deed::Reads),
        (&LOG, Deed::Writes),
        (&IN, Deed::Reads),
        (&CONTENT, Deed::Reads),
        (&WATCHED, Deed::Reads),
        (&STATE, Deed::ReadsAndWrites),
        (&SCRATCH, Deed::ReadsAndWrites),
    ];
    lists.into_iter().find(|(list, _)| names::any(words, list)).map(|(_, deed)| deed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_settings_tell_directions() {
        for (name, expected) in [
            ("--config.file", Some(Deed::Reads)),
            ("--config-envsubst-file", Some(Deed::Writes)),
            ("OUTPUT_DIR", Some(Deed::Writes)),
            ("LOG_FILE", Some(Deed::Writes)),
            ("--log-config", Some(Deed::Reads)),
            ("--storage.tsdb.path", Some(Deed::ReadsAndWrites)),
            ("--frobnicate", None),
        ] {
            assert_eq!(deed(&names::words(name)), expected, "{name}");
        }
    }
}
