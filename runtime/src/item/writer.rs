//! Writing an item.

use aws_sdk_dynamodb::types::AttributeValue;

use super::Item;
use crate::error::Invalid;
use crate::key::Key;
use crate::value::{IntoValue, is_empty_set};

/// Attributes that an item has room for from the start: most have fewer, and growing costs more than the room.
const USUAL: usize = 14;

/// Builds the item that stores a value, or the map that stores a nested one.
///
/// ```
/// use std::collections::BTreeSet;
/// use tablewright::{Key, Writer};
///
/// let mut out = Writer::new();
/// out.key(Key::text("PK", "POST#1").and_text("SK", "POST"))?;
/// out.put("title", "Hello")?;
/// out.put("labels", BTreeSet::<String>::new())?; // an empty set is a missing attribute
/// out.put_optional("note", None::<&str>)?;
/// assert_eq!(out.finish().len(), 3);
/// # Ok::<(), tablewright::Invalid>(())
/// ```
#[derive(Debug, Default)]
pub struct Writer {
    item: Item,
}

impl Writer {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Writer {
            item: Item::with_capacity(USUAL),
        }
    }

    /// Stores a value under the physical name of its attribute. DynamoDB has no empty sets, so one
    /// is stored by leaving the attribute out.
    ///
    /// # Errors
    ///
    /// [`Invalid`], named after the attribute, when the value cannot be stored.
    pub fn put(&mut self, name: &str, value: impl IntoValue) -> Result<&mut Self, Invalid> {
        let value = value.into_value().map_err(|invalid| invalid.of(name))?;
        if !is_empty_set(&value) {
            self.item.insert(name.to_owned(), value);
        }
        Ok(self)
    }

    /// Stores a value if there is one.
    ///
    /// # Errors
    ///
    /// As [`put`](Self::put).
    pub fn put_optional(
        &mut self,
        name: &str,
        value: Option<impl IntoValue>,
    ) -> Result<&mut Self, Invalid> {
        match value {
            Some(value) => self.put(name, value),
            None => Ok(self),
        }
    }

    /// Stores the attributes of a primary key, or of an entry in an index.
    ///
    /// # Errors
    ///
    /// [`Invalid`], named after the key's attribute, when it is empty or too long.
    pub fn key(&mut self, key: Key) -> Result<&mut Self, Invalid> {
        self.item.extend(key.into_parts()?);
        Ok(self)
    }

    /// The item.
    #[must_use]
    pub fn finish(self) -> Item {
        self.item
    }

    /// The attributes as one map value, for a type that is stored inside an attribute.
    #[must_use]
    pub fn into_value(self) -> AttributeValue {
        AttributeValue::M(self.item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Mismatch;
    use crate::item::Fields;
    use crate::value::{FromValue, ToValue, ValueRef};

    #[derive(Debug, PartialEq)]
    struct Address {
        street: String,
        floor: f64,
    }

    impl ToValue for Address {
        fn to_value(&self) -> Result<AttributeValue, Invalid> {
            let mut out = Writer::new();
            out.put("street", &self.street)?;
            out.put("floor", self.floor)?;
            Ok(out.into_value())
        }
    }

    impl FromValue for Address {
        fn from_value(value: ValueRef<'_>) -> Result<Self, Mismatch> {
            let fields = Fields::of("Address", value)?;
            Ok(Address {
                street: fields.get("street")?,
                floor: fields.get("floor")?,
            })
        }
    }

    #[test]
    fn nested_types_go_there_and_back() {
        let home = Address {
            street: "Elm".into(),
            floor: 2.5,
        };
        assert_eq!(
            Address::from_value((&home.to_value().unwrap()).into()).unwrap(),
            home
        );
    }

    #[test]
    fn errors_name_the_way_into_a_value() {
        let homes = vec![Address {
            street: "Elm".into(),
            floor: f64::NAN,
        }];
        let refused = Writer::new().put("homes", &homes).unwrap_err();
        assert_eq!(refused.what, "homes[0].floor");

        let mut out = Writer::new();
        out.put("street", 7).unwrap();
        let item = Item::from([(
            "homes".to_owned(),
            AttributeValue::L(vec![out.into_value()]),
        )]);
        let error = Fields::new("Customer", &item)
            .get::<Vec<Address>>("homes")
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "an item cannot be read as `Customer`: `homes[0].street` is a number (N), not a text (S)"
        );
    }

    #[test]
    fn a_key_is_checked() {
        let refused = Writer::new().key(Key::text("PK", "")).unwrap_err();
        assert_eq!(refused.what, "PK");
    }
}
