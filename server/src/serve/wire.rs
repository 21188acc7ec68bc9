//! A connection as hyper reads and writes it. What is on the shelf is sent from there, behind its head, instead of being
//! copied for every reader.
//!
//! It decides nothing about what is sent: the bytes are the same either way.

use crate::shelf::Shelf;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::io::Interest;
use tokio::net::TcpStream;

/// A connection, and what may be sent from the shelf.
pub(super) struct Wire {
    stream: TokioIo<TcpStream>,
    shelf: Arc<Shelf>,
}

impl Wire {
    pub(super) fn new(stream: TcpStream, shelf: Arc<Shelf>) -> Self {
        Self { stream: TokioIo::new(stream), shelf }
    }

    /// Sends the first of the parts where that, or the one behind it, is on the shelf.
    fn send(&self, parts: &[IoSlice<'_>], context: &mut Context<'_>) -> Option<Poll<io::Result<usize>>> {
        let mut parts = parts.iter().filter(|part| !part.is_empty());
        let first = parts.next()?;
        if let Some((file, at)) = self.shelf.find(first) {
            return Some(self.when_ready(context, |stream| system::send_file(stream, file, at, first.len())));
        }
        self.shelf.find(parts.next()?)?;
        Some(self.when_ready(context, |stream| system::send_more(stream, first)))
    }

    fn when_ready(
        &self,
        context: &mut Context<'_>,
        send: impl Fn(&TcpStream) -> io::Result<usize>,
    ) -> Poll<io::Result<usize>> {
        let stream = self.stream.inner();
        loop {
            ready!(stream.poll_write_ready(context))?;
            match stream.try_io(Interest::WRITABLE, || send(stream)) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                done => return Poll::Ready(done),
            }
        }
    }
}

impl Read for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl Write for Wire {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match self.send(parts, context) {
            Some(sent) => sent,
            None => Pin::new(&mut self.stream).poll_write_vectored(context, parts),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(target_os = "linux")]
mod system {
    use rustix::fs::sendfile;
    use rustix::net::{SendFlags, send};
    use std::fs::File;
    use std::io;
    use tokio::net::TcpStream;

    /// Sends from a file.
    pub(super) fn send_file(stream: &TcpStream, file: &File, mut at: u64, length: usize) -> io::Result<usize> {
        Ok(sendfile(stream, file, Some(&mut at), length)?)
    }

    /// Sends bytes that others follow at once.
    pub(super) fn send_more(stream: &TcpStream, bytes: &[u8]) -> io::Result<usize> {
        Ok(send(stream, bytes, SendFlags::MORE | SendFlags::NOSIGNAL)?)
    }
}

/// Nothing is ever on the shelf here.
#[cfg(not(target_os = "linux"))]
mod system {
    use std::fs::File;
    use std::io;
    use tokio::net::TcpStream;

    pub(super) fn send_file(_: &TcpStream, _: &File, _: u64, _: usize) -> io::Result<usize> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn send_more(_: &TcpStream, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, Bytes};
    use axum::http::{Request, Response};
    use hyper::body::Incoming;
    use hyper::server::conn::http1;
    use hyper::service::service_fn;
    use std::convert::Infallible;
    use std::time::Duration;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    /// What a client gets that reads slowly.
    async fn sent(shelf: Arc<Shelf>, body: Bytes) -> Vec<u8> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let wire = Wire::new(listener.accept().await.unwrap().0, shelf);
        let answer = service_fn(move |_: Request<Incoming>| {
            std::future::ready(Ok::<_, Infallible>(Response::new(Body::from(body.clone()))))
        });
        tokio::spawn(http1::Builder::new().auto_date_header(false).serve_connection(wire, answer));
        client.write_all(b"GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nconnection: close\r\n\r\n").await.unwrap();
        let (mut read, mut part) = (Vec::new(), vec![0; 1 << 20]);
        loop {
            tokio::time::sleep(Duration::from_millis(2)).await;
            match client.read(&mut part).await.unwrap() {
                0 => return read,
                length => read.extend_from_slice(&part[..length]),
            }
        }
    }

    #[tokio::test]
    async fn what_is_on_the_shelf_arrives_as_anything_else() {
        // More than the system takes at once.
        let body: Bytes = (0..16 << 20_u32).map(|at: u32| (at % 251) as u8).collect::<Vec<_>>().into();
        let shelf = Arc::new(Shelf::new());
        let plain = sent(Arc::clone(&shelf), body.clone()).await;
        shelf.put(&body);
        assert_eq!(shelf.find(&body).is_some(), cfg!(target_os = "linux"));
        let shelved = sent(shelf, body.clone()).await;
        assert!(plain.len() > 2 * body.len() && plain.ends_with(&body));
        assert!(plain == shelved, "{} and {} bytes", plain.len(), shelved.len());
    }
}
