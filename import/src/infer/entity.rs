//! One entity: its attributes and the templates of its keys.

mod template;

use indexmap::IndexMap;

use super::{
    AttributeDesign, EntityDesign, EntryDesign, KeyDesign, Piece, Template, Types,
    fit::Column,
    groups::{Group, delimiter},
    kinds::{self, Kind},
    measure, names,
};
use crate::source::{self, Index, Key, Row, Scalar, Table, Value};

/// Makes the entity of a group.
pub(super) fn of(
    table: &Table,
    group: &Group,
    tag: Option<&str>,
    ids: &IndexMap<String, String>,
    types: &mut Types,
) -> EntityDesign {
    let mut entity = Entity::new(table, group, tag, ids);
    let partition = entity.template(&table.partition, 0);
    let sort = table.sort.as_ref().map(|sort| entity.template(sort, 1));
    let own = [
        (&partition, Some(&table.partition)),
        (sort.as_ref().unwrap_or(&partition), table.sort.as_ref()),
    ];
    let own = own
        .iter()
        .all(|(template, key)| key.is_none_or(|key| entity.is_own(template, key)));
    let key = KeyDesign { partition, sort };
    let entries = table.indexes.iter().filter_map(|index| entity.entry(index));
    let entries: Vec<EntryDesign> = entries.collect();
    EntityDesign {
        name: group.name.clone(),
        volume: table
            .count
            .and_then(|count| measure::volume(group.rows.len(), table.rows.len(), count)),
        attributes: entity.attributes(types),
        remarks: entity.remarks(),
        key: (!own).then_some(key),
        entries,
    }
}

/// Where an attribute comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Origin {
    /// It is stored under this name.
    Stored(String),
    /// It is only in keys: in that of this name.
    InKey(String),
}

struct Entity<'a> {
    table: &'a Table,
    group: &'a Group,
    rows: Vec<&'a Row>,
    ids: &'a IndexMap<String, String>,
    delimiter: Option<char>,
    columns: Vec<Column>,
    origins: Vec<Origin>,
    /// Columns that are in keys, in the order of their use.
    used: Vec<usize>,
    remarks: Vec<String>,
}

impl<'a> Entity<'a> {
    fn new(
        table: &'a Table,
        group: &'a Group,
        tag: Option<&str>,
        ids: &'a IndexMap<String, String>,
    ) -> Self {
        let mut entity = Self {
            table,
            group,
            rows: group.rows.iter().map(|row| &table.rows[*row]).collect(),
            ids,
            delimiter: delimiter(table),
            columns: Vec::new(),
            origins: Vec::new(),
            used: Vec::new(),
            remarks: Vec::new(),
        };
        for name in entity.stored(tag) {
            entity.store(&name);
        }
        entity
    }

    /// The stored attributes, but for the keys that hold made texts, and the tag.
    fn stored(&self, tag: Option<&str>) -> Vec<String> {
        let table_keys: Vec<&str> = self.table.keys().map(|key| key.name.as_str()).collect();
        let indexes = self.table.indexes.iter();
        let indexes = indexes.filter(|index| is_made(self.table, index));
        let made = indexes.flat_map(Index::keys);
        let made: Vec<&str> = made.map(|key| key.name.as_str()).collect();
        let listed: Vec<&String> = match (self.rows.is_empty(), self.kind()) {
            (true, Some(kind)) if !kind.attributes.is_empty() => kind.attributes.iter().collect(),
            (true, Some(kind)) if !kind.templates.is_empty() => Vec::new(),
            (true, _) => self.table.declared.keys().collect(),
            (false, _) => self.rows.iter().flat_map(|row| row.item.keys()).collect(),
        };
        let mut all: Vec<String> = Vec::new();
        for name in listed {
            let skip = table_keys.contains(&name.as_str())
                || made.contains(&name.as_str())
                || tag == Some(name);
            if !skip && !all.contains(name) {
                all.push(name.clone());
            }
        }
        all
    }

