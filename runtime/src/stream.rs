//! Records of a DynamoDB stream, as changes of entities.
//!
//! A record comes from a Lambda event or from Kinesis as JSON, or from the streams API as items. What changed is asked
//! of it entity by entity:
//!
//! ```
//! use tablewright::stream::{Change, Record};
//! use tablewright::{DecodeError, Entity};
//!
//! fn shipped<Order: Entity>(event: &serde_json::Value) -> Result<Vec<Change<Order>>, DecodeError> {
//!     let mut changes = Vec::new();
//!     for record in event["Records"].as_array().into_iter().flatten() {
//!         changes.extend(Record::from_json(record)?.change::<Order>()?);
//!     }
//!     Ok(changes)
//! }
//! ```
//!
//! A stream delivers at least once and each item's changes in order; what follows from a change must bear being done
//! twice.

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use crate::entity::Entity;
use crate::error::{DecodeError, Mismatch};
use crate::item::Item;

/// What happened to an item.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Event {
    /// It is new.
    Inserted,
    /// It was changed.
    Modified,
    /// Somebody deleted it.
    Removed,
    /// The service deleted it, because its time to live was over.
    Expired,
}

/// One change of one item, as the stream tells it.
#[derive(Clone, PartialEq)]
pub struct Record {
    event: Event,
    sequence: Option<String>,
    keys: Item,
    old: Option<Item>,
    new: Option<Item>,
}

/// One change of an entity. Which images there are is a setting of the stream.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change<T> {
    /// What happened.
    pub event: Event,
    /// The entity before it, where the stream carries old images.
    pub old: Option<T>,
    /// The entity after it, where the stream carries new images.
    pub new: Option<T>,
}

impl Record {
    /// A record of an item with these key attributes.
    #[must_use]
    pub fn new(event: Event, keys: Item) -> Self {
        Record {
            event,
            sequence: None,
            keys,
            old: None,
            new: None,
        }
    }

    /// The item before the change.
    #[must_use]
    pub fn old_image(mut self, item: Item) -> Self {
        self.old = Some(item);
        self
    }

    /// The item after the change.
    #[must_use]
    pub fn new_image(mut self, item: Item) -> Self {
        self.new = Some(item);
        self
    }

    /// A record as Lambda and Kinesis deliver it: an object with `eventName` and `dynamodb`.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] where it is no record of a stream.
    pub fn from_json(record: &Value) -> Result<Self, DecodeError> {
        let wrong = |what: &str, why: &str| DecodeError::new("a stream record", what, why);
        let event = match record["eventName"].as_str() {
            Some("INSERT") => Event::Inserted,
            Some("MODIFY") => Event::Modified,
            Some("REMOVE") if is_expiry(record) => Event::Expired,
            Some("REMOVE") => Event::Removed,
            Some(_) => return Err(wrong("eventName", "is no event of a stream")),
            None => return Err(wrong("eventName", "is missing")),
        };
        let told = &record["dynamodb"];
        let image = |name: &str| match &told[name] {
            Value::Null => Ok(None),
            image => item(image)
                .map(Some)
                .map_err(|mismatch| DecodeError::new("a stream record", name, mismatch.why)),
        };
        let keys = image("Keys")?.ok_or_else(|| wrong("Keys", "is missing"))?;
        Ok(Record {
            event,
            sequence: told["SequenceNumber"].as_str().map(str::to_owned),
            keys,
            old: image("OldImage")?,
            new: image("NewImage")?,
        })
    }

    /// What happened.
    #[must_use]
    pub fn event(&self) -> Event {
        self.event
    }

    /// Where the record stands in its shard of the stream, to tell one that comes again.
    #[must_use]
    pub fn sequence(&self) -> Option<&str> {
        self.sequence.as_deref()
    }

    /// The key attributes of the item.
    #[must_use]
    pub fn keys(&self) -> &Item {
        &self.keys
    }

