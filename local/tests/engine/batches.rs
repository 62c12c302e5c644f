//! Batches: their limits, and what is left of them.

use std::collections::HashMap;

use aws_sdk_dynamodb::{
    error::ProvideErrorMetadata,
    types::{KeysAndAttributes, PutRequest, WriteRequest},
};
use tablewright_local::engines;

use super::support::{Outcome, fill, key, table};

fn puts(range: std::ops::Range<u32>) -> Result<Vec<WriteRequest>, Box<dyn std::error::Error>> {
    range
        .map(|index| {
            let item = key("a", format!("{index:03}"));
            let put = PutRequest::builder().set_item(Some(item)).build()?;
            Ok(WriteRequest::builder().put_request(put).build())
        })
        .collect()
}

fn gets(count: u32) -> Result<KeysAndAttributes, Box<dyn std::error::Error>> {
    let keys = (0..count)
        .map(|index| key("a", format!("{index:03}")))
        .collect();
    let keys = KeysAndAttributes::builder()
        .set_keys(Some(keys))
        .consistent_read(true);
    Ok(keys.build()?)
}

#[tokio::test]
async fn a_batch_has_25_writes_and_100_reads() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        let write = |puts| client.batch_write_item().request_items(&name, puts).send();
        let read = |keys| client.batch_get_item().request_items(&name, keys).send();

        let written = write(puts(0..25)?).await?;
        let too_many_writes = write(puts(0..26)?).await.expect_err(engine.name);
        let found = read(gets(100)?).await?;
        let too_many_reads = read(gets(101)?).await.expect_err(engine.name);

        assert!(
            written.unprocessed_items().is_none_or(HashMap::is_empty),
            "{}",
            engine.name
        );
        assert_eq!(
            too_many_writes.code(),
            Some("ValidationException"),
            "{}",
            engine.name
        );
        assert_eq!(
            found.responses().map(|r| r[&name].len()),
            Some(25),
            "{}",
            engine.name
        );
        assert_eq!(
            too_many_reads.code(),
            Some("ValidationException"),
            "{}",
            engine.name
        );
    }
    Ok(())
}

#[tokio::test]
async fn half_a_batch_of_writes_is_left() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let (name, other) = (table(client).await?, table(client).await?);
        engine.faults.unprocessed_next(1);

        let output = client
            .batch_write_item()
            .request_items(&name, puts(0..4)?)
            .request_items(&other, puts(0..3)?)
            .send()
            .await?;

        let left = output.unprocessed_items.unwrap_or_default();
        assert_eq!(
            left.values().map(Vec::len).sum::<usize>(),
            4,
            "{}",
            engine.name
        );
        let again = client
            .batch_write_item()
            .set_request_items(Some(left))
            .send()
            .await?;
        let left = again.unprocessed_items();
        assert!(left.is_none_or(HashMap::is_empty), "{}", engine.name);
        for (table, count) in [(&name, 4), (&other, 3)] {
            let all = client.scan().table_name(table).send().await?;
            assert_eq!(all.count(), count, "{}", engine.name);
        }
        assert_eq!(engine.faults.pending(), 0, "{}", engine.name);
    }
    Ok(())
}

#[tokio::test]
async fn half_a_batch_of_reads_is_left_with_its_settings() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        fill(client, &name, "a", 5).await?;
        engine.faults.unprocessed_next(1);

        let get = client.batch_get_item().request_items(&name, gets(5)?);
        let output = get.send().await?;

        assert_eq!(
            output.responses().map(|r| r[&name].len()),
            Some(2),
            "{}",
            engine.name
        );
        let left = output.unprocessed_keys.unwrap_or_default();
        assert_eq!(left[&name].keys().len(), 3, "{}", engine.name);
        assert_eq!(left[&name].consistent_read(), Some(true), "{}", engine.name);
    }
    Ok(())
}

#[tokio::test]
async fn a_batch_of_one_is_throttled_instead() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        engine.calls.clear();
        engine.faults.unprocessed_next(1);

        client
            .batch_write_item()
            .request_items(&name, puts(0..1)?)
            .send()
            .await?;

        assert_eq!(
            engine.calls.count_of("BatchWriteItem"),
            2,
            "{}",
            engine.name
        );
    }
    Ok(())
}
