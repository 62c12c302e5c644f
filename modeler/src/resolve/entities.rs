//! Entities, their keys and their entries in indexes.

use super::{
    Sink, attributes, classes::Roots, conditions, names, shards, tables, templates, unique, volume,
};
use crate::{
    draft::{self, Draft},
    model::{
        AttributeId, Entity, EntityId, Entry, Index, IndexId, Key, KeyAttribute, Model, Scalar,
        Table, TableId, Template,
    },
    rules::{duplicate_name, invalid_value, missing_field},
    source::{Span, Text},
};

/// All entities. The tables and their indexes learn here how their keys are stored.
pub(super) fn entities(draft: &Draft, model: &mut Model, sink: &mut Sink<'_>) -> Vec<Entity> {
    let roots = Roots::new(draft, sink);
    let mut seen = rustc_hash::FxHashMap::default();
    let mut all: Vec<Entity> = Vec::with_capacity(draft.entities.len());
    for written in &draft.entities {
        if let Some(first) = seen.insert(written.name.as_str(), written.name.span) {
            let message = format!("the entity `{}` is declared twice", written.name.as_str());
            let finding = duplicate_name::RULE.at(written.name.span, message);
            sink.report(finding.related(first, "first declared here"));
            continue;
        }
        let Some(table_id) = table(written, draft, model, sink) else {
            continue;
        };
        let table = model.table(table_id);
        let mut entity = Entity {
            name: written.name.value.clone(),
            about: written.about.as_ref().map(|about| about.value.clone()),
            table: table_id,
            attributes: attributes::attributes(written, &roots, sink),
            key: Key::default(),
            entries: Vec::new(),
            shards: Vec::new(),
            unique: Vec::new(),
            lock: None,
            volume: None,
            span: written.name.span,
        };
        entity.lock = unique::lock(written, &entity, sink);
        entity.unique = unique::constraints(written, &entity, sink);
        let declared = written.key.as_ref().and_then(|key| key.shards.as_ref());
        let shard = shards::declare(declared, "shard", &mut entity, sink);
        let Some(key) = key(written, &entity, table, sink) else {
            continue;
        };
        if let Some(declared) = declared {
            shards::stands(shard, &key.partition, declared.span, &entity, sink);
        }
        entity.key = key;
        entity.volume = volume::volume(written, &entity, sink);
        let id = EntityId::new(all.len());
        let entry_shards = written
            .entries
            .iter()
            .map(|entry| {
                let name = format!("{}_shard", entry.index.value);
                shards::declare(entry.shards.as_ref(), &name, &mut entity, sink)
            })
            .collect::<Vec<_>>();
        entity.entries = entries(written, id, &entity, &entry_shards, model, sink);
        all.push(entity);
    }
    shards::link(draft, &mut all, sink);
    store(&all, model);
    all
}

/// The table that an entity lives in: the only one, or the one that it names.
fn table(
    written: &draft::Entity,
    draft: &Draft,
    model: &Model,
    sink: &mut Sink<'_>,
) -> Option<TableId> {
    if let [only] = model.tables.as_slice()
        && only.name.is_empty()
    {
        // Why it has no name has been said.
        return Some(TableId::new(0));
    }
    let known = model.tables.iter().map(|table| table.name.as_str());
    let finding = match &written.table {
        None if model.tables.len() == 1 => return Some(TableId::new(0)),
        None => {
            let name = &written.name;
            let list: Vec<_> = known.map(|name| format!("`{name}`")).collect();
            missing_field::RULE
                .at(
                    name.span,
                    format!("`{}` does not say its `table`", name.as_str()),
                )
                .help(format!("it is one of {}", list.join(", ")))
        }
        Some(name) => {
            if let Some(at) = known.clone().position(|table| table == name.value) {
                return Some(TableId::new(at));
            }
            names::unknown(name.span, name, "table", known)
        }
    };
    // A table that was not read could be the one.
    sink.dropped = true;
    if !draft.incomplete {
        sink.report(finding.entity(&written.name.value));
    }
    None
}

