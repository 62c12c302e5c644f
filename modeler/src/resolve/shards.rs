//! Write shards: each is an attribute of its own, filled by the code, so that a key with a shard in it is a key
//! like any other.

use rustc_hash::FxHashMap;

use super::{Sink, names, quantities::Fields};
use crate::{
    draft::{self, Value},
    model::{
        Attribute, AttributeId, AttributeRef, Entity, EntityId, Facts, ShardBy, ShardCount, Shards,
        Template, Type,
    },
    quantity::Count,
    rules::{invalid_template, invalid_value, missing_field, type_mismatch, unknown_name},
    source::{Span, Text},
    words,
};

/// The most shards of one key. A scatter read asks all of them.
const MOST: u32 = 10_000;

/// The attribute that holds the shard of a key, added to the entity; and what is said of the shards.
pub(super) fn declare(
    written: Option<&draft::Shards>,
    name: &str,
    entity: &mut Entity,
    sink: &mut Sink<'_>,
) -> Option<AttributeId> {
    let written = written?;
    if let Some(taken) = entity.attribute(name) {
        let message = format!(
            "`{name}` is the write shard, and an attribute of `{}`",
            entity.name
        );
        let finding = invalid_value::RULE.at(written.span, message);
        let span = entity.attributes[taken.index()].span;
        let finding = finding.related(span, "declared here");
        sink.report(
            finding
                .help("give the attribute another name")
                .entity(&entity.name),
        );
        return None;
    }
    let attribute = AttributeId::new(entity.attributes.len());
    let shards = shards(written, attribute, entity, sink)?;
    entity.attributes.push(Attribute {
        name: name.to_owned(),
        physical: name.to_owned(),
        kind: Type::Int,
        facts: Facts {
            min: Some(0),
            max: Some(i64::from(shards.most()) - 1),
            ..Facts::default()
        },
        // No other attribute is the same identifier.
        class: u32::MAX - u32::try_from(entity.attributes.len()).unwrap_or(0),
        joined: false,
        derived: None,
        span: written.span,
    });
    entity.shards.push(shards);
    Some(attribute)
}

fn shards(
    written: &draft::Shards,
    attribute: AttributeId,
    entity: &Entity,
    sink: &mut Sink<'_>,
) -> Option<Shards> {
    let field = |name: &str| {
        let found = written.fields.iter().find(|(key, _)| key.as_str() == name);
        found.map(|(_, value)| value)
    };
    let missing = |name: &str, example: &str, sink: &mut Sink<'_>| {
        let message = format!("`shards` does not say `{name}`");
        let finding = missing_field::RULE.at(written.span, message);
        let finding = finding.help(format!("write `shards: {{ {example} }}`"));
        sink.report(finding.entity(&entity.name));
    };
    let Some(count) = field("count") else {
        missing("count", "count: 10, by: random", sink);
        return None;
    };
    let Some(by) = field("by") else {
        missing("by", "count: 10, by: random", sink);
        return None;
    };
    Some(Shards {
        attribute,
        count: count_of(count, sink)?,
        by: by_of(by, entity, sink)?,
        was: match field("was") {
            Some(was) => earlier(was, sink)?,
            None => Vec::new(),
        },
        span: written.span,
    })
}

fn count_of(value: &Value, sink: &mut Sink<'_>) -> Option<ShardCount> {
    if let Value::Scalar(text) = value {
        return Some(ShardCount::Fixed(number(text, sink)?));
    }
    let example = "count: { from: Tenant.shard_count, typical: 1, max: 64 }";
    let known = ["from", "typical", "max"];
    let fields = Fields::new(value, "`count`", &known, example, sink)?;
    let max = fields.needed_quantity::<Count>("max", sink);
    let typical = fields.quantity::<Count>("typical", sink);
    let (Some(Value::Scalar(_)), Some(max)) = (fields.get("from"), max) else {
        if !matches!(fields.get("from"), Some(Value::Scalar(_))) {
            let message = "`count` does not say `from` which item it comes";
            sink.report(
                missing_field::RULE
                    .at(value.span(), message)
                    .help(format!("write `{example}`")),
            );
        }
        return None;
    };
    let small = |count: Count| {
        u32::try_from(count.0)
            .ok()
            .filter(|n| (1..=MOST).contains(n))
    };
    let Some(max) = small(max) else {
        let message = format!("a key has 1 to {MOST} shards");
        sink.report(invalid_value::RULE.at(value.span(), message));
        return None;
    };
    Some(ShardCount::Kept {
        // Linked when all entities are known.
        of: AttributeRef {
            entity: EntityId::new(0),
            attribute: AttributeId::new(0),
        },
        typical: typical.and_then(small).unwrap_or(1).min(max),
        max,
    })
}

fn number(text: &Text, sink: &mut Sink<'_>) -> Option<u32> {
    let number = text.parse::<u32>().ok().filter(|n| (1..=MOST).contains(n));
    if number.is_none() {
        let message = format!("`{}` is not a number of shards", text.as_str());
        let finding = invalid_value::RULE.at(text.span, message);
        sink.report(finding.help(format!("write a whole number from 1 to {MOST}")));
    }
    number
}

