//! The calls an engine received, for tests that count or read them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use crate::wire::Request;

/// One request as it arrived, before any fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    operation: String,
    body: String,
}

impl Call {
    /// The operation, as `PutItem`.
    #[must_use]
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// The request's JSON, or `Null` if it was none.
    #[must_use]
    pub fn request(&self) -> Value {
        // Parsed here rather than on arrival: most calls are counted, and few are read.
        serde_json::from_str(&self.body).unwrap_or(Value::Null)
    }
}

/// The calls an engine received, oldest first; a retry is a call of its own.
///
/// A handle: clones see the same calls, and those made later.
#[derive(Clone, Debug, Default)]
pub struct Calls(Arc<Mutex<Vec<Call>>>);

impl Calls {
    /// All calls since the start or the last [`clear`](Self::clear).
    #[must_use]
    pub fn all(&self) -> Vec<Call> {
        self.lock().clone()
    }

    /// The calls of one operation.
    #[must_use]
    pub fn of(&self, operation: &str) -> Vec<Call> {
        let calls = self.lock();
        let calls = calls.iter().filter(|call| call.operation == operation);
        calls.cloned().collect()
    }

    /// How many calls there were.
    #[must_use]
    pub fn count(&self) -> usize {
        self.lock().len()
    }

    /// How many calls of one operation there were.
    #[must_use]
    pub fn count_of(&self, operation: &str) -> usize {
        let calls = self.lock();
        calls.iter().filter(|c| c.operation == operation).count()
    }

    /// The operations in the order they were called.
    #[must_use]
    pub fn operations(&self) -> Vec<String> {
        self.lock().iter().map(|c| c.operation.clone()).collect()
    }

    /// Forgets all calls, as after a test's preparations.
    pub fn clear(&self) {
        self.lock().clear();
    }

    pub(crate) fn record(&self, request: &Request) {
        self.lock().push(Call {
            operation: request.operation.clone(),
            body: request.body.clone(),
        });
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Call>> {
        // A panic elsewhere leaves a whole list behind: each call is one push.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
