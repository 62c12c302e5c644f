//! A request of `CreateTable` that is exported makes the table of the model, on every engine that is there.

use aws_sdk_dynamodb::{
    Client,
    types::{KeySchemaElement, KeyType, TableDescription},
};
use aws_smithy_types::body::SdkBody;
use tablewright_export::create_table;
use tablewright_local::engines;
use tablewright_modeler::model::{IndexKind, KeyAttribute, Model, Table, TableId};

use super::models;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The requests of a model, as texts.
fn requests(model: &Model) -> Result<Vec<serde_json::Value>> {
    let all: serde_json::Value = serde_json::from_str(&create_table(model).text)?;
    Ok(match all {
        serde_json::Value::Array(several) => several,
        one => vec![one],
    })
}

/// Sends a request as it is written.
async fn send(client: &Client, request: &serde_json::Value) -> Result<()> {
    let body = request.to_string();
    let written = client.create_table().table_name("replaced");
    written
        .customize()
        .mutate_request(move |request| {
            request
                .headers_mut()
                .insert("content-length", body.len().to_string());
            *request.body_mut() = SdkBody::from(body.clone());
        })
        .send()
        .await?;
    Ok(())
}

async fn described(client: &Client, name: &str) -> Result<TableDescription> {
    let answer = client.describe_table().table_name(name).send().await?;
    Ok(answer.table.ok_or("no table")?)
}

fn keys(schema: &[KeySchemaElement]) -> Vec<(String, bool)> {
    let pair = |one: &KeySchemaElement| (one.attribute_name.clone(), one.key_type == KeyType::Hash);
    schema.iter().map(pair).collect()
}

fn wanted<'a>(
    partition: impl IntoIterator<Item = &'a KeyAttribute>,
    sort: impl IntoIterator<Item = &'a KeyAttribute>,
) -> Vec<(String, bool)> {
    let partition = partition.into_iter().map(|one| (one.name.clone(), true));
    partition
        .chain(sort.into_iter().map(|one| (one.name.clone(), false)))
        .collect()
}

fn compare(model: &Model, id: TableId, found: &TableDescription) {
    let table: &Table = model.table(id);
    assert_eq!(
        keys(found.key_schema()),
        wanted([&table.partition], &table.sort)
    );
    for index in model.indexes_of(id).map(|id| model.index(id)) {
        let schema = match index.kind {
            IndexKind::Global => found
                .global_secondary_indexes()
                .iter()
                .find(|one| one.index_name() == Some(&index.name))
                .map(|one| one.key_schema()),
            IndexKind::Local => found
                .local_secondary_indexes()
                .iter()
                .find(|one| one.index_name() == Some(&index.name))
                .map(|one| one.key_schema()),
        };
        let wanted = match index.kind {
            IndexKind::Global => wanted(&index.partition, &index.sort),
            IndexKind::Local => wanted([&table.partition], &index.sort),
        };
        assert_eq!(schema.map(keys), Some(wanted), "{}", index.name);
    }
}

#[tokio::test]
async fn what_is_exported_is_created() -> Result<()> {
    for (name, model) in models() {
        let several = model.indexes.iter().any(|index| index.partition.len() > 1);
        for engine in engines::all() {
            for (id, request) in model.table_ids().zip(requests(&model)?) {
                let table = &model.table(id).name;
                if let Err(error) = send(&engine.client, &request).await {
                    // Keys of several attributes are younger than some engines.
                    assert!(several, "{name} on {}: {error:?}", engine.name);
                    continue;
                }
                compare(&model, id, &described(&engine.client, table).await?);
                engine
                    .client
                    .delete_table()
                    .table_name(table)
                    .send()
                    .await?;
            }
        }
    }
    Ok(())
}
