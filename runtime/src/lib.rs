//! What a generated DynamoDB repository calls, and what an application that uses one depends on.
//!
//! A generated repository is a thin layer of names and types: every access pattern is a method that
//! returns one of the operations of this crate, which can be refined and is then awaited.
//!
//! ```
//! use tablewright::{DecodeError, Error, Fields, Get, ItemRef, Key, Query, SortKey, Partition, Table, path};
//!
//! #[derive(Debug)]
//! struct Order { order_id: String, total: i64 }
//!
//! fn decode(item: ItemRef<'_>) -> Result<Option<Order>, DecodeError> {
//!     let fields = Fields::new("Order", item);
//!     if !fields.is("type", "Order") { return Ok(None); }
//!     Ok(Some(Order { order_id: fields.get("order_id")?, total: fields.get("total")? }))
//! }
//!
//! async fn show(table: &Table) -> Result<(), Error> {
//!     let key = Key::text("PK", "CUSTOMER#7").and_text("SK", "ORDER#1");
//!     let order = Get::new(table, "get_order", key, decode).consistent().await?;
//!     println!("{order:?}");
//!
//!     let page = Query::on_table(table, "orders", Partition::text("PK", "CUSTOMER#7"), decode)
//!         .sort("SK", SortKey::begins_with("ORDER#"))
//!         .cursor_keys(&["PK", "SK"])
//!         .filter(path("total").gt(100))
//!         .descending()
//!         .limit(20)
//!         .page()
//!         .await?;
//!     println!("{} orders, then {:?}", page.items.len(), page.cursor.map(|c| c.to_string()));
//!     Ok(())
//! }
//! ```
//!
//! # What holds everywhere
//!
//! * **Nothing is sent that is known to be wrong.** An argument that cannot be stored (a text that
//!   does not match, a number too wide for its place in a key) travels inside the operation as an
//!   [`Invalid`] and comes back as [`ErrorKind::Invalid`] before any request.
//! * **Operations are lazy.** Nothing happens until one is awaited.
//! * **Messages hold no data.** Errors name patterns, tables, entities and attributes, never what is
//!   stored in them.
//! * **Retries are the SDK's.** Configure them on the [client](aws_sdk_dynamodb::Client).
//! * **Requests are spans.** Each is a span `dynamodb` of `tracing`, of level `DEBUG` and target `tablewright`, with the pattern,
//!   the table, the index and, where somebody listens, the units that it consumes.

mod backoff;
pub mod check;
pub mod entity;
pub mod error;
pub mod expression;
mod hash;
pub mod item;
pub mod key;
pub mod read;
pub mod stream;
pub mod table;
pub mod time;
mod trace;
pub mod value;
mod wire;
pub mod write;

/// The model in Rust: `#[table]` makes a module a model, `Entity` and `Value` tell its structs and enums from
/// others. Needs the feature `derive`.
#[cfg(feature = "derive")]
pub use tablewright_derive::{Entity, Value, table};

pub use aws_sdk_dynamodb;
pub use jiff;
pub use serde_json;
pub use ulid;
pub use uuid;

pub use aws_sdk_dynamodb::types::AttributeValue;

pub use entity::{Decode, Entity};
pub use error::{DecodeError, Error, ErrorKind, Invalid, Mismatch};
pub use expression::{Attr, Condition, Expr, Names, Operand, Path, UpdateExpression, path, size};
pub use item::{Fields, Item, ItemRef, Kept, Writer};
pub use key::{Bounds, Key, KeyText, Padded, Partition, Shards, SortKey};
pub use read::{
    BatchGet, Cursor, CursorError, Get, Items, Page, Query, Scan, Scatter, Snapshot, Sum,
};
pub use table::{KeptShards, Table, TableSpec};
pub use time::{Bucket, Epoch, Hour, Micros, Millis, Minute, Month, Seconds, Year};
pub use value::{Decimal, FromValue, IntoValue, Json, ToValue, ValueRef};
pub use write::{BatchWrite, Check, Delete, Put, Transaction, Update};
