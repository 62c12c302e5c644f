//! Numbers of the service, each with its source. As of 2026-11-24 unless it says otherwise.
//!
//! "Constraints", "ServiceQuotas" and "ReservedWords" are pages of the DynamoDB developer guide;
//! "API model" is the service description `dynamodb/2012-08-10` that the SDKs are made from.

pub mod reserved;

/// The longest partition key value, in bytes. Constraints, "Partition keys and sort keys"; refused on
/// reads as well.
pub const PARTITION_KEY_BYTES: u64 = 2_048;

/// The longest sort key value, in bytes. Constraints, "Partition keys and sort keys".
pub const SORT_KEY_BYTES: u64 = 1_024;

/// Global secondary indexes of a table. Constraints, "Secondary indexes": a default quota that a
/// ticket can raise.
pub const GLOBAL_INDEXES: usize = 20;

/// Local secondary indexes of a table. Constraints, "Secondary indexes".
pub const LOCAL_INDEXES: usize = 5;

/// Attributes that one index may name in its projection. API model, `NonKeyAttributeNameList`.
pub const PROJECTED_PER_INDEX: usize = 20;

/// Attributes that all indexes of a table together may name; one named twice counts twice.
/// Constraints, "Projected secondary index attributes per table".
pub const PROJECTED_PER_TABLE: usize = 100;

/// Attributes in the partition key of a global index, and as many again in its sort key. Developer
/// guide, "Multi-attribute keys" (2025-11-19).
pub const KEY_PARTS: usize = 4;

/// The shortest name of a table or an index. API model, `TableName` and `IndexName`.
pub const NAME_LEAST: usize = 3;

/// The longest name of a table or an index. API model, `TableName` and `IndexName`.
pub const NAME_MOST: usize = 255;

/// The longest name of an attribute that stands in a key or a projection or holds the time to live,
/// in bytes. Constraints, "Attributes".
pub const KEY_NAME_BYTES: usize = 255;

/// The longest name of any other attribute, in bytes. Constraints, "Attributes".
pub const ATTRIBUTE_NAME_BYTES: usize = 65_535;

/// Keys in a BatchGetItem. API model, `Keys`; Constraints, "API-specific limits".
pub const BATCH_READS: u32 = 100;

/// Puts and deletes in a BatchWriteItem. Constraints, "API-specific limits".
pub const BATCH_WRITES: u32 = 25;

/// Bytes that a BatchGetItem hands back, and that a BatchWriteItem takes; what is above comes back unprocessed.
/// Constraints, "API-specific limits": 16 MB.
pub const BATCH_BYTES: f64 = 16.0 * 1_048_576.0;

/// Values after `IN` in a condition. Developer guide, "Comparison operator and function reference".
pub const IN_OPERANDS: usize = 100;

/// Items in one transaction. Constraints, "DynamoDB transactions".
pub const TRANSACTION_ITEMS: u32 = 100;

/// Bytes of all items in one transaction. Constraints, "DynamoDB transactions": 4 MB.
pub const TRANSACTION_BYTES: f64 = 4.0 * 1_048_576.0;

/// The largest item, names and values together, in bytes. Constraints, "Items": 400 KB.
pub const ITEM_BYTES: u64 = 400 * 1_024;

/// The largest item collection of a table with a local index, in bytes: the items of one partition key
/// and their copies in all local indexes. Local secondary indexes, "Item collection size limit": 10 GB.
pub const COLLECTION_BYTES: u64 = 10 * 1_024 * 1_024 * 1_024;

/// Write units a second that one partition takes, and so one partition key value at most.
/// ServiceQuotas; "Designing partition keys".
pub const PARTITION_WRITES: f64 = 1_000.0;

/// Read units a second that one partition gives. ServiceQuotas; "Designing partition keys".
pub const PARTITION_READS: f64 = 3_000.0;

/// Write units a second that a new on-demand table, and each new global index, takes at once. Developer guide,
/// "On-demand capacity mode".
pub const NEW_TABLE_WRITES: f64 = 4_000.0;

/// Read units a second that a new on-demand table, and each new global index, gives at once. Developer guide,
/// "On-demand capacity mode".
pub const NEW_TABLE_READS: f64 = 12_000.0;

/// Whether a table or an index may be called so, the length aside. API model, `TableName`.
pub fn is_name_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '.' | '-')
}
