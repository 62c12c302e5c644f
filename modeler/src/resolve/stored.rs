//! Names in the stored item: what one writes there must not be what another writes, and what a table or an
//! index names must be something that is stored.
//!
//! Nothing is left out for it: what was meant is clear, and what is wrong is wrong in the table.

use rustc_hash::FxHashMap;

use super::{Sink, names};
use crate::{
    draft::{self, Draft, Projection},
    findings::Finding,
    model::{Entity, Entry, Model, TableId, Template},
    rules::{duplicate_name, invalid_value, missing_field},
    source::Text,
};

/// Looks at all names of a model.
pub(super) fn check(draft: &Draft, model: &Model, sink: &mut Sink<'_>) {
    let complete = !sink.dropped;
    let mut found: Vec<Finding> = Vec::new();
    for (written, id) in tables(draft, model) {
        table(written, model, id, &mut found);
        if complete {
            settings(written, model, id, &mut found);
        }
    }
    for entity in &model.entities {
        attributes(model, entity, &mut found);
        keys(model, entity, &mut found);
    }
    streams(model, &mut found);
    for finding in found {
        sink.findings.push(finding);
    }
}

/// The tables as they were written, with what became of them.
fn tables<'d>(
    draft: &'d Draft,
    model: &'d Model,
) -> impl Iterator<Item = (&'d draft::Table, TableId)> {
    let resolved = |written: &draft::Table| {
        model
            .table_ids()
            .find(|id| model.table(*id).span == written.span)
    };
    draft
        .tables
        .iter()
        .filter_map(move |written| Some((written, resolved(written)?)))
}

/// The names that a table gives to its own attributes.
fn table(written: &draft::Table, model: &Model, id: TableId, found: &mut Vec<Finding>) {
    let table = model.table(id);
    let named = [
        (&written.partition, "partition key"),
        (&written.sort, "sort key"),
        (&written.tag, "tag"),
        (&written.ttl, "time to live"),
    ];
    let named: Vec<(&Text, &str)> = named
        .into_iter()
        .filter_map(|(text, what)| Some((text.as_ref()?, what)))
        .collect();
    for (at, (text, what)) in named.iter().enumerate() {
        let before = named[..at]
            .iter()
            .find(|(other, _)| other.value == text.value);
        if let Some((first, other)) = before {
            let message = format!(
                "`{}` is the {other} of the table and its {what}",
                text.as_str()
            );
            found.push(
                duplicate_name::RULE
                    .at(text.span, message)
                    .label("one attribute cannot be both")
                    .related(first.span, format!("the {other}"))
                    .table(&table.name),
            );
        }
    }
}

/// What a table and its indexes name that no entity stores.
fn settings(written: &draft::Table, model: &Model, id: TableId, found: &mut Vec<Finding>) {
    let here = || {
        model
            .entities
            .iter()
            .filter(move |entity| entity.table == id)
    };
    if here().next().is_none() {
        return;
    }
    let attributes = || here().flat_map(|entity| &entity.attributes);
    let stored = || attributes().map(|of| of.physical.as_str());
    if let Some(ttl) = &written.ttl
        && !stored().any(|name| name == ttl.value)
    {
        let epochs = attributes().filter(|of| of.kind == crate::model::Type::Epoch);
        let known: Vec<&str> = epochs.map(|of| of.physical.as_str()).collect();
        let finding = names::unknown(ttl.span, ttl, "stored attribute", known.iter().copied());
        found.push(
            finding
                .note("nothing would ever expire")
                .table(&model.table(id).name),
        );
    }
    for index in &written.indexes {
        let Some(Projection::Attributes(list, span)) = &index.project else {
            continue;
        };
        if list.is_empty() {
            let finding = invalid_value::RULE
                .at(*span, "an index that lists what it carries lists something");
            found.push(
                finding
                    .help("write `project: keys`")
                    .index(index.name.as_str()),
            );
        }
        projected(list, index, model, id, &stored, found);
    }
}

/// What an index says it carries.
fn projected<'m, I: Iterator<Item = &'m str>>(
    list: &[Text],
    index: &draft::Index,
    model: &'m Model,
    id: TableId,
    stored: &dyn Fn() -> I,
    found: &mut Vec<Finding>,
) {
    let table = model.table(id);
    let of_index = model.indexes_of(id).map(|id| model.index(id));
    let keys: Vec<&str> = of_index
        .flat_map(|index| index.key_names())
        .chain(table.key_names())
        .chain(table.tag.as_deref())
        .collect();
    for (at, name) in list.iter().enumerate() {
        if let Some(first) = list[..at].iter().find(|first| first.value == name.value) {
            let message = format!(
                "`{}` stands twice in what `{}` carries",
                name.as_str(),
                index.name.as_str()
            );
            let finding = duplicate_name::RULE.at(name.span, message);
            found.push(
                finding
                    .related(first.span, "first here")
                    .index(index.name.as_str()),
            );
        } else if !stored().any(|one| one == name.value) && !keys.contains(&name.as_str()) {
            let mut known: Vec<&str> = stored().collect();
            known.sort_unstable();
            known.dedup();
            let finding =
                names::unknown(name.span, name, "stored attribute", known.iter().copied());
            found.push(finding.index(index.name.as_str()));
        }
    }
}

