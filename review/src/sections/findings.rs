//! What the rules found, what was accepted in spite of them and why, and what nobody has said.

use tablewright_modeler::{Checked, draft::Allow, findings::Finding, model::Verb, words};

use crate::document::{Block, Cell, Table};

pub(super) fn blocks(checked: &Checked) -> Vec<Block> {
    let mut blocks = Vec::new();
    if checked.findings.is_empty() {
        blocks.push(Block::Text("The rules have nothing to say.".to_owned()));
    } else {
        let mut table = Table::new(
            "What the rules found.",
            &["line#", "level", "rule", "what", "what to do"],
        );
        table
            .rows
            .extend(checked.findings.iter().map(|finding| row(checked, finding)));
        blocks.push(Block::Table(table));
    }
    let exceptions = exceptions(checked);
    if exceptions.is_empty() {
        blocks.push(Block::Text("No exception was accepted.".to_owned()));
    } else {
        let mut table = Table::new(
            "Exceptions that were accepted, with their reasons.",
            &["where", "rule", "reason"],
        );
        for (place, allow) in exceptions {
            let reason = allow
                .reason
                .as_ref()
                .map_or("none was written", |reason| reason.as_str());
            table.row([place.into(), Cell::code(allow.rule.as_str()), reason.into()]);
        }
        blocks.push(Block::Table(table));
    }
    blocks
}

fn row(checked: &Checked, finding: &Finding) -> Vec<Cell> {
    let line = checked.source.place(finding.primary.span.start).line;
    let fix = finding.fix.as_ref().map(|fix| fix.title.clone());
    let help = finding.help.clone().or(fix);
    vec![
        line.to_string().into(),
        finding.level.name().into(),
        Cell::code(finding.rule.id),
        finding.message.as_str().into(),
        help.unwrap_or_default().into(),
    ]
}

fn exceptions(checked: &Checked) -> Vec<(String, &Allow)> {
    let draft = &checked.draft;
    let mut all: Vec<(String, &Allow)> = Vec::new();
    all.extend(draft.allow.iter().map(|one| ("the model".to_owned(), one)));
    for table in &draft.tables {
        let name = table
            .name
            .as_ref()
            .map_or("the table", |name| name.as_str());
        all.extend(table.allow.iter().map(|one| (name.to_owned(), one)));
        for index in &table.indexes {
            all.extend(
                index
                    .allow
                    .iter()
                    .map(|one| (format!("`{}`", index.name.as_str()), one)),
            );
        }
    }
    for entity in &draft.entities {
        all.extend(
            entity
                .allow
                .iter()
                .map(|one| (format!("`{}`", entity.name.as_str()), one)),
        );
        for entry in &entity.entries {
            let place = format!("`{}` in `{}`", entity.name.as_str(), entry.index.as_str());
            all.extend(entry.allow.iter().map(|one| (place.clone(), one)));
        }
    }
    for pattern in &draft.patterns {
        all.extend(
            pattern
                .allow
                .iter()
                .map(|one| (format!("`{}`", pattern.name.as_str()), one)),
        );
    }
    all
}

/// What nobody has said, so that the numbers leave it out.
pub(super) fn questions(checked: &Checked) -> Vec<Block> {
    let (model, estimate) = (&checked.model, &checked.estimate);
    let patterns = |which: &dyn Fn(&tablewright_modeler::estimate::PatternEstimate) -> bool| {
        let outside = |id| matches!(model.pattern(id).verb, Verb::Outside(_));
        let ids = model
            .pattern_ids()
            .filter(|id| !outside(*id) && which(estimate.pattern(*id)));
        let names: Vec<&str> = ids.map(|id| model.pattern(id).name.as_str()).collect();
        (!names.is_empty()).then(|| words::listed(&names))
    };
    let entities = |which: &dyn Fn(tablewright_modeler::model::EntityId) -> bool| {
        let ids = model.entity_ids().filter(|id| which(*id));
        let names: Vec<&str> = ids.map(|id| model.entity(id).name.as_str()).collect();
        (!names.is_empty()).then(|| words::listed(&names))
    };
    let questions = [
        patterns(&|one| one.calls.is_none()).map(|names| format!("How often are these called? Without `rate`, and so in no sum: {names}.")),
        patterns(&|one| one.calls.is_some() && one.read_units.is_none() && one.write_units.is_none())
            .map(|names| format!("How much do these find? Without `finds`, and so in no sum: {names}.")),
        patterns(&|one| one.reading.as_ref().is_some_and(|one| one.whole_range))
            .map(|names| format!("How much does the range hold? Without `finds`, these count as if it held all that has the key: {names}.")),
        entities(&|id| estimate.volumes.items(id).is_none()).map(|names| format!("How many are there? Without `volume`, and so not in the storage: {names}.")),
        entities(&|id| estimate.sizes.item(id).assumed).map(|names| {
            format!("How large are the values? Without `size` and bound, each counts as {} bytes, in {names}.", words::number(tablewright_modeler::size::ASSUMED_VALUE))
        }),
    ];
    let questions: Vec<String> = questions.into_iter().flatten().collect();
    match questions.is_empty() {
        true => vec![Block::Text(
            "None: every pattern says its rate, every entity its volume.".to_owned(),
        )],
        false => vec![Block::List(questions)],
    }
}
