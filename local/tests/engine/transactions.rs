//! Transactions: all or nothing, and why nothing.

use aws_sdk_dynamodb::{
    error::ProvideErrorMetadata,
    operation::transact_write_items::TransactWriteItemsError,
    types::{
        CancellationReason, ConditionCheck, Get, Put, ReturnValuesOnConditionCheckFailure,
        TransactGetItem, TransactWriteItem,
    },
};
use tablewright_local::engines;

use super::support::{Outcome, fill, key, s, table};

type Built<T> = Result<T, aws_sdk_dynamodb::error::BuildError>;

fn put(table: &str, sk: &str) -> Built<TransactWriteItem> {
    let put = Put::builder()
        .table_name(table)
        .set_item(Some(key("a", sk)))
        .condition_expression("attribute_not_exists(pk)")
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        .build()?;
    Ok(TransactWriteItem::builder().put(put).build())
}

fn get(table: &str, sk: &str) -> Built<TransactGetItem> {
    let get = Get::builder()
        .table_name(table)
        .set_key(Some(key("a", sk)))
        .build()?;
    Ok(TransactGetItem::builder().get(get).build())
}

fn reasons(error: &TransactWriteItemsError) -> &[CancellationReason] {
    match error {
        TransactWriteItemsError::TransactionCanceledException(cancelled) => {
            cancelled.cancellation_reasons()
        }
        other => panic!("not cancelled: {other:?}"),
    }
}

fn codes(reasons: &[CancellationReason]) -> Vec<&str> {
    reasons.iter().filter_map(|reason| reason.code()).collect()
}

#[tokio::test]
async fn a_cancelled_transaction_gives_a_reason_for_each_action() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        fill(client, &name, "a", 1).await?;
        let check = ConditionCheck::builder()
            .table_name(&name)
            .set_key(Some(key("a", "missing")))
            .condition_expression("attribute_exists(pk)")
            .build()?;

        let error = client
            .transact_write_items()
            .transact_items(put(&name, "new")?)
            .transact_items(put(&name, "000")?)
            .transact_items(TransactWriteItem::builder().condition_check(check).build())
            .send()
            .await
            .expect_err(engine.name)
            .into_service_error();

        let reasons = reasons(&error);
        let expected = ["None", "ConditionalCheckFailed", "ConditionalCheckFailed"];
        assert_eq!(codes(reasons), expected, "{}", engine.name);
        let old = reasons[1].item().expect(engine.name);
        assert_eq!(old["owner"], s("ann"), "{}", engine.name);
        let new = client
            .get_item()
            .table_name(&name)
            .set_key(Some(key("a", "new")));
        assert_eq!(new.send().await?.item, None, "{}", engine.name);
    }
    Ok(())
}

#[tokio::test]
async fn a_token_makes_a_repetition_harmless() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        let write = |sk: &str| {
            let write = client.transact_write_items().client_request_token("once");
            Built::Ok(write.transact_items(put(&name, sk)?))
        };
        write("x")?.send().await?;
        write("x")?.send().await?;

        let error = write("y")?.send().await.expect_err(engine.name);

        let code = error.code();
        assert_eq!(
            code,
            Some("IdempotentParameterMismatchException"),
            "{}",
            engine.name
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_transaction_reads_in_the_order_asked() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        fill(client, &name, "a", 2).await?;
        let read = client.transact_get_items();
        let read = read.transact_items(get(&name, "001")?);
        let read = read.transact_items(get(&name, "missing")?);

        let output = read.transact_items(get(&name, "000")?).send().await?;

        let found: Vec<_> = output
            .responses()
            .iter()
            .map(|response| response.item().map(|item| item["sk"].clone()))
            .collect();
        assert_eq!(
            found,
            [Some(s("001")), None, Some(s("000"))],
            "{}",
            engine.name
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_conflict_names_the_first_action() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        engine.faults.conflict_next(1);
        let write = client
            .transact_write_items()
            .transact_items(put(&name, "x")?);
        let write = write.transact_items(put(&name, "y")?);

        let error = write
            .clone()
            .send()
            .await
            .expect_err(engine.name)
            .into_service_error();

        let reasons = codes(reasons(&error));
        assert_eq!(reasons, ["TransactionConflict", "None"], "{}", engine.name);
        write.send().await?;
    }
    Ok(())
}
