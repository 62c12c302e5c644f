//! Tables and indexes.

use super::{doc::{Kind, Node}, reader::Reader};
use crate::{
    draft::{Index, Projection, Table},
    source::{Span, Text},
};

const FIELDS: &[&str] = &[
    "partition", "sort", "tag", "ttl", "capacity", "class", "warm", "stream", "recovery", "regions",
    "new", "indexes", "allow",
];
const INDEX_FIELDS: &[&str] = &["kind", "partition", "sort", "project", "capacity", "warm", "allow"];

/// Decodes a table; `at` is where its name stands.
pub(super) fn table<'s>(reader: &mut Reader<'s, '_>, node: &Node<'s>, at: Option<Span>) -> Option<Table> {
    let mut table = Table { span: at.unwrap_or(node.span), ..Table::default() };
    for (key, value) in reader.entries(node, "the table")? {
        match key.as_str() {
            "partition" => table.partition = reader.name(value, "the partition key"),
            "sort" => table.sort = reader.name(value, "the sort key"),
            "tag" => table.tag = reader.name(value, "the tag"),
            "ttl" => table.ttl = reader.name(value, "the time-to-live attribute"),
            "stream" => table.stream = reader.text(value, "what the stream carries"),
            "indexes" => {
                for (name, value) in reader.entries(value, "`indexes`").unwrap_or_default() {
                    table.indexes.extend(index(reader, name, value));
                }
            }
            "allow" => table.allow = reader.allow(value),
            "capacity" | "class" | "warm" | "recovery" | "regions" | "new" => {
                let value = reader.filled(value, "a setting");
                table.settings.extend(value.map(|value| (key, value)));
            }
            _ => reader.unknown(&key, "the table", FIELDS),
        }
    }
    Some(table)
}

fn index<'s>(reader: &mut Reader<'s, '_>, name: Text, node: &Node<'s>) -> Option<Index> {
    let entries = reader.entries(node, "an index")?;
    let mut index = Index { span: name.span, name, ..Index::default() };
    for (key, value) in entries {
        match key.as_str() {
            "kind" => index.kind = reader.text(value, "the kind of index"),
            "partition" => index.partition = reader.texts(value, "a key attribute"),
            "sort" => index.sort = reader.texts(value, "a key attribute"),
            "project" => index.project = project(reader, value),
            "allow" => index.allow = reader.allow(value),
            // What an index costs is told by numbers that nothing reads yet; any shape will do.
            "capacity" | "warm" => {
                reader.filled(value, "a setting");
            }
            _ => reader.unknown(&key, "an index", INDEX_FIELDS),
        }
    }
    Some(index)
}

fn project<'s>(reader: &mut Reader<'s, '_>, node: &Node<'s>) -> Option<Projection> {
    match &node.target().kind {
        Kind::List(_) => Some(Projection::Attributes(reader.texts(node, "an attribute"), node.span)),
        _ => Some(Projection::Word(reader.text(node, "what the index carries")?)),
    }
}
