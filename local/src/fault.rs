//! Faults on request: what DynamoDB does under load and an emulator never does.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// What to do to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Refuse it for want of throughput; nothing is done.
    Throttle,
    /// Refuse it because one key takes more than a partition gives; nothing is done.
    HotKey,
    /// Answer with the service's internal error; nothing is done.
    Internal,
    /// Cancel a transaction for a conflict with another; nothing is done.
    Conflict,
    /// Carry out half of a batch.
    Unprocessed,
    /// Carry it out, then break the connection.
    LostResponse,
}

impl Fault {
    fn can_strike(self, operation: &str) -> bool {
        match self {
            Self::Throttle | Self::HotKey | Self::Internal | Self::LostResponse => true,
            Self::Conflict => matches!(operation, "TransactWriteItems" | "TransactGetItems"),
            Self::Unprocessed => matches!(operation, "BatchWriteItem" | "BatchGetItem"),
        }
    }
}

/// A fault that waits for its calls.
#[derive(Debug)]
struct Waiting {
    fault: Fault,
    operation: Option<String>,
    left: usize,
}

impl Waiting {
    fn strikes(&self, operation: &str) -> bool {
        self.fault.can_strike(operation)
            && self
                .operation
                .as_deref()
                .is_none_or(|only| only == operation)
    }
}

#[derive(Debug, Default)]
struct State {
    waiting: Vec<Waiting>,
    delay: Option<Duration>,
}

/// Faults to come.
///
/// A call meets at most one, the first asked for that fits its operation; each retry of the SDK
/// is a call. A handle: clones ask the same engine.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<State>>);

impl Faults {
    /// The next `n` calls fail with `ProvisionedThroughputExceededException`.
    ///
    /// The SDK makes four attempts, so up to three in a row go unnoticed but for the calls made.
    pub fn throttle_next(&self, n: usize) {
        self.ask(Fault::Throttle, None, n);
    }

    /// The next `n` calls of one operation fail with `ProvisionedThroughputExceededException`.
    pub fn throttle_next_of(&self, operation: &str, n: usize) {
        self.ask(Fault::Throttle, Some(operation), n);
    }

    /// The next `n` calls fail with `ProvisionedThroughputExceededException` because one key takes more than a
    /// partition gives: the reason names a key range.
    pub fn heat_next(&self, n: usize) {
        self.ask(Fault::HotKey, None, n);
    }

    /// The next `n` calls fail with `InternalServerError` and status 500.
    pub fn fail_next(&self, n: usize) {
        self.ask(Fault::Internal, None, n);
    }

    /// The next `n` transactions, of either kind, are cancelled because another one holds their
    /// first item: reason `TransactionConflict`.
    pub fn conflict_next(&self, n: usize) {
        self.ask(Fault::Conflict, None, n);
    }

    /// The next `n` batches, of either kind, are half done: the first half is processed and the
    /// rest returned as `UnprocessedItems` or `UnprocessedKeys`.
    ///
    /// A batch of one is throttled, as DynamoDB does when it can process nothing.
    pub fn unprocessed_next(&self, n: usize) {
        self.ask(Fault::Unprocessed, None, n);
    }

    /// The next call of `operation` is carried out and its response lost.
    ///
    /// The SDK takes it for a broken connection and retries.
    pub fn drop_response_of(&self, operation: &str) {
        self.ask(Fault::LostResponse, Some(operation), 1);
    }

    /// Every answer from now on comes this late; zero ends it.
    ///
    /// The work is done before the wait. Needs the timer of the runtime that polls the call.
    pub fn delay(&self, delay: Duration) {
        self.lock().delay = (!delay.is_zero()).then_some(delay);
    }

    /// How many faults are still to come, the delay not counted: zero says that a test's faults
    /// have all happened.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.lock().waiting.iter().map(|waiting| waiting.left).sum()
    }

    /// Takes back all faults and the delay.
    pub fn clear(&self) {
        *self.lock() = State::default();
    }

    /// The fault that a call of `operation` meets, used up by it, and the delay in force.
    pub(crate) fn draw(&self, operation: &str) -> (Option<Fault>, Option<Duration>) {
        let mut state = self.lock();
        let delay = state.delay;
        let next = state.waiting.iter().position(|w| w.strikes(operation));
        let fault = next.map(|index| {
            let waiting = &mut state.waiting[index];
            waiting.left -= 1;
            let fault = waiting.fault;
            if waiting.left == 0 {
                state.waiting.remove(index);
            }
            fault
        });
        (fault, delay)
    }

    fn ask(&self, fault: Fault, operation: Option<&str>, n: usize) {
        if n > 0 {
            self.lock().waiting.push(Waiting {
                fault,
                operation: operation.map(str::to_owned),
                left: n,
            });
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // No method leaves the state half changed, so a panic elsewhere does not spoil it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
