//! Entities and the templates of their keys, from examples of items.

mod clashes;
mod entity;
mod fit;
mod forms;
mod groups;
mod kinds;
mod links;
mod measure;
mod names;
mod shared;

use indexmap::IndexMap;

use crate::source::{Index, Key, Source, Table};

/// What a model is to say.
#[derive(Debug, Default)]
pub(crate) struct Design {
    pub(crate) name: String,
    pub(crate) about: Option<String>,
    pub(crate) tables: Vec<TableDesign>,
    pub(crate) types: Types,
}

/// Structs that values are, with their fields.
pub(crate) type Types = IndexMap<String, Vec<(String, String)>>;

/// A table and its entities.
#[derive(Debug)]
pub(crate) struct TableDesign {
    pub(crate) name: String,
    pub(crate) partition: Key,
    pub(crate) sort: Option<Key>,
    pub(crate) tag: Option<String>,
    pub(crate) ttl: Option<String>,
    pub(crate) settings: Vec<(&'static str, String)>,
    pub(crate) indexes: Vec<Index>,
    pub(crate) entities: Vec<EntityDesign>,
}

/// An entity.
#[derive(Debug)]
pub(crate) struct EntityDesign {
    pub(crate) name: String,
    /// What a person has to know or to decide.
    pub(crate) remarks: Vec<String>,
    pub(crate) attributes: Vec<AttributeDesign>,
    /// None where the key is its own attributes.
    pub(crate) key: Option<KeyDesign>,
    pub(crate) entries: Vec<EntryDesign>,
    /// How many items there are, where that was counted.
    pub(crate) volume: Option<String>,
}

/// A key, or the key of an entry in an index.
#[derive(Debug, Clone)]
pub(crate) struct KeyDesign {
    pub(crate) partition: Template,
    pub(crate) sort: Option<Template>,
}

/// The entry of an entity in an index.
#[derive(Debug)]
pub(crate) struct EntryDesign {
    pub(crate) index: String,
    pub(crate) key: KeyDesign,
    pub(crate) remark: Option<String>,
}

/// An attribute.
#[derive(Debug, Clone)]
pub(crate) struct AttributeDesign {
    pub(crate) name: String,
    /// What it is called in the items, where that is another name.
    pub(crate) physical: Option<String>,
    pub(crate) kind: String,
    /// Facts behind the type: `of: string`.
    pub(crate) facts: Vec<String>,
    pub(crate) optional: bool,
    pub(crate) same_as: Option<String>,
    pub(crate) remark: Option<String>,
    /// It stands in keys and nowhere else.
    pub(crate) only_in_key: bool,
    /// Its texts in the sample.
    pub(crate) values: Vec<String>,
}

/// The parts of a key's text.
pub(crate) type Template = Vec<Piece>;

/// A part of a key's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Literal(String),
    Attribute {
        name: String,
        /// The digits that a number is padded to, or the time that another is cut to.
        form: Option<String>,
    },
}

/// Finds the entities of all tables.
pub(crate) fn infer(source: Source) -> Design {
    // A model with one table is called like it.
    let name = match source.tables.as_slice() {
        [only] => &only.name,
        _ => &source.name,
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let name = match name.chars().all(plain) {
        true if !name.is_empty() => name.clone(),
        _ => names::identifier(name).unwrap_or_else(|| "imported".to_owned()),
    };
    let title = Some(source.name)
        .filter(|title| !title.is_empty() && *title != name && title != "imported");
    let mut design = Design {
        about: source.about.or(title),
        name,
        ..Design::default()
    };
    let mut taken = names::Taken::default();
    for table in source.tables {
        let made = self::table(table, &mut taken, &mut design.types);
        design.tables.push(made);
    }
    links::join(&mut design.tables);
    shared::join(&mut design.tables);
    clashes::part(&mut design.tables);
    forms::guess(&mut design.tables);
    design
}

fn table(table: Table, taken: &mut names::Taken, types: &mut Types) -> TableDesign {
    let grouped = groups::of(&table, taken);
    let ids = names::identifiers(&table, &grouped.groups);
    let entities = grouped.groups.iter();
    let entities =
        entities.map(|group| entity::of(&table, group, grouped.tag.as_deref(), &ids, types));
    let entities = entities.collect();
    TableDesign {
        entities,
        tag: grouped.tag,
        ttl: table.ttl,
        name: table.name,
        partition: table.partition,
        sort: table.sort,
        settings: table.settings,
        indexes: table.indexes,
    }
}

/// Calls an attribute of an entity otherwise, in its keys as well.
fn rename(entity: &mut EntityDesign, from: &str, to: &str) {
    for attribute in entity.attributes.iter_mut().filter(|one| one.name == from) {
        attribute.name = to.to_owned();
    }
    for piece in templates(entity).flatten() {
        if let Piece::Attribute { name, .. } = piece
            && name == from
        {
            *name = to.to_owned();
        }
    }
}

fn templates(entity: &mut EntityDesign) -> impl Iterator<Item = &mut Template> {
    let keys = entity
        .key
        .iter_mut()
        .chain(entity.entries.iter_mut().map(|entry| &mut entry.key));
    keys.flat_map(|key| std::iter::once(&mut key.partition).chain(&mut key.sort))
}
