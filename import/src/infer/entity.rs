//! One entity: its attributes and the templates of its keys.

use indexmap::IndexMap;

use super::{
    AttributeDesign, EntityDesign, EntryDesign, KeyDesign, Piece, Template, Types,
    fit::{self, Column, Part},
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
        let table_keys = std::iter::once(&self.table.partition).chain(&self.table.sort);
        let table_keys: Vec<&str> = table_keys.map(|key| key.name.as_str()).collect();
        let indexes = self.table.indexes.iter();
        let indexes = indexes.filter(|index| is_made(self.table, index));
        let made = indexes.flat_map(|index| index.partition.iter().chain(&index.sort));
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

    /// The key is an attribute like others.
    fn own(&mut self, key: &Key) -> Template {
        let column = self.store(&key.name);
        vec![self.piece(column, None)]
    }

    fn is_own(&self, template: &Template, key: &Key) -> bool {
        let [Piece::Attribute { name, form: None }] = template.as_slice() else {
            return false;
        };
        let column = self.columns.iter().position(|column| column.name == *name);
        column.is_some_and(|column| self.origins[column] == Origin::Stored(key.name.clone()))
    }

    /// The template of a key; `place` is 0 for the table's partition, 1 for its sort key, 2 for an index.
    fn template(&mut self, key: &Key, place: usize) -> Template {
        let rows: Vec<(usize, &str)> = self
            .rows
            .iter()
            .enumerate()
            .filter_map(|(at, row)| match row.item.get(&key.name)? {
                Value::Text(text) => Some((at, text.as_str())),
                _ => None,
            })
            .collect();
        if key.scalar != Scalar::Text {
            return self.own(key);
        }
        if let Some(template) = self.by_schema(key, &rows) {
            return template;
        }
        if rows.is_empty() {
            return self.by_alias(key, place);
        }
        let parts = fit::fit(&rows, &self.columns, self.delimiter);
        if let [Part::New(..)] = parts.as_slice()
            && !names::is_key_like(&key.name)
        {
            return self.own(key);
        }
        let aliases = self.aliases(key, place, &parts);
        let mut template = Template::new();
        let mut attribute = 0;
        for part in parts {
            let piece = match part {
                Part::Literal(text) => Piece::Literal(text),
                Part::Column(column, form) => self.piece(column, form),
                Part::New(word, texts) => {
                    let alias = aliases.as_ref().map(|names| names[attribute].clone());
                    let name = alias.unwrap_or_else(|| self.name(key, place, &word, &texts));
                    let column = self.invent((name, word), key, &rows, texts);
                    self.piece(column, None)
                }
            };
            attribute += usize::from(!matches!(piece, Piece::Literal(_)));
            template.push(piece);
        }
        template
    }

    /// Adds an attribute that stands in keys only.
    fn invent(
        &mut self,
        (name, behind): (String, String),
        key: &Key,
        rows: &[(usize, &str)],
        texts: Vec<String>,
    ) -> usize {
        let mut all = vec![None; self.rows.len()];
        for ((row, _), text) in rows.iter().zip(texts) {
            all[*row] = Some(text);
        }
        let column = Column {
            name,
            texts: all,
            number: false,
            behind: Some(behind),
            in_key: true,
        };
        self.add(column, Origin::InKey(key.name.clone()))
    }

    /// What a value is called that no attribute has.
    fn name(&self, key: &Key, place: usize, word: &str, texts: &[String]) -> String {
        let kind = kinds::of_texts("", texts.iter().map(String::as_str)).name;
        let moment = texts.iter().all(|text| kinds::is_moment(text));
        match kind.as_str() {
            _ if moment => "at".to_owned(),
            _ if self.ids.contains_key(word) => self.ids[word].clone(),
            "date" => "day".to_owned(),
            "month" => "month".to_owned(),
            _ if !word.is_empty() => format!("{}_id", names::snake(word)),
            _ if place == 0 => format!("{}_id", names::snake(&self.group.name)),
            _ => format!("{}_value", names::snake(&key.name)),
        }
    }

    /// The words of an alias such as `SubId#SKU`, where there is one for each attribute of the key.
    fn aliases(&self, key: &Key, place: usize, parts: &[Part]) -> Option<Vec<String>> {
        let literals = parts.iter().filter_map(|part| match part {
            Part::Literal(text) => Some(names::snake(text)),
            _ => None,
        });
        let literals: Vec<String> = literals.collect();
        let words = self.alias_words(key, place)?.into_iter();
        let words: Vec<String> = words.filter(|word| !literals.contains(word)).collect();
        let attributes = parts
            .iter()
            .filter(|part| !matches!(part, Part::Literal(_)));
        (words.len() == attributes.count()).then_some(words)
    }

    fn alias_words(&self, key: &Key, place: usize) -> Option<Vec<String>> {
        let alias = self.kind()?.aliases.get(place)?.as_ref()?;
        if alias == &key.name {
            return None;
        }
        let words = alias.split(['#', '|', '~', '/', ':', ' ']);
        let words: Vec<String> = words
            .filter_map(|word| names::identifier(word.trim()))
            .collect();
        (!words.is_empty()).then_some(words)
    }

    /// The template that the file itself writes (`${a}#${b}`), if the items agree with it.
    fn by_schema(&mut self, key: &Key, rows: &[(usize, &str)]) -> Option<Template> {
        let text = self.kind()?.templates.get(&key.name)?.clone();
        let pieces = placeholders(&text);
        if rows.is_empty() {
            if !self.rows.is_empty() {
                return None;
            }
            let template = pieces.into_iter().map(|piece| match piece {
                Ok(text) => Piece::Literal(text),
                Err(name) => {
                    let column = self.store(&name);
                    self.piece(column, None)
                }
            });
            return Some(template.collect());
        }
        let made = |row: usize| -> Option<String> {
            pieces
                .iter()
                .map(|piece| match piece {
                    Ok(text) => Some(text.as_str()),
                    Err(name) => self.rows[row].item.get(name)?.text(),
                })
                .collect()
        };
        let agree = rows
            .iter()
            .all(|(row, text)| made(*row).as_deref() == Some(*text));
        let stored = |name: &String| self.origins.contains(&Origin::Stored(name.clone()));
        if !agree {
            self.remarks.push(format!(
                "the file says that {} is `{text}`, and its sample items are otherwise",
                key.name
            ));
            return None;
        }
        if !pieces
            .iter()
            .all(|piece| piece.as_ref().err().is_none_or(stored))
        {
            return None;
        }
        let template = pieces.into_iter().map(|piece| match piece {
            Ok(text) => Piece::Literal(text),
            Err(name) => {
                let column = self.store(&name);
                self.piece(column, None)
            }
        });
        Some(template.collect())
    }

    /// Without an item, an alias says what is in the key.
    fn by_alias(&mut self, key: &Key, place: usize) -> Template {
        let Some(words) = self.alias_words(key, place) else {
            return self.own(key);
        };
        let mut template = Template::new();
        for word in words {
            if !template.is_empty() {
                template.push(Piece::Literal("#".to_owned()));
            }
            let known = self.columns.iter().position(|column| column.name == word);
            let column =
                known.unwrap_or_else(|| self.invent((word, String::new()), key, &[], Vec::new()));
            template.push(self.piece(column, None));
        }
        template
    }

    /// The entry in an index, if the entity is in it by made keys.
    fn entry(&mut self, index: &Index) -> Option<EntryDesign> {
        if !is_made(self.table, index) {
            return None;
        }
        let keys: Vec<&Key> = index.partition.iter().chain(&index.sort).collect();
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
            Piece::Attribute { name, .. } => {
                self.columns.iter().position(|column| column.name == *name)
            }
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
        let keys = self
            .table
            .indexes
            .iter()
            .flat_map(|index| index.partition.iter().chain(&index.sort));
        let keys = keys
            .chain(std::iter::once(&self.table.partition))
            .chain(&self.table.sort);
        let key = keys
            .into_iter()
            .find(|key| key.name == physical)
            .map(|key| key.scalar);
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
    let mut keys = index.partition.iter().chain(&index.sort);
    keys.all(|key| {
        let of_table = *key == table.partition || Some(key) == table.sort.as_ref();
        !of_table && key.scalar == Scalar::Text && names::is_key_like(&key.name)
    })
}

/// Literals, and the names in `${…}`.
fn placeholders(text: &str) -> Vec<Result<String, String>> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("${") {
        if !before.is_empty() {
            all.push(Ok(before.to_owned()));
        }
        let (name, behind) = behind.split_once('}').unwrap_or((behind, ""));
        all.push(Err(name.to_owned()));
        rest = behind;
    }
    if !rest.is_empty() {
        all.push(Ok(rest.to_owned()));
    }
    all
}
