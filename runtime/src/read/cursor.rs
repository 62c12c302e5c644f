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
    at: At,
}

/// The key attributes that say where an item stands, by their names.
pub(super) type Place = BTreeMap<String, AttributeValue>;

/// Partitions that something was read of, each with the place behind its last item; none where it was read to
/// its end.
pub(super) type Places = Vec<(u64, Option<Place>)>;

/// Where a read goes on.
#[derive(Clone, PartialEq, Debug)]
enum At {
    /// In the one partition, behind the item with this key.
    Key(Place),
    /// In several partitions.
    Places(Places),
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
            at: At::Key(key.into_iter().collect()),
        }
    }

    /// A cursor of a read over several partitions.
    pub(super) fn of_places(pattern: &str, places: Places) -> Self {
        Cursor {
            pattern: pattern.to_owned(),
            at: At::Places(places),
        }
    }

    /// The pattern that made it.
    #[must_use]
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// The key of the last item; none where several partitions were read.
    pub(super) fn key(&self) -> Option<&Place> {
        match &self.at {
            At::Key(key) => Some(key),
            At::Places(_) => None,
        }
    }

    /// How far each partition was read; none where there was only one.
    pub(super) fn places(&self) -> Option<&Places> {
        match &self.at {
            At::Key(_) => None,
            At::Places(places) => Some(places),
        }
    }

    /// Where the next request of a read of one partition starts.
    pub(super) fn into_start(self) -> Item {
        match self.at {
            At::Key(key) => key.into_iter().collect(),
            At::Places(_) => Item::new(),
        }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match &self.at {
            At::Key(key) => wire::encode(&self.pattern, key),
            At::Places(places) => wire::encode_places(&self.pattern, places),
        })
    }
}

impl FromStr for Cursor {
    type Err = CursorError;

    /// # Errors
    ///
    /// [`CursorError::Garbled`] for a text that no cursor has, and [`CursorError::Version`] for one
    /// of another version of this crate.
    fn from_str(text: &str) -> Result<Self, CursorError> {
        let (pattern, at) = wire::decode(text)?;
        Ok(Cursor { pattern, at })
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
