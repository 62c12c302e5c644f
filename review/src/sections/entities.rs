//! What items are made of.

use tablewright_modeler::{
    Checked, draft,
    model::{Entity, EntityId, ShardBy, ShardCount, Shards, Type},
    words::{self, bytes, number},
};

use super::patterns::value;
use crate::document::{Block, Cell, Table};

/// Each entity: its key, its attributes with their facts, how large and how many.
pub(super) fn blocks(checked: &Checked) -> Vec<Block> {
    let model = &checked.model;
    let mut blocks = Vec::new();
    for id in model.entity_ids() {
        let entity = model.entity(id);
        blocks.push(Block::Heading(format!("`{}`", entity.name)));
        if let Some(about) = &entity.about {
            blocks.push(Block::Text(about.clone()));
        }
        let usual = checked.estimate.sizes.item(id);
        let size = if usual.assumed { "about" } else { "on average" };
        let many = checked.estimate.volumes.items(id);
        let many = many.map_or_else(
            || "The model does not say how many there are".to_owned(),
            |many| format!("{} of them", number(many)),
        );
        blocks.push(Block::Text(format!(
            "{many}, {size} {} each, indexes not counted.",
            bytes(usual.bytes)
        )));
        let promises = promises(checked, entity);
        if !promises.is_empty() {
            blocks.push(Block::List(promises));
        }
        blocks.push(Block::Table(facts(checked, id)));
    }
    blocks
}

/// What holds of all items of an entity, beside their attributes.
fn promises(checked: &Checked, entity: &Entity) -> Vec<String> {
    let written = draft(checked, entity);
    let name = |id: &tablewright_modeler::model::AttributeId| {
        format!("`{}`", entity.attributes[id.index()].name)
    };
    let mut all = Vec::new();
    if let Some(identity) = written.and_then(|one| one.identity.as_ref()) {
        let names: Vec<String> = identity
            .iter()
            .map(|one| format!("`{}`", one.as_str()))
            .collect();
        all.push(format!(
            "Two items with the same {} are one item.",
            words::listed(&names)
        ));
    }
    for unique in &entity.unique {
        let names: Vec<String> = unique.attributes().iter().map(name).collect();
        all.push(format!(
            "No two items have the same {}: a marker item with the key `{}` sees to it.",
            words::listed(&names),
            words::template(entity, &unique.template)
        ));
    }
    if let Some(lock) = &entity.lock {
        all.push(format!(
            "Each write raises {}, by which a writer sees that another one was faster.",
            name(lock)
        ));
    }
    all.extend(
        entity
            .shards
            .iter()
            .map(|shards| self::shards(checked, entity, shards)),
    );
    if let Some(volume @ draft::Value::Map(..)) = written.and_then(|one| one.volume.as_ref()) {
        all.push(format!("Volume: {}.", value(volume)));
    }
    all
}

/// Over how many partitions a key is spread, and how.
fn shards(checked: &Checked, entity: &Entity, shards: &Shards) -> String {
    let place = match entity.key.attributes().any(|id| id == shards.attribute) {
        true => "Each key".to_owned(),
        false => {
            let mut entries = entity.entries.iter();
            let entry = entries.find(|entry| entry.attributes().any(|id| id == shards.attribute));
            let index = entry.map(|entry| checked.model.index(entry.index).name.as_str());
            format!("Each key in `{}`", index.unwrap_or_default())
        }
    };
    let count = match shards.count {
        ShardCount::Fixed(count) => count.to_string(),
        ShardCount::Kept { of, typical, max } => format!(
            "as many as `{}.{}` says ({typical} mostly, {max} at most)",
            checked.model.entity(of.entity).name,
            checked.model.attribute(of).name
        ),
    };
    let by = match &shards.by {
        ShardBy::Random => "drawn for each write".to_owned(),
        ShardBy::Attributes(by) => {
            let names = by
                .iter()
                .map(|id| format!("`{}`", entity.attributes[id.index()].name));
            format!(
                "calculated from {}",
                words::listed(&names.collect::<Vec<_>>())
            )
        }
    };
    let was: Vec<String> = shards.was.iter().map(u32::to_string).collect();
    let was = match was.is_empty() {
        true => String::new(),
        false => format!("; it was {} before", words::listed(&was)),
    };
    format!("{place} has write shards: {count}, {by}{was}.")
}

fn draft<'c>(checked: &'c Checked, entity: &Entity) -> Option<&'c draft::Entity> {
    let mut all = checked.draft.entities.iter();
    all.find(|one| one.name.as_str() == entity.name)
}

fn facts(checked: &Checked, id: EntityId) -> Table {
    let entity = checked.model.entity(id);
    let mut table = Table::new(
        format!("Attributes of `{}`.", entity.name),
        &["attribute", "type", "stored as", "facts"],
    );
    let written = draft(checked, entity);
    for attribute in &entity.attributes {
        let written = written.and_then(|one| {
            one.attributes
                .iter()
                .find(|one| one.name.as_str() == attribute.name)
        });
        table.row([
            Cell::code(&attribute.name).of(id.index()),
            kind(&attribute.kind).into(),
            Cell::code(if attribute.physical == attribute.name {
                ""
            } else {
                &attribute.physical
            }),
            written.map(said).unwrap_or_default().into(),
        ]);
    }
    table
}

/// A type in words.
fn kind(of: &Type) -> String {
    match of {
        Type::Enum(values) => format!("one of {}", words::listed(values)),
        Type::List(item) | Type::Set(item) | Type::Map(item) => {
            format!("{} of {}", of.word(), kind(&item.kind))
        }
        Type::Struct(one) => format!("`{}`", one.name),
        other => other.word().to_owned(),
    }
}

/// What the model says of an attribute besides its type.
fn said(of: &draft::Attribute) -> String {
    let texts = [
        ("same as", &of.same_as),
        ("from", &of.from),
        ("plus", &of.plus),
        ("matches", &of.matches),
        ("case", &of.case),
        ("min", &of.min),
        ("max", &of.max),
        ("at most", &of.max_size),
    ];
    let mut all: Vec<String> = Vec::new();
    if of
        .optional
        .as_ref()
        .is_some_and(|one| one.as_str() == "true")
    {
        all.push("may be absent".to_owned());
    }
    let texts = texts
        .iter()
        .filter_map(|(name, text)| Some(format!("{name} `{}`", text.as_ref()?.as_str())));
    all.extend(texts);
    if let Some(default) = &of.default {
        all.push(format!("reads as `{}` where it is missing", value(default)));
    }
    let facts = of.facts.iter();
    all.extend(facts.map(|(name, fact)| format!("{} {}", spelled(name.as_str()), value(fact))));
    for (name, flag) in [
        ("sensitive", &of.sensitive),
        ("changes from outside", &of.mutable),
    ] {
        if flag.as_ref().is_some_and(|one| one.as_str() == "true") {
            all.push(name.to_owned());
        }
    }
    all.join(", ")
}

/// The name of a fact, as words.
fn spelled(name: &str) -> &str {
    match name {
        "max_items" => "items at most",
        "present" => "there in",
        "sequential" => "grows with time:",
        name => name,
    }
}
