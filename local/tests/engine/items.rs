//! Single items: written, read, changed under a condition.

use aws_sdk_dynamodb::{
    operation::put_item::PutItemError,
    primitives::Blob,
    types::{AttributeValue, ReturnValue, ReturnValuesOnConditionCheckFailure},
};
use tablewright_local::engines;

use super::support::{Outcome, item, key, n, s, table};

#[tokio::test]
async fn an_item_comes_back_as_it_was_put() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        let put = item([
            ("pk", s("a")),
            ("sk", s("b")),
            ("number", AttributeValue::N("-12.5".into())),
            ("flag", AttributeValue::Bool(true)),
            ("nothing", AttributeValue::Null(true)),
            ("bytes", AttributeValue::B(Blob::new([0, 255]))),
            ("set", AttributeValue::Ss(vec!["x".into(), "y".into()])),
            ("list", AttributeValue::L(vec![n(1), s("")])),
            ("map", AttributeValue::M(item([("Zürich", n(8001))]))),
        ]);
        client
            .put_item()
            .table_name(&name)
            .set_item(Some(put.clone()))
            .send()
            .await?;

        let get = client
            .get_item()
            .table_name(&name)
            .set_key(Some(key("a", "b")));
        let got = get.consistent_read(true).send().await?;

        assert_eq!(got.item, Some(put), "{}", engine.name);
        let get = client
            .get_item()
            .table_name(&name)
            .set_key(Some(key("a", "c")));
        assert_eq!(get.send().await?.item, None, "{}", engine.name);
    }
    Ok(())
}

#[tokio::test]
async fn an_update_counts_and_a_deletion_returns() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        for _ in 0..2 {
            client
                .update_item()
                .table_name(&name)
                .set_key(Some(key("a", "b")))
                .update_expression("ADD visits :one")
                .expression_attribute_values(":one", n(1))
                .send()
                .await?;
        }

        let delete = client
            .delete_item()
            .table_name(&name)
            .set_key(Some(key("a", "b")));
        let deleted = delete.return_values(ReturnValue::AllOld).send().await?;

        let old = deleted.attributes().expect(engine.name);
        assert_eq!(old["visits"], n(2), "{}", engine.name);
    }
    Ok(())
}

#[tokio::test]
async fn a_failed_condition_returns_the_item_that_was_there() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        let put = |text: &str| {
            client
                .put_item()
                .table_name(&name)
                .set_item(Some(item([
                    ("pk", s("a")),
                    ("sk", s("b")),
                    ("text", s(text)),
                ])))
                .condition_expression("attribute_not_exists(pk)")
                .return_values_on_condition_check_failure(
                    ReturnValuesOnConditionCheckFailure::AllOld,
                )
        };
        put("first").send().await?;

        let error = put("second")
            .send()
            .await
            .expect_err(engine.name)
            .into_service_error();

        let PutItemError::ConditionalCheckFailedException(failed) = error else {
            panic!("{}: {error:?}", engine.name);
        };
        let old = failed.item().expect(engine.name);
        assert_eq!(old["text"], s("first"), "{}", engine.name);
    }
    Ok(())
}

#[tokio::test]
async fn an_update_that_creates_its_item_has_no_old_one_to_return() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        let mut returned = Vec::new();
        for _ in 0..2 {
            let update = client
                .update_item()
                .table_name(&name)
                .set_key(Some(key("a", "b")))
                .update_expression("SET note = :note")
                .expression_attribute_values(":note", s("new"))
                .return_values(ReturnValue::AllOld);
            returned.push(update.send().await?.attributes.unwrap_or_default());
        }
        let stored = item([("pk", s("a")), ("sk", s("b")), ("note", s("new"))]);
        assert_eq!(returned, [item([]), stored], "{}", engine.name);
    }
    Ok(())
}
