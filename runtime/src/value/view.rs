//! A stored value, wherever it was read from.

use std::slice;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::Mismatch;
use crate::item::ItemRef;
use crate::wire;

/// A stored value that is borrowed from an answer: from the SDK's, or straight from its bytes.
///
/// ```
/// use tablewright::{AttributeValue, ValueRef};
///
/// let value = AttributeValue::N("7".to_owned());
/// assert_eq!(ValueRef::from(&value).as_number()?, "7");
/// assert!(ValueRef::from(&value).as_text().is_err());
/// # Ok::<(), tablewright::Mismatch>(())
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum ValueRef<'a> {
    /// A text.
    S(&'a str),
    /// A number, by its digits.
    N(&'a str),
    /// Binary.
    B(&'a [u8]),
    /// A boolean.
    Bool(bool),
    /// Null.
    Null,
    /// A list.
    L(Elements<'a>),
    /// A map.
    M(ItemRef<'a>),
    /// A set of texts.
    Ss(Elements<'a>),
    /// A set of numbers.
    Ns(Elements<'a>),
    /// A set of binaries.
    Bs(Elements<'a>),
    /// Of a type that did not exist when this was written.
    Unknown,
}

/// The elements of a list, or the members of a set.
#[derive(Clone, Copy)]
pub struct Elements<'a>(Source<'a>);

#[derive(Clone, Copy)]
enum Source<'a> {
    Values(&'a [AttributeValue]),
    Texts(&'a [String]),
    Numbers(&'a [String]),
    Binaries(&'a [Blob]),
    Wire(&'a [wire::Value<'a>]),
}

impl<'a> From<&'a AttributeValue> for ValueRef<'a> {
    fn from(value: &'a AttributeValue) -> Self {
        let members = |source| Elements(source);
        match value {
            AttributeValue::S(text) => ValueRef::S(text),
            AttributeValue::N(digits) => ValueRef::N(digits),
            AttributeValue::B(bytes) => ValueRef::B(bytes.as_ref()),
            AttributeValue::Bool(value) => ValueRef::Bool(*value),
            AttributeValue::Null(_) => ValueRef::Null,
            AttributeValue::L(all) => ValueRef::L(members(Source::Values(all))),
            AttributeValue::M(entries) => ValueRef::M(entries.into()),
            AttributeValue::Ss(all) => ValueRef::Ss(members(Source::Texts(all))),
            AttributeValue::Ns(all) => ValueRef::Ns(members(Source::Numbers(all))),
            AttributeValue::Bs(all) => ValueRef::Bs(members(Source::Binaries(all))),
            _ => ValueRef::Unknown,
        }
    }
}

impl<'a> From<&'a wire::Value<'a>> for ValueRef<'a> {
    fn from(value: &'a wire::Value<'a>) -> Self {
        let members = |all| Elements(Source::Wire(all));
        match value {
            wire::Value::S(text) => ValueRef::S(text),
            wire::Value::N(digits) => ValueRef::N(digits),
            wire::Value::B(bytes) => ValueRef::B(bytes),
            wire::Value::Bool(value) => ValueRef::Bool(*value),
            wire::Value::Null => ValueRef::Null,
            wire::Value::L(all) => ValueRef::L(members(all)),
            wire::Value::M(entries) => ValueRef::M(entries.as_slice().into()),
            wire::Value::Ss(all) => ValueRef::Ss(members(all)),
            wire::Value::Ns(all) => ValueRef::Ns(members(all)),
            wire::Value::Bs(all) => ValueRef::Bs(members(all)),
        }
    }
}

impl<'a> ValueRef<'a> {
    /// The text of a text value; what the code of generated enums starts with.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] when the value is of another type.
    pub fn as_text(self) -> Result<&'a str, Mismatch> {
        match self {
            ValueRef::S(text) => Ok(text),
            other => Err(Mismatch::expected("a text (S)", other)),
        }
    }

    /// The digits of a number value.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] when the value is of another type.
    pub fn as_number(self) -> Result<&'a str, Mismatch> {
        match self {
            ValueRef::N(digits) => Ok(digits),
            other => Err(Mismatch::expected("a number (N)", other)),
        }
    }

    /// The bytes of a binary value.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] when the value is of another type.
    pub fn as_bytes(self) -> Result<&'a [u8], Mismatch> {
        match self {
            ValueRef::B(bytes) => Ok(bytes),
            other => Err(Mismatch::expected("binary (B)", other)),
        }
    }

    /// The elements of a list value.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] when the value is of another type.
    pub fn as_list(self) -> Result<Elements<'a>, Mismatch> {
        match self {
            ValueRef::L(elements) => Ok(elements),
            other => Err(Mismatch::expected("a list (L)", other)),
        }
    }

    /// The entries of a map value.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] when the value is of another type.
    pub fn as_map(self) -> Result<ItemRef<'a>, Mismatch> {
        match self {
            ValueRef::M(entries) => Ok(entries),
            other => Err(Mismatch::expected("a map (M)", other)),
        }
    }

    /// The members of a set value.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] when the value is of another type.
    pub fn as_set(self) -> Result<Elements<'a>, Mismatch> {
        match self {
            ValueRef::Ss(members) | ValueRef::Ns(members) | ValueRef::Bs(members) => Ok(members),
            other => Err(Mismatch::expected("a set (SS, NS or BS)", other)),
        }
    }

    /// The SDK's form of it; none of a type that did not exist when this was written.
    #[must_use]
    pub fn to_attribute_value(self) -> Option<AttributeValue> {
        let text = |member| match member {
            ValueRef::S(text) | ValueRef::N(text) => Some(text.to_owned()),
            _ => None,
        };
        Some(match self {
            ValueRef::S(text) => AttributeValue::S(text.to_owned()),
            ValueRef::N(digits) => AttributeValue::N(digits.to_owned()),
            ValueRef::B(bytes) => AttributeValue::B(Blob::new(bytes)),
            ValueRef::Bool(value) => AttributeValue::Bool(value),
            ValueRef::Null => AttributeValue::Null(true),
            ValueRef::L(all) => {
                let all = all.iter().map(ValueRef::to_attribute_value);
                AttributeValue::L(all.collect::<Option<_>>()?)
            }
            ValueRef::M(entries) => AttributeValue::M(entries.to_item()),
            ValueRef::Ss(all) => AttributeValue::Ss(all.iter().filter_map(text).collect()),
            ValueRef::Ns(all) => AttributeValue::Ns(all.iter().filter_map(text).collect()),
            ValueRef::Bs(all) => {
                let bytes = all.iter().filter_map(|member| member.as_bytes().ok());
                AttributeValue::Bs(bytes.map(Blob::new).collect())
            }
            ValueRef::Unknown => return None,
        })
    }

    /// The type's name in messages.
    pub(crate) fn type_name(self) -> &'static str {
        match self {
            ValueRef::S(_) => "a text (S)",
            ValueRef::N(_) => "a number (N)",
            ValueRef::B(_) => "binary (B)",
            ValueRef::Bool(_) => "a boolean (BOOL)",
            ValueRef::Null => "null (NULL)",
            ValueRef::L(_) => "a list (L)",
            ValueRef::M(_) => "a map (M)",
            ValueRef::Ss(_) => "a set of texts (SS)",
            ValueRef::Ns(_) => "a set of numbers (NS)",
            ValueRef::Bs(_) => "a set of binaries (BS)",
            ValueRef::Unknown => "of an unknown type",
        }
    }
}

