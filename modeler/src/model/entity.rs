//! Entities and their keys.

use super::{Attribute, AttributeId, Condition, IndexId, Shards, TableId, Template, Type, Volume};
use crate::source::Span;

/// An entity.
#[derive(Debug, Clone)]
pub struct Entity {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub about: Option<String>,
    /// The table it lives in.
    pub table: TableId,
    /// Its attributes, in the order written. Indexed by [`AttributeId`].
    pub attributes: Vec<Attribute>,
    /// Its primary key.
    pub key: Key,
    /// Its entries in indexes, in the order of the indexes; none where it is never in one.
    pub entries: Vec<Entry>,
    /// The write shards of its keys; each is an attribute of its own.
    pub shards: Vec<Shards>,
    /// What no two items may share.
    pub unique: Vec<Unique>,
    /// The int attribute that each write raises.
    pub lock: Option<AttributeId>,
    /// How many items it has.
    pub volume: Option<Volume>,
    /// Where its name stands.
    pub span: Span,
}

/// A primary key: a template for each key attribute of the table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Key {
    /// The partition key.
    pub partition: Template,
    /// The sort key; absent where the table has none.
    pub sort: Option<Template>,
}

/// An entity's entry in an index. It exists while every attribute of its templates is present and
/// `when` holds.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The index.
    pub index: IndexId,
    /// A template for each partition attribute of the index.
    pub partition: Vec<Template>,
    /// A template for each sort attribute of the index.
    pub sort: Vec<Template>,
    /// The condition under which it exists: a conjunction of `attribute = literal` and
    /// `attribute_exists(attribute)`.
    pub when: Option<Condition>,
    /// Whether its key attributes are written for this entry alone (an overloaded index). Where not,
    /// they are attributes of the entity or keys of the table, and nothing has to be kept current.
    pub computed: bool,
    /// Where it stands.
    pub span: Span,
}

/// Attributes that no two items of an entity share, kept by a marker item with a key of its own.
#[derive(Debug, Clone)]
pub struct Unique {
    /// Its name; that of its attribute where there is one.
    pub name: String,
    /// The key of the marker, in the table's partition and sort key alike.
    pub template: Template,
    /// Where its name stands.
    pub span: Span,
}

impl Unique {
    /// Its attributes, each once.
    pub fn attributes(&self) -> Vec<AttributeId> {
        let mut all: Vec<AttributeId> = self.template.attributes().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Entity {
    /// The write shards whose number an attribute holds.
    pub fn shards_of(&self, attribute: AttributeId) -> Option<&Shards> {
        self.shards
            .iter()
            .find(|shards| shards.attribute == attribute)
    }

    /// Whether its items are only parts of a sum: on random shards, and besides the key there are counters and
    /// what is derived.
    pub fn is_counted(&self) -> bool {
        let keys = self.key_attributes();
        let random = self.key_shards().is_some_and(Shards::is_random);
        let mut counters = false;
        let rest = self
            .attribute_ids()
            .filter(|id| !keys.contains(id))
            .all(|id| {
                let attribute = &self.attributes[id.index()];
                counters |= attribute.kind == Type::Counter;
                attribute.kind == Type::Counter || attribute.derived.is_some()
            });
        random && counters && rest
    }

    /// The write shards of its primary key.
    pub fn key_shards(&self) -> Option<&Shards> {
        let mut attributes = self.key.attributes();
        attributes.find_map(|attribute| self.shards_of(attribute))
    }

    /// The attribute of that name.
    pub fn attribute(&self, name: &str) -> Option<AttributeId> {
        self.attributes
            .iter()
            .position(|a| a.name == name)
            .map(AttributeId::new)
    }

    /// Its entry in an index.
    pub fn entry(&self, index: IndexId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.index == index)
    }

    /// The ids of its attributes.
    pub fn attribute_ids(&self) -> impl Iterator<Item = AttributeId> + use<> {
        (0..self.attributes.len()).map(AttributeId::new)
    }

    /// The attributes of its primary key, each once.
    pub fn key_attributes(&self) -> Vec<AttributeId> {
        let mut all: Vec<AttributeId> = self.key.attributes().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Key {
    /// The attributes of its templates; one that stands twice is listed twice.
    pub fn attributes(&self) -> impl Iterator<Item = AttributeId> {
        self.partition
            .attributes()
            .chain(self.sort.iter().flat_map(Template::attributes))
    }
}

impl Entry {
    /// The attributes of its templates; one that stands twice is listed twice.
    pub fn attributes(&self) -> impl Iterator<Item = AttributeId> {
        self.partition
            .iter()
            .chain(&self.sort)
            .flat_map(Template::attributes)
    }
}
