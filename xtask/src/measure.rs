//! What a reader's browser loads before the playground works: `cargo xtask measure` prints each file and the sum, beside
//! what is promised.
//!
//! It starts the built program and asks it for `/play` as a browser would, with brotli, and then for everything that the
//! page names. It builds nothing and judges nothing but that sum. Parts of the script that load later (the editor) are
//! not named by the page, and so not counted.

use crate::command::{command, stop};
use crate::place::Place;
use crate::step::Failure;
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};

/// The most bytes of the first load: 300 KB.
const PROMISED: usize = 300 * 1024;
/// The page that is measured.
const PAGE: &str = "/play";
/// Ends of the files that a browser loads with a page.
const LOADED: [&str; 5] = [".css", ".js", ".mjs", ".wasm", ".woff2"];

/// Prints the table of sizes.
pub(crate) fn measure(place: &Place) -> Result<(), Failure> {
    let measured = start(place).and_then(|(mut server, address)| {
        let files = first_load(&address);
        stop(&mut server);
        files
    });
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

/// Starts the program on a free port; gives its address once it listens.
fn start(place: &Place) -> Result<(Child, String), String> {
    let program = place.program();
    let mut server = command(place, &program.to_string_lossy(), &["serve", "--listen", "127.0.0.1:0"]);
    server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut server = server.spawn().map_err(|error| format!("{} could not be started: {error}", program.display()))?;
    let mut said = String::new();
    if let Some(errors) = server.stderr.take() {
        let mut lines = BufReader::new(errors);
        while lines.read_line(&mut said).is_ok_and(|read| read > 0) {
            if let Some(address) = listens_on(&said) {
                return Ok((server, address.to_owned()));
            }
        }
    }
    stop(&mut server);
    Err(format!("the program did not say where it listens: {}", said.trim()))
}

/// The address in `serving on http://127.0.0.1:4321/ (…)`.
fn listens_on(said: &str) -> Option<&str> {
    said.split_once("http://")?.1.split_once('/').map(|(address, _)| address)
}

fn first_load(address: &str) -> Result<Vec<File>, String> {
    let page = fetch(address, PAGE, false)?;
    let paths: Vec<String> = named_files(&String::from_utf8_lossy(&page)).into_iter().collect();
    let all = std::iter::once(PAGE.to_owned()).chain(paths);
    all.map(|path| {
        let whole = fetch(address, &path, false)?.len();
        let sent = fetch(address, &path, true)?.len();
        Ok(File { path, whole, sent })
    })
    .collect()
}

/// The files of this site that a page names and a browser loads with it.
fn named_files(page: &str) -> BTreeSet<String> {
    let quoted = page.split(['"', '\'']).filter(|text| text.starts_with('/') && !text.contains(char::is_whitespace));
    quoted.filter(|path| LOADED.iter().any(|end| path.ends_with(end))).map(str::to_owned).collect()
}

/// The body of an answer, as it is sent.
fn fetch(address: &str, path: &str, packed: bool) -> Result<Vec<u8>, String> {
    let failed = |error: std::io::Error| format!("{path}: {error}");
    let mut stream = TcpStream::connect(address).map_err(failed)?;
    let encoding = if packed { "br" } else { "identity" };
    // Version 1.0: the server then closes the connection behind the body and sends it in one piece.
    let request = format!("GET {path} HTTP/1.0\r\nHost: {address}\r\nAccept-Encoding: {encoding}\r\n\r\n");
    stream.write_all(request.as_bytes()).map_err(failed)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).map_err(failed)?;
    body(answer).ok_or_else(|| format!("{path}: the server did not answer with the file"))
}

/// What stands behind the head of an answer; none where it is no success.
fn body(mut answer: Vec<u8>) -> Option<Vec<u8>> {
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
    let status = answer.split(|byte| *byte == b' ').nth(1)?;
    if status != b"200" {
        return None;
    }
    Some(answer.split_off(end + 4))
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
    fn reads_an_answer() {
        assert_eq!(body(b"HTTP/1.0 200 OK\r\nA: b\r\n\r\nfile\r\n\r\n".to_vec()), Some(b"file\r\n\r\n".to_vec()));
        assert_eq!(body(b"HTTP/1.0 404 Not Found\r\n\r\nno".to_vec()), None);
        assert_eq!(body(b"HTTP/1.0 200 OK\r\n".to_vec()), None);
    }

    #[test]
    fn reads_the_address() {
        let said = "peapod: serving on http://127.0.0.1:4321/ (stop with Ctrl-C)\n";
        assert_eq!(listens_on(said), Some("127.0.0.1:4321"));
        assert_eq!(listens_on("peapod: no site\n"), None);
    }

    #[test]
    fn the_table_says_whether_the_promise_is_kept() {
        let file = |sent| File { path: "/play".to_owned(), whole: 400 * 1024, sent };
        assert!(table(&[file(PROMISED)]).contains("  300.0 KB  promised, at most: kept"));
        assert!(table(&[file(PROMISED), file(1)]).contains("not kept"));
    }
}
