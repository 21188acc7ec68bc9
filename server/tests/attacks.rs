//! What only a socket can be sent: floods of headers, heads that never end, requests that two servers would read in two
//! ways. Each is refused or cut off, no handler is reached twice, and the server goes on answering.
#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running server, which ends with this value.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_peapod"))
            .args(["serve", "--listen", "127.0.0.1:0", "--site", "server/tests/dist", "--timeout", "1"])
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut errors = BufReader::new(child.stderr.take().expect("its standard error"));
        let mut line = String::new();
        errors.read_line(&mut line).expect("a line");
        // The log is read to its end, so that the server never waits for a reader.
        std::thread::spawn(move || std::io::copy(&mut errors, &mut std::io::sink()));
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        let address = address.unwrap_or_else(|| panic!("{line}")).to_owned();
        Self { child, address }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time limit");
        stream
    }

    /// What comes back for these bytes until the server closes the connection.
    fn tell(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // The server may hang up before it has read everything.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn assert_lives(&self) {
        let answer = self.tell(b"GET /healthz HTTP/1.1\r\nhost: peapod\r\nconnection: close\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn floods_of_headers_are_refused() {
    let server = Server::start();
    let many: Vec<String> = (0..5000).map(|number| format!("x-{number}: a\r\n")).collect();
    let many = many.concat();
    let large = format!("x-large: {}\r\n", "a".repeat(1 << 20));
    let repeated = "x-request-id: a\r\n".repeat(3000);
    for (name, headers) in [("many", many), ("large", large), ("repeated", repeated)] {
        let answer = server.tell(format!("GET / HTTP/1.1\r\nhost: peapod\r\n{headers}\r\n").as_bytes());
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{name}: {answer:.100}");
        server.assert_lives();
    }
    let path = format!("GET /{} HTTP/1.1\r\nhost: peapod\r\n\r\n", "a/".repeat(1 << 19));
    let answer = server.tell(path.as_bytes());
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer:.100}");
    server.assert_lives();
}

#[test]
fn a_head_that_never_ends_is_not_waited_for() {
    let server = Server::start();
    let mut stream = server.connect();
    let start = Instant::now();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: peapod\r\n").expect("sent");
    // A header now and then does not buy time.
    let mut drip = stream.try_clone().expect("the same socket");
    std::thread::spawn(move || {
        while drip.write_all(b"x-a: b\r\n").is_ok() {
            std::thread::sleep(Duration::from_millis(200));
        }
    });
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(start.elapsed() < Duration::from_secs(10), "it was waited for {:?}", start.elapsed());
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    server.assert_lives();
}

#[test]
fn idle_connections_do_not_keep_others_out() {
    let server = Server::start();
    let idle: Vec<TcpStream> = (0..500).map(|_| server.connect()).collect();
    server.assert_lives();
    drop(idle);
}

#[test]
fn a_body_that_never_ends_is_cut_off() {
    let server = Server::start();
    let head = "POST /api/v1/analyze HTTP/1.1\r\nhost: peapod\r\nconnection: close\r\n";
    // It promises much and sends little; it promises nothing and sends for ever; it promises more than there may be.
    let little = server.tell(format!("{head}content-length: 1000\r\n\r\nkind").as_bytes());
    assert!(little.starts_with("HTTP/1.1 408"), "{little}");
    let mut endless = format!("{head}transfer-encoding: chunked\r\n\r\n");
    for _ in 0..1500 {
        endless.push_str("400\r\n");
        endless.push_str(&"a".repeat(1024));
        endless.push_str("\r\n");
    }
    let endless = server.tell(endless.as_bytes());
    // Whichever limit is met first on a busy machine: that of size or that of time.
    let cut = ["HTTP/1.1 413", "HTTP/1.1 408"].iter().any(|start| endless.starts_with(start));
    assert!(endless.is_empty() || cut, "{endless}");
    let vast = server.tell(format!("{head}content-length: 99999999999\r\n\r\n").as_bytes());
    assert!(vast.starts_with("HTTP/1.1 413"), "{vast}");
    server.assert_lives();
}

#[test]
fn requests_with_two_readings_are_answered_once_or_refused() {
    let server = Server::start();
    let hidden = "GET /healthz HTTP/1.1\r\nhost: peapod\r\nconnection: close\r\n\r\n";
    let length = hidden.len();
    for (name, request) in [
        (
            "two lengths",
            format!(
                "POST /api/v1/analyze HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\ncontent-length: {length}\r\n\r\n{hidden}"
            ),
        ),
        (
            "length and chunks",
            "POST /api/v1/analyze HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n".to_owned(),
        ),
        (
            "a length that is none",
            format!("POST /api/v1/analyze HTTP/1.1\r\nhost: a\r\ncontent-length: +{length}\r\n\r\n{hidden}"),
        ),
        (
            "a strange encoding",
            format!("POST /api/v1/analyze HTTP/1.1\r\nhost: a\r\ntransfer-encoding: xchunked\r\n\r\n{hidden}"),
        ),
        (
            "a space before the colon",
            format!("POST /api/v1/analyze HTTP/1.1\r\nhost: a\r\ncontent-length : {length}\r\n\r\n{hidden}"),
        ),
        ("no protocol", "GET /\r\n\r\n".to_owned()),
        ("bytes", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\r\n\r\n".to_owned()),
        ("a line break in the path", "GET /a\nx-evil: 1 HTTP/1.1\r\nhost: a\r\n\r\n".to_owned()),
    ] {
        let answer = server.tell(request.as_bytes());
        assert!(!answer.contains("ok\n"), "{name}: the hidden request was answered: {answer}");
        assert!(!answer.to_ascii_lowercase().contains("x-evil"), "{name}: {answer}");
        server.assert_lives();
    }
}

#[test]
fn paths_out_of_the_folders_lead_nowhere() {
    let server = Server::start();
    // As bytes on the wire: no library has tidied these up.
    for path in [
        "/../../../../etc/passwd",
        "/docs/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%5c..%5cetc%5cpasswd",
        "/og/../../../etc/passwd",
        "/og/%2e%2e%2f%2e%2e%2fetc%2fpasswd.svg",
        "/img/flow/%2e%2e/%2e%2e/etc/passwd.svg",
        "/img/v1/flow/..%2f..%2f..%2fetc%2fpasswd.svg",
        "/js/..%2f..%2f..%2fetc%2fpasswd",
        "/fonts/%2e%2e%2f%2e%2e%2findex.html%00.woff2",
        "/docs/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
        "/embed?page=%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/oembed?url=http%3A%2F%2Fpeapod%2F..%2f..%2fetc%2fpasswd",
    ] {
        let answer =
            server.tell(format!("GET {path} HTTP/1.1\r\nhost: peapod\r\nconnection: close\r\n\r\n").as_bytes());
        assert!(answer.starts_with("HTTP/1.1 4"), "{path}: {answer:.200}");
        assert!(!answer.contains("root:"), "{path}");
    }
    server.assert_lives();
}
