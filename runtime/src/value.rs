//! How Rust values are stored: traits, the exact [`Decimal`], and the types of the model language.

mod collection;
mod decimal;
mod identifier;
mod json;
mod listed;
mod number;
mod text;
mod view;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::error::{Invalid, Mismatch};

pub use decimal::Decimal;
pub use json::Json;
pub use listed::{Listed, same_texts};
pub use view::{Elements, ValueRef};

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
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch>;
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
    fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
        let unknown = || Mismatch::expected("of a known type", value);
        value.to_attribute_value().ok_or_else(unknown)
    }
}

/// Whether this is the in-memory form of a set without members, which cannot be stored.
pub(crate) fn is_empty_set(value: &AttributeValue) -> bool {
    match value {
        AttributeValue::Ss(members) | AttributeValue::Ns(members) => members.is_empty(),
        AttributeValue::Bs(members) => members.is_empty(),
        _ => false,
    }
}
