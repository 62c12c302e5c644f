//! The table, from the model.

use aws_sdk_dynamodb::Client;
use tablewright::{
    Error, Table,
    table::{IndexSpec, KeyAttribute, Projection, StreamView, TableSpec},
};
use tablewright_modeler::model::{self, Carries, IndexKind, Scalar, Stream};

/// Creates the table of a model under another name.
pub(crate) async fn create(
    model: &model::Model,
    client: &Client,
    name: &str,
) -> Result<Table, Error> {
    spec(&model.table).create(client, name).await
}

fn spec(table: &model::Table) -> TableSpec {
    let mut spec = TableSpec::new(attribute(&table.partition));
    if let Some(sort) = &table.sort {
        spec = spec.sort(attribute(sort));
    }
    for index in &table.indexes {
        spec = spec.index(index_spec(index));
    }
    if let Some(stream) = table.stream {
        spec = spec.stream(match stream {
            Stream::KeysOnly => StreamView::Keys,
            Stream::NewImage => StreamView::New,
            Stream::OldImage => StreamView::Old,
            Stream::NewAndOldImages => StreamView::NewAndOld,
        });
    }
    if let Some(ttl) = &table.ttl {
        spec = spec.ttl(ttl);
    }
    spec
}

fn index_spec(index: &model::Index) -> IndexSpec {
    let attributes = |keys: &[model::KeyAttribute]| keys.iter().map(attribute).collect::<Vec<_>>();
    let spec = match (index.kind, index.sort.first()) {
        (IndexKind::Local, Some(sort)) => IndexSpec::local(&index.name, attribute(sort)),
        _ => IndexSpec::global(
            &index.name,
            attributes(&index.partition),
            attributes(&index.sort),
        ),
    };
    spec.project(match &index.carries {
        Carries::All => Projection::All,
        Carries::Keys => Projection::Keys,
        Carries::Attributes(names) => Projection::Include(names.clone()),
    })
}

fn attribute(of: &model::KeyAttribute) -> KeyAttribute {
    match of.scalar {
        Scalar::S => KeyAttribute::text(&of.name),
        Scalar::N => KeyAttribute::number(&of.name),
        Scalar::B => KeyAttribute::binary(&of.name),
    }
}

/// Drops the table that was made for the run.
pub(crate) async fn drop_table(client: &Client, name: &str) {
    // A table that stays behind has done its work; the report matters more than the leftover.
    let _ = client.delete_table().table_name(name).send().await;
}
