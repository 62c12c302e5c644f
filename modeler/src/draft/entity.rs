//! Entities, as written.

use super::{Allow, Value};
use crate::source::{Span, Text};

/// One of `entities:`.
#[derive(Debug, Clone, Default)]
pub struct Entity {
    /// Its name.
    pub name: Text,
    /// `about: …`.
    pub about: Option<Text>,
    /// The table it lives in, when there are several.
    pub table: Option<Text>,
    /// Its attributes, in the order written.
    pub attributes: Vec<Attribute>,
    /// Its primary key.
    pub key: Option<Key>,
    /// Its entries in overloaded indexes.
    pub entries: Vec<Entry>,
    /// `identity: [device_id, at]`.
    pub identity: Option<Vec<Text>>,
    /// `unique: …`.
    pub unique: Vec<Unique>,
    /// `optimistic_lock: revision`.
    pub optimistic_lock: Option<Text>,
    /// `volume: 40M` or `{ each: order_id, average: 4, max: 95 }`.
    pub volume: Option<Value>,
    /// Exceptions for the entity.
    pub allow: Vec<Allow>,
    /// Where it stands.
    pub span: Span,
}

/// A named struct under `types:`.
#[derive(Debug, Clone, Default)]
pub struct TypeDef {
    /// Its name.
    pub name: Text,
    /// Its fields.
    pub fields: Vec<Attribute>,
}

/// An attribute: a bare type, or a mapping with facts.
#[derive(Debug, Clone, Default)]
pub struct Attribute {
    /// Its name in the model.
    pub name: Text,
    /// `type: …`.
    pub kind: Option<Text>,
    /// What says its type could not be read, and has its finding.
    pub lost: bool,
    /// `same_as: Entity.attribute`.
    pub same_as: Option<Text>,
    /// `of: …`, the element of a list, map or set, which goes by the name of what holds it.
    pub of: Option<Box<Attribute>>,
    /// `values: […]` of an enum.
    pub values: Option<Vec<Text>>,
    /// `optional: true`.
    pub optional: Option<Text>,
    /// `name: …`, the physical name when it differs.
    pub physical: Option<Text>,
    /// `from: at`.
    pub from: Option<Text>,
    /// `plus: 90 days`.
    pub plus: Option<Text>,
    /// `matches: "…"`.
    pub matches: Option<Text>,
    /// `case: lower`.
    pub case: Option<Text>,
    /// `min: …`.
    pub min: Option<Text>,
    /// `max: …`.
    pub max: Option<Text>,
    /// `max_size: 254 B`.
    pub max_size: Option<Text>,
    /// `precision: ms`.
    pub precision: Option<Text>,
    /// `default: …`.
    pub default: Option<Value>,
    /// `mutable: true`.
    pub mutable: Option<Text>,
    /// `sensitive: true`.
    pub sensitive: Option<Text>,
    /// Facts that only sharpen numbers (`distinct`, `mix`, `skew`, `size`, …), kept as written.
    pub facts: Vec<(Text, Value)>,
    /// Where it stands.
    pub span: Span,
}

/// `key: { partition, sort, shards }`.
#[derive(Debug, Clone, Default)]
pub struct Key {
    /// The partition template.
    pub partition: Option<Text>,
    /// The sort template.
    pub sort: Option<Text>,
    /// Write shards of the partition.
    pub shards: Option<Shards>,
    /// Where it stands.
    pub span: Span,
}

/// An entity's entry in an overloaded index.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// The index.
    pub index: Text,
    /// The partition template.
    pub partition: Option<Text>,
    /// The sort template.
    pub sort: Option<Text>,
    /// The condition under which it exists.
    pub when: Option<Text>,
    /// Write shards of the partition.
    pub shards: Option<Shards>,
    /// Exceptions for the entry.
    pub allow: Vec<Allow>,
    /// Where it stands.
    pub span: Span,
}

/// `shards: { count, by, was }`, kept as written.
#[derive(Debug, Clone)]
pub struct Shards {
    /// The fields.
    pub fields: Vec<(Text, Value)>,
    /// Where it stands.
    pub span: Span,
}

/// One unique constraint.
#[derive(Debug, Clone)]
pub struct Unique {
    /// The attribute or the name of the constraint.
    pub name: Text,
    /// Its marker's key; a default one when absent.
    pub template: Option<Text>,
}
