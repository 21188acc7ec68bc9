//! What a reader's browser loads before the playground works: `cargo xtask measure` prints each file and the sum, beside
//! what is promised.
//!
//! It starts the built program and asks it for `/play` as a browser would, with brotli, and then for everything that the
//! page names. It builds nothing and judges nothing but that sum. Parts of the script that load later (the editor) are
//! not named by the page, and so not counted.

use crate::place::Place;
use crate::served::Served;
use crate::step::Failure;
use std::collections::BTreeSet;

/// The most bytes of the first load: 300 KB.
const PROMISED: usize = 300 * 1024;
/// The page that is measured.
const PAGE: &str = "/play";
/// Ends of the files that a browser loads with a page.
const LOADED: [&str; 5] = [".css", ".js", ".mjs", ".wasm", ".woff2"];

/// Prints the table of sizes.
pub(crate) fn measure(place: &Place) -> Result<(), Failure> {
    let measured = Served::start(place, &[]).and_then(|server| first_load(&server));
    let files = measured.map_err(|reason| Failure {
        step: "Measure the first load".to_owned(),
        reason,
        remedy: "Build first: `cargo xtask build`".to_owned(),
    })?;
    print!("{}", table(&files));
    Ok(())
}

/// A file of the first load.
struct File {
    path: String,
    /// Bytes as they are.
    whole: usize,
    /// Bytes as they are sent.
    sent: usize,
}

fn first_load(server: &Served) -> Result<Vec<File>, String> {
    let page = server.fetch(PAGE, false)?;
    let paths: Vec<String> = named_files(&String::from_utf8_lossy(&page)).into_iter().collect();
    let all = std::iter::once(PAGE.to_owned()).chain(paths);
    all.map(|path| {
        let whole = server.fetch(&path, false)?.len();
        let sent = server.fetch(&path, true)?.len();
        Ok(File { path, whole, sent })
    })
    .collect()
}

/// The files of this site that a page names and a browser loads with it.
fn named_files(page: &str) -> BTreeSet<String> {
    let quoted = page.split(['"', '\'']).filter(|text| text.starts_with('/') && !text.contains(char::is_whitespace));
    quoted.filter(|path| LOADED.iter().any(|end| path.ends_with(end))).map(str::to_owned).collect()
}

fn table(files: &[File]) -> String {
    let sum = |size: fn(&File) -> usize| files.iter().map(size).sum::<usize>();
    let (whole, sent) = (sum(|file| file.whole), sum(|file| file.sent));
    let row = |whole: &str, sent: &str, name: &str| format!("{whole:>10} {sent:>10}  {name}\n");
    let mut lines = row("raw", "brotli", "first load of /play");
    for file in files {
        lines += &row(&kilobytes(file.whole), &kilobytes(file.sent), &file.path);
    }
    lines += &row(&kilobytes(whole), &kilobytes(sent), "all");
    let verdict = if sent <= PROMISED { "kept" } else { "not kept" };
    lines + &row("", &kilobytes(PROMISED), &["promised, at most: ", verdict].concat())
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
                    <script>import('/app-2.js'); go({ module_or_path: '/app-2.wasm' }); import('/app-2.js')</script>";
        assert_eq!(Vec::from_iter(named_files(page)), ["/a-1.css", "/app-2.js", "/app-2.wasm"]);
    }

    #[test]
    fn the_table_says_whether_the_promise_is_kept() {
        let file = |sent| File { path: "/play".to_owned(), whole: 400 * 1024, sent };
        assert!(table(&[file(PROMISED)]).contains("  300.0 KB  promised, at most: kept"));
        assert!(table(&[file(PROMISED), file(1)]).contains("not kept"));
    }
}
