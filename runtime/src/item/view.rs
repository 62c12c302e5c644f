//! A stored item, wherever it was read from.

use std::collections::hash_map;
use std::slice;

use aws_sdk_dynamodb::types::AttributeValue;

use super::Item;
use crate::value::ValueRef;
use crate::wire;

/// An item that is borrowed from an answer: from the SDK's, or straight from its bytes.
///
/// ```
/// use tablewright::{AttributeValue, Item, ItemRef};
///
/// let item = Item::from([("stock".to_owned(), AttributeValue::N("3".to_owned()))]);
/// let seen = ItemRef::from(&item);
/// assert_eq!(seen.get("stock").unwrap().as_number()?, "3");
/// assert!(seen.get("title").is_none());
/// assert_eq!(seen.to_item(), item);
/// # Ok::<(), tablewright::Mismatch>(())
/// ```
#[derive(Clone, Copy)]
pub struct ItemRef<'a>(Source<'a>);

#[derive(Clone, Copy)]
enum Source<'a> {
    Map(&'a Item),
    Wire(&'a [wire::Attribute<'a>]),
}

impl<'a> From<&'a Item> for ItemRef<'a> {
    fn from(item: &'a Item) -> Self {
        ItemRef(Source::Map(item))
    }
}

impl<'a> From<&'a [wire::Attribute<'a>]> for ItemRef<'a> {
    fn from(item: &'a [wire::Attribute<'a>]) -> Self {
        ItemRef(Source::Wire(item))
    }
}

impl<'a> ItemRef<'a> {
    /// An attribute by its physical name.
    #[must_use]
    pub fn get(self, name: &str) -> Option<ValueRef<'a>> {
        match self.0 {
            Source::Map(item) => item.get(name).map(ValueRef::from),
            // Attributes are few, and looking through them is faster than hashing.
            Source::Wire(item) => {
                let mut all = item.iter();
                all.find(|(other, _)| *other == name)
                    .map(|(_, value)| value.into())
            }
        }
    }

    /// How many attributes there are.
    #[must_use]
    pub fn len(self) -> usize {
        match self.0 {
            Source::Map(item) => item.len(),
            Source::Wire(item) => item.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Each attribute, in no order.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, ValueRef<'a>)> {
        match self.0 {
            Source::Map(item) => Each::Map(item.iter()),
            Source::Wire(item) => Each::Wire(item.iter()),
        }
    }

    /// The SDK's form of it, without values of types that did not exist when this was written.
    #[must_use]
    pub fn to_item(self) -> Item {
        let attribute = |(name, value): (&str, ValueRef<'_>)| {
            Some((name.to_owned(), value.to_attribute_value()?))
        };
        self.iter().filter_map(attribute).collect()
    }

    /// Some of its attributes, each where it is there.
    pub(crate) fn only(self, names: &[String]) -> Item {
        let attribute = |name: &String| {
            let value = self.get(name)?.to_attribute_value()?;
            Some((name.clone(), value))
        };
        names.iter().filter_map(attribute).collect()
    }
}

/// The iterator of an [`ItemRef`].
enum Each<'a> {
    Map(hash_map::Iter<'a, String, AttributeValue>),
    Wire(slice::Iter<'a, wire::Attribute<'a>>),
}

impl<'a> Iterator for Each<'a> {
    type Item = (&'a str, ValueRef<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        Some(match self {
            Each::Map(rest) => {
                let (name, value) = rest.next()?;
                (name, value.into())
            }
            Each::Wire(rest) => {
                let (name, value) = rest.next()?;
                (name, value.into())
            }
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Each::Map(rest) => rest.size_hint(),
            Each::Wire(rest) => rest.size_hint(),
        }
    }
}