    /// The change as one of an entity; `None` where the item is of another, and where the stream carries no image
    /// that could tell.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] where an image claims to be of the entity and cannot be read as one.
    pub fn change<T: Entity>(&self) -> Result<Option<Change<T>>, DecodeError> {
        let read = |image: &Option<Item>| {
            image
                .as_ref()
                .map_or(Ok(None), |item| T::from_item(item.into()))
        };
        let (old, new) = (read(&self.old)?, read(&self.new)?);
        let event = self.event;
        Ok((old.is_some() || new.is_some()).then_some(Change { event, old, new }))
    }
}

// An item holds data, and a message does not.
impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Record")
            .field("event", &self.event)
            .field("sequence", &self.sequence)
            .finish_non_exhaustive()
    }
}

/// Whether the service itself deleted the item.
///
/// Developer guide, "DynamoDB Streams and Time to Live".
fn is_expiry(record: &Value) -> bool {
    let identity = &record["userIdentity"];
    let either = |upper: &str, lower: &str| identity[lower].as_str().or(identity[upper].as_str());
    either("Type", "type") == Some("Service")
        && either("PrincipalId", "principalId") == Some("dynamodb.amazonaws.com")
}

/// An item in DynamoDB's JSON.
fn item(json: &Value) -> Result<Item, Mismatch> {
    let object = json
        .as_object()
        .ok_or_else(|| Mismatch::new("is no object"))?;
    let attributes = object.iter();
    attributes
        .map(|(name, value)| Ok((name.clone(), attribute(value)?)))
        .collect()
}

