//! Whole keys, and the partition that a query reads.

use aws_sdk_dynamodb::types::AttributeValue;

use super::text::{KeyText, text};
use crate::error::Invalid;
use crate::item::Item;
use crate::value::IntoValue;
use crate::value::ValueRef;

/// The most bytes of a partition key's attribute.
const PARTITION_BYTES: usize = 2048;
/// The most bytes of a sort key's attribute.
const SORT_BYTES: usize = 1024;

/// Attributes by name, in the order of the key, or why there are none.
type Parts = Result<Vec<(String, AttributeValue)>, Invalid>;

/// A complete primary key, or an item's entry in an index: first the partition key, then the sort
/// key.
///
/// A part that DynamoDB would refuse, because it is empty or too long, is kept as an [`Invalid`]
/// that the operation reports before any request.
///
/// ```
/// use tablewright::Key;
///
/// let key = Key::text("PK", "CUSTOMER#7").and_text("SK", "PROFILE");
/// assert!(key.check().is_ok());
/// let refused = Key::text("PK", "").check().unwrap_err();
/// assert_eq!(refused.to_string(), "`PK` is empty, and a key attribute cannot be");
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct Key(Parts);

impl Key {
    /// A key whose partition attribute is this text.
    pub fn text(name: &str, part: impl KeyText) -> Self {
        Key(push_text(Ok(Vec::new()), name, &part, PARTITION_BYTES))
    }

    /// A key whose partition attribute keeps the type of a value.
    pub fn value(name: &str, value: impl IntoValue) -> Self {
        Key(push(
            Ok(Vec::new()),
            name,
            value.into_value(),
            PARTITION_BYTES,
        ))
    }

    /// And whose sort attribute is this text.
    #[must_use]
    pub fn and_text(self, name: &str, part: impl KeyText) -> Self {
        Key(push_text(self.0, name, &part, SORT_BYTES))
    }

    /// And whose sort attribute keeps the type of a value.
    #[must_use]
    pub fn and_value(self, name: &str, value: impl IntoValue) -> Self {
        Key(push(self.0, name, value.into_value(), SORT_BYTES))
    }

    /// A key of parts that have been checked.
    pub(crate) fn of_parts(parts: Vec<(String, AttributeValue)>) -> Self {
        Key(Ok(parts))
    }

    /// The key of an item, which has been checked when the item was made.
    pub(crate) fn of_item(item: &Item, names: &[&str]) -> Self {
        let part = |&name: &&str| {
            let missing = || Invalid::new(name, "is missing, and is of the key");
            let value = item.get(name).cloned().ok_or_else(missing)?;
            Ok((name.to_owned(), value))
        };
        Key(names.iter().map(part).collect())
    }

    /// Whether DynamoDB takes this key.
    ///
    /// # Errors
    ///
    /// The [`Invalid`] of the first part that it would refuse.
    pub fn check(&self) -> Result<(), Invalid> {
        self.0.as_ref().map(drop).map_err(Invalid::clone)
    }

    /// The same as an item of nothing but its key.
    pub(crate) fn into_item(self) -> Result<Item, Invalid> {
        Ok(self.0?.into_iter().collect())
    }

    /// The attributes by name.
    ///
    /// # Errors
    ///
    /// As [`check`](Self::check).
    pub fn into_parts(self) -> Result<Vec<(String, AttributeValue)>, Invalid> {
        self.0
    }
}

/// What must be equal in everything that a query reads: the partition key, of one attribute or,
/// in an index, of up to four.
///
/// ```
/// use tablewright::Partition;
/// let one = Partition::text("GSI1PK", "TO_SHIP#ber");
/// let two = Partition::value("tenant_id", "acme").and_value("region", "eu");
/// assert!(one.check().is_ok() && two.check().is_ok());
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct Partition(Parts);

impl Partition {
    /// The attribute `name` equals this text.
    pub fn text(name: &str, part: impl KeyText) -> Self {
        Partition(push_text(Ok(Vec::new()), name, &part, PARTITION_BYTES))
    }

    /// The attribute `name` equals a value of any key type.
    pub fn value(name: &str, value: impl IntoValue) -> Self {
        Partition(push(
            Ok(Vec::new()),
            name,
            value.into_value(),
            PARTITION_BYTES,
        ))
    }

    /// And another attribute equals this text.
    #[must_use]
    pub fn and_text(self, name: &str, part: impl KeyText) -> Self {
        Partition(push_text(self.0, name, &part, PARTITION_BYTES))
    }

    /// And another attribute equals a value of any key type.
    #[must_use]
    pub fn and_value(self, name: &str, value: impl IntoValue) -> Self {
        Partition(push(self.0, name, value.into_value(), PARTITION_BYTES))
    }

    /// Whether DynamoDB takes this partition key.
    ///
    /// # Errors
    ///
    /// The [`Invalid`] of the first part that it would refuse.
    pub fn check(&self) -> Result<(), Invalid> {
        self.parts().map(drop)
    }

    pub(crate) fn parts(&self) -> Result<&[(String, AttributeValue)], Invalid> {
        self.0.as_ref().map(Vec::as_slice).map_err(Invalid::clone)
    }
}

fn push_text(parts: Parts, name: &str, part: &dyn KeyText, max: usize) -> Parts {
    push(parts, name, text(&[part]).map(AttributeValue::S), max)
}

fn push(parts: Parts, name: &str, value: Result<AttributeValue, Invalid>, max: usize) -> Parts {
    let mut parts = parts?;
    let value = value.and_then(|value| check(&value, max).map(|()| value));
    parts.push((name.to_owned(), value.map_err(|invalid| invalid.of(name))?));
    Ok(parts)
}

/// Whether a value can stand in a sort key.
pub(super) fn check_sort(value: &AttributeValue) -> Result<(), Invalid> {
    check(value, SORT_BYTES)
}

fn check(value: &AttributeValue, max: usize) -> Result<(), Invalid> {
    let length = match value {
        AttributeValue::S(text) => text.len(),
        AttributeValue::B(bytes) => bytes.as_ref().len(),
        AttributeValue::N(_) => return Ok(()),
        other => {
            let found = ValueRef::from(other).type_name();
            return Err(Invalid::value(format!(
                "is {found}, and no key attribute can be"
            )));
        }
    };
    match length {
        0 => Err(Invalid::value("is empty, and a key attribute cannot be")),
        length if length > max => Err(Invalid::value(format!(
            "has {length} bytes, and this key attribute has at most {max}"
        ))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::Padded;

    #[test]
    fn limits_differ_for_the_two_parts() {
        let long = "x".repeat(1025);
        assert!(Key::text("PK", &long).check().is_ok());
        let refused = Key::text("PK", "a")
            .and_text("SK", &long)
            .check()
            .unwrap_err();
        assert_eq!(
            refused.to_string(),
            "`SK` has 1025 bytes, and this key attribute has at most 1024"
        );
        assert!(Key::text("PK", "x".repeat(2049)).check().is_err());
        let two = Partition::text("a", "1").and_text("b", "x".repeat(2048));
        assert!(two.check().is_ok());
    }

    #[test]
    fn the_first_refusal_is_kept() {
        let key = Key::text("PK", Padded(-1, 5)).and_text("SK", "");
        assert_eq!(key.check().unwrap_err().what, "PK");
        assert!(Key::value("PK", true).check().is_err());
        assert!(
            Key::value("PK", 7)
                .and_value("SK", vec![1_u8])
                .check()
                .is_ok()
        );
    }
}
