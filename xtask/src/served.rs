//! The built program as a server on a free port, and files fetched from it as plainly as possible.
//!
//! It builds nothing and judges nothing; what measures or loads the site starts it here.

use crate::command::{command, stop};
use crate::place::Place;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};

/// A server that ends with this value.
pub(crate) struct Served {
    pub(crate) child: Child,
    /// Host and port.
    pub(crate) address: String,
}

impl Served {
    /// Starts the program on a free port, and waits until it listens.
    pub(crate) fn start(place: &Place, more: &[&str]) -> Result<Self, String> {
        let program = place.program();
        let arguments = [&["serve", "--listen", "127.0.0.1:0"], more].concat();
        let mut server = command(place, &program.to_string_lossy(), &arguments);
        server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child =
            server.spawn().map_err(|error| format!("{} could not be started: {error}", program.display()))?;
        let mut said = String::new();
        if let Some(errors) = child.stderr.take() {
            let mut lines = BufReader::new(errors);
            while lines.read_line(&mut said).is_ok_and(|read| read > 0) {
                if let Some(address) = listens_on(&said) {
                    let address = address.to_owned();
                    // Whatever else it says is read, so that it never waits for a reader.
                    std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
                    return Ok(Self { child, address });
                }
            }
        }
        stop(&mut child);
        Err(format!("the program did not say where it listens: {}", said.trim()))
    }

    /// The body of the answer at a path, as it is sent.
    pub(crate) fn fetch(&self, path: &str, packed: bool) -> Result<Vec<u8>, String> {
        let failed = |error: std::io::Error| format!("{path}: {error}");
        let address = &self.address;
        let mut stream = TcpStream::connect(address).map_err(failed)?;
        let encoding = if packed { "br" } else { "identity" };
        // Version 1.0: the server then closes the connection behind the body and sends it in one piece.
        let request = format!("GET {path} HTTP/1.0\r\nHost: {address}\r\nAccept-Encoding: {encoding}\r\n\r\n");
        stream.write_all(request.as_bytes()).map_err(failed)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).map_err(failed)?;
        body(answer).ok_or_else(|| format!("{path}: the server did not answer with the file"))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        stop(&mut self.child);
    }
}

/// The address in `serving on http://127.0.0.1:4321/ (…)`.
fn listens_on(said: &str) -> Option<&str> {
    said.split_once("http://")?.1.split_once('/').map(|(address, _)| address)
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