fn key(
    written: &draft::Entity,
    entity: &Entity,
    table: &Table,
    sink: &mut Sink<'_>,
) -> Option<Key> {
    let key = written.key.as_ref();
    let part = |text: Option<&Text>, name: &str, field: &str, sink: &mut Sink<'_>| match text {
        Some(text) => templates::template(text, entity, sink),
        None => own(name, entity).or_else(|| {
            let span = key.map_or(written.name.span, |key| key.span);
            let message = format!("the key of `{}` has no `{field}`", entity.name);
            let help = format!(
                "the table's {field} key is `{name}`, and the entity has no such attribute"
            );
            sink.report(
                missing_field::RULE
                    .at(span, message)
                    .help(help)
                    .entity(&entity.name),
            );
            None
        }),
    };
    let partition = part(
        key.and_then(|k| k.partition.as_ref()),
        &table.partition.name,
        "partition",
        sink,
    );
    let written_sort = key.and_then(|key| key.sort.as_ref());
    let sort = match (&table.sort, written_sort) {
        (Some(sort), text) => Some(part(text, &sort.name, "sort", sink)?),
        (None, None) => None,
        (None, Some(text)) => {
            let message = "the table has no sort key";
            sink.report(
                invalid_value::RULE
                    .at(text.span, message)
                    .entity(&entity.name),
            );
            return None;
        }
    };
    Some(Key {
        partition: partition?,
        sort,
    })
}

/// The template of a key attribute that is an attribute of the entity itself.
fn own(physical: &str, entity: &Entity) -> Option<Template> {
    let id = entity
        .attribute_ids()
        .find(|id| entity.attributes[id.index()].physical == physical)?;
    Some(templates::bare(id, &entity.attributes[id.index()]))
}

fn entries(
    written: &draft::Entity,
    id: EntityId,
    entity: &Entity,
    shards: &[Option<AttributeId>],
    model: &Model,
    sink: &mut Sink<'_>,
) -> Vec<Entry> {
    let table = model.table(entity.table);
    let indexes = model.indexes_of(entity.table);
    let indexes: Vec<_> = indexes.map(|id| (id, model.index(id))).collect();
    for entry in &written.entries {
        if !indexes
            .iter()
            .any(|(_, index)| index.name == entry.index.value)
            && !sink.dropped
        {
            let what = tables::index_of(model, entity.table);
            let known = indexes.iter().map(|(_, index)| index.name.as_str());
            let finding = names::unknown(entry.index.span, &entry.index, &what, known);
            sink.report(finding.entity(&entity.name));
        }
    }
    let mut all = Vec::new();
    for (index_id, index) in indexes {
        let explicit = written
            .entries
            .iter()
            .zip(shards)
            .find(|(entry, _)| entry.index.value == index.name);
        all.extend(match explicit {
            Some((entry, shard)) => {
                explicit_entry(entry, index_id, index, (id, entity, *shard), table, sink)
            }
            None => implicit_entry(index_id, index, entity, table),
        });
    }
    all
}

/// An index on attributes, or on the table's own keys, contains whatever has them.
fn implicit_entry(id: IndexId, index: &Index, entity: &Entity, table: &Table) -> Option<Entry> {
    let template = |key: &KeyAttribute| {
        if key.name == table.partition.name {
            Some(entity.key.partition.clone())
        } else if table
            .sort
            .as_ref()
            .is_some_and(|sort| sort.name == key.name)
        {
            entity.key.sort.clone()
        } else {
            own(&key.name, entity)
        }
    };
    Some(Entry {
        index: id,
        partition: index
            .partition
            .iter()
            .map(template)
            .collect::<Option<_>>()?,
        sort: index.sort.iter().map(template).collect::<Option<_>>()?,
        when: None,
        computed: false,
        span: entity.span,
    })
}