impl<'a> Elements<'a> {
    /// How many they are.
    #[must_use]
    pub fn len(self) -> usize {
        match self.0 {
            Source::Values(all) => all.len(),
            Source::Texts(all) | Source::Numbers(all) => all.len(),
            Source::Binaries(all) => all.len(),
            Source::Wire(all) => all.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = ValueRef<'a>> {
        match self.0 {
            Source::Values(all) => Each::Values(all.iter()),
            Source::Texts(all) => Each::Texts(all.iter()),
            Source::Numbers(all) => Each::Numbers(all.iter()),
            Source::Binaries(all) => Each::Binaries(all.iter()),
            Source::Wire(all) => Each::Wire(all.iter()),
        }
    }
}

/// The iterator of [`Elements`].
enum Each<'a> {
    Values(slice::Iter<'a, AttributeValue>),
    Texts(slice::Iter<'a, String>),
    Numbers(slice::Iter<'a, String>),
    Binaries(slice::Iter<'a, Blob>),
    Wire(slice::Iter<'a, wire::Value<'a>>),
}

impl<'a> Iterator for Each<'a> {
    type Item = ValueRef<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(match self {
            Each::Values(rest) => rest.next()?.into(),
            Each::Texts(rest) => ValueRef::S(rest.next()?),
            Each::Numbers(rest) => ValueRef::N(rest.next()?),
            Each::Binaries(rest) => ValueRef::B(rest.next()?.as_ref()),
            Each::Wire(rest) => rest.next()?.into(),
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Each::Values(rest) => rest.size_hint(),
            Each::Texts(rest) | Each::Numbers(rest) => rest.size_hint(),
            Each::Binaries(rest) => rest.size_hint(),
            Each::Wire(rest) => rest.size_hint(),
        }
    }
}
