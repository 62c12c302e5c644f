//! Attributes that an entity does not know.

use std::fmt;
use std::sync::Arc;

use super::{Item, ItemRef};
use crate::entity::{Decode, Entity};

/// An entity with what its item has besides: attributes that another version of the application has written, or
/// somebody by hand.
///
/// Reads give it when they are asked to ([`Get::keeping_unknown`](crate::Get::keeping_unknown)), and a put writes them
/// back ([`Put::with_unknown`](crate::Put::with_unknown)); updates never touch them.
///
/// ```
/// # use tablewright::{Entity, Error, Get, Put, Table};
/// async fn touch<T: Entity + Send + 'static>(table: &Table, get: Get<T>) -> Result<(), Error> {
///     if let Some(found) = get.keeping_unknown().await? {
///         let put = Put::new(table, "touch", found.entity.to_item());
///         put.with_unknown(&found.unknown).await?;
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, PartialEq)]
pub struct Kept<T> {
    /// What is known.
    pub entity: T,
    /// The attributes that are not: neither keys nor the tag nor any that [`Entity::ATTRIBUTES`] lists.
    pub unknown: Item,
}

// Attributes hold data, and a message does not.
impl<T: fmt::Debug> fmt::Debug for Kept<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kept")
            .field("entity", &self.entity)
            .field("unknown", &self.unknown.len())
            .finish()
    }
}

/// Reads what a decoder reads, and what it leaves.
pub(crate) fn keeping<T: Entity + 'static>(decode: Decode<T>) -> Decode<Kept<T>> {
    Arc::new(move |item| {
        let entity = decode(item)?;
        Ok(entity.map(|entity| Kept {
            entity,
            unknown: unknown::<T>(item),
        }))
    })
}

fn unknown<T: Entity>(item: ItemRef<'_>) -> Item {
    let left = item
        .iter()
        .filter(|(name, _)| !T::ATTRIBUTES.contains(name));
    left.filter_map(|(name, value)| Some((name.to_owned(), value.to_attribute_value()?)))
        .collect()
}
