//! `peapod serve` as an operator sees it: it says where it listens, answers there, and ends when told to, with what it
//! has begun.
#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

const HERE: &str = env!("CARGO_MANIFEST_DIR");

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_peapod"));
    command.arg("serve").args(arguments).current_dir(Path::new(HERE).join("..")).stderr(Stdio::piped());
    command
}

/// A server that is ready, and its address.
fn start() -> (Child, String) {
    let mut child = command(&["--listen", "127.0.0.1:0", "--site", "server/tests/dist"]).spawn().expect("it starts");
    let mut line = String::new();
    BufReader::new(child.stderr.as_mut().expect("its standard error")).read_line(&mut line).expect("a line");
    let address =
        line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_else(|| panic!("{line}"));
    (child, address.to_owned())
}

fn connect(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time limit");
    stream
}

fn terminate(child: &Child) {
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill runs").success());
}

fn refused(arguments: &[&str]) -> Output {
    command(arguments).output().expect("it ends")
}

#[test]
fn it_answers_and_ends_when_told_to() {
    let (mut child, address) = start();
    let mut stream = connect(&address);
    stream.write_all(b"GET /docs HTTP/1.1\r\nhost: peapod\r\nconnection: close\r\n\r\n").expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    terminate(&child);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn what_it_answered_last_is_in_the_log() {
    let (mut child, address) = start();
    let mut stream = connect(&address);
    stream
        .write_all(b"GET /docs HTTP/1.1\r\nhost: peapod\r\nx-request-id: the-last\r\nconnection: close\r\n\r\n")
        .expect("sent");
    stream.read_to_end(&mut Vec::new()).expect("an answer");
    terminate(&child);
    let mut log = String::new();
    child.stderr.take().expect("its standard error").read_to_string(&mut log).expect("text");
    assert!(child.wait().expect("it ends").success());
    let told = log.lines().filter(|line| line.contains("id=\"the-last\" method=\"GET\" route=\"page\" status=200"));
    assert_eq!(told.count(), 1, "{log}");
    assert!(log.contains("stopping"), "{log}");
}

#[test]
fn it_finishes_what_it_has_begun() {
    let (mut child, address) = start();
    let mut stream = connect(&address);
    let body = "kind: Pod\n";
    let head = format!("POST /api/v1/analyze HTTP/1.1\r\nhost: peapod\r\ncontent-length: {}\r\n\r\n", body.len());
    stream.write_all(head.as_bytes()).expect("sent");
    // Long enough for the request to arrive, short enough not to matter.
    std::thread::sleep(Duration::from_millis(300));
    terminate(&child);
    std::thread::sleep(Duration::from_millis(300));
    stream.write_all(body.as_bytes()).expect("still connected");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.contains("\"version\":1"), "{answer}");
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn what_cannot_be_served_is_said() {
    for (arguments, says) in [
        (["--site", "no-such-folder", "--listen", "127.0.0.1:0"], "cargo xtask build"),
        (["--site", "server/tests/dist", "--content", "no-such-folder"], "no-such-folder"),
        (["--site", "server/tests/dist", "--listen", "192.0.2.1:80"], "192.0.2.1:80"),
        (["--site", "server/tests/dist", "--listen", "nonsense"], "nonsense"),
    ] {
        let output = refused(&arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(says), "{said}");
    }
}

#[test]
fn the_api_answers_with_the_bytes_of_the_command_line() {
    let (mut child, address) = start();
    let manifest = include_bytes!("../../content/examples/case-study.yaml");
    for (path, format) in [
        ("analyze", "json"),
        ("render/svg", "svg"),
        ("render/mermaid", "mermaid"),
        ("render/dot", "dot"),
        ("render/markdown", "markdown"),
    ] {
        let mut stream = connect(&address);
        let length = manifest.len();
        let head = format!("POST /api/v1/{path} HTTP/1.0\r\nhost: peapod\r\ncontent-length: {length}\r\n\r\n");
        stream.write_all(&[head.as_bytes(), manifest].concat()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
        let printed = Command::new(env!("CARGO_BIN_EXE_peapod"))
            .args(["analyze", "--fail-on", "never", "--format", format, "../content/examples/case-study.yaml"])
            .current_dir(HERE)
            .output()
            .expect("it runs");
        let printed = String::from_utf8(printed.stdout).expect("UTF-8");
        assert_eq!(printed.trim_end_matches('\n'), body.trim_end_matches('\n'), "{format}");
    }
    for (path, words) in
        [("fix?unsafe=true", ["fix", "--unsafe"]), ("convert?to=deployments", ["convert", "--to=deployments"])]
    {
        let mut stream = connect(&address);
        let length = manifest.len();
        let head = format!(
            "POST /api/v1/{path} HTTP/1.0\r\nhost: peapod\r\naccept: application/yaml\r\ncontent-length: {length}\r\n\r\n"
        );
        stream.write_all(&[head.as_bytes(), manifest].concat()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
        let mut program = Command::new(env!("CARGO_BIN_EXE_peapod"));
        let printed = program.args(words).arg("../content/examples/case-study.yaml").current_dir(HERE).output();
        assert_eq!(String::from_utf8(printed.expect("it runs").stdout).expect("UTF-8"), body, "{path}");
    }
    terminate(&child);
    assert!(child.wait().expect("it ends").success());
}
