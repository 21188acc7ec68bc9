//! Bodies that are sent again and again, in a file in memory: the system sends them from there without copying them, and
//! whoever reads them on the same machine finds them where they were.
//!
//! It is an aid and nothing depends on it: where there is no such file, or a body is not in it, bytes are sent as usual.

use axum::body::Bytes;
use std::collections::BTreeMap;
use std::fs::File;
use std::sync::{PoisonError, RwLock};

/// What is smaller is copied in less time than another call into the system takes.
const SMALL: usize = 16 * 1024;
/// Each body starts on a page of memory: one that starts in the middle lies on one page more, and often takes one packet more.
const PAGE: u64 = 4096;

/// The file, and what is where in it.
#[derive(Debug)]
pub(crate) struct Shelf {
    file: Option<File>,
    bodies: RwLock<Bodies>,
}

#[derive(Debug, Default)]
struct Bodies {
    /// By where they are in memory, which stays so for as long as they are kept here.
    by_place: BTreeMap<usize, (Bytes, u64)>,
    end: u64,
}

impl Shelf {
    pub(crate) fn new() -> Self {
        Self { file: system::file(), bodies: RwLock::default() }
    }

    /// Puts a body into the file.
    pub(crate) fn put(&self, body: &Bytes) {
        let Some(file) = self.file.as_ref().filter(|_| body.len() >= SMALL) else { return };
        let mut bodies = self.bodies.write().unwrap_or_else(PoisonError::into_inner);
        let at = bodies.end;
        if system::write(file, body, at).is_ok() {
            bodies.end = (at + body.len() as u64).next_multiple_of(PAGE);
            bodies.by_place.insert(body.as_ptr().addr(), (body.clone(), at));
        }
    }

    /// The file that holds these very bytes, and where in it.
    pub(crate) fn find(&self, bytes: &[u8]) -> Option<(&File, u64)> {
        let file = self.file.as_ref().filter(|_| !bytes.is_empty())?;
        let bodies = self.bodies.read().unwrap_or_else(PoisonError::into_inner);
        let place = bytes.as_ptr().addr();
        let (start, (body, at)) = bodies.by_place.range(..=place).next_back()?;
        let skipped = place - start;
        (skipped + bytes.len() <= body.len()).then_some((file, at + skipped as u64))
    }
}

#[cfg(target_os = "linux")]
mod system {
    use rustix::fs::{MemfdFlags, memfd_create};
    use std::fs::File;
    use std::io;
    use std::os::unix::fs::FileExt as _;

    pub(super) fn file() -> Option<File> {
        memfd_create("peapod", MemfdFlags::CLOEXEC).ok().map(File::from)
    }

    pub(super) fn write(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
        file.write_all_at(bytes, at)
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use std::fs::File;
    use std::io;

    pub(super) fn file() -> Option<File> {
        None
    }

    pub(super) fn write(_: &File, _: &[u8], _: u64) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::os::unix::fs::FileExt as _;

    #[test]
    fn the_file_holds_what_is_in_memory() {
        let shelf = Shelf::new();
        let bodies = [b'a', b'b', b'c'].map(|byte| Bytes::from(vec![byte; SMALL + usize::from(byte)]));
        for body in &bodies {
            shelf.put(body);
        }
        for body in &bodies {
            assert_eq!(shelf.find(body).map(|(_, at)| at % PAGE), Some(0));
            for part in [&body[..], &body[100..], &body[5..SMALL]] {
                let (file, at) = shelf.find(part).expect("it is there");
                let mut read = vec![0; part.len()];
                file.read_exact_at(&mut read, at).expect("it can be read");
                assert_eq!(read, part);
            }
        }
    }

    #[test]
    fn other_bytes_are_not_found() {
        let shelf = Shelf::new();
        let body = Bytes::from(vec![b'a'; SMALL]);
        assert!(shelf.find(&body).is_none());
        shelf.put(&body);
        let same = body.to_vec();
        assert!(shelf.find(&same).is_none() && shelf.find(&[]).is_none() && shelf.find(b"head").is_none());
        let small = Bytes::from(vec![b'a'; SMALL - 1]);
        shelf.put(&small);
        assert!(shelf.find(&small).is_none());
    }
}
