//! What the application asks, in sentences and as a matrix.

use tablewright_modeler::{
    Checked,
    draft::{Clause, Pattern, Value, Verb},
    model::PatternId,
    words::{self, dollars, number},
};

use crate::document::{Block, Cell, Table};

/// A sentence for each pattern, as the model is read aloud.
pub(super) fn sentences(checked: &Checked) -> Vec<Block> {
    let sentences = checked.draft.patterns.iter().map(|pattern| {
        let about = pattern
            .about
            .as_ref()
            .map(|about| format!(" {}", about.trim()));
        format!(
            "`{}` {}.{}",
            pattern.name.as_str(),
            sentence(pattern),
            about.unwrap_or_default()
        )
    });
    vec![Block::List(sentences.collect())]
}

fn sentence(pattern: &Pattern) -> String {
    let verbs: Vec<String> = pattern
        .verbs
        .iter()
        .map(|(verb, _)| self::verb(verb))
        .collect();
    let mut parts = vec![verbs.join(" and ")];
    parts.extend(pattern.clauses.iter().map(clause));
    parts.join(", ")
}

fn verb(verb: &Verb) -> String {
    let names = |all: &[tablewright_modeler::source::Text]| {
        let all: Vec<String> = all
            .iter()
            .map(|one| format!("`{}`", one.as_str()))
            .collect();
        all.join(" and ")
    };
    match verb {
        Verb::Read(of) => format!("reads {}", names(of)),
        Verb::Count(of) => format!("counts {}", names(of)),
        Verb::Put(of) => format!("puts `{}`", of.as_str()),
        Verb::Update(of) => format!("updates `{}`", of.as_str()),
        Verb::Upsert(of) => format!("updates `{}`, or creates it", of.as_str()),
        Verb::Delete(of) => format!("deletes `{}`", of.as_str()),
        Verb::Check(of) => format!("checks `{}`", of.as_str()),
        Verb::Transact(steps) => {
            let steps = steps.iter().map(|step| {
                let verbs: Vec<String> =
                    step.verbs.iter().map(|(one, _)| self::verb(one)).collect();
                verbs.join(" and ")
            });
            format!(
                "does all or nothing of this: {}",
                steps.collect::<Vec<_>>().join("; ")
            )
        }
        Verb::Outside(said) => {
            let said = said.fields.iter();
            let said = said.map(|(name, of)| format!("{} {}", name.as_str(), value(of)));
            let said: Vec<String> = said.collect();
            format!("is done by another system ({})", said.join("; "))
        }
    }
}

fn clause(clause: &Clause) -> String {
    let key = clause.key.as_str();
    let value = value(&clause.value);
    match key {
        "given" => format!("given {value}"),
        "order" => format!("ordered by {value}"),
        "limit" => format!("{value} at a time"),
        "if" => format!("if {value}"),
        "set" => format!("setting {value}"),
        "rate" => format!("at {value}"),
        "consistency" => format!("{value}ly consistent"),
        key => format!("{key} {value}"),
    }
}

/// A value as it is read aloud.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Scalar(text) => text.as_str().to_owned(),
        Value::List(items, _) => items.iter().map(self::value).collect::<Vec<_>>().join(", "),
        Value::Map(pairs, _) => {
            let pairs = pairs
                .iter()
                .map(|(key, value)| format!("{} {}", key.as_str(), self::value(value)));
            pairs.collect::<Vec<_>>().join(", ")
        }
    }
}

/// Each pattern with the request that answers it, and what that consumes and costs.
pub(super) fn matrix(checked: &Checked) -> Vec<Block> {
    let head = [
        "pattern",
        "operation",
        "index",
        "key condition",
        "calls/s#",
        "read units#",
        "write units#",
        "a month#",
    ];
    let mut table = Table::new(
        "Which request answers which pattern. Units are of one call; the peak of calls a second.",
        &head,
    );
    for id in checked.model.pattern_ids() {
        table.rows.push(row(checked, id));
    }
    vec![Block::Table(table)]
}

fn row(checked: &Checked, id: PatternId) -> Vec<Cell> {
    let (model, estimate) = (&checked.model, checked.estimate.pattern(id));
    let pattern = model.pattern(id);
    let operation = checked.plan.pattern(id).operation.as_ref();
    let shown = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), number);
    let asked = operation.map(|one| {
        let mut asked = words::key_condition(model, pattern, one);
        if let Some(filter) = words::filter(model, pattern, one) {
            asked.push_str(&format!(" filter {filter}"));
        }
        asked
    });
    let index = operation.and_then(|one| match one {
        tablewright_modeler::plan::Operation::Query(query) => query.index,
        _ => None,
    });
    vec![
        Cell::code(&pattern.name),
        operation.map_or("none", |one| words::operation(one)).into(),
        Cell::code(index.map_or("", |id| model.index(id).name.as_str())),
        Cell::code(&asked.unwrap_or_default()),
        shown(estimate.calls.map(|calls| calls.peak)).into(),
        shown(estimate.read_units).into(),
        shown(estimate.write_units).into(),
        estimate
            .monthly_cost
            .map_or_else(|| "-".to_owned(), dollars)
            .into(),
    ]
}
