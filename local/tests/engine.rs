//! The engines behave like the service, and faults like the service's faults.

use aws_sdk_dynamodb::{
    Client,
    error::ProvideErrorMetadata,
    types::{
        AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, Put,
        ReturnValuesOnConditionCheckFailure, ScalarAttributeType, TransactWriteItem,
    },
};
use tablewright_local::{Local, engines};

type Result = std::result::Result<(), Box<dyn std::error::Error>>;

async fn table(client: &Client, name: &str) -> Result {
    let attribute = |name: &str| {
        AttributeDefinition::builder()
            .attribute_name(name)
            .attribute_type(ScalarAttributeType::S)
            .build()
    };
    let key = |name: &str, kind| {
        KeySchemaElement::builder().attribute_name(name).key_type(kind).build()
    };
    client
        .create_table()
        .table_name(name)
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions(attribute("PK")?)
        .attribute_definitions(attribute("SK")?)
        .key_schema(key("PK", KeyType::Hash)?)
        .key_schema(key("SK", KeyType::Range)?)
        .send()
        .await?;
    Ok(())
}

fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

#[tokio::test]
async fn a_failed_condition_hands_back_the_item() -> Result {
    for engine in engines::all() {
        table(&engine.client, "conditions").await?;
        let put = |text: &str| {
            engine
                .client
                .put_item()
                .table_name("conditions")
                .item("PK", s("a"))
                .item("SK", s("b"))
                .item("text", s(text))
                .condition_expression("attribute_not_exists(PK)")
                .return_values_on_condition_check_failure(
                    ReturnValuesOnConditionCheckFailure::AllOld,
                )
        };
        put("first").send().await?;
        let error = put("second").send().await.expect_err(engine.name).into_service_error();
        assert_eq!(error.code(), Some("ConditionalCheckFailedException"), "{}", engine.name);
        let aws_sdk_dynamodb::operation::put_item::PutItemError::ConditionalCheckFailedException(
            failed,
        ) = error
        else {
            panic!("another error");
        };
        assert_eq!(failed.item().and_then(|item| item.get("text")), Some(&s("first")));
    }
    Ok(())
}

#[tokio::test]
async fn a_cancelled_transaction_says_why() -> Result {
    for engine in engines::all() {
        table(&engine.client, "transactions").await?;
        let put = |name: &str| {
            let put = Put::builder()
                .table_name("transactions")
                .item("PK", s(name))
                .item("SK", s("x"))
                .condition_expression("attribute_not_exists(PK)")
                .build();
            put.map(|put| TransactWriteItem::builder().put(put).build())
        };
        engine.client.transact_write_items().transact_items(put("a")?).send().await?;
        let both = engine
            .client
            .transact_write_items()
            .transact_items(put("b")?)
            .transact_items(put("a")?)
            .send()
            .await;
        let error = both.expect_err(engine.name).into_service_error();
        let aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError::TransactionCanceledException(cancelled) = error else {
            panic!("another error");
        };
        let codes: Vec<_> = cancelled.cancellation_reasons().iter().map(|r| r.code()).collect();
        assert_eq!(codes, [Some("None"), Some("ConditionalCheckFailed")], "{}", engine.name);
    }
    Ok(())
}

#[tokio::test]
async fn a_throttled_call_is_tried_again() -> Result {
    let local = Local::start()?;
    let client = local.client();
    table(&client, "faults").await?;
    local.calls().clear();
    local.faults().throttle_next(2);
    client.put_item().table_name("faults").item("PK", s("a")).item("SK", s("b")).send().await?;
    let calls = local.calls().operations();
    assert_eq!(calls, ["PutItem", "PutItem", "PutItem"]);
    Ok(())
}

#[tokio::test]
async fn a_lost_response_leaves_the_write() -> Result {
    let local = Local::start()?;
    let client = local.client();
    table(&client, "faults").await?;
    local.faults().drop_response_of("PutItem");
    let put = client.put_item().table_name("faults").item("PK", s("a")).item("SK", s("b"));
    // The SDK tries again, and the second attempt meets an item that is there.
    let put = put.condition_expression("attribute_not_exists(PK)");
    let error = put.send().await.expect_err("written before").into_service_error();
    assert_eq!(error.code(), Some("ConditionalCheckFailedException"));
    Ok(())
}
