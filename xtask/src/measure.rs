//! What a reader's browser loads: `cargo xtask measure` prints each file of the first load of `/play` and the sum, the
//! heaviest pages of text, and Lighthouse's mark for speed, each beside what is promised.
//!
//! It starts the built program and asks it for pages as a browser would, with brotli, and then for everything that they
//! name. It builds nothing and judges nothing but sums. What a page fetches later (the editor) is marked so in the page,
//! and is not counted.

use crate::command::{command, run};
use crate::node;
use crate::place::Place;
use crate::served::Served;
use crate::step::Failure;
use std::collections::BTreeSet;

/// The most bytes of the first load: 300 KB.
const PROMISED: usize = 300 * 1024;
/// The page that is measured.
const PAGE: &str = "/play";
/// The most bytes of a page of text with its style sheets and scripts, fonts apart: 30 KB.
const PROMISED_TEXT: usize = 30 * 1024;
/// The sections that are pages of text.
const TEXTS: [&str; 5] = ["/docs", "/patterns", "/learn", "/rules", "/catalogue"];
/// So many of the heaviest pages of text are shown.
const SHOWN: usize = 20;
/// The pages whose speed Lighthouse marks.
const MARKED: [&str; 3] = [PAGE, "/docs", "/docs/case-study"];
/// Ends of the files that a browser loads with a page.
const LOADED: [&str; 5] = [".css", ".js", ".mjs", ".wasm", ".woff2"];

/// Prints sizes and marks.
pub(crate) fn measure(place: &Place) -> Result<(), Failure> {
    let measured = Served::start(place, &[]).and_then(|server| measure_at(place, &server));
    measured.map_err(|reason| Failure {
        step: "Measure what a browser loads".to_owned(),
        reason,
        remedy:
            "Build first: `cargo xtask build`. The marks need the packages of the browser tests: `cargo xtask setup`"
                .to_owned(),
    })
}

fn measure_at(place: &Place, server: &Served) -> Result<(), String> {
    print!("{}", table(&load_of(server, PAGE)?));
    println!("\n{:>10} {:>10}  pages of text, the heaviest, fonts apart", "raw", "brotli");
    let mut texts = Vec::new();
    for path in texts_of(server)? {
        let files = load_of(server, &path)?;
        let sum = |size: fn(&File) -> usize| {
            files.iter().filter(|file| !LOADED[3..].iter().any(|end| file.path.ends_with(end))).map(size).sum()
        };
        texts.push(File { path, whole: sum(|file| file.whole), sent: sum(|file| file.sent) });
    }
    texts.sort_by_key(|text| std::cmp::Reverse(text.sent));
    for text in texts.iter().take(SHOWN) {
        print!("{}", row(&kilobytes(text.whole), &kilobytes(text.sent), &text.path));
    }
    let kept = texts.first().is_none_or(|heaviest| heaviest.sent <= PROMISED_TEXT);
    print!("{}", row("", &kilobytes(PROMISED_TEXT), &["promised, at most: ", word(kept)].concat()));
    let browser = node::browser(place).ok_or("no Chromium was found")?;
    println!("\nLighthouse's mark for speed, the median of three (promised: 100 for text, 95 for /play)");
    let mut lighthouse =
        command(place, "node", &["tests/browser/lighthouse.mjs", &format!("http://{}", server.address)]);
    run(lighthouse.args(MARKED).env("PEAPOD_CHROMIUM", browser))
}

/// The pages of text, as the site map names them.
fn texts_of(server: &Served) -> Result<Vec<String>, String> {
    let map = server.fetch("/sitemap.xml", false)?;
    let map = String::from_utf8_lossy(&map);
    let paths = map.split("<loc>").skip(1).filter_map(|entry| entry.split("</loc>").next());
    let paths = paths.filter_map(|address| address.splitn(4, '/').nth(3)).map(|path| format!("/{path}"));
    Ok(paths.filter(|path| TEXTS.iter().any(|section| path.starts_with(section))).collect())
}

/// A file of the first load.
struct File {
    path: String,
    /// Bytes as they are.
    whole: usize,
    /// Bytes as they are sent.
    sent: usize,
}

