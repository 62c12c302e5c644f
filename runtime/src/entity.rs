//! The trait of a generated entity, and the type of what decodes one.

use std::sync::Arc;

use crate::error::{DecodeError, Invalid};
use crate::item::{Item, ItemRef};

/// What an operation reads an item with: `Ok(None)` says that the item is of another entity and is
/// to be left out.
///
/// Builders take any `Fn(ItemRef<'_>) -> Result<Option<T>, DecodeError> + Send + Sync + 'static`, so that
/// `Order::from_item` can be named directly and an interpreter can pass a closure.
pub type Decode<T> = Arc<dyn Fn(ItemRef<'_>) -> Result<Option<T>, DecodeError> + Send + Sync>;

/// A type whose values are items of a table.
///
/// Generated code implements it; see [`Writer`](crate::Writer) and [`Fields`](crate::Fields) for
/// what the two functions are written with.
///
/// ```
/// use tablewright::{DecodeError, Entity, Fields, Invalid, Item, ItemRef, Key, Writer};
///
/// #[derive(Debug, PartialEq)]
/// struct Product { id: String, stock: i64 }
///
/// impl Entity for Product {
///     const NAME: &'static str = "Product";
///     const ATTRIBUTES: &'static [&'static str] = &["PK", "SK", "type", "id", "stock"];
///
///     fn to_item(&self) -> Result<Item, Invalid> {
///         let mut out = Writer::new();
///         out.key(Key::text("PK", format!("PRODUCT#{}", self.id)).and_text("SK", "PRODUCT"))?;
///         out.put("type", Self::NAME)?;
///         out.put("id", &self.id)?;
///         out.put("stock", self.stock)?;
///         Ok(out.finish())
///     }
///
///     fn from_item(item: ItemRef<'_>) -> Result<Option<Self>, DecodeError> {
///         let fields = Fields::new(Self::NAME, item);
///         if !fields.is("type", Self::NAME) {
///             return Ok(None);
///         }
///         Ok(Some(Product { id: fields.get("id")?, stock: fields.get("stock")? }))
///     }
/// }
///
/// let lamp = Product { id: "lamp".into(), stock: 3 };
/// assert_eq!(Product::expect_item((&lamp.to_item().unwrap()).into()).unwrap(), lamp);
/// ```
pub trait Entity: Sized {
    /// The entity's name in the model, which is what a table's tag attribute holds.
    const NAME: &'static str;

    /// The physical names of everything that an item of this entity may have: its keys in the table and in indexes, the
    /// tag, and its attributes.
    const ATTRIBUTES: &'static [&'static str];

    /// The item that stores this value, with its keys and the tag.
    ///
    /// # Errors
    ///
    /// [`Invalid`] when a value breaks a fact of the model or cannot be stored.
    fn to_item(&self) -> Result<Item, Invalid>;

    /// The value stored in an item; `None` when the item is of another entity.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] when the item is of this entity and an attribute is missing or of another
    /// type.
    fn from_item(item: ItemRef<'_>) -> Result<Option<Self>, DecodeError>;

    /// The value stored in an item that must be of this entity.
    ///
    /// # Errors
    ///
    /// As [`from_item`](Self::from_item), and when the item is of another entity.
    fn expect_item(item: ItemRef<'_>) -> Result<Self, DecodeError> {
        Self::from_item(item)?
            .ok_or_else(|| DecodeError::new(Self::NAME, "", "the item is of another entity"))
    }
}
