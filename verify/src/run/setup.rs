//! The tables, from the model.

use aws_sdk_dynamodb::Client;
use tablewright::{
    Error, Table,
    table::{IndexSpec, KeyAttribute, Projection, StreamView, TableSpec},
};
use tablewright_modeler::model::{self, Carries, IndexKind, Scalar, Stream};

/// What the tables of a model are called in a run: as the run says; where there are several, each with its
/// own name behind that.
pub(crate) fn names(model: &model::Model, name: &str) -> Vec<String> {
    match model.tables.as_slice() {
        [_] => vec![name.to_owned()],
        several => several
            .iter()
            .map(|table| format!("{name}-{}", table.name))
            .collect(),
    }
}

/// Creates the tables of a model under these names; all of them or none.
pub(crate) async fn create(
    model: &model::Model,
    client: &Client,
    names: &[String],
) -> Result<Vec<Table>, Error> {
    let mut made = Vec::new();
    for (table, name) in model.table_ids().zip(names) {
        match spec(model, table).create(client, name).await {
            Ok(table) => made.push(table),
            Err(error) => {
                drop_tables(client, &names[..made.len()]).await;
                return Err(error);
            }
        }
    }
    Ok(made)
}

fn spec(model: &model::Model, id: model::TableId) -> TableSpec {
    let table = model.table(id);
    let mut spec = TableSpec::new(attribute(&table.partition));
    if let Some(sort) = &table.sort {
        spec = spec.sort(attribute(sort));
    }
    for index in model.indexes_of(id) {
        spec = spec.index(index_spec(model.index(index)));
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

/// Drops the tables that were made for the run.
pub(crate) async fn drop_tables(client: &Client, names: &[String]) {
    for name in names {
        // A table that stays behind has done its work; the report matters more than the leftover.
        let _ = client.delete_table().table_name(name).send().await;
    }
}
