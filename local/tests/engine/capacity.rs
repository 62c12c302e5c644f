//! Consumed capacity, by table and index.

use aws_sdk_dynamodb::{
    Client,
    types::{ConsumedCapacity, Put, ReturnConsumedCapacity, TransactWriteItem},
};
use tablewright_local::engines;

use super::support::{Item, Outcome, item, n, s, table};

/// Units by table, `by_owner` and `by_rank`.
fn units(consumed: &ConsumedCapacity) -> [f64; 3] {
    let of = |indexes: Option<&std::collections::HashMap<String, _>>, name: &str| {
        let index: Option<&aws_sdk_dynamodb::types::Capacity> = indexes.and_then(|i| i.get(name));
        index
            .and_then(|index| index.capacity_units())
            .unwrap_or(0.0)
    };
    [
        consumed
            .table()
            .and_then(|table| table.capacity_units())
            .unwrap_or(0.0),
        of(consumed.global_secondary_indexes(), "by_owner"),
        of(consumed.local_secondary_indexes(), "by_rank"),
    ]
}

/// An item of about one and a half kilobytes.
fn big(owner: &str) -> Item {
    item([
        ("pk", s("a")),
        ("sk", s("b")),
        ("owner", s(owner)),
        ("rank", n(1)),
        ("text", s("x".repeat(1_500))),
    ])
}

async fn put(
    client: &Client,
    table: &str,
    item: Item,
) -> Result<[f64; 3], Box<dyn std::error::Error>> {
    let output = client
        .put_item()
        .table_name(table)
        .set_item(Some(item))
        .return_consumed_capacity(ReturnConsumedCapacity::Indexes)
        .send()
        .await?;
    Ok(units(output.consumed_capacity().ok_or("no capacity")?))
}

#[tokio::test]
async fn a_write_is_counted_by_table_and_index() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        assert_eq!(
            put(client, &name, big("ann")).await?,
            [2.0, 2.0, 2.0],
            "{}",
            engine.name
        );
        // A new key of the index is a deletion and an insertion there.
        let moved = put(client, &name, big("bob")).await?;
        assert_eq!(moved[..2], [2.0, 4.0], "{}", engine.name);
    }
    Ok(())
}

#[tokio::test]
async fn a_query_is_counted_by_index() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        put(client, &name, big("ann")).await?;

        let output = client
            .query()
            .table_name(&name)
            .index_name("by_owner")
            .key_condition_expression("#owner = :owner")
            .expression_attribute_names("#owner", "owner")
            .expression_attribute_values(":owner", s("ann"))
            .return_consumed_capacity(ReturnConsumedCapacity::Indexes)
            .send()
            .await?;

        let consumed = output.consumed_capacity().ok_or("no capacity")?;
        assert_eq!(units(consumed), [0.0, 0.5, 0.0], "{}", engine.name);
    }
    Ok(())
}

/// What each engine counts for a transaction: see the project's page on the engines.
#[tokio::test]
async fn a_transactional_write_costs_double_in_the_table() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        let put = Put::builder()
            .table_name(&name)
            .set_item(Some(big("ann")))
            .build()?;

        let output = client
            .transact_write_items()
            .transact_items(TransactWriteItem::builder().put(put).build())
            .return_consumed_capacity(ReturnConsumedCapacity::Indexes)
            .send()
            .await?;

        let [of_table, of_index, _] = units(&output.consumed_capacity()[0]);
        assert_eq!(of_table, 4.0, "{}", engine.name);
        let expected = if engine.name == "reference" { 4.0 } else { 2.0 };
        assert_eq!(of_index, expected, "{}", engine.name);
    }
    Ok(())
}
