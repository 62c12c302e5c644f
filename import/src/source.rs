//! What another tool's file says: tables, and examples of their items.

use indexmap::IndexMap;

/// A file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) about: Option<String>,
    pub(crate) tables: Vec<Table>,
    /// Sentences about what is not taken over.
    pub(crate) notes: Vec<String>,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) partition: Key,
    pub(crate) sort: Option<Key>,
    pub(crate) indexes: Vec<Index>,
    /// What else it is set to, as it stands in a model: `capacity: …`.
    pub(crate) settings: Vec<(&'static str, String)>,
    /// The attribute that says when an item ends.
    pub(crate) ttl: Option<String>,
    /// Attributes that are declared without being of a key, by their stored types.
    pub(crate) declared: IndexMap<String, Scalar>,
    /// What the file calls the kinds of items, if it does.
    pub(crate) kinds: Vec<Kind>,
    pub(crate) rows: Vec<Row>,
    /// How many items the table has; the rows are some of them, as they came.
    pub(crate) count: Option<u64>,
}

impl Table {
    /// The attributes of its own key.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.partition).chain(&self.sort)
    }
}

/// An attribute of a key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) scalar: Scalar,
}

/// How a key is stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Scalar {
    #[default]
    Text,
    Number,
    Binary,
    /// Anything that is no key.
    Other,
}

/// An index.
#[derive(Debug, Clone)]
pub(crate) struct Index {
    pub(crate) name: String,
    pub(crate) local: bool,
    pub(crate) partition: Vec<Key>,
    pub(crate) sort: Vec<Key>,
    pub(crate) project: Project,
}

impl Index {
    /// The attributes of its key.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &Key> {
        self.partition.iter().chain(&self.sort)
    }
}

/// What an index carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Project {
    All,
    Keys,
    These(Vec<String>),
}

/// A kind of items that the file names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kind {
    pub(crate) name: String,
    /// What the parts of the keys are called, for display: `SubId#SKU`.
    pub(crate) aliases: [Option<String>; 2],
    /// Attributes that it may have.
    pub(crate) attributes: Vec<String>,
    /// Templates that the file writes for attributes: `${customerId}#${orderId}`.
    pub(crate) templates: IndexMap<String, String>,
}

/// An example of an item.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// Which of the kinds it is of, where the file says.
    pub(crate) kind: Option<usize>,
    pub(crate) item: IndexMap<String, Value>,
}

/// A stored value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Number(String),
    Binary,
    Bool,
    Null,
    List(Vec<Value>),
    Map(IndexMap<String, Value>),
    Texts,
    Numbers(Vec<String>),
    Binaries,
}

impl Value {
    /// The characters that it may have in a key.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text),
            _ => None,
        }
    }
}
