//! Queries in pages: of the table, of both kinds of index, and by the SDK's paginator.

use aws_sdk_dynamodb::Client;
use tablewright_local::engines;

use super::support::{Item, Outcome, fill, s, table};

/// All sort keys of a query in pages of two, and the number of pages.
async fn pages(
    client: &Client,
    table: &str,
    index: Option<&str>,
    attribute: &str,
    value: &str,
) -> Result<(Vec<String>, usize), Box<dyn std::error::Error>> {
    let mut start: Option<Item> = None;
    let (mut keys, mut pages) = (Vec::new(), 0);
    loop {
        let output = client
            .query()
            .table_name(table)
            .set_index_name(index.map(str::to_owned))
            .key_condition_expression("#key = :key")
            .expression_attribute_names("#key", attribute)
            .expression_attribute_values(":key", s(value))
            .limit(2)
            .set_exclusive_start_key(start)
            .send()
            .await?;
        pages += 1;
        let found = output
            .items()
            .iter()
            .filter_map(|item| item["sk"].as_s().ok());
        keys.extend(found.cloned());
        start = output.last_evaluated_key;
        if start.is_none() {
            return Ok((keys, pages));
        }
    }
}

#[tokio::test]
async fn pages_of_table_and_indexes_join_up() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        fill(client, &name, "a", 5).await?;
        fill(client, &name, "other", 1).await?;

        let (of_table, count) = pages(client, &name, None, "pk", "a").await?;
        let (of_local, _) = pages(client, &name, Some("by_rank"), "pk", "a").await?;
        let (of_global, _) = pages(client, &name, Some("by_owner"), "owner", "ann").await?;

        assert_eq!(
            of_table,
            ["000", "001", "002", "003", "004"],
            "{}",
            engine.name
        );
        assert_eq!(count, 3, "{}", engine.name);
        assert_eq!(
            of_local,
            ["004", "003", "002", "001", "000"],
            "{}",
            engine.name
        );
        // Both partitions have a `000`: the index holds them side by side.
        let both = ["000", "000", "001", "002", "003", "004"];
        assert_eq!(of_global, both, "{}", engine.name);
    }
    Ok(())
}

#[tokio::test]
async fn the_paginator_of_the_sdk_asks_page_by_page() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        fill(client, &name, "a", 5).await?;
        engine.calls.clear();

        let mut items = client
            .query()
            .table_name(&name)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", s("a"))
            .into_paginator()
            .page_size(2)
            .items()
            .send();
        let mut count = 0;
        while items.try_next().await?.is_some() {
            count += 1;
        }

        assert_eq!(count, 5, "{}", engine.name);
        assert_eq!(engine.calls.operations(), ["Query"; 3], "{}", engine.name);
        let second = engine.calls.all()[1].request();
        let start = &second["ExclusiveStartKey"]["sk"]["S"];
        assert_eq!(start, "001", "{}", engine.name);
    }
    Ok(())
}
