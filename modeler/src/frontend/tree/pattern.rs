//! Access patterns.

use super::{
    node::{Kind, Node},
    reader::Reader,
};
use crate::{
    draft::{Clause, Outside, Pattern, Step, Verb},
    source::{Span, Text},
};

const OUTSIDE_FIELDS: &[&str] = &["by", "through", "reads", "writes"];

/// Decodes an access pattern. Verbs are told from clauses; which clauses a verb takes is not known
/// here.
pub(super) fn pattern(reader: &mut Reader<'_, '_>, name: Text, node: &Node<'_>) -> Option<Pattern> {
    let fields = reader.fields(node, "an access pattern")?;
    let span = name.span.to(node.span);
    let mut pattern = Pattern {
        span,
        name,
        ..Pattern::default()
    };
    for (key, value) in fields {
        match key.as_str() {
            "about" => pattern.about = reader.text(value, "what it is for"),
            "allow" => pattern.allow = reader.allow(value),
            _ => field(reader, key, value, &mut pattern.verbs, &mut pattern.clauses)?,
        }
    }
    Some(pattern)
}

/// `None` when a verb or clause could not be read: without it the rest would be another pattern.
fn field(
    reader: &mut Reader<'_, '_>,
    key: Text,
    value: &Node<'_>,
    verbs: &mut Vec<(Verb, Span)>,
    clauses: &mut Vec<Clause>,
) -> Option<()> {
    let verb = match key.as_str() {
        "read" => Verb::Read(reader.names(value, "an entity")?),
        "count" => Verb::Count(reader.names(value, "an entity")?),
        "put" => Verb::Put(reader.name(value, "an entity")?),
        "update" => Verb::Update(reader.name(value, "an entity")?),
        "upsert" => Verb::Upsert(reader.name(value, "an entity")?),
        "delete" => Verb::Delete(reader.name(value, "an entity")?),
        "check" => Verb::Check(reader.name(value, "an entity")?),
        "transact" => Verb::Transact(steps(reader, value)?),
        "outside" => Verb::Outside(outside(reader, value)?),
        word => {
            let value = reader.filled(value, &format!("the value of `{word}`"))?;
            clauses.push(Clause { key, value });
            return Some(());
        }
    };
    verbs.push((verb, key.span));
    Some(())
}

/// The steps, all of them or none: a transaction that lacks one is another transaction.
fn steps(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Vec<Step>> {
    reader.burn(node)?;
    let Kind::List(items) = &node.target().kind else {
        if node.is_null() {
            reader.missing(node, "a list of steps");
        } else {
            reader.wrong(node, "a list of steps");
        }
        return None;
    };
    let steps: Vec<_> = items.iter().map(|item| step(reader, item)).collect();
    steps.into_iter().collect()
}

fn step(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Step> {
    let mut step = Step {
        span: node.span,
        ..Step::default()
    };
    for (key, value) in reader.fields(node, "a step")? {
        field(reader, key, value, &mut step.verbs, &mut step.clauses)?;
    }
    Some(step)
}

fn outside(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Outside> {
    let mut outside = Outside::default();
    for (key, value) in reader.fields(node, "`outside`")? {
        if OUTSIDE_FIELDS.contains(&key.as_str()) {
            let value = reader.filled(value, &format!("the value of `{}`", key.as_str()));
            outside.fields.extend(value.map(|value| (key, value)));
        } else {
            reader.unknown(&key, "`outside`", OUTSIDE_FIELDS);
        }
    }
    Some(outside)
}
