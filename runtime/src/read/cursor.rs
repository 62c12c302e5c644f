//! Where a read goes on, as a text that a client can be given.

mod wire;

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::fmt;
use std::str::FromStr;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::item::Item;

/// Where a read goes on: behind an item of the pattern that made the cursor.
///
/// Its text is URL-safe and opaque. It holds the key of the last item, legible to whoever decodes
/// it, and is guarded against mistakes by a checksum and not against forgery: a read checks that a
/// cursor is of its own pattern and partition, and what a caller may read must be decided as if
/// there were no cursor.
///
/// ```
/// use tablewright::{Cursor, CursorError};
///
/// let garbled: Result<Cursor, CursorError> = "not-a-cursor".parse();
/// assert_eq!(garbled.unwrap_err(), CursorError::Garbled);
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct Cursor {
    pattern: String,
    key: BTreeMap<String, AttributeValue>,
}

// The values of keys are texts, numbers and binaries, whose equality is one.
impl Eq for Cursor {}

impl Cursor {
    /// A cursor behind the item with this key, all the attributes of the table's and the index's.
    pub(crate) fn new(
        pattern: &str,
        key: impl IntoIterator<Item = (String, AttributeValue)>,
    ) -> Self {
        Cursor {
            pattern: pattern.to_owned(),
            key: key.into_iter().collect(),
        }
    }

    /// The pattern that made it.
    #[must_use]
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    pub(crate) fn key(&self) -> &BTreeMap<String, AttributeValue> {
        &self.key
    }

    pub(crate) fn into_start(self) -> Item {
        self.key.into_iter().collect()
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&wire::encode(&self.pattern, &self.key))
    }
}

impl FromStr for Cursor {
    type Err = CursorError;

    /// # Errors
    ///
    /// [`CursorError::Garbled`] for a text that no cursor has, and [`CursorError::Version`] for one
    /// of another version of this crate.
    fn from_str(text: &str) -> Result<Self, CursorError> {
        let (pattern, key) = wire::decode(text)?;
        Ok(Cursor { pattern, key })
    }
}

/// Why a cursor does not continue a read.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum CursorError {
    /// The text is not a cursor: cut off, changed or made up.
    Garbled,
    /// The cursor was made by a version of this crate with another format.
    Version(u8),
    /// The cursor belongs to another access pattern, whose name this is.
    OtherPattern(String),
    /// The cursor belongs to this pattern with other arguments, or from before its keys changed.
    OtherRead,
}

impl fmt::Display for CursorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CursorError::Garbled => f.write_str("the cursor is damaged or none of ours"),
            CursorError::Version(version) => {
                write!(f, "the cursor is of another version (format {version})")
            }
            CursorError::OtherPattern(pattern) => write!(f, "the cursor belongs to `{pattern}`"),
            CursorError::OtherRead => {
                f.write_str("the cursor belongs to a read with other arguments")
            }
        }
    }
}

impl StdError for CursorError {}
