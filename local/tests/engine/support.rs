//! A table with both kinds of index, and short ways to write an item.

use std::{
    collections::HashMap,
    error::Error,
    process,
    sync::atomic::{AtomicUsize, Ordering},
};

use aws_sdk_dynamodb::{
    Client,
    error::BuildError,
    types::{
        AttributeDefinition, AttributeValue, BillingMode, GlobalSecondaryIndex, KeySchemaElement,
        KeyType, LocalSecondaryIndex, Projection, ProjectionType, ScalarAttributeType,
    },
};

pub(crate) type Outcome = Result<(), Box<dyn Error>>;
pub(crate) type Item = HashMap<String, AttributeValue>;

pub(crate) fn s(text: impl Into<String>) -> AttributeValue {
    AttributeValue::S(text.into())
}

pub(crate) fn n(number: u32) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

pub(crate) fn item<const N: usize>(attributes: [(&str, AttributeValue); N]) -> Item {
    attributes
        .map(|(name, value)| (name.to_owned(), value))
        .into()
}

pub(crate) fn key(pk: &str, sk: impl Into<String>) -> Item {
    item([("pk", s(pk)), ("sk", s(sk))])
}

/// Creates a table under a name of its own: the reference engine is shared.
///
/// Keys `pk` and `sk`; the index `by_owner` on `owner` and `sk`, the local index `by_rank` on `pk`
/// and the number `rank`, both with everything.
pub(crate) async fn table(client: &Client) -> Result<String, Box<dyn Error>> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("test-{}-{number}", process::id());
    client
        .create_table()
        .table_name(&name)
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions(attribute("pk", ScalarAttributeType::S)?)
        .attribute_definitions(attribute("sk", ScalarAttributeType::S)?)
        .attribute_definitions(attribute("owner", ScalarAttributeType::S)?)
        .attribute_definitions(attribute("rank", ScalarAttributeType::N)?)
        .set_key_schema(Some(schema("pk", "sk")?))
        .global_secondary_indexes(
            GlobalSecondaryIndex::builder()
                .index_name("by_owner")
                .set_key_schema(Some(schema("owner", "sk")?))
                .projection(everything())
                .build()?,
        )
        .local_secondary_indexes(
            LocalSecondaryIndex::builder()
                .index_name("by_rank")
                .set_key_schema(Some(schema("pk", "rank")?))
                .projection(everything())
                .build()?,
        )
        .send()
        .await?;
    Ok(name)
}

/// Puts `count` items `sk` = `000`, `001`, … into the partition `pk`, with ranks that fall.
pub(crate) async fn fill(client: &Client, table: &str, pk: &str, count: u32) -> Outcome {
    for index in 0..count {
        let mut item = key(pk, format!("{index:03}"));
        item.insert("owner".into(), s("ann"));
        item.insert("rank".into(), n(count - index));
        client
            .put_item()
            .table_name(table)
            .set_item(Some(item))
            .send()
            .await?;
    }
    Ok(())
}

fn attribute(name: &str, kind: ScalarAttributeType) -> Result<AttributeDefinition, BuildError> {
    AttributeDefinition::builder()
        .attribute_name(name)
        .attribute_type(kind)
        .build()
}

fn schema(hash: &str, range: &str) -> Result<Vec<KeySchemaElement>, BuildError> {
    let element = |name, kind| {
        KeySchemaElement::builder()
            .attribute_name(name)
            .key_type(kind)
            .build()
    };
    Ok(vec![
        element(hash, KeyType::Hash)?,
        element(range, KeyType::Range)?,
    ])
}

fn everything() -> Projection {
    Projection::builder()
        .projection_type(ProjectionType::All)
        .build()
}