/// The names under which the attributes of an entity are stored.
fn attributes(model: &Model, entity: &Entity, found: &mut Vec<Finding>) {
    let table = model.table(entity.table);
    let sort = table.sort.as_ref().zip(entity.key.sort.as_ref());
    let keys = [(&table.partition, &entity.key.partition)];
    let keys: Vec<_> = keys.into_iter().chain(sort).collect();
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, of) in entity.attributes.iter().enumerate() {
        let name = of.physical.as_str();
        let twice = |message: String| {
            duplicate_name::RULE
                .at(of.span, message)
                .label("one of the two is lost")
                .help("give the attribute another physical `name`")
                .entity(&entity.name)
        };
        let filled = keys.iter().find(|(key, template)| {
            let own = template.bare().is_some_and(|id| id.index() == at);
            key.name == name && !own
        });
        if let Some(first) = seen.insert(name, at) {
            let first = &entity.attributes[first];
            let message = format!(
                "`{}` and `{}` of `{}` are both stored as `{name}`",
                first.name, of.name, entity.name
            );
            found.push(twice(message).related(first.span, "and this"));
        } else if let Some((key, template)) = filled {
            let message = format!(
                "`{}` of `{}` is stored under the name of the table's key `{name}`",
                of.name, entity.name
            );
            found.push(
                twice(message)
                    .related(template.span, "which is filled by this")
                    .related(key.span, "the key"),
            );
        } else if table.tag.as_deref() == Some(name) {
            let message = format!(
                "`{}` of `{}` is stored under the name of the table's tag",
                of.name, entity.name
            );
            found.push(twice(message));
        }
    }
}

/// Key attributes that two indexes have in common: an item has one value for both.
fn keys(model: &Model, entity: &Entity, found: &mut Vec<Finding>) {
    let mut seen: FxHashMap<&str, (&Template, &str)> = FxHashMap::default();
    for entry in entity.entries.iter().filter(|entry| entry.computed) {
        for (name, template) in own_keys(model, entry) {
            let index = model.index(entry.index).name.as_str();
            let (first, other) = *seen.entry(name).or_insert((template, index));
            if !first.is_like(template) {
                let message = format!(
                    "`{name}` of `{}` would hold one text for `{other}` and another for `{index}`",
                    entity.name
                );
                found.push(
                    duplicate_name::RULE
                        .at(template.span, message)
                        .label("an item has one value for both")
                        .related(first.span, format!("for `{other}`"))
                        .help("give each index key attributes of its own")
                        .entity(&entity.name)
                        .index(index),
                );
            }
        }
    }
}

/// The key attributes that are written for an entry, with what they hold.
fn own_keys<'m>(
    model: &'m Model,
    entry: &'m Entry,
) -> impl Iterator<Item = (&'m str, &'m Template)> {
    let index = model.index(entry.index);
    let table = model.table(index.table);
    let partition = index.partition.iter().zip(&entry.partition);
    let all = partition.chain(index.sort.iter().zip(&entry.sort));
    let named = all.map(|(key, template)| (key.name.as_str(), template));
    named.filter(|(name, _)| table.key_names().all(|key| key != *name))
}

/// What follows a stream that a table does not have.
fn streams(model: &Model, found: &mut Vec<Finding>) {
    for pattern in &model.patterns {
        let follows = |through: &Option<String>| through.as_deref() == Some("stream");
        let outside = match &pattern.verb {
            crate::model::Verb::Outside(outside) if follows(&outside.through) => {
                outside.reads.clone()
            }
            _ => Vec::new(),
        };
        let after = pattern
            .load
            .after
            .filter(|_| follows(&pattern.load.through));
        let written = after.map(|after| {
            let writes = model.pattern(after.pattern).writes();
            writes.map(|write| write.entity).collect::<Vec<_>>()
        });
        let entities = outside.into_iter().chain(written.into_iter().flatten());
        let entities: Vec<_> = entities.collect();
        // Of several tables one may be the one that is followed.
        let Some(silent) = entities.first().copied().filter(|_| {
            entities
                .iter()
                .all(|id| model.table_of(*id).stream.is_none())
        }) else {
            continue;
        };
        let table = model.table_of(silent);
        let message = format!(
            "`{}` follows the stream of `{}`, which has none",
            pattern.name, table.name
        );
        found.push(
            missing_field::RULE
                .at(pattern.span, message)
                .label("`through: stream`")
                .related(table.span, "no `stream`")
                .help("write `stream: new-image` at the table")
                .table(&table.name)
                .pattern(&pattern.name),
        );
    }
}
