//! Long lists, done in as many parts as there are processors.

use std::{ops::Range, thread};

/// Fewer than this are done sooner by one.
const WORTH: usize = 2_000;

/// Parts at most: beyond this, memory is what is waited for.
const MOST: usize = 8;

/// Stack of a part, as large as the main thread's usually is: proofs go deep.
const STACK: usize = 8 << 20;

/// What all of so many give, in their order. Each call is given a range of them.
pub(crate) fn in_parts<T: Send>(
    count: usize,
    part: impl Fn(Range<usize>) -> Vec<T> + Sync,
) -> Vec<T> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let parts = processors.min(MOST).min(count / WORTH);
    if parts < 2 {
        return part(0..count);
    }
    let size = count.div_ceil(parts);
    let ranges = (0..parts).map(|at| (at * size).min(count)..((at + 1) * size).min(count));
    thread::scope(|scope| {
        let part = &part;
        let start = |range: Range<usize>| {
            let builder = thread::Builder::new().stack_size(STACK);
            builder.spawn_scoped(scope, move || part(range))
        };
        let mut all = Vec::with_capacity(count);
        let started: Vec<_> = ranges.map(|range| (range.clone(), start(range))).collect();
        for (range, running) in started {
            let done = match running {
                Ok(running) => running
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
                // There is no thread to be had: it is done here.
                Err(_) => part(range),
            };
            all.extend(done);
        }
        all
    })
}

#[cfg(test)]
mod tests {
    use super::{WORTH, in_parts};

    #[test]
    fn all_are_done_in_their_order() {
        for count in [0, 1, WORTH - 1, 2 * WORTH, 5 * WORTH + 3] {
            let done = in_parts(count, |range| range.map(|one| one * 2).collect());
            let expected: Vec<usize> = (0..count).map(|one| one * 2).collect();
            assert_eq!(done, expected);
        }
    }
}
