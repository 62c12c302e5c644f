//! Reading an item.

use super::ItemRef;
use crate::error::{DecodeError, Mismatch};
use crate::value::{FromValue, ValueRef};
use crate::wire;

/// The attributes of an item that is being read, with errors that name the entity and the
/// attribute.
///
/// ```
/// use tablewright::{AttributeValue, Fields, Item};
///
/// let item = Item::from([
///     ("type".to_owned(), AttributeValue::S("Product".to_owned())),
///     ("stock".to_owned(), AttributeValue::N("3".to_owned())),
/// ]);
/// let fields = Fields::new("Product", &item);
/// assert!(fields.is("type", "Product"));
/// assert_eq!(fields.get::<i64>("stock")?, 3);
/// assert_eq!(fields.optional::<String>("note")?, None);
/// let missing = fields.get::<String>("title").unwrap_err();
/// assert_eq!(missing.to_string(), "an item cannot be read as `Product`: `title` is missing");
/// # Ok::<(), tablewright::DecodeError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    entity: &'a str,
    item: ItemRef<'a>,
}

impl<'a> Fields<'a> {
    /// An item that is read as an `entity`.
    #[must_use]
    pub fn new(entity: &'a str, item: impl Into<ItemRef<'a>>) -> Self {
        Fields {
            entity,
            item: item.into(),
        }
    }

    /// A map value that is read as a nested type.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] when the value is no map.
    pub fn of(type_name: &'a str, value: ValueRef<'a>) -> Result<Self, Mismatch> {
        Ok(Fields {
            entity: type_name,
            item: value.as_map()?,
        })
    }

    /// Whether a text attribute is there and equal to `text`: how a tag is asked.
    #[must_use]
    pub fn is(&self, name: &str, text: &str) -> bool {
        matches!(self.item.get(name), Some(ValueRef::S(found)) if found == text)
    }

    /// The same of a tag that items from before there was one may lack: where it is missing, `otherwise` says
    /// whether the item is meant.
    #[must_use]
    pub fn is_or(&self, name: &str, text: &str, otherwise: impl FnOnce() -> bool) -> bool {
        match self.item.get(name) {
            None => otherwise(),
            Some(_) => self.is(name, text),
        }
    }

    /// An attribute that must be there.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] when it is missing, `NULL` or of another type.
    pub fn get<T: FromValue>(&self, name: &str) -> Result<T, DecodeError> {
        self.get_with(name, T::from_value)
    }

    /// An attribute that may be missing. A `NULL` counts as missing where the type has no such value: other writers
    /// leave them.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] when it is of another type.
    pub fn optional<T: FromValue>(&self, name: &str) -> Result<Option<T>, DecodeError> {
        self.optional_with(name, T::from_value)
    }

    /// An attribute that reads as `default` when it is missing.
    ///
    /// # Errors
    ///
    /// As [`optional`](Self::optional).
    pub fn or<T: FromValue>(&self, name: &str, default: T) -> Result<T, DecodeError> {
        Ok(self.optional(name)?.unwrap_or(default))
    }

    /// An attribute that reads as something else when it is missing: a value in DynamoDB's JSON without blanks,
    /// `{"L":[{"S":"a"}]}`.
    ///
    /// # Errors
    ///
    /// As [`optional`](Self::optional); also when the default is written otherwise or of another type.
    pub fn or_stored<T: FromValue>(&self, name: &str, default: &str) -> Result<T, DecodeError> {
        match self.optional(name)? {
            Some(value) => Ok(value),
            None => match wire::value(default) {
                Some(value) => {
                    T::from_value((&value).into()).map_err(|mismatch| self.failed(name, mismatch))
                }
                None => Err(self.failed(name, Mismatch::new("has a default that cannot be read"))),
            },
        }
    }

    /// An attribute that reads as empty or zero when it is missing: sets and counters.
    ///
    /// # Errors
    ///
    /// As [`optional`](Self::optional).
    pub fn or_default<T: FromValue + Default>(&self, name: &str) -> Result<T, DecodeError> {
        Ok(self.optional(name)?.unwrap_or_default())
    }

    /// An attribute that must be there, read by a function.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get).
    pub fn get_with<T>(
        &self,
        name: &str,
        read: impl FnOnce(ValueRef<'_>) -> Result<T, Mismatch>,
    ) -> Result<T, DecodeError> {
        self.optional_with(name, read)?
            .ok_or_else(|| self.failed(name, Mismatch::new("is missing")))
    }

    /// An attribute that may be missing, read by a function.
    ///
    /// # Errors
    ///
    /// As [`optional`](Self::optional).
    pub fn optional_with<T>(
        &self,
        name: &str,
        read: impl FnOnce(ValueRef<'_>) -> Result<T, Mismatch>,
    ) -> Result<Option<T>, DecodeError> {
        match self.item.get(name) {
            None => Ok(None),
            Some(ValueRef::Null) => Ok(read(ValueRef::Null).ok()),
            Some(value) => read(value)
                .map(Some)
                .map_err(|mismatch| self.failed(name, mismatch)),
        }
    }

    /// A text as it is stored, to read attributes back from a key; see
    /// [`Scanner`](crate::key::Scanner).
    ///
    /// # Errors
    ///
    /// [`DecodeError`] when it is missing or no text.
    pub fn text(&self, name: &str) -> Result<&'a str, DecodeError> {
        match self.item.get(name) {
            None => Err(self.failed(name, Mismatch::new("is missing"))),
            Some(value) => value
                .as_text()
                .map_err(|mismatch| self.failed(name, mismatch)),
        }
    }

    /// The value of an attribute as it is stored.
    #[must_use]
    pub fn raw(&self, name: &str) -> Option<ValueRef<'a>> {
        self.item.get(name)
    }

    /// The error for an attribute that is wrong.
    pub fn failed(&self, attribute: &str, mismatch: impl Into<Mismatch>) -> DecodeError {
        let Mismatch { at, why } = mismatch.into().at(attribute);
        DecodeError::new(self.entity, at, why)
    }
}
