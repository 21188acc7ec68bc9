//! What an operator cares about while the site runs: whether it is ready, how much work waits, and what is counted.
//!
//! Nothing here knows what the work is.

use crate::metrics::Metrics;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The state of a running site.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) metrics: Metrics,
    /// So many analyses run at a time.
    turns: Arc<Semaphore>,
    /// So many more may wait for their turn.
    places: Arc<Semaphore>,
    leaving: AtomicBool,
}

/// The right to compute; given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    _turn: Option<OwnedSemaphorePermit>,
    _place: OwnedSemaphorePermit,
}

/// More is asked for than can wait.
#[derive(Debug)]
pub(crate) struct Busy;

impl Operation {
    /// As many analyses at a time as there are cores, and `queue` more that wait.
    pub(crate) fn new(queue: usize) -> Self {
        let workers = std::thread::available_parallelism().map_or(2, usize::from);
        let places = workers.saturating_add(queue).min(Semaphore::MAX_PERMITS);
        Self {
            metrics: Metrics::new(),
            turns: Arc::new(Semaphore::new(workers)),
            places: Arc::new(Semaphore::new(places)),
            leaving: AtomicBool::new(false),
        }
    }

    /// Waits for a turn; refuses at once where too many wait already.
    pub(crate) async fn turn(&self) -> Result<Turn, Busy> {
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
            self.metrics.refused.inc();
            return Err(Busy);
        };
        let waiting = self.metrics.waiting();
        let turn = Arc::clone(&self.turns).acquire_owned().await.ok();
        drop(waiting);
        Ok(Turn { _turn: turn, _place: place })
    }

    /// From now on the site says that it is going away.
    pub(crate) fn leave(&self) {
        self.leaving.store(true, Ordering::Relaxed);
    }

    /// Whether it is ready for more requests.
    pub(crate) fn is_ready(&self) -> bool {
        !self.leaving.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn requests_wait_up_to_the_limit_and_are_then_refused() {
        let operation = Operation::new(0);
        let workers = std::thread::available_parallelism().map_or(2, usize::from);
        let mut turns = Vec::new();
        for _ in 0..workers {
            turns.push(operation.turn().await.expect("there is a place"));
        }
        assert!(operation.turn().await.is_err());
        turns.pop();
        assert!(operation.turn().await.is_ok());
        assert_eq!(operation.metrics.refused.get(), 1);
    }
}
