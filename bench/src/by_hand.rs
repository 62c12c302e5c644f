//! An order as somebody reads and writes it who has nothing but the SDK, and as serde does.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::{Deserialize, Serialize};
use shop_table::{Order, order::Status};
use tablewright::{Decimal, ulid::Ulid};

type Item = HashMap<String, AttributeValue>;

/// Reads the very struct of the generated crate.
pub(crate) fn from_item(item: &Item) -> Option<Order> {
    let text = |name: &str| item.get(name)?.as_s().ok();
    if text("type")? != "Order" {
        return None;
    }
    Some(Order {
        customer_id: Ulid::from_string(text("customer_id")?).ok()?,
        order_id: Ulid::from_string(text("order_id")?).ok()?,
        warehouse: text("warehouse")?.clone(),
        status: Status::from(text("status")?.as_str()),
        total: item.get("total")?.as_n().ok()?.parse::<Decimal>().ok()?,
        note: match item.get("note") {
            Some(note) => Some(note.as_s().ok()?.clone()),
            None => None,
        },
    })
}

/// Writes the same item as the generated crate.
pub(crate) fn to_item(order: &Order, placed_on: &str) -> Item {
    let text = |text: String| AttributeValue::S(text);
    let mut item = Item::new();
    item.insert("PK".into(), text(format!("CUSTOMER#{}", order.customer_id)));
    item.insert("SK".into(), text(format!("ORDER#{}", order.order_id)));
    item.insert("type".into(), text("Order".into()));
    item.insert("customer_id".into(), text(order.customer_id.to_string()));
    item.insert("order_id".into(), text(order.order_id.to_string()));
    item.insert("placed_on".into(), text(placed_on.to_owned()));
    item.insert("warehouse".into(), text(order.warehouse.clone()));
    item.insert("status".into(), text(order.status.as_str().to_owned()));
    item.insert("total".into(), AttributeValue::N(order.total.to_string()));
    if let Some(note) = &order.note {
        item.insert("note".into(), text(note.clone()));
    }
    if order.status == Status::Paid {
        item.insert(
            "GSI1PK".into(),
            text(format!("TO_SHIP#{}", order.warehouse)),
        );
        item.insert("GSI1SK".into(), text(order.order_id.to_string()));
    }
    item
}

/// The order as serde reads and writes it: its texts stay texts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SerdeOrder {
    #[serde(rename = "PK")]
    pk: String,
    #[serde(rename = "SK")]
    sk: String,
    #[serde(rename = "type")]
    kind: String,
    customer_id: String,
    order_id: String,
    placed_on: String,
    warehouse: String,
    status: String,
    total: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl SerdeOrder {
    /// The same values.
    pub(crate) fn of(order: &Order, placed_on: &str) -> Self {
        Self {
            pk: format!("CUSTOMER#{}", order.customer_id),
            sk: format!("ORDER#{}", order.order_id),
            kind: "Order".to_owned(),
            customer_id: order.customer_id.to_string(),
            order_id: order.order_id.to_string(),
            placed_on: placed_on.to_owned(),
            warehouse: order.warehouse.clone(),
            status: order.status.as_str().to_owned(),
            total: order.total.to_f64(),
            note: order.note.clone(),
        }
    }
}
