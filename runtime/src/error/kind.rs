//! What can happen to an operation.

use std::error::Error as StdError;
use std::fmt;

use super::{Cancelled, DecodeError, Invalid, Throttled, Unprocessed};
use crate::item::Item;
use crate::read::CursorError;

/// What happened.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A write's condition did not hold, and nothing was written.
    ConditionFailed(Existing),
    /// A transaction did not happen, and nothing was written.
    Cancelled(Cancelled),
    /// A batch was not done to its end.
    Unprocessed(Unprocessed),
    /// An item was read that its entity does not understand.
    Decode(DecodeError),
    /// An argument was refused; no request was made.
    Invalid(Invalid),
    /// The cursor does not continue this read; no request was made.
    Cursor(CursorError),
    /// The service was throttling, also after the SDK's retries.
    Throttled(Throttled),
    /// The table or the index does not exist.
    NotFound,
    /// The table that is to be created exists.
    AlreadyExists,
    /// The table that was created did not become active in the time that it was waited for.
    NotReady,
    /// Anything else that the service answered, or no answer at all.
    Service(ServiceError),
}

impl ErrorKind {
    /// The same of a request about this key or item, which is told where the service was throttling.
    pub(crate) fn about(self, target: &Item) -> Self {
        match self {
            ErrorKind::Throttled(throttled) => ErrorKind::Throttled(throttled.about(target)),
            other => other,
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ErrorKind::ConditionFailed(existing) if existing.item().is_none() => {
                f.write_str("the condition was not met; there is no such item")
            }
            ErrorKind::ConditionFailed(_) => f.write_str("the condition was not met"),
            ErrorKind::Cancelled(cancelled) => cancelled.fmt(f),
            ErrorKind::Unprocessed(unprocessed) => unprocessed.fmt(f),
            ErrorKind::Decode(error) => error.fmt(f),
            ErrorKind::Invalid(invalid) => invalid.fmt(f),
            ErrorKind::Cursor(error) => error.fmt(f),
            ErrorKind::Throttled(throttled) => throttled.fmt(f),
            ErrorKind::NotFound => f.write_str("there is no such table or index"),
            ErrorKind::AlreadyExists => f.write_str("the table exists already"),
            ErrorKind::NotReady => f.write_str("the table was created and is not active yet"),
            ErrorKind::Service(error) => error.fmt(f),
        }
    }
}

/// The item that a conditional write met. Its `Debug` says how many attributes it has and no more.
#[derive(Clone, PartialEq)]
pub struct Existing(Option<Item>);

impl Existing {
    /// What was there when the condition was checked.
    #[must_use]
    pub fn new(item: Option<Item>) -> Self {
        Existing(item.filter(|item| !item.is_empty()))
    }

    /// The item; `None` when there was none.
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        self.0.as_ref()
    }

    /// The item by value.
    #[must_use]
    pub fn into_item(self) -> Option<Item> {
        self.0
    }
}

impl fmt::Debug for Existing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            None => f.write_str("Existing(none)"),
            Some(item) => write!(f, "Existing({} attributes)", item.len()),
        }
    }
}

/// Another answer of the service, or none.
pub struct ServiceError {
    code: Option<String>,
    message: Option<String>,
    source: Box<dyn StdError + Send + Sync>,
}

impl ServiceError {
    pub(crate) fn new(
        code: Option<String>,
        message: Option<String>,
        source: Box<dyn StdError + Send + Sync>,
    ) -> Self {
        ServiceError {
            code,
            message,
            source,
        }
    }

    /// The service's name for the error, such as `ValidationException`; `None` when there was no
    /// answer.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The service's own message.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    pub(super) fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}

// Without the source: the SDK prints whole responses, which may hold items.
impl fmt::Debug for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceError")
            .field("code", &self.code)
            .field("message", &self.message)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.code, &self.message) {
            (None, _) => f.write_str("there was no answer from the service"),
            (Some(code), None) => write!(f, "the service refused ({code})"),
            (Some(code), Some(message)) => write!(f, "the service refused: {message} ({code})"),
        }
    }
}
