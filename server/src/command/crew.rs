//! Work on many inputs on all cores, told about in their order.
//!
//! It knows nothing of manifests. No worker runs so far ahead that the answers pile up.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// So many answers may wait for an earlier one.
const AHEAD: usize = 256;
/// As much as the main thread has: deep manifests are read recursively, up to a limit that fits.
const STACK: usize = 8 << 20;

/// Does `work` for each item, and hands the results to `each` in the order of the items, until it breaks.
pub(super) fn in_order<T: Sync, R: Send, B>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut each: impl FnMut(R) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    if workers < 2 {
        return items.iter().map(work).try_for_each(each);
    }
    let queue = Queue { next: AtomicUsize::new(0), told: Mutex::new(0), moved: Condvar::new() };
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        for _ in 0..workers {
            let (sender, queue, work) = (sender.clone(), &queue, &work);
            let worker = thread::Builder::new().stack_size(STACK);
            // Where one cannot be started, the others do its part.
            let _ = worker.spawn_scoped(scope, move || labour(items, work, queue, &sender));
        }
        drop(sender);
        let flow = tell(&receiver, &queue, &mut each);
        drop(receiver);
        queue.advance(usize::MAX - AHEAD);
        flow
    })
}

/// Which item is next, and how many were told about.
struct Queue {
    next: AtomicUsize,
    told: Mutex<usize>,
    moved: Condvar,
}

impl Queue {
    /// The next item for a worker, once it is not too far ahead.
    fn take(&self, most: usize) -> Option<usize> {
        let item = self.next.fetch_add(1, Ordering::Relaxed);
        if item >= most {
            return None;
        }
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        while item >= *told + AHEAD {
            told = self.moved.wait(told).unwrap_or_else(PoisonError::into_inner);
        }
        Some(item)
    }

    fn advance(&self, told: usize) {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = told;
        self.moved.notify_all();
    }
}

fn labour<T, R>(items: &[T], work: &impl Fn(&T) -> R, queue: &Queue, sender: &Sender<(usize, R)>) {
    while let Some(item) = queue.take(items.len()) {
        if sender.send((item, work(&items[item]))).is_err() {
            return;
        }
    }
}

fn tell<R, B>(
    receiver: &Receiver<(usize, R)>,
    queue: &Queue,
    each: &mut impl FnMut(R) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let mut early = BTreeMap::new();
    let mut told = 0;
    for (item, result) in receiver {
        early.insert(item, result);
        while let Some(result) = early.remove(&told) {
            each(result)?;
            told += 1;
            queue.advance(told);
        }
    }
    ControlFlow::Continue(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn results_come_in_order_however_long_each_takes() {
        let items: Vec<usize> = (0..2000).collect();
        let slow = |item: &usize| {
            if item.is_multiple_of(300) {
                thread::sleep(Duration::from_millis(5));
            }
            item * 2
        };
        let mut told = Vec::new();
        let flow = in_order(&items, slow, |result| {
            told.push(result);
            ControlFlow::<()>::Continue(())
        });
        assert!(flow.is_continue());
        assert_eq!(told, items.iter().map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn it_ends_when_nobody_listens() {
        let items: Vec<usize> = (0..100_000).collect();
        let flow = in_order(
            &items,
            |item| *item,
            |item| if item == 3 { ControlFlow::Break(item) } else { ControlFlow::Continue(()) },
        );
        assert_eq!(flow, ControlFlow::Break(3));
    }
}
