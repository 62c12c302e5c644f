//! One error for all operations: which pattern, on which table, and what happened.

mod cancelled;
mod kind;
mod refusal;
mod throttled;
mod unprocessed;
mod values;

use std::error::Error as StdError;
use std::fmt;

use crate::entity::Entity;
use crate::item::Item;
use crate::table::Table;

pub use cancelled::{Cancelled, Reason};
pub use kind::{ErrorKind, Existing, ServiceError};
pub use throttled::{Throttled, Throttling};
pub use unprocessed::Unprocessed;
pub use values::{DecodeError, Invalid, Mismatch};

pub(crate) use refusal::Refusal;

/// Why an operation failed.
///
/// It is one pointer wide, so that a `Result<T, Error>` is not much larger than its `T`.
///
/// ```
/// use tablewright::{Error, ErrorKind};
///
/// fn again_later(error: &Error) -> bool {
///     match error.kind() {
///         ErrorKind::Throttled(_) => true,
///         ErrorKind::ConditionFailed(_) => false, // somebody else was faster
///         _ => false,
///     }
/// }
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    pattern: String,
    table: String,
    index: Option<String>,
    kind: ErrorKind,
}

impl Error {
    /// An error of a pattern on a table, or on one of its indexes.
    #[must_use]
    pub fn new(table: &Table, pattern: &str, index: Option<&str>, kind: ErrorKind) -> Self {
        Self::of_table(table.name(), pattern, index, kind)
    }

    pub(crate) fn of_table(
        table: &str,
        pattern: &str,
        index: Option<&str>,
        kind: ErrorKind,
    ) -> Self {
        Error(Box::new(Inner {
            pattern: pattern.to_owned(),
            table: table.to_owned(),
            index: index.map(str::to_owned),
            kind,
        }))
    }

    /// The error for an argument that is refused before any request.
    #[must_use]
    pub fn invalid(table: &Table, pattern: &str, invalid: Invalid) -> Self {
        Self::new(table, pattern, None, ErrorKind::Invalid(invalid))
    }

    /// What happened.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// What happened, by value.
    #[must_use]
    pub fn into_kind(self) -> ErrorKind {
        self.0.kind
    }

    /// The access pattern, as the model names it.
    #[must_use]
    pub fn pattern(&self) -> &str {
        &self.0.pattern
    }

    /// The table's name.
    #[must_use]
    pub fn table(&self) -> &str {
        &self.0.table
    }

    /// The index that was read, if one was.
    #[must_use]
    pub fn index(&self) -> Option<&str> {
        self.0.index.as_deref()
    }

    /// Whether a write was refused because its condition did not hold.
    #[must_use]
    pub fn is_condition_failed(&self) -> bool {
        match self.kind() {
            ErrorKind::ConditionFailed(_) => true,
            ErrorKind::Cancelled(cancelled) => cancelled.is_condition_failed(),
            _ => false,
        }
    }

    /// Whether the service was still throttling when the SDK gave up retrying.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        match self.kind() {
            ErrorKind::Throttled(_) => true,
            ErrorKind::Unprocessed(undone) => {
                matches!(undone.cause(), None | Some(ErrorKind::Throttled(_)))
            }
            _ => false,
        }
    }

    /// The item that stood in the way of a conditional write.
    ///
    /// `None` when the condition failed because there is no item, or when this is another error.
    #[must_use]
    pub fn existing_item(&self) -> Option<&Item> {
        match self.kind() {
            ErrorKind::ConditionFailed(existing) => existing.item(),
            _ => None,
        }
    }

    /// The entity that stood in the way of a conditional write; `None` also when it is of another
    /// kind than `T`.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] when the item claims to be a `T` and cannot be read as one.
    pub fn existing<T: Entity>(&self) -> Result<Option<T>, DecodeError> {
        self.existing_item()
            .map_or(Ok(None), |item| T::from_item(item.into()))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` on ", self.pattern())?;
        if let Some(index) = self.index() {
            write!(f, "index `{index}` of ")?;
        }
        write!(f, "table `{}`: {}", self.table(), self.kind())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("pattern", &self.0.pattern)
            .field("table", &self.0.table)
            .field("index", &self.0.index)
            .field("kind", &self.0.kind)
            .finish()
    }
}

impl StdError for Error {
    /// What the service or the network said. The other kinds are told in full by the message.
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self.kind() {
            ErrorKind::Service(error) => error.source(),
            ErrorKind::Throttled(throttled) => throttled.source(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::CursorError;

    fn error(kind: ErrorKind) -> Error {
        Error::of_table("shop", "pay_order", None, kind)
    }

    #[test]
    fn is_small_and_travels_between_threads() {
        fn travels<T: Send + Sync + 'static>() {}
        travels::<Error>();
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }

    #[test]
    fn says_what_happened_in_plain_words() {
        let text = error(ErrorKind::ConditionFailed(Existing::new(None))).to_string();
        assert_eq!(
            text,
            "`pay_order` on table `shop`: the condition was not met; there is no such item"
        );
        let text = error(ErrorKind::Invalid(Invalid::new("badge", "is negative"))).to_string();
        assert_eq!(text, "`pay_order` on table `shop`: `badge` is negative");
        let text = error(ErrorKind::Cursor(CursorError::Garbled)).to_string();
        assert!(
            text.starts_with("`pay_order` on table `shop`: the cursor"),
            "{text}"
        );
        let index = Error::of_table("shop", "to_ship", Some("GSI1"), ErrorKind::NotFound);
        assert_eq!(
            index.to_string(),
            "`to_ship` on index `GSI1` of table `shop`: there is no such table or index"
        );
    }

    #[test]
    fn debug_shows_no_stored_value() {
        let mut item = Item::new();
        item.insert("secret".into(), crate::AttributeValue::S("hunter2".into()));
        let error = error(ErrorKind::ConditionFailed(Existing::new(Some(item))));
        assert!(!format!("{error:?}").contains("hunter2"));
        assert!(error.existing_item().is_some());
    }
}
