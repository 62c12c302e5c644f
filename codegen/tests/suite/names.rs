//! Names that Rust cannot take as they are.

use super::{crate_of, file, has};

#[test]
fn keywords_and_names_of_our_own_are_escaped() {
    let made = crate_of(
        r##"
model: order
table: { partition: PK, tag: kind }
entities:
  Order:
    attributes: { type: string, self: int, item: string, fn: { type: bool, optional: true } }
    key: { partition: "ORDER#{type}" }
  Item:
    attributes: { id: uuid }
    key: { partition: "ITEM#{id}" }
access_patterns:
  new: { put: Order }
  match: { read: Order, given: [type] }
  get_item: { read: Item, given: [id] }
  getItem: { read: Item, given: [id] }
"##,
    );
    let order = file(&made, "src/order.rs");
    has(order, "pub r#type: String,");
    has(order, "pub self_: i64,");
    has(order, "pub r#fn: Option<bool>,");
    // The runtime's `Item` gives way to the entity.
    has(
        order,
        "fn to_item(&self) -> Result<tablewright::Item, Invalid> {",
    );
    has(file(&made, "src/lib.rs"), "pub struct OrderTable {");
    let patterns = file(&made, "src/patterns/order.rs");
    has(patterns, "pub fn new_(&self, order: &Order) -> Put {");
    has(
        patterns,
        "pub fn r#match(&self, r#type: &str) -> Get<Order> {",
    );
    let patterns = file(&made, "src/patterns/item.rs");
    has(patterns, "pub fn get_item(&self, id: Uuid) -> Get<Item> {");
    has(patterns, "pub fn get_item_(&self, id: Uuid) -> Get<Item> {");
}

#[test]
fn enums_keep_what_they_do_not_know() {
    let made = crate_of(
        r##"
model: shop
table: { partition: PK, tag: kind }
entities:
  Order:
    attributes: { id: uuid, mood: { type: enum, values: [in-progress, other, "2"] } }
    key: { partition: "ORDER#{id}" }
  Bill:
    attributes: { id: uuid, mood: { same_as: Order.mood } }
    key: { partition: "BILL#{id}" }
access_patterns:
  put_order: { put: Order }
  put_bill: { put: Bill }
"##,
    );
    let order = file(&made, "src/order.rs");
    has(order, "InProgress,");
    has(order, "Self::N2 => \"2\",");
    has(order, "Unknown(String),");
    // Attributes that are the same share the type.
    let bill = file(&made, "src/bill.rs");
    has(bill, "use crate::order;");
    has(bill, "pub mood: order::Mood,");
    assert!(!bill.contains("enum"), "{bill}");
}
