//! What has changed since an earlier model.

use tablewright_modeler::{
    Checked,
    findings::Level,
    model::{Entity, EntityId, IndexId, PatternId},
    plan::Operation,
    words::{self, dollars},
};

use crate::document::{Block, Cell, Table};

/// Every difference that a reader of the earlier review would want to hear of.
pub(super) fn blocks(now: &Checked, before: &Checked) -> Vec<Block> {
    let mut table = Table::new("What is otherwise than it was.", &["what", "before", "now"]);
    for (what, before, now) in differences(now, before) {
        table.row([what.into(), Cell::from(before), Cell::from(now)]);
    }
    match table.rows.is_empty() {
        true => vec![Block::Text(
            "Nothing: the same tables, keys, requests, cost and findings.".to_owned(),
        )],
        false => vec![Block::Table(table)],
    }
}

/// A name, and what is to be said of it; in the order of the model.
type Facts = Vec<(String, String)>;

fn differences(now: &Checked, before: &Checked) -> Vec<(String, String, String)> {
    let kinds: [fn(&Checked) -> Facts; 5] = [keys, attributes, requests, costs, findings];
    kinds
        .iter()
        .flat_map(|kind| compared(&kind(now), &kind(before)))
        .collect()
}

/// Facts that are on one side only, or not the same.
fn compared(now: &Facts, before: &Facts) -> Vec<(String, String, String)> {
    let find = |all: &Facts, name: &str| {
        all.iter()
            .find(|(known, _)| known == name)
            .map(|(_, fact)| fact.clone())
    };
    let shown = |fact: Option<String>| fact.unwrap_or_else(|| "-".to_owned());
    let gone = before.iter().filter(|(name, _)| find(now, name).is_none());
    let names = now.iter().chain(gone).map(|(name, _)| name);
    let pairs = names.map(|name| (name.clone(), find(before, name), find(now, name)));
    let differ = pairs.filter(|(_, before, now)| before != now);
    differ
        .map(|(name, before, now)| (name, shown(before), shown(now)))
        .collect()
}

fn keys(of: &Checked) -> Facts {
    let model = &of.model;
    let mut all = Facts::new();
    for id in model.entity_ids() {
        let entity = model.entity(id);
        let templates = std::iter::once(&entity.key.partition).chain(&entity.key.sort);
        let shown: Vec<String> = templates
            .map(|one| format!("`{}`", words::template(entity, one)))
            .collect();
        all.push((format!("key of `{}`", entity.name), shown.join(" / ")));
        for entry in &entity.entries {
            let name = format!("`{}` in `{}`", entity.name, model.index(entry.index).name);
            all.push((name, entry_of(of, entity, id, entry.index)));
        }
    }
    all
}

fn entry_of(of: &Checked, entity: &Entity, id: EntityId, index: IndexId) -> String {
    let Some(entry) = of.model.entity(id).entry(index) else {
        return String::new();
    };
    let templates = entry.partition.iter().chain(&entry.sort);
    let shown: Vec<String> = templates
        .map(|one| format!("`{}`", words::template(entity, one)))
        .collect();
    let when = entry
        .when
        .as_ref()
        .map(|when| format!(" when `{}`", words::when(&of.model, when)));
    shown.join(" / ") + &when.unwrap_or_default()
}

fn attributes(of: &Checked) -> Facts {
    let entities = of.model.entity_ids().map(|id| of.model.entity(id));
    let facts = entities.map(|entity| {
        let names = entity.attributes.iter().map(|one| {
            let optional = if one.facts.optional { "?" } else { "" };
            format!("{}{optional}: {}", one.name, one.kind.word())
        });
        (
            format!("attributes of `{}`", entity.name),
            names.collect::<Vec<_>>().join(", "),
        )
    });
    facts.collect()
}

fn requests(of: &Checked) -> Facts {
    let ids = of.model.pattern_ids();
    ids.map(|id| {
        (
            format!("pattern `{}`", of.model.pattern(id).name),
            request(of, id),
        )
    })
    .collect()
}

/// `Query on GSI1: …`.
fn request(of: &Checked, id: PatternId) -> String {
    let (model, pattern) = (&of.model, of.model.pattern(id));
    let Some(operation) = &of.plan.pattern(id).operation else {
        return "no request can do it".to_owned();
    };
    let mut text = words::operation(operation).to_owned();
    if let Operation::Query(query) = operation
        && let Some(index) = query.index
    {
        text.push_str(&format!(" on `{}`", model.index(index).name));
    }
    let key = words::key_condition(model, pattern, operation);
    if !key.is_empty() {
        text.push_str(&format!(": `{key}`"));
    }
    if let Some(filter) = words::filter(model, pattern, operation) {
        text.push_str(&format!(", filter `{filter}`"));
    }
    text
}

fn costs(of: &Checked) -> Facts {
    let (model, estimate) = (&of.model, &of.estimate);
    let mut all = vec![("cost of a month".to_owned(), dollars(estimate.total()))];
    for id in model.table_ids() {
        let name = format!("cost of table `{}`", model.table(id).name);
        all.push((name, dollars(estimate.table(id).cost.total())));
        for index in model.indexes_of(id) {
            let name = format!("cost of index `{}`", model.index(index).name);
            all.push((name, dollars(estimate.index(index).cost.total())));
        }
    }
    all
}

/// The findings of each rule together, for what they say has numbers in it that move.
fn findings(of: &Checked) -> Facts {
    let mut all = Facts::new();
    for one in of.findings.iter().filter(|one| one.level != Level::Info) {
        let name = format!("finding `{}`", one.rule.id);
        match all.iter_mut().find(|(known, _)| *known == name) {
            Some((_, said)) => said.push_str(&format!("; {}", one.message)),
            None => all.push((name, one.message.clone())),
        }
    }
    all
}
