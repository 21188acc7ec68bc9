//! Which packages a crate of ours brings along, as `cargo tree` says.

use crate::command::{cargo, output};
use crate::place::Place;
use crate::wasm_target::TARGET;

/// A crate of ours, and what must not come with it.
pub(crate) struct Ban {
    /// The arguments that choose the crate, its features and its target.
    tree: &'static [&'static str],
    /// How messages call it.
    shown: &'static str,
    banned: &'static [&'static str],
}

/// The analyzer is a pure function: nothing that reads, waits, draws on a page or knows Kubernetes' own Rust types.
pub(crate) const ANALYZER: Ban = Ban {
    tree: &["--package", "analyzer", "--all-features"],
    shown: "analyzer",
    banned: &[
        "app",
        "server",
        "leptos",
        "tokio",
        "futures",
        "axum",
        "hyper",
        "reqwest",
        "web-sys",
        "js-sys",
        "wasm-bindgen",
        "gloo-net",
        "serde_yaml",
        "yaml_serde",
        "yaml-rust2",
        "saphyr",
        "k8s-openapi",
        "regex",
        "chrono",
        "time",
        "jiff",
        "rand",
        "getrandom",
        "uuid",
        "tempfile",
        "walkdir",
        "notify",
        "rayon",
        "libc",
    ],
};

/// The bundle stays small, and has no second YAML reader.
pub(crate) const BUNDLE: Ban = Ban {
    tree: &["--package", "app", "--no-default-features", "--features", "csr", "--target", TARGET],
    shown: "app in the browser",
    banned: &[
        "server",
        "tokio",
        "axum",
        "hyper",
        "reqwest",
        "serde_yaml",
        "yaml_serde",
        "k8s-openapi",
        "leptos_axum",
        "leptos_router",
    ],
};

/// One renderer and one YAML reader for manifests on the server too.
pub(crate) const SERVER: Ban = Ban {
    tree: &["--package", "server"],
    shown: "server",
    banned: &["leptos_axum", "leptos_router", "k8s-openapi", "openssl-sys"],
};

/// The banned packages that came along nevertheless.
pub(crate) fn breaches(place: &Place, ban: &Ban) -> Result<Vec<String>, String> {
    let packages = packages(place, ban.tree)?;
    let found = ban.banned.iter().filter(|name| packages.iter().any(|package| package == *name));
    Ok(found
        .map(|name| format!("{} depends on {name}: `cargo tree {} -i {name}`", ban.shown, ban.tree.join(" ")))
        .collect())
}

fn packages(place: &Place, chosen: &[&str]) -> Result<Vec<String>, String> {
    let fixed = ["tree", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{p}"];
    let tree = output(&mut cargo(place, &[&fixed, chosen].concat()));
    tree.map(|tree| names(&tree)).ok_or_else(|| format!("`cargo tree {}` failed", chosen.join(" ")))
}

/// The names in a tree printed without its branches: the first word of each line.
fn names(tree: &str) -> Vec<String> {
    let mut names: Vec<_> = tree.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_names_from_a_tree() {
        assert_eq!(names("serde v1.0.0\nanalyzer v0.1.0 (/a)\nserde v1.0.0 (*)\n\n"), ["analyzer", "serde"]);
    }

    #[test]
    fn a_banned_package_is_found() {
        let place = Place::find().expect("the tests run with a home");
        let ban = Ban { tree: &["--package", "analyzer"], shown: "analyzer", banned: &["granit-parser", "leptos"] };
        let found = breaches(&place, &ban).expect("cargo tree works");
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("analyzer depends on granit-parser"), "{found:?}");
    }
}
