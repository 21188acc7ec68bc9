//! The threads that hold the connections: one a core, each with a runtime of its own, so that a question that is answered at
//! once wakes no other thread.
//!
//! They read questions and write answers. Whatever takes time is done elsewhere, or others of the same thread would wait.

use super::{attend, farewell};
use crate::web::Front;
use hyper_util::server::graceful::GracefulShutdown;
use std::cell::Cell;
use std::io;
use std::net::TcpStream;
use std::num::NonZero;
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// The threads.
pub(super) struct Fronts {
    threads: Vec<(UnboundedSender<TcpStream>, JoinHandle<bool>)>,
    next: Cell<usize>,
}

impl Fronts {
    /// Starts them. They ask `front`, and wait for the head of a request as long as `head` says.
    pub(super) fn start(front: &Front, head: Duration) -> io::Result<Self> {
        let cores = thread::available_parallelism().map_or(2, NonZero::get);
        let start = |_| {
            let runtime = Builder::new_current_thread().enable_all().build()?;
            let (sender, connections) = unbounded_channel();
            let front = front.clone();
            let thread = thread::Builder::new().name("front".to_owned());
            Ok((sender, thread.spawn(move || serve(&runtime, connections, &front, head))?))
        };
        Ok(Self { threads: (0..cores).map(start).collect::<io::Result<_>>()?, next: Cell::new(0) })
    }

    /// Hands a connection over: to each thread in its turn, so that all have as many.
    pub(super) fn hold(&self, connection: TcpStream) {
        let next = self.next.get();
        self.next.set((next + 1) % self.threads.len());
        // A thread listens for as long as this lives.
        let _ = self.threads[next].0.send(connection);
    }

    /// Waits until what was begun is finished. Says whether all of it was.
    pub(super) fn finish(self) -> bool {
        let (senders, threads): (Vec<_>, Vec<_>) = self.threads.into_iter().unzip();
        drop(senders);
        threads.into_iter().map(JoinHandle::join).fold(true, |all, finished| all & finished.unwrap_or(false))
    }
}

/// What each of the threads does.
fn serve(runtime: &Runtime, mut waiting: UnboundedReceiver<TcpStream>, front: &Front, head: Duration) -> bool {
    runtime.block_on(async {
        let connections = GracefulShutdown::new();
        while let Some(connection) = waiting.recv().await {
            match tokio::net::TcpStream::from_std(connection) {
                Ok(connection) => attend(connection, front.shelf(), front.clone(), &connections, head),
                Err(error) => tracing::warn!(%error, "a connection could not be held"),
            }
        }
        farewell(connections).await
    })
}
