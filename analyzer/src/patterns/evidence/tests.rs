//! The registry: one file, one entry, one line of the table at least.

use super::*;
use crate::patterns::weights::ALL;

#[test]
fn every_file_is_in_the_registry_and_weighs_something() {
    let files = include_str!("mod.rs").lines().filter_map(|line| line.trim().strip_suffix("::EVIDENCE,"));
    let listed: Vec<String> = files.map(|file| file.trim_start_matches('&').replace('_', "-")).collect();
    let slugs: Vec<&str> = KINDS.iter().map(|kind| kind.slug).collect();
    assert_eq!(listed, slugs);
    for kind in KINDS {
        assert!(kind.looks_for.ends_with('.'), "{}", kind.slug);
        assert!(ALL.iter().any(|weight| weight.kind == kind.slug), "{} weighs nothing", kind.slug);
    }
    assert!(ALL.iter().all(|weight| slugs.contains(&weight.kind)));
}