/// A value in DynamoDB's JSON: `{"S": "text"}`.
fn attribute(json: &Value) -> Result<AttributeValue, Mismatch> {
    let wrong = || Mismatch::new("has a value that is none of DynamoDB's");
    let (kind, value) = json
        .as_object()
        .filter(|object| object.len() == 1)
        .and_then(|object| object.iter().next())
        .ok_or_else(wrong)?;
    let text = |value: &Value| value.as_str().map(str::to_owned).ok_or_else(wrong);
    let bytes = |value: &Value| {
        let decoded = BASE64_STANDARD.decode(value.as_str().ok_or_else(wrong)?);
        decoded.map(Blob::new).map_err(|_| wrong())
    };
    let list = || value.as_array().ok_or_else(wrong);
    Ok(match kind.as_str() {
        "S" => AttributeValue::S(text(value)?),
        "N" => AttributeValue::N(text(value)?),
        "B" => AttributeValue::B(bytes(value)?),
        "BOOL" => AttributeValue::Bool(value.as_bool().ok_or_else(wrong)?),
        "NULL" => AttributeValue::Null(true),
        "M" => AttributeValue::M(item(value)?),
        "L" => AttributeValue::L(list()?.iter().map(attribute).collect::<Result<_, _>>()?),
        "SS" => AttributeValue::Ss(list()?.iter().map(text).collect::<Result<_, _>>()?),
        "NS" => AttributeValue::Ns(list()?.iter().map(text).collect::<Result<_, _>>()?),
        "BS" => AttributeValue::Bs(list()?.iter().map(bytes).collect::<Result<_, _>>()?),
        _ => return Err(wrong()),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::error::Invalid;
    use crate::item::{Fields, ItemRef};

    #[derive(Debug, PartialEq)]
    struct Order {
        total: i64,
    }

    impl Entity for Order {
        const NAME: &'static str = "Order";
        const ATTRIBUTES: &'static [&'static str] = &["PK", "SK", "type", "total"];

        fn to_item(&self) -> Result<Item, Invalid> {
            Ok(Item::new())
        }

        fn from_item(item: ItemRef<'_>) -> Result<Option<Self>, DecodeError> {
            let fields = Fields::new(Self::NAME, item);
            if !fields.is("type", Self::NAME) {
                return Ok(None);
            }
            Ok(Some(Order {
                total: fields.get("total")?,
            }))
        }
    }

    fn image(kind: &str, total: &str) -> Value {
        json!({ "PK": { "S": "C#7" }, "type": { "S": kind }, "total": { "N": total } })
    }

    fn record(event: &str, old: Option<Value>, new: Option<Value>) -> Value {
        let mut told = json!({ "Keys": { "PK": { "S": "C#7" } }, "SequenceNumber": "42" });
        if let Some(old) = old {
            told["OldImage"] = old;
        }
        if let Some(new) = new {
            told["NewImage"] = new;
        }
        json!({ "eventName": event, "eventSource": "aws:dynamodb", "dynamodb": told })
    }

    #[test]
    fn a_record_is_a_change_of_its_entity_only() {
        let both = record(
            "MODIFY",
            Some(image("Order", "1")),
            Some(image("Order", "2")),
        );
        let read = Record::from_json(&both).unwrap();
        assert_eq!(
            (read.event(), read.sequence()),
            (Event::Modified, Some("42"))
        );
        assert!(read.keys().contains_key("PK"));
        let change = read.change::<Order>().unwrap().unwrap();
        assert_eq!(
            (change.old, change.new),
            (Some(Order { total: 1 }), Some(Order { total: 2 }))
        );
        assert!(!format!("{read:?}").contains("C#7"));

        let other = record("INSERT", None, Some(image("Customer", "2")));
        let read = Record::from_json(&other).unwrap();
        assert_eq!(read.change::<Order>().unwrap(), None);
        let broken = record("INSERT", None, Some(json!({ "type": { "S": "Order" } })));
        assert!(
            Record::from_json(&broken)
                .unwrap()
                .change::<Order>()
                .is_err()
        );
    }

    #[test]
    fn what_expired_is_told_from_what_was_removed() {
        let mut removed = record("REMOVE", Some(image("Order", "1")), None);
        assert_eq!(Record::from_json(&removed).unwrap().event(), Event::Removed);
        removed["userIdentity"] =
            json!({ "type": "Service", "principalId": "dynamodb.amazonaws.com" });
        assert_eq!(Record::from_json(&removed).unwrap().event(), Event::Expired);
        removed["userIdentity"] =
            json!({ "Type": "Service", "PrincipalId": "dynamodb.amazonaws.com" });
        let change = Record::from_json(&removed)
            .unwrap()
            .change::<Order>()
            .unwrap();
        assert_eq!(
            change.map(|change| (change.event, change.new)),
            Some((Event::Expired, None))
        );
    }

    #[test]
    fn every_kind_of_value_is_read() {
        let all = json!({
            "s": { "S": "" }, "n": { "N": "-1.5" }, "b": { "B": "AQI=" }, "t": { "BOOL": true },
            "z": { "NULL": true }, "l": { "L": [{ "S": "a" }, { "N": "1" }] }, "m": { "M": { "x": { "S": "y" } } },
            "ss": { "SS": ["a"] }, "ns": { "NS": ["1"] }, "bs": { "BS": ["AQI="] },
        });
        let read = item(&all).unwrap();
        assert_eq!(read["b"], AttributeValue::B(Blob::new([1, 2])));
        assert_eq!(read["z"], AttributeValue::Null(true));
        assert_eq!(read.len(), 10);
        for wrong in [
            json!({ "x": { "S": 1 } }),
            json!({ "x": {} }),
            json!({ "x": { "S": "a", "N": "1" } }),
            json!({ "x": { "B": "%" } }),
            json!({ "x": { "Q": "1" } }),
            json!([]),
        ] {
            assert!(item(&wrong).is_err(), "{wrong}");
        }
        for wrong in [
            json!({}),
            json!({ "eventName": "DROP" }),
            json!({ "eventName": "INSERT" }),
            json!(1),
        ] {
            assert!(Record::from_json(&wrong).is_err(), "{wrong}");
        }
    }
}
