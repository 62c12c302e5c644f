//! Requests that no engine accepts.

use aws_sdk_dynamodb::{error::ProvideErrorMetadata, types::AttributeValue};
use tablewright_local::{Local, engines};

use super::support::{Outcome, item, s, table};

#[tokio::test]
async fn an_empty_set_is_refused() -> Outcome {
    for engine in engines::all() {
        let client = &engine.client;
        let name = table(client).await?;
        let bad = item([
            ("pk", s("a")),
            ("sk", s("b")),
            ("set", AttributeValue::Ss(vec![])),
        ]);

        let put = client.put_item().table_name(&name).set_item(Some(bad));
        let error = put.send().await.expect_err(engine.name);

        assert_eq!(error.code(), Some("ValidationException"), "{}", engine.name);
        let message = error.message().expect(engine.name);
        assert!(message.contains("string set"), "{}: {message}", engine.name);
        assert!(
            !message.contains("VALIDATION"),
            "{}: {message}",
            engine.name
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_missing_table_is_not_found() -> Outcome {
    for engine in engines::all() {
        let get = engine.client.get_item().table_name("nowhere-to-be-found");
        let get = get.key("pk", s("a")).key("sk", s("b"));

        let error = get
            .send()
            .await
            .expect_err(engine.name)
            .into_service_error();

        assert!(
            error.is_resource_not_found_exception(),
            "{}: {error:?}",
            engine.name
        );
    }
    Ok(())
}

#[tokio::test]
async fn an_operation_the_engine_lacks_is_named() -> Outcome {
    let client = Local::start()?.client();

    let error = client
        .list_backups()
        .send()
        .await
        .expect_err("no backups here");

    assert_eq!(error.code(), Some("UnknownOperationException"));
    assert!(
        error
            .message()
            .is_some_and(|message| message.contains("ListBackups"))
    );
    Ok(())
}
