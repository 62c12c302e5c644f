//! Values of attributes.

use super::{Sample, text};
use crate::model::{
    AttributeId, AttributeRef, Comparison, Condition, Entity, EntityId, Literal, Model, Operand,
    Part, Precision, Template, Type, Value,
};

/// When everything happens, but for later items of a kind.
const MOMENT: &str = "2026-05-01T09:00:00.000000Z";

/// A template with values in its placeholders, of that many items before.
pub fn template(model: &Model, entity: EntityId, template: &Template, number: u32) -> String {
    of_each(model, entity, template, |_| number)
}

/// A template with values in its placeholders, where each attribute has a number of its own.
pub(super) fn of_each(
    model: &Model,
    entity: EntityId,
    template: &Template,
    number: impl Fn(AttributeId) -> u32,
) -> String {
    let parts = template.parts.iter().map(|part| match part {
        Part::Literal(text) => text.clone(),
        Part::Attribute {
            attribute: id,
            pad,
            cut,
            ..
        } => {
            let of = AttributeRef {
                entity,
                attribute: *id,
            };
            let text = attribute(model, of, number(*id)).to_string();
            let text = match cut {
                Some(cut) => cut_to(&text, cut, number(*id)),
                None => text,
            };
            let width = pad.map_or(0, usize::from);
            let zeros = width.saturating_sub(text.len());
            ["0".repeat(zeros), text].concat()
        }
    });
    parts.collect()
}

/// A value of an attribute as it is stored, in the item after so many others.
pub fn attribute(model: &Model, of: AttributeRef, number: u32) -> Sample {
    let entity = model.entity(of.entity);
    let attribute = model.attribute(of);
    if let Some(derived) = &attribute.derived {
        let from = AttributeRef {
            attribute: derived.from,
            ..of
        };
        return made(model, from, &attribute.kind, number);
    }
    if let Some(literal) = needed(entity, of.attribute).filter(|_| number == 0) {
        return stored(literal);
    }
    if entity.shards_of(of.attribute).is_some() {
        return Sample::Number(number.to_string());
    }
    let facts = &attribute.facts;
    let (least, most) = (facts.min.unwrap_or(3).max(3), facts.max.unwrap_or(i64::MAX));
    match &attribute.kind {
        Type::String => Sample::Text(text::text(
            &attribute.name,
            attribute.class,
            facts.matches.as_deref(),
            number,
        )),
        Type::Int => Sample::Number((least + i64::from(number)).min(most).to_string()),
        kind => plain(kind, &attribute.name, attribute.class, number),
    }
}

/// What an entry asks of an attribute, so that the first item is in the index.
fn needed(entity: &Entity, of: AttributeId) -> Option<&Literal> {
    let entry = entity
        .entries
        .iter()
        .find_map(|entry| entry.when.as_ref())?;
    entry.conjuncts().iter().find_map(|one| match one {
        Condition::Compare(
            Operand::Path(path),
            Comparison::Equal,
            Operand::Value(Value::Literal(literal)),
        ) if path.attribute.attribute == of && path.steps.is_empty() => Some(literal),
        _ => None,
    })
}

/// A literal as it is stored.
pub(super) fn stored(literal: &Literal) -> Sample {
    match literal {
        Literal::Text(text) => Sample::Text(text.clone()),
        Literal::Number(digits) => Sample::Number(digits.clone()),
        Literal::Bool(value) => Sample::Bool(*value),
    }
}

/// What follows from the moment of another attribute.
fn made(model: &Model, from: AttributeRef, kind: &Type, number: u32) -> Sample {
    match kind {
        Type::Epoch => plain(kind, "", 0, number),
        kind => {
            let moment = attribute(model, from, number).to_string();
            Sample::Text(cut_to(&moment, kind, number))
        }
    }
}

/// The moment of an item: a day later than that of the one before.
fn moment(number: u32) -> String {
    let day = format!("2026-05-{:02}", 1 + number % 28);
    day + &MOMENT[10..]
}

/// A time cut to a coarser one.
fn cut_to(text: &str, kind: &Type, number: u32) -> String {
    let letters = match kind {
        Type::Year => 4,
        Type::Month => 7,
        Type::Date => 10,
        Type::Hour => 13,
        Type::Minute => 16,
        _ => return text.to_owned(),
    };
    // A ULID begins with its time, in letters that nobody reads.
    let time = match text.starts_with("01") {
        true => moment(number),
        false => text.to_owned(),
    };
    time.chars().take(letters).collect()
}

fn plain(kind: &Type, name: &str, class: u32, number: u32) -> Sample {
    let text = |text: String| Sample::Text(text);
    let digits = |text: String| Sample::Number(text);
    let time =
        |fraction: usize| text(moment(number)[..19].to_owned() + &MOMENT[19..fraction] + "Z");
    match kind {
        Type::String => text(text::text(name, class, None, number)),
        Type::Bool => Sample::Bool(number.is_multiple_of(2)),
        Type::Binary => Sample::Binary(b"bytes"),
        Type::Int => digits((3 + number).to_string()),
        Type::Counter => digits((17 + number).to_string()),
        Type::Decimal => digits(format!("{}.9", 19 + number)),
        Type::Float => digits(format!("{number}.5")),
        Type::Timestamp(Precision::Seconds) => time(19),
        Type::Timestamp(Precision::Millis) => time(23),
        Type::Timestamp(Precision::Micros) => time(26),
        Type::Epoch => digits((1_780_909_200 + 86_400 * u64::from(number)).to_string()),
        Type::Date | Type::Year | Type::Month | Type::Hour | Type::Minute => {
            text(cut_to(&moment(number), kind, number))
        }
        Type::Uuid => text(format!("6f1c2d34-0000-4000-8{number:03}-{class:012}")),
        Type::Ulid => text(format!("01JT5K4R8{number}{class:0>16}")),
        Type::Enum(values) => {
            let at = usize::try_from(number).unwrap_or(0) % values.len().max(1);
            text(values.get(at).cloned().unwrap_or_default())
        }
        Type::List(of) => Sample::List(vec![plain(&of.kind, name, class, number)]),
        Type::Set(of) => set(&plain(&of.kind, name, class, number)),
        Type::Map(of) => Sample::Map(vec![(
            "key".to_owned(),
            plain(&of.kind, name, class, number),
        )]),
        Type::Struct(of) => {
            let fields = of.fields.iter();
            let fields = fields.map(|field| {
                (
                    field.physical.clone(),
                    plain(&field.kind, &field.name, class, number),
                )
            });
            Sample::Map(fields.collect())
        }
        // A map in a map, so that nobody takes it for a struct.
        Type::Json => {
            let inner = Sample::Map(vec![("of".to_owned(), text("any form".to_owned()))]);
            Sample::Map(vec![("document".to_owned(), inner)])
        }
    }
}

fn set(member: &Sample) -> Sample {
    match member {
        Sample::Number(digits) => Sample::Numbers(vec![digits.clone()]),
        Sample::Binary(bytes) => Sample::Binaries(vec![bytes]),
        other => Sample::Texts(vec![other.to_string()]),
    }
}