    fn kind(&self) -> Option<&'a source::Kind> {
        Some(&self.table.kinds[self.group.kind?])
    }

    /// Adds a stored attribute; gives its number.
    fn store(&mut self, physical: &str) -> usize {
        let origin = Origin::Stored(physical.to_owned());
        if let Some(known) = self.origins.iter().position(|one| *one == origin) {
            return known;
        }
        let values = self.rows.iter().map(|row| row.item.get(physical));
        let texts = values.clone().map(|value| value?.text().map(str::to_owned));
        let number = values
            .flatten()
            .all(|value| matches!(value, Value::Number(_)));
        let column = Column {
            name: names::identifier(physical).unwrap_or_else(|| "attribute".to_owned()),
            texts: texts.collect(),
            number: number && !self.rows.is_empty(),
            behind: None,
            in_key: false,
        };
        self.add(column, origin)
    }

    fn add(&mut self, mut column: Column, origin: Origin) -> usize {
        let wanted = column.name.clone();
        let mut number = 1;
        while self.columns.iter().any(|other| other.name == column.name) {
            number += 1;
            column.name = format!("{wanted}{number}");
        }
        self.columns.push(column);
        self.origins.push(origin);
        self.columns.len() - 1
    }

    fn piece(&mut self, column: usize, form: Option<String>) -> Piece {
        self.columns[column].in_key = true;
        if !self.used.contains(&column) {
            self.used.push(column);
        }
        Piece::Attribute {
            name: self.columns[column].name.clone(),
            form,
        }
    }

    /// The column of that name.
    fn named(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The key is an attribute like others.
    fn own(&mut self, key: &Key) -> Template {
        let column = self.store(&key.name);
        vec![self.piece(column, None)]
    }

    fn is_own(&self, template: &Template, key: &Key) -> bool {
        let [Piece::Attribute { name, form: None }] = template.as_slice() else {
            return false;
        };
        self.named(name)
            .is_some_and(|column| self.origins[column] == Origin::Stored(key.name.clone()))
    }

    /// The entry in an index, if the entity is in it by made keys.
    fn entry(&mut self, index: &Index) -> Option<EntryDesign> {
        if !is_made(self.table, index) {
            return None;
        }
        let keys: Vec<&Key> = index.keys().collect();
        let in_it = |row: &&Row| keys.iter().all(|key| row.item.contains_key(&key.name));
        let members = self.rows.iter().copied().filter(in_it).count();
        let written = keys.iter().any(|key| {
            self.kind()
                .is_some_and(|kind| kind.templates.contains_key(&key.name))
        });
        if members == 0 && !(self.rows.is_empty() && written) {
            return None;
        }
        let key = KeyDesign {
            partition: index.partition.first().map(|one| self.template(one, 2))?,
            sort: index.sort.first().map(|one| self.template(one, 2)),
        };
        let always = self
            .names_in(&key)
            .all(|column| self.present(column) == self.rows.len());
        let remark = (always && members < self.rows.len()).then(|| {
            format!(
                "{members} of {} sample items are in it: `when`?",
                self.rows.len()
            )
        });
        Some(EntryDesign {
            index: index.name.clone(),
            key,
            remark,
        })
    }

    /// The columns in a key.
    fn names_in(&self, key: &KeyDesign) -> impl Iterator<Item = usize> {
        let pieces = key.partition.iter().chain(key.sort.iter().flatten());
        pieces.filter_map(|piece| match piece {
            Piece::Attribute { name, .. } => self.named(name),
            Piece::Literal(_) => None,
        })
    }

    /// In how many items a column has a value.
    fn present(&self, column: usize) -> usize {
        match &self.origins[column] {
            Origin::InKey(_) => self.columns[column].texts.iter().flatten().count(),
            Origin::Stored(name) => {
                let values = self.rows.iter().filter_map(|row| row.item.get(name));
                values.filter(|value| **value != Value::Null).count()
            }
        }
    }

    fn attributes(&self, types: &mut Types) -> Vec<AttributeDesign> {
        let others = (0..self.columns.len()).filter(|column| !self.used.contains(column));
        let order = self.used.iter().copied().chain(others);
        order.map(|column| self.attribute(column, types)).collect()
    }

    fn attribute(&self, number: usize, types: &mut Types) -> AttributeDesign {
        let column = &self.columns[number];
        let only_in_key = matches!(self.origins[number], Origin::InKey(_));
        let (physical, kind, only) = match &self.origins[number] {
            Origin::Stored(name) => (Some(name.clone()), self.kind_of(name, types), None),
            Origin::InKey(key) => {
                let texts = column.texts.iter().flatten().map(String::as_str);
                let only = format!("only in {key}");
                (None, kinds::of_texts(&column.name, texts), Some(only))
            }
        };
        let mut facts = kind.facts;
        if let (Origin::Stored(name), Some(_)) = (&self.origins[number], self.table.count) {
            let values: Vec<_> = self.rows.iter().map(|row| row.item.get(name)).collect();
            facts.extend(measure::facts(&values));
        }
        let remarks = kind.remark.into_iter().chain(only);
        let remark = remarks.collect::<Vec<_>>().join("; ");
        AttributeDesign {
            physical: physical.filter(|name| *name != column.name),
            name: column.name.clone(),
            optional: self.present(number) < self.rows.len(),
            kind: kind.name,
            facts,
            same_as: None,
            only_in_key,
            values: column.texts.iter().flatten().cloned().collect(),
            remark: (!remark.is_empty()).then_some(remark),
        }
    }

    fn kind_of(&self, physical: &str, types: &mut Types) -> Kind {
        if self.table.ttl.as_deref() == Some(physical) {
            return Kind::epoch();
        }
        let values: Vec<&Value> = self
            .rows
            .iter()
            .filter_map(|row| row.item.get(physical))
            .collect();
        if !values.is_empty() {
            return kinds::of_values(physical, &values, types);
        }
        let of_indexes = self.table.indexes.iter().flat_map(Index::keys);
        let mut keys = of_indexes.chain(self.table.keys());
        let key = keys.find(|key| key.name == physical);
        let key = key.map(|key| key.scalar);
        let declared = self.table.declared.get(physical).copied();
        kinds::of_scalar(key.or(declared).unwrap_or_default())
    }

    fn remarks(self) -> Vec<String> {
        let mut remarks = self.remarks;
        if let Some(called) = &self.group.called {
            remarks.insert(0, format!("called `{called}` in the file"));
        }
        if self.rows.is_empty() {
            remarks.push("there is no sample item of it: look at its types and its key".to_owned());
        }
        remarks
    }
}

/// Whether the keys of an index hold texts that are made for it: then each entity says how. In any other index an entity
/// is by its attributes.
fn is_made(table: &Table, index: &Index) -> bool {
    index.keys().all(|key| {
        let of_table = table.keys().any(|own| own == key);
        !of_table && key.scalar == Scalar::Text && names::is_key_like(&key.name)
    })
}
