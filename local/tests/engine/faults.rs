//! Faults: what the SDK makes of them, and what they leave behind.

use std::time::{Duration, Instant};

use aws_sdk_dynamodb::{
    Client,
    config::timeout::TimeoutConfig,
    error::{ProvideErrorMetadata, SdkError},
};
use tablewright_local::{Local, engines};

use super::support::{Outcome, key, table};

#[tokio::test]
async fn the_sdk_retries_what_is_throttled() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        engine.calls.clear();
        engine.faults.throttle_next(2);

        let put = client
            .put_item()
            .table_name(&name)
            .set_item(Some(key("a", "b")));
        put.send().await?;

        assert_eq!(engine.calls.operations(), ["PutItem"; 3], "{}", engine.name);
        assert_eq!(engine.calls.all()[2].request()["Item"]["pk"]["S"], "a");
    }
    Ok(())
}

#[tokio::test]
async fn a_throttled_call_says_what_ran_out() -> Outcome {
    let local = Local::start()?;
    let client = local.client();
    let name = table(&client).await?;
    local.faults().throttle_next_of("GetItem", 4);
    let put = client
        .put_item()
        .table_name(&name)
        .set_item(Some(key("a", "b")));
    put.send().await?;

    let get = client
        .get_item()
        .table_name(&name)
        .set_key(Some(key("a", "b")));
    let error = get
        .send()
        .await
        .expect_err("four attempts")
        .into_service_error();

    assert!(
        error.is_provisioned_throughput_exceeded_exception(),
        "{error:?}"
    );
    let aws_sdk_dynamodb::operation::get_item::GetItemError::ProvisionedThroughputExceededException(
        error,
    ) = error
    else {
        return Err("another error".into());
    };
    let reason = &error.throttling_reasons()[0];
    assert_eq!(
        reason.reason(),
        Some("TableReadProvisionedThroughputExceeded")
    );
    assert!(reason.resource().is_some_and(|arn| arn.ends_with(&name)));
    Ok(())
}

#[tokio::test]
async fn an_internal_error_is_retried_and_then_shown() -> Outcome {
    let local = Local::start()?;
    let client = local.client();
    local.faults().fail_next(5);

    let error = client
        .list_tables()
        .send()
        .await
        .expect_err("four attempts");

    assert_eq!(error.code(), Some("InternalServerError"));
    assert_eq!(local.faults().pending(), 1);
    Ok(())
}

#[tokio::test]
async fn a_lost_response_leaves_the_write_and_a_retry_meets_it() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        engine.faults.drop_response_of("PutItem");

        let put = client
            .put_item()
            .table_name(&name)
            .set_item(Some(key("a", "b")));
        let put = put.condition_expression("attribute_not_exists(pk)");
        let error = put
            .send()
            .await
            .expect_err(engine.name)
            .into_service_error();

        assert!(
            error.is_conditional_check_failed_exception(),
            "{}: {error:?}",
            engine.name
        );
        let get = client
            .get_item()
            .table_name(&name)
            .set_key(Some(key("a", "b")));
        assert!(get.send().await?.item.is_some(), "{}", engine.name);
    }
    Ok(())
}

#[tokio::test]
async fn a_slow_answer_comes_late_or_not_in_time() -> Outcome {
    let local = Local::start()?;
    let late = Duration::from_secs(1);
    local.faults().delay(late);

    let started = Instant::now();
    local.client().list_tables().send().await?;
    let limit = TimeoutConfig::builder().read_timeout(late / 10).build();
    let hasty = Client::from_conf(local.config().timeout_config(limit).build());
    let error = hasty.list_tables().send().await.expect_err("no patience");

    assert!(started.elapsed() >= late);
    assert!(
        matches!(&error, SdkError::DispatchFailure(failure) if failure.is_timeout()),
        "{error:?}"
    );
    local.faults().clear();
    local.client().list_tables().send().await?;
    Ok(())
}
