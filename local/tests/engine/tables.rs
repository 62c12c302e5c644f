//! Tables: created, described, listed, changed, deleted.

use aws_sdk_dynamodb::types::{TableStatus, Tag, TimeToLiveSpecification, TimeToLiveStatus};
use tablewright_local::{Local, engines};

use super::support::{Outcome, item, n, s, table};

#[tokio::test]
async fn a_table_has_its_indexes() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;

        let output = client.describe_table().table_name(&name).send().await?;

        let described = output.table().expect(engine.name);
        assert_eq!(
            described.table_status(),
            Some(&TableStatus::Active),
            "{}",
            engine.name
        );
        let global = described.global_secondary_indexes();
        let local = described.local_secondary_indexes();
        assert_eq!(global.len(), 1, "{}", engine.name);
        assert_eq!(local.len(), 1, "{}", engine.name);
        let listed = client.list_tables().send().await?;
        assert!(listed.table_names().contains(&name), "{}", engine.name);
        client.delete_table().table_name(&name).send().await?;
        let gone = client.describe_table().table_name(&name).send().await;
        let gone = gone.expect_err(engine.name).into_service_error();
        assert!(
            gone.is_resource_not_found_exception(),
            "{}: {gone:?}",
            engine.name
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_time_to_live_is_kept() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        let spec = TimeToLiveSpecification::builder()
            .attribute_name("expires")
            .enabled(true)
            .build()?;
        client
            .update_time_to_live()
            .table_name(&name)
            .time_to_live_specification(spec)
            .send()
            .await?;

        let output = client
            .describe_time_to_live()
            .table_name(&name)
            .send()
            .await?;

        let described = output.time_to_live_description().expect(engine.name);
        assert_eq!(
            described.attribute_name(),
            Some("expires"),
            "{}",
            engine.name
        );
        let status = described.time_to_live_status();
        assert_eq!(status, Some(&TimeToLiveStatus::Enabled), "{}", engine.name);
    }
    Ok(())
}

#[tokio::test]
async fn expired_items_go_when_asked() -> Outcome {
    let local = Local::start()?;
    let client = local.client();
    let name = table(&client).await?;
    let spec = TimeToLiveSpecification::builder()
        .attribute_name("expires")
        .enabled(true);
    client
        .update_time_to_live()
        .table_name(&name)
        .time_to_live_specification(spec.build()?)
        .send()
        .await?;
    // Within the last five years: DynamoDB keeps anything older, as a wrong unit.
    let recently = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)?
        .as_secs()
        - 3_600;
    let old = item([
        ("pk", s("a")),
        ("sk", s("old")),
        ("expires", n(u32::try_from(recently)?)),
    ]);
    let lasting = item([("pk", s("a")), ("sk", s("lasting"))]);
    for item in [old, lasting] {
        client
            .put_item()
            .table_name(&name)
            .set_item(Some(item))
            .send()
            .await?;
    }

    assert_eq!(local.sweep_expired()?, 1);

    let left = client.scan().table_name(&name).send().await?;
    assert_eq!(left.count(), 1);
    Ok(())
}

/// On the embedded engine alone: the reference has no tags.
#[tokio::test]
async fn tags_come_back() -> Outcome {
    let client = Local::start()?.client();
    let name = table(&client).await?;
    let output = client.describe_table().table_name(&name).send().await?;
    let arn = output
        .table()
        .and_then(|table| table.table_arn())
        .ok_or("no ARN")?;
    let tag = Tag::builder().key("team").value("orders").build()?;
    client
        .tag_resource()
        .resource_arn(arn)
        .tags(tag.clone())
        .send()
        .await?;

    let tags = client
        .list_tags_of_resource()
        .resource_arn(arn)
        .send()
        .await?;

    assert_eq!(tags.tags(), [tag]);
    Ok(())
}