/// A page and all that a browser loads with it; the playground's bundle where the page is one.
fn load_of(server: &Served, page_path: &str) -> Result<Vec<File>, String> {
    let page = server.fetch(page_path, false)?;
    let page = String::from_utf8_lossy(&page);
    let mut paths = named_files(&page);
    if page_path == PAGE {
        let bundle = bundle_of(&page);
        for script in bundle.iter().filter(|path| path.ends_with(LOADED[1])) {
            let script = server.fetch(script, false)?;
            paths.extend(imports_of(&String::from_utf8_lossy(&script)));
        }
        paths.extend(bundle);
    }
    let all = std::iter::once(page_path.to_owned()).chain(paths);
    all.map(|path| {
        let whole = server.fetch(&path, false)?.len();
        let sent = server.fetch(&path, true)?.len();
        Ok(File { path, whole, sent })
    })
    .collect()
}

/// The files of this site that a page names and a browser loads with it.
fn named_files(page: &str) -> BTreeSet<String> {
    let elements = page.split('<').filter(|element| !element.contains("data-lazy"));
    let quoted = elements.flat_map(|element| element.split(['"', '\'']));
    let paths = quoted.filter(|text| text.starts_with('/') && !text.contains(char::is_whitespace));
    paths.filter(|path| LOADED.iter().any(|end| path.ends_with(end))).map(str::to_owned).collect()
}

/// Script and wasm of the playground, which the shell names for whoever wakes one.
fn bundle_of(page: &str) -> Vec<String> {
    let content = page.split_once("name=\"playground-bundle\" content=\"").and_then(|(_, rest)| rest.split('"').next());
    content.unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

/// The modules that the bundle's script imports.
fn imports_of(script: &str) -> Vec<String> {
    let quoted = script.split(['"', '\'']).filter(|text| text.starts_with("./snippets/") && text.ends_with(LOADED[1]));
    quoted.map(|path| path[1..].to_owned()).collect()
}

fn table(files: &[File]) -> String {
    let sum = |size: fn(&File) -> usize| files.iter().map(size).sum::<usize>();
    let (whole, sent) = (sum(|file| file.whole), sum(|file| file.sent));
    let mut lines = row("raw", "brotli", "first load of /play");
    for file in files {
        lines += &row(&kilobytes(file.whole), &kilobytes(file.sent), &file.path);
    }
    lines += &row(&kilobytes(whole), &kilobytes(sent), "all");
    lines + &row("", &kilobytes(PROMISED), &["promised, at most: ", word(sent <= PROMISED)].concat())
}

fn row(whole: &str, sent: &str, name: &str) -> String {
    format!("{whole:>10} {sent:>10}  {name}\n")
}

const fn word(kept: bool) -> &'static str {
    if kept { "kept" } else { "not kept" }
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{} KB", bytes / 1024, bytes % 1024 * 10 / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_page_loads() {
        let page = "<link href=\"/a-1.css\"><link rel=icon href=\"/i.svg\"><a href=\"/docs\">x</a>\
                    <script data-lazy=\"editor\" src=\"/editor-3.js\"></script><script>import('/app-2.js'); go({ module_or_path: '/app-2.wasm' }); import('/app-2.js')</script>";
        assert_eq!(Vec::from_iter(named_files(page)), ["/a-1.css", "/app-2.js", "/app-2.wasm"]);
    }

    #[test]
    fn finds_the_bundle() {
        let page = "<meta name=\"playground-bundle\" content=\"/app-1.js /app-1.wasm\">";
        assert_eq!(bundle_of(page), ["/app-1.js", "/app-1.wasm"]);
        assert_eq!(imports_of("import { a } from './snippets/app-2/js/b.js';"), ["/snippets/app-2/js/b.js"]);
    }

    #[test]
    fn the_table_says_whether_the_promise_is_kept() {
        let file = |sent| File { path: "/play".to_owned(), whole: 400 * 1024, sent };
        assert!(table(&[file(PROMISED)]).contains("  300.0 KB  promised, at most: kept"));
        assert!(table(&[file(PROMISED), file(1)]).contains("not kept"));
    }
}
