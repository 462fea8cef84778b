//! A parallel map over the standard library's scoped threads.
//!
//! Threads live for one call: a pool kept between calls would be lost in a forked child, which
//! would then wait for ever.

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Apply `work` to consecutive slices of at most `grain` items; the results keep their order.
///
/// A thread that cannot be started leaves its share to the others; the caller's always runs.
pub fn map<T, R>(items: &[T], grain: usize, work: impl Fn(&[T]) -> Vec<R> + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let parts: Vec<&[T]> = items.chunks(grain.max(1)).collect();
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(parts.len()));
    let run = || {
        while let Some(part) = {
            let mine = next.fetch_add(1, Ordering::Relaxed);
            parts.get(mine).map(|part| (mine, *part))
        } {
            let result = work(part.1);
            if let Ok(mut done) = done.lock() {
                done.push((part.0, result));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..cores().min(parts.len()) {
            if thread::Builder::new().spawn_scoped(scope, run).is_err() {
                break;
            }
        }
        run();
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().flat_map(|(_, result)| result).collect()
}

/// How many threads are worth having.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}
