//! Tables and indexes, as written.

use super::{Allow, Value};
use crate::source::{Span, Text};

/// `table:` or one of `tables:`.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Its name under `tables:`.
    pub name: Option<Text>,
    /// The partition key attribute.
    pub partition: Option<Text>,
    /// The sort key attribute.
    pub sort: Option<Text>,
    /// The attribute that holds the entity's name.
    pub tag: Option<Text>,
    /// The time-to-live attribute.
    pub ttl: Option<Text>,
    /// `stream: new-and-old-images`.
    pub stream: Option<Text>,
    /// Everything else that a table may say (`capacity`, `class`, `warm`, `caps`, `insights`, `recovery`, `backups`, `regions`, `new`), kept as written.
    pub settings: Vec<(Text, Value)>,
    /// Its indexes.
    pub indexes: Vec<Index>,
    /// Exceptions for the table.
    pub allow: Vec<Allow>,
    /// Where it stands.
    pub span: Span,
}

/// An index of a table.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// Its name.
    pub name: Text,
    /// `kind: local`; global when absent.
    pub kind: Option<Text>,
    /// One attribute or several. Absent for a local index.
    pub partition: Vec<Text>,
    /// One attribute or several.
    pub sort: Vec<Text>,
    /// What it carries; everything when absent.
    pub project: Option<Projection>,
    /// Exceptions for the index.
    pub allow: Vec<Allow>,
    /// Where it stands.
    pub span: Span,
}

/// `project: all`, `keys` or `[attributes]`.
#[derive(Debug, Clone)]
pub enum Projection {
    /// A word.
    Word(Text),
    /// A list of attributes.
    Attributes(Vec<Text>, Span),
}