fn by_of(value: &Value, entity: &Entity, sink: &mut Sink<'_>) -> Option<ShardBy> {
    let names: Vec<&Text> = match value {
        Value::Scalar(text)
            if text.as_str() == "random" && entity.attribute("random").is_none() =>
        {
            return Some(ShardBy::Random);
        }
        Value::Scalar(text) => vec![text],
        Value::List(..) => super::patterns::texts_of(value),
        Value::Map(_, span) => {
            let message = "`by` is `random`, an attribute or a list of them";
            sink.report(invalid_value::RULE.at(*span, message));
            return None;
        }
    };
    let mut all = Vec::new();
    for name in names {
        let id = names::attribute(name, name.span, entity, sink)?;
        let of = &entity.attributes[id.index()];
        if of.facts.optional || of.kind.scalar().is_none() {
            let message = format!(
                "a shard is calculated from what is always there, not from `{}`",
                of.name
            );
            sink.report(
                type_mismatch::RULE
                    .at(name.span, message)
                    .entity(&entity.name),
            );
            return None;
        }
        all.push(id);
    }
    Some(ShardBy::Attributes(all))
}

fn earlier(value: &Value, sink: &mut Sink<'_>) -> Option<Vec<u32>> {
    let Value::List(items, _) = value else {
        let message = "`was` is a list of earlier counts";
        sink.report(
            invalid_value::RULE
                .at(value.span(), message)
                .help("write `was: [10]`"),
        );
        return None;
    };
    items
        .iter()
        .map(|item| match item {
            Value::Scalar(text) => number(text, sink),
            other => {
                let message = "`was` is a list of earlier counts";
                sink.report(invalid_value::RULE.at(other.span(), message));
                None
            }
        })
        .collect()
}

/// Whether the shard stands in the template, as it must.
pub(super) fn stands(
    shard: Option<AttributeId>,
    template: &Template,
    span: Span,
    entity: &Entity,
    sink: &mut Sink<'_>,
) {
    let Some(shard) = shard else { return };
    if !template.attributes().any(|id| id == shard) {
        let message = format!(
            "the partition key of `{}` has no `{{shard}}` in it",
            entity.name
        );
        let finding = invalid_template::RULE.at(template.span, message);
        let finding = finding.related(span, "the shards are declared here");
        sink.report(
            finding
                .help("put `#{shard}` at its end")
                .entity(&entity.name),
        );
    }
}

/// Finds the attributes that counts are kept in.
pub(super) fn link(draft: &draft::Draft, entities: &mut [Entity], sink: &mut Sink<'_>) {
    let written: FxHashMap<&str, &draft::Entity> = draft
        .entities
        .iter()
        .rev()
        .map(|entity| (entity.name.as_str(), entity))
        .collect();
    for at in 0..entities.len() {
        if entities[at].shards.is_empty() {
            continue;
        }
        let Some(written) = written.get(entities[at].name.as_str()).copied() else {
            continue;
        };
        for position in 0..entities[at].shards.len() {
            if !entities[at].shards[position].is_kept() {
                continue;
            }
            let span = entities[at].shards[position].span;
            let found = kept(written, span).and_then(|text| attribute(text, entities, sink));
            if let (Some(found), ShardCount::Kept { of, .. }) =
                (found, &mut entities[at].shards[position].count)
            {
                *of = found;
            }
        }
    }
}

/// What `from` says, of the shards that stand there.
fn kept(written: &draft::Entity, span: Span) -> Option<&Text> {
    let own = written.key.iter().filter_map(|key| key.shards.as_ref());
    let entries = written
        .entries
        .iter()
        .filter_map(|entry| entry.shards.as_ref());
    let shards = own.chain(entries).find(|shards| shards.span == span)?;
    let (_, count) = shards
        .fields
        .iter()
        .find(|(name, _)| name.as_str() == "count")?;
    let Value::Map(fields, _) = count else {
        return None;
    };
    match fields.iter().find(|(name, _)| name.as_str() == "from") {
        Some((_, Value::Scalar(text))) => Some(text),
        _ => None,
    }
}

fn attribute(text: &Text, entities: &[Entity], sink: &mut Sink<'_>) -> Option<AttributeRef> {
    let found = text.split_once('.').and_then(|(entity, name)| {
        let id = entities.iter().position(|one| one.name == entity)?;
        Some(AttributeRef {
            entity: EntityId::new(id),
            attribute: entities[id].attribute(name)?,
        })
    });
    let Some(of) = found else {
        let message = format!("there is no attribute `{}`", text.as_str());
        let finding = unknown_name::RULE
            .at(text.span, message)
            .label("not declared");
        sink.report(finding.help("write `Entity.attribute`"));
        return None;
    };
    let attribute = &entities[of.entity.index()].attributes[of.attribute.index()];
    if !matches!(attribute.kind, Type::Int) {
        let message = format!(
            "a number of shards is an `int`, and this is {}",
            words::a(attribute.kind.word())
        );
        sink.report(type_mismatch::RULE.at(text.span, message));
        return None;
    }
    Some(of)
}
