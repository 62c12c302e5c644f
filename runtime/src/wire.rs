//! Answers read from their bytes, without the SDK's maps between.
//!
//! The SDK's client sends a request as always. Of the answer, its deserializer gets everything but the items, which
//! are kept as the text that they came in and decoded from there.

mod answer;
mod scan;
mod tap;
mod value;

use crate::item::{Item, ItemRef};

pub(crate) use answer::Stored;
pub(crate) use value::{Attribute, Value};

/// The items of an answer.
pub(crate) enum Found {
    /// As the SDK has read them.
    Maps(Vec<Item>),
    /// As they came.
    Stored(Stored),
}

impl Found {
    /// The items that were taken out of an answer, or those that the SDK has read.
    pub(crate) fn new(stored: Option<Stored>, maps: Option<Vec<Item>>) -> Self {
        match stored {
            Some(stored) => Found::Stored(stored),
            None => Found::Maps(maps.unwrap_or_default()),
        }
    }

    /// Each of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = ItemRef<'_>> {
        let (maps, stored) = match self {
            Found::Maps(items) => (items.as_slice(), None),
            Found::Stored(stored) => (&[][..], Some(stored.items())),
        };
        let stored = stored.into_iter().flatten();
        maps.iter()
            .map(ItemRef::from)
            .chain(stored.map(ItemRef::from))
    }

    /// How many they are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Found::Maps(items) => items.len(),
            Found::Stored(stored) => stored.len(),
        }
    }
}

/// A value in the JSON of an answer; none where it is written otherwise.
pub(crate) fn value(text: &str) -> Option<Value<'_>> {
    scan::Scan::new(text).whole().ok()
}

/// The SDK's output, and the items that were taken out of it.
pub(crate) struct Tapped<O> {
    pub(crate) sdk: O,
    pub(crate) stored: Option<Stored>,
}

/// Sends a request of the SDK and takes the items out of its answer, where the table's answers are read so.
macro_rules! send {
    ($table:expr, $operation:ident :: $plugin:ident, $request:expr) => {
        async {
            static OWN: $crate::wire::Own = $crate::wire::Own::new();
            let plugin = aws_sdk_dynamodb::operation::$operation::$plugin::new();
            let tap = (!$table.is_read_as_maps()).then(|| OWN.tap(&plugin));
            let Some(tap) = tap.flatten() else {
                let sdk = $request.send().await?;
                return Ok($crate::wire::Tapped { sdk, stored: None });
            };
            let request = $request.customize().interceptor(tap.clone());
            let sdk = request.send().await?;
            let stored = tap.take();
            Ok($crate::wire::Tapped { sdk, stored })
        }
    };
}
pub(crate) use send;
pub(crate) use tap::Own;
