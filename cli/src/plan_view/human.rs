//! A plan on one screen.

use std::fmt::Write;

use tablewright_modeler::{Checked, model::Pattern, plan::Operation, words};

/// A line for each access pattern, and what it asks below. `notes` may add a word to each.
pub(crate) fn human(checked: &Checked, notes: &[String]) -> String {
    let model = &checked.model;
    let width = model
        .patterns
        .iter()
        .map(|pattern| pattern.name.chars().count())
        .max()
        .unwrap_or(0);
    let requests: Vec<String> = model
        .pattern_ids()
        .map(|id| match &checked.plan.pattern(id).operation {
            Some(operation) => request(checked, model.pattern(id), operation),
            None => "nothing".to_owned(),
        })
        .collect();
    let wide = requests
        .iter()
        .map(|request| request.chars().count())
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    for (id, request) in model.pattern_ids().zip(&requests) {
        let pattern = model.pattern(id);
        let note = notes
            .get(id.index())
            .map(|note| format!("{note:16}"))
            .unwrap_or_default();
        let asked = checked
            .plan
            .pattern(id)
            .operation
            .as_ref()
            .map(|operation| {
                let mut asked = words::key_condition(model, pattern, operation);
                if let Some(filter) = words::filter(model, pattern, operation) {
                    let _ = write!(asked, "  filter {filter}");
                }
                asked
            });
        let asked = asked.unwrap_or_default();
        let line = format!("{:width$}  {note}{request:wide$}  {asked}", pattern.name);
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// The operation, where it goes and how: `Query GSI1 desc, 20 a page`.
pub(crate) fn request(checked: &Checked, pattern: &Pattern, operation: &Operation) -> String {
    let model = &checked.model;
    let mut text = words::operation(operation).to_owned();
    let (consistent, limit) = match operation {
        Operation::Get(get) => (get.consistent, None),
        Operation::Query(query) => (query.consistent, query.limit),
        Operation::Scan(scan) => (scan.consistent, scan.limit),
        Operation::Lookup(lookup) => (lookup.consistent, None),
        Operation::Write(_) | Operation::Transact(_) | Operation::Outside => (false, None),
    };
    if model.tables.len() > 1
        && let Some(table) = words::table(model, pattern, operation)
    {
        let _ = write!(text, " {table}");
    }
    if let Operation::Query(query) = operation {
        if let Some(index) = query.index {
            let _ = write!(text, " {}", model.index(index).name);
        }
        if !query.forward {
            text.push_str(" desc");
        }
        if query.fetches {
            text.push_str(" fetching");
        }
    }
    match operation {
        Operation::Lookup(_) => text.push_str(" by marker"),
        Operation::Transact(steps) => {
            let _ = write!(text, ", {} steps", steps.len());
        }
        _ => {}
    }
    if consistent {
        text.push_str(" strong");
    }
    if let Some(limit) = limit {
        let _ = write!(text, ", {limit} a page");
    }
    text
}
