//! Access patterns.

use super::{doc::Node, reader::Reader};
use crate::{
    draft::{Clause, Outside, Pattern, Step, Verb},
    source::{Span, Text},
};

/// Decodes an access pattern. Verbs are told from clauses; which clauses a verb takes is not known here.
pub(super) fn pattern<'s>(reader: &mut Reader<'s, '_>, name: Text, node: &Node<'s>) -> Option<Pattern> {
    let entries = reader.entries(node, "an access pattern")?;
    let span = name.span.to(node.target().span);
    let mut pattern = Pattern { span, name, ..Pattern::default() };
    for (key, value) in entries {
        match key.as_str() {
            "about" => pattern.about = reader.text(value, "what it is for"),
            "allow" => pattern.allow = reader.allow(value),
            _ => field(reader, key, value, &mut pattern.verbs, &mut pattern.clauses),
        }
    }
    Some(pattern)
}

fn field<'s>(
    reader: &mut Reader<'s, '_>,
    key: Text,
    value: &Node<'s>,
    verbs: &mut Vec<(Verb, Span)>,
    clauses: &mut Vec<Clause>,
) {
    let verb = match key.as_str() {
        "read" => Some(Verb::Read(reader.texts(value, "an entity"))),
        "count" => Some(Verb::Count(reader.texts(value, "an entity"))),
        "put" => reader.name(value, "an entity").map(Verb::Put),
        "update" => reader.name(value, "an entity").map(Verb::Update),
        "upsert" => reader.name(value, "an entity").map(Verb::Upsert),
        "delete" => reader.name(value, "an entity").map(Verb::Delete),
        "check" => reader.name(value, "an entity").map(Verb::Check),
        "transact" => Some(Verb::Transact(steps(reader, value))),
        "outside" => Some(Verb::Outside(outside(reader, value))),
        _ => {
            let what = format!("`{}`", key.as_str());
            let value = reader.filled(value, &what);
            clauses.extend(value.map(|value| Clause { key, value }));
            return;
        }
    };
    verbs.extend(verb.map(|verb| (verb, key.span)));
}

fn steps<'s>(reader: &mut Reader<'s, '_>, node: &Node<'s>) -> Vec<Step> {
    let mut all = Vec::new();
    for item in reader.list(node, "a list of steps").unwrap_or_default() {
        let mut step = Step { span: item.span, ..Step::default() };
        for (key, value) in reader.entries(item, "a step").unwrap_or_default() {
            field(reader, key, value, &mut step.verbs, &mut step.clauses);
        }
        all.push(step);
    }
    all
}

fn outside<'s>(reader: &mut Reader<'s, '_>, node: &Node<'s>) -> Outside {
    let mut outside = Outside::default();
    for (key, value) in reader.entries(node, "`outside`").unwrap_or_default() {
        let value = reader.filled(value, "a value");
        outside.fields.extend(value.map(|value| (key, value)));
    }
    outside
}
