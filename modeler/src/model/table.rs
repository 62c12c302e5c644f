//! Tables and indexes.

use super::{Scalar, Settings, TableId};
use crate::source::Span;

/// A table. Its indexes are the model's.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The partition key.
    pub partition: KeyAttribute,
    /// The sort key.
    pub sort: Option<KeyAttribute>,
    /// The attribute that holds the entity's name.
    pub tag: Option<String>,
    /// The physical time-to-live attribute.
    pub ttl: Option<String>,
    /// What its stream carries.
    pub stream: Option<Stream>,
    /// What else it is set to.
    pub settings: Settings,
    /// Where it stands.
    pub span: Span,
}

/// An attribute of a key of a table or an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyAttribute {
    /// Its physical name.
    pub name: String,
    /// How it is stored.
    pub scalar: Scalar,
    /// Where it stands.
    pub span: Span,
}

/// An index.
#[derive(Debug, Clone)]
pub struct Index {
    /// Its name, which no other index of its table has.
    pub name: String,
    /// The table it belongs to.
    pub table: TableId,
    /// Global or local.
    pub kind: IndexKind,
    /// Its partition key; several attributes at most four. For a local index the table's.
    pub partition: Vec<KeyAttribute>,
    /// Its sort key; may be empty for a global index.
    pub sort: Vec<KeyAttribute>,
    /// What it carries besides the keys.
    pub carries: Carries,
    /// Where it stands.
    pub span: Span,
}

/// The kind of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexKind {
    /// Its own partitions, eventually consistent.
    Global,
    /// Another order within the table's partitions.
    Local,
}

/// What an index carries besides the keys of index and table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carries {
    /// Everything.
    All,
    /// Nothing.
    Keys,
    /// These, by physical name.
    Attributes(Vec<String>),
}

/// What the records of a stream carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Keys only.
    KeysOnly,
    /// The item after.
    NewImage,
    /// The item before.
    OldImage,
    /// Both.
    NewAndOldImages,
}

impl Default for Table {
    fn default() -> Self {
        let span = Span::default();
        Self {
            name: String::new(),
            partition: KeyAttribute {
                name: String::new(),
                scalar: Scalar::S,
                span,
            },
            sort: None,
            tag: None,
            ttl: None,
            stream: None,
            settings: Settings::default(),
            span,
        }
    }
}

impl Table {
    /// The physical names of the key attributes.
    pub fn key_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.partition)
            .chain(&self.sort)
            .map(|key| key.name.as_str())
    }
}

impl Index {
    /// The physical names of its own key attributes.
    pub fn key_names(&self) -> impl Iterator<Item = &str> {
        self.partition
            .iter()
            .chain(&self.sort)
            .map(|key| key.name.as_str())
    }
}
