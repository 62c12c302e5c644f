//! Tables and indexes.

use super::{
    node::{Kind, Node},
    reader::Reader,
};
use crate::{
    draft::{Index, Projection, Table},
    source::{Span, Text},
};

const FIELDS: &[&str] = &[
    "partition",
    "sort",
    "tag",
    "ttl",
    "capacity",
    "class",
    "warm",
    "caps",
    "insights",
    "backups",
    "stream",
    "recovery",
    "regions",
    "new",
    "indexes",
    "allow",
];
const INDEX_FIELDS: &[&str] = &["kind", "partition", "sort", "project", "allow"];

/// Decodes a table; `at` is where its name stands.
pub(super) fn table(reader: &mut Reader<'_, '_>, node: &Node<'_>, at: Span) -> Option<Table> {
    let mut table = Table {
        span: at,
        ..Table::default()
    };
    for (key, value) in reader.fields(node, "the table")? {
        match key.as_str() {
            "partition" => table.partition = reader.name(value, "the partition key"),
            "sort" => table.sort = reader.name(value, "the sort key"),
            "tag" => table.tag = reader.name(value, "the tag"),
            "ttl" => table.ttl = reader.name(value, "the time-to-live attribute"),
            "stream" => table.stream = reader.text(value, "what the stream carries"),
            "indexes" => {
                for (name, value) in reader.named(value, "`indexes`") {
                    reader.subject.index = Some(name.value.clone());
                    table.indexes.extend(index(reader, name, value));
                }
                reader.subject.index = None;
            }
            "allow" => table.allow = reader.allow(value),
            "capacity" | "class" | "warm" | "caps" | "insights" | "recovery" | "backups"
            | "regions" | "new" => {
                let value = reader.filled(value, &format!("the value of `{}`", key.as_str()));
                table.settings.extend(value.map(|value| (key, value)));
            }
            _ => reader.unknown(&key, "the table", FIELDS),
        }
    }
    Some(table)
}

fn index(reader: &mut Reader<'_, '_>, name: Text, node: &Node<'_>) -> Option<Index> {
    let fields = reader.fields(node, "an index")?;
    let mut index = Index {
        span: name.span,
        name,
        ..Index::default()
    };
    for (key, value) in fields {
        match key.as_str() {
            "kind" => index.kind = reader.text(value, "the kind of index"),
            // An index without one of its keys would be another index.
            "partition" => index.partition = reader.names(value, "a key attribute")?,
            "sort" => index.sort = reader.names(value, "a key attribute")?,
            "project" => index.project = project(reader, value),
            "allow" => index.allow = reader.allow(value),
            _ => reader.unknown(&key, "an index", INDEX_FIELDS),
        }
    }
    Some(index)
}

fn project(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Projection> {
    match &node.target().kind {
        Kind::List(_) => Some(Projection::Attributes(
            reader.names(node, "an attribute")?,
            node.span,
        )),
        _ => Some(Projection::Word(
            reader.text(node, "`all`, `keys` or a list of attributes")?,
        )),
    }
}
