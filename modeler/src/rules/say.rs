//! Small phrases that several rules use, and looks at a model that several rules take.

use crate::{
    draft,
    estimate::Throughput,
    model::{
        AttributeId, AttributeRef, Entity, EntityId, Index, IndexId, IndexKind, Model, Pattern,
        Read, TableId, Verb,
    },
    plan::{Operation, Query},
    rules::Context,
    words,
};

/// Names in quotes, as a list in a sentence.
pub(crate) fn names<'a>(all: impl IntoIterator<Item = &'a str>) -> String {
    words::listed(&all.into_iter().map(words::quoted).collect::<Vec<_>>())
}

/// What a table takes, and with its name what each of its global indexes takes, which have capacity of their own.
pub(crate) fn loads<'a>(
    context: &Context<'a>,
    id: TableId,
) -> impl Iterator<Item = (Option<&'a str>, Throughput)> {
    let (model, estimate) = (context.model, context.estimate);
    let indexes = model.indexes_of(id).filter_map(|index| {
        let of = model.index(index);
        let load = estimate.index(index).load;
        (of.kind == IndexKind::Global).then_some((Some(of.name.as_str()), load))
    });
    std::iter::once((None, estimate.table(id).load)).chain(indexes)
}

/// The attribute of an entity at whose time its table deletes an item.
pub(crate) fn expiry(model: &Model, id: EntityId) -> Option<AttributeRef> {
    let ttl = model.table_of(id).ttl.as_deref()?;
    let entity = model.entity(id);
    let mut ids = entity.attribute_ids();
    let attribute = ids.find(|of| entity.attributes[of.index()].physical == ttl)?;
    Some(AttributeRef {
        entity: id,
        attribute,
    })
}

/// The names of attributes of one entity.
pub(crate) fn attributes(entity: &Entity, ids: &[AttributeId]) -> String {
    names(
        ids.iter()
            .map(|id| entity.attributes[id.index()].name.as_str()),
    )
}

/// The names of attributes, each once.
pub(crate) fn references(model: &Model, all: &[AttributeRef]) -> String {
    names(distinct(model, all))
}

/// The names of attributes without quotes, each once.
pub(crate) fn distinct<'m>(model: &'m Model, all: &[AttributeRef]) -> Vec<&'m str> {
    let mut seen: Vec<&str> = Vec::new();
    for one in all {
        let name = model.attribute(*one).name.as_str();
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    seen
}

/// The read of a pattern that is one.
pub(crate) fn read(pattern: &Pattern) -> Option<&Read> {
    match &pattern.verb {
        Verb::Read(read) | Verb::Count(read) => Some(read),
        Verb::Write(_) | Verb::Transact(_) | Verb::Outside(_) => None,
    }
}

/// The first wanted entity of a read, by name.
pub(crate) fn wanted<'a>(model: &'a Model, read: &Read) -> &'a str {
    read.entities
        .first()
        .map_or("", |id| model.entity(*id).name.as_str())
}

/// An entity as it was written.
pub(crate) fn written<'a>(context: &Context<'a>, id: EntityId) -> Option<&'a draft::Entity> {
    let name = &context.model.entity(id).name;
    let all = &context.draft.entities;
    let here = all
        .get(id.index())
        .filter(|entity| entity.name.value == *name);
    here.or_else(|| all.iter().find(|entity| entity.name.value == *name))
}

/// Whether every key attribute of an index is one of its table's own.
pub(crate) fn on_table_keys(model: &Model, index: &Index) -> bool {
    index
        .key_names()
        .all(|name| model.table(index.table).key_names().any(|key| key == name))
}

/// Whether something is kept in the index on an entity's own attributes and no read of the entity
/// goes through it, although others do.
pub(crate) fn is_accidental(context: &Context<'_>, entity: EntityId, index: IndexId) -> bool {
    let model = context.model;
    let what = model.index(index);
    let own = model
        .entity(entity)
        .entry(index)
        .is_some_and(|entry| !entry.computed);
    own && what.kind == IndexKind::Global
        && !on_table_keys(model, what)
        && !readers(context, index).any(|(_, query)| query.entities.contains(&entity))
}

/// The patterns that read through an index, with their plans.
pub(crate) fn readers<'a>(
    context: &Context<'a>,
    index: IndexId,
) -> impl Iterator<Item = (&'a Pattern, &'a Query)> {
    let (model, plan) = (context.model, context.plan);
    model
        .patterns
        .iter()
        .zip(&plan.patterns)
        .filter_map(move |(pattern, plan)| match &plan.operation {
            Some(Operation::Query(query)) if query.index == Some(index) => Some((pattern, query)),
            _ => None,
        })
}
