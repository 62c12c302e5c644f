//! How Rust values are stored: traits, the exact [`Decimal`], and the types of the model language.

mod collection;
mod decimal;
mod identifier;
mod json;
mod number;
mod text;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::{Invalid, Mismatch};
use crate::item::Item;

pub use decimal::Decimal;

/// A value that can be stored in an attribute.
///
/// It is fallible because Rust's types hold more than DynamoDB does: a float that is no number, a
/// year of five digits. An empty set becomes an empty `SS`, which DynamoDB does not have:
/// [`Writer`](crate::Writer) and the expressions of this crate take it for "no attribute".
pub trait ToValue {
    /// The stored form.
    ///
    /// # Errors
    ///
    /// [`Invalid`] when there is none.
    fn to_value(&self) -> Result<AttributeValue, Invalid>;
}

/// A value that can be read from an attribute.
pub trait FromValue: Sized {
    /// Reads the stored form.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] when the attribute holds something else.
    fn from_value(value: &AttributeValue) -> Result<Self, Mismatch>;
}

/// What operations take as an argument: a value, or one that was refused already, so that
/// generated code can check an argument in place and the operation reports it.
pub trait IntoValue {
    /// The stored form.
    ///
    /// # Errors
    ///
    /// [`Invalid`] when there is none.
    fn into_value(self) -> Result<AttributeValue, Invalid>;
}

impl<T: ToValue> IntoValue for T {
    fn into_value(self) -> Result<AttributeValue, Invalid> {
        self.to_value()
    }
}

impl<T: ToValue> IntoValue for Result<T, Invalid> {
    fn into_value(self) -> Result<AttributeValue, Invalid> {
        self?.to_value()
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        (**self).to_value()
    }
}

impl ToValue for AttributeValue {
    fn to_value(&self) -> Result<AttributeValue, Invalid> {
        Ok(self.clone())
    }
}

impl FromValue for AttributeValue {
    fn from_value(value: &AttributeValue) -> Result<Self, Mismatch> {
        Ok(value.clone())
    }
}

/// The text of a text value; what the code of generated enums starts with.
///
/// # Errors
///
/// [`Mismatch`] when the value is of another type.
pub fn as_text(value: &AttributeValue) -> Result<&str, Mismatch> {
    value
        .as_s()
        .map(String::as_str)
        .map_err(|found| Mismatch::expected("a text (S)", found))
}

/// The digits of a number value.
///
/// # Errors
///
/// [`Mismatch`] when the value is of another type.
pub fn as_number(value: &AttributeValue) -> Result<&str, Mismatch> {
    value
        .as_n()
        .map(String::as_str)
        .map_err(|found| Mismatch::expected("a number (N)", found))
}

/// The bytes of a binary value.
///
/// # Errors
///
/// [`Mismatch`] when the value is of another type.
pub fn as_bytes(value: &AttributeValue) -> Result<&[u8], Mismatch> {
    value
        .as_b()
        .map(AsRef::as_ref)
        .map_err(|found| Mismatch::expected("binary (B)", found))
}

/// The elements of a list value.
///
/// # Errors
///
/// [`Mismatch`] when the value is of another type.
pub fn as_list(value: &AttributeValue) -> Result<&[AttributeValue], Mismatch> {
    value
        .as_l()
        .map(Vec::as_slice)
        .map_err(|found| Mismatch::expected("a list (L)", found))
}

/// The entries of a map value.
///
/// # Errors
///
/// [`Mismatch`] when the value is of another type.
pub fn as_map(value: &AttributeValue) -> Result<&Item, Mismatch> {
    value
        .as_m()
        .map_err(|found| Mismatch::expected("a map (M)", found))
}

/// Whether this is the in-memory form of a set without members, which cannot be stored.
pub(crate) fn is_empty_set(value: &AttributeValue) -> bool {
    match value {
        AttributeValue::Ss(members) | AttributeValue::Ns(members) => members.is_empty(),
        AttributeValue::Bs(members) => members.is_empty(),
        _ => false,
    }
}

/// A type's name in messages.
pub(crate) fn type_name(value: &AttributeValue) -> &'static str {
    match value {
        AttributeValue::S(_) => "a text (S)",
        AttributeValue::N(_) => "a number (N)",
        AttributeValue::B(_) => "binary (B)",
        AttributeValue::Bool(_) => "a boolean (BOOL)",
        AttributeValue::Null(_) => "null (NULL)",
        AttributeValue::L(_) => "a list (L)",
        AttributeValue::M(_) => "a map (M)",
        AttributeValue::Ss(_) => "a set of texts (SS)",
        AttributeValue::Ns(_) => "a set of numbers (NS)",
        AttributeValue::Bs(_) => "a set of binaries (BS)",
        _ => "of an unknown type",
    }
}
