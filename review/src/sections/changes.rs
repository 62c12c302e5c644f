//! What has changed since an earlier model.

use tablewright_modeler::{
    Checked,
    findings::Level,
    frontend::yaml,
    model::PatternId,
    plan::Operation,
    words::{self, dollars},
};

use crate::document::{Block, Cell, Table};

/// Every difference that a reader of the earlier review would want to hear of: of the models as they are written, and of what
/// follows from them.
pub(super) fn blocks(now: &Checked, before: &Checked) -> Vec<Block> {
    let written = differences(now, before, &[lines]);
    let follows = differences(now, before, &[requests, costs, findings]);
    if written.is_empty() && follows.is_empty() {
        return vec![Block::Text("Nothing: the models say the same.".to_owned())];
    }
    let tables = [
        ("What the model says otherwise.", written),
        ("What follows from it.", follows),
    ];
    let tables = tables.into_iter().filter(|(_, rows)| !rows.is_empty());
    tables
        .map(|(caption, rows)| Block::Table(table(caption, rows)))
        .collect()
}

/// What it is about, before, and now.
type Difference = [String; 3];

fn table(caption: &str, rows: Vec<Difference>) -> Table {
    let mut table = Table::new(caption, &["what", "before", "now"]);
    for row in rows {
        table.row(row.map(Cell::from));
    }
    table
}

/// A name, and what is to be said of it; in the order of the model.
type Facts = Vec<(String, String)>;

fn differences(
    now: &Checked,
    before: &Checked,
    kinds: &[fn(&Checked) -> Facts],
) -> Vec<Difference> {
    kinds
        .iter()
        .flat_map(|kind| compared(&kind(now), &kind(before)))
        .collect()
}

/// Facts that are on one side only, or not the same.
fn compared(now: &Facts, before: &Facts) -> Vec<Difference> {
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
        .map(|(name, before, now)| [name, shown(before), shown(now)])
        .collect()
}

/// What the model says, thing by thing: a setting, an attribute, a key, a pattern. Written down in one way, so that layout
/// makes no difference.
fn lines(of: &Checked) -> Facts {
    let text = yaml::write(&of.draft);
    let mut path: Vec<String> = Vec::new();
    let mut all: Facts = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let depth = (line.len() - line.trim_start().len()) / 2;
        let (key, value) = match line.trim().split_once(": ") {
            Some((key, value)) => (key, value),
            None => (line.trim().trim_end_matches(':'), ""),
        };
        path.truncate(depth);
        if path.len() >= whole(&path) {
            // A part of a thing: said with it.
            if let Some((_, fact)) = all.last_mut() {
                let comma = if fact.is_empty() { "" } else { ", " };
                fact.push_str(&format!("{comma}{}", line.trim().replace('`', "'")));
            }
            continue;
        }
        path.push(key.to_owned());
        all.push((format!("`{}`", path.join(".")), bare(value)));
    }
    let said = all.into_iter().filter(|(_, fact)| !fact.is_empty());
    said.map(|(name, fact)| (name, format!("`{fact}`")))
        .collect()
}

/// How deep a thing stands that is told as one.
fn whole(path: &[String]) -> usize {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["entities", _, "attributes" | "indexes", ..] | ["tables", _, "indexes", ..] => 4,
        ["entities" | "tables", ..] | ["table", "indexes", ..] => 3,
        _ => 2,
    }
}

/// A value without the braces that it has on one line.
fn bare(value: &str) -> String {
    let inner = value
        .strip_prefix("{ ")
        .and_then(|value| value.strip_suffix(" }"));
    inner.unwrap_or(value).replace('`', "'")
}

fn requests(of: &Checked) -> Facts {
    let ids = of.model.pattern_ids();
    ids.map(|id| {
        (
            format!("request of `{}`", of.model.pattern(id).name),
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
            Some((_, said)) if said.contains(&one.message) => {}
            Some((_, said)) => said.push_str(&format!("; {}", one.message)),
            None => all.push((name, one.message.clone())),
        }
    }
    all
}