fn explicit_entry(
    written: &draft::Entry,
    id: IndexId,
    index: &Index,
    (entity_id, entity, shard): (EntityId, &Entity, Option<AttributeId>),
    table: &Table,
    sink: &mut Sink<'_>,
) -> Option<Entry> {
    let taken = |key: &KeyAttribute| {
        table.key_names().any(|name| name == key.name) || own(&key.name, entity).is_some()
    };
    let own_keys = if index.kind == crate::model::IndexKind::Local {
        &[]
    } else {
        index.partition.as_slice()
    };
    if let Some(key) = own_keys.iter().chain(&index.sort).find(|key| taken(key)) {
        let message = format!(
            "`{}` of `{}` is not the entry's to fill",
            key.name, index.name
        );
        let finding = invalid_value::RULE.at(written.index.span, message);
        let help = format!(
            "it is a key of the table or an attribute of `{}`: leave the entry out",
            entity.name
        );
        sink.report(finding.help(help).entity(&entity.name).index(&index.name));
        return None;
    }
    let part = |text: Option<&Text>, wanted: bool, field: &str, sink: &mut Sink<'_>| match (
        text, wanted,
    ) {
        (Some(text), true) => Some(vec![templates::sharded(text, shard, entity, sink)?]),
        (None, false) => Some(Vec::new()),
        (None, true) => {
            let message = format!(
                "the entry of `{}` in `{}` has no `{field}`",
                entity.name, index.name
            );
            let finding = missing_field::RULE.at(written.index.span, message);
            sink.report(finding.entity(&entity.name).index(&index.name));
            None
        }
        (Some(text), false) => {
            let message = format!("the index `{}` has no {field} key of its own", index.name);
            let finding = invalid_value::RULE.at(text.span, message);
            sink.report(finding.entity(&entity.name).index(&index.name));
            None
        }
    };
    let partition = match index.kind {
        crate::model::IndexKind::Local if written.partition.is_none() => {
            Some(vec![entity.key.partition.clone()])
        }
        crate::model::IndexKind::Local => {
            part(written.partition.as_ref(), false, "partition", sink)
        }
        crate::model::IndexKind::Global => {
            part(written.partition.as_ref(), true, "partition", sink)
        }
    };
    let sort = part(written.sort.as_ref(), !index.sort.is_empty(), "sort", sink);
    let when = match &written.when {
        Some(text) => Some(conditions::when(text, entity_id, entity, sink)?),
        None => None,
    };
    let span: Span = written.index.span;
    if let (Some(first), Some(shards)) = (partition.iter().flatten().next(), &written.shards) {
        shards::stands(shard, first, shards.span, entity, sink);
    }
    Some(Entry {
        index: id,
        partition: partition?,
        sort: sort?,
        when,
        computed: true,
        span,
    })
}

/// How each key attribute is stored: as the first entity stores it. Whether all agree is for a rule.
fn store(entities: &[Entity], model: &mut Model) {
    let scalar = |entity: &Entity, template: &Template| {
        template.scalar(|id| entity.attributes[id.index()].kind.scalar())
    };
    let first = |of: TableId, pick: &dyn Fn(&Entity) -> Option<&Template>| {
        entities
            .iter()
            .filter(|e| e.table == of)
            .find_map(|e| scalar(e, pick(e)?))
            .unwrap_or(Scalar::S)
    };
    for (position, table) in model.tables.iter_mut().enumerate() {
        let of = TableId::new(position);
        table.partition.scalar = first(of, &|e| Some(&e.key.partition));
        if let Some(sort) = &mut table.sort {
            sort.scalar = first(of, &|e| e.key.sort.as_ref());
        }
    }
    for (position, index) in model.indexes.iter_mut().enumerate() {
        let (id, of) = (IndexId::new(position), index.table);
        for (at, key) in index.partition.iter_mut().enumerate() {
            key.scalar = first(of, &|e| e.entry(id)?.partition.get(at));
        }
        for (at, key) in index.sort.iter_mut().enumerate() {
            key.scalar = first(of, &|e| e.entry(id)?.sort.get(at));
        }
    }
}
