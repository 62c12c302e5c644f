//! The tables as people draw them.

use tablewright_modeler::{
    Checked,
    model::{AttributeRef, Carries, EntityId, Entry, Index, IndexKind, Model, TableId, Template},
    sample, words,
};

use super::settings;
use crate::document::{Block, Cell, Table};

/// A drawing of each table and each index: an item of every entity, with its keys.
pub(super) fn drawn(checked: &Checked) -> Vec<Block> {
    let model = &checked.model;
    let mut blocks = vec![Block::Text(
        "One item of each entity, with values that could be. The same identifier has the same value wherever it stands.".to_owned(),
    )];
    for id in model.table_ids() {
        blocks.push(Block::Heading(format!("Table `{}`", model.table(id).name)));
        blocks.push(Block::List(settings::sentences(model, id)));
        blocks.push(Block::Table(table(model, id)));
        for index in model.indexes_of(id) {
            let of = model.index(index);
            let kind = if of.kind == IndexKind::Local {
                "Local index"
            } else {
                "Index"
            };
            blocks.push(Block::Heading(format!("{kind} `{}`", of.name)));
            blocks.push(Block::Table(self::index(model, of)));
        }
    }
    blocks
}

fn table(model: &Model, id: TableId) -> Table {
    let of = model.table(id);
    let sort = of.sort.as_ref().map_or("-", |sort| sort.name.as_str());
    let mut table = Table::new(
        format!("Items of `{}`.", of.name),
        &[&of.partition.name, sort, "entity", "attributes"],
    );
    for entity in model
        .entity_ids()
        .filter(|one| model.entity(*one).table == id)
    {
        let key = &model.entity(entity).key;
        let sort = key
            .sort
            .as_ref()
            .map(|sort| shown(model, entity, std::slice::from_ref(sort)));
        let partition = shown(model, entity, std::slice::from_ref(&key.partition));
        table.row([
            Cell::code(&partition).of(entity.index()),
            Cell::code(&sort.unwrap_or_default()),
            model.entity(entity).name.as_str().into(),
            attributes(model, entity).into(),
        ]);
    }
    table
}

fn index(model: &Model, of: &Index) -> Table {
    let names = |keys: &[tablewright_modeler::model::KeyAttribute]| match keys {
        [] => "-".to_owned(),
        keys => keys
            .iter()
            .map(|key| key.name.as_str())
            .collect::<Vec<_>>()
            .join(", "),
    };
    let partition = match of.kind {
        IndexKind::Global => names(&of.partition),
        IndexKind::Local => model.table(of.table).partition.name.clone(),
    };
    let carries = match &of.carries {
        Carries::All => "all attributes".to_owned(),
        Carries::Keys => "nothing but keys".to_owned(),
        Carries::Attributes(names) => names.join(", "),
    };
    let caption = format!("Entries of `{}`, which carries {carries}.", of.name);
    let mut table = Table::new(
        caption,
        &[&partition, &names(&of.sort), "entity", "is there"],
    );
    for entity in model.entity_ids() {
        let entries = model.entity(entity).entries.iter();
        for entry in entries.filter(|entry| std::ptr::eq(model.index(entry.index), of)) {
            table.row(self::entry(model, entity, entry));
        }
    }
    table
}

fn entry(model: &Model, entity: EntityId, entry: &Entry) -> [Cell; 4] {
    let of = model.entity(entity);
    let optional = entry
        .partition
        .iter()
        .chain(&entry.sort)
        .flat_map(Template::attributes)
        .filter(|id| of.attributes[id.index()].facts.optional)
        .map(|id| format!("`{}`", of.attributes[id.index()].name));
    let optional: Vec<String> = optional.collect();
    let when = match (&entry.when, optional.is_empty()) {
        (Some(when), _) => format!("when `{}`", words::when(model, when)),
        (None, false) => format!("when there is {}", optional.join(" and ")),
        (None, true) => "always".to_owned(),
    };
    [
        Cell::code(&shown(model, entity, &entry.partition)).of(entity.index()),
        Cell::code(&shown(model, entity, &entry.sort)),
        of.name.as_str().into(),
        when.into(),
    ]
}

fn shown(model: &Model, entity: EntityId, templates: &[Template]) -> String {
    let texts = templates
        .iter()
        .map(|template| sample::template(model, entity, template, 0));
    texts.collect::<Vec<_>>().join(", ")
}

fn attributes(model: &Model, entity: EntityId) -> String {
    let of = model.entity(entity);
    let all = of.attribute_ids().map(|attribute| {
        let of = &of.attributes[attribute.index()];
        let value = match of.facts.sensitive {
            true => "•••".to_owned(),
            false => sample::attribute(model, AttributeRef { entity, attribute }, 0).to_string(),
        };
        format!("{} = `{value}`", of.name)
    });
    all.collect::<Vec<_>>().join(", ")
}
