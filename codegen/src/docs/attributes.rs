//! Words about attributes.

use tablewright_modeler::model::{Attribute, AttributeId, Entity, Facts, Field, Precision, Type};

use super::{capital, code, listed, one};

/// What there is to know of a field.
pub(crate) fn about_attribute(entity: &Entity, attribute: &Attribute) -> String {
    if let Some(text) = about_shard(entity, attribute) {
        return text;
    }
    let mut text = capital(&described(&attribute.kind, &attribute.facts));
    if attribute.facts.lower {
        text.push_str(", in lower case");
    }
    text.push('.');
    text.push_str(&promises(&attribute.facts));
    if attribute.physical != attribute.name {
        text.push_str(&[" Stored as ", &code(&attribute.physical), "."].concat());
    }
    if let Some(derived) = &attribute.derived {
        let from = &entity.attributes[derived.from.index()].name;
        let after = if derived.plus_seconds == 0 {
            String::new()
        } else {
            plus(derived.plus_seconds)
        };
        text.push_str(&[" Made from ", &code(from), &after, " on every write."].concat());
    }
    text
}

/// What there is to know of the field of a write shard.
fn about_shard(entity: &Entity, attribute: &Attribute) -> Option<String> {
    let mut shards = entity.shards.iter();
    let is_own = |id: AttributeId| entity.attributes[id.index()].name == attribute.name;
    shards.find(|shards| is_own(shards.attribute))?;
    let text = match entity.key_shards() {
        Some(key) if is_own(key.attribute) => {
            "The write shard that it lies in; `None` for a new one, for which a put finds it."
        }
        _ => "The write shard of its entry in an index; where it is `None`, a put finds it.",
    };
    Some(text.to_owned())
}

/// What there is to know of a field of a struct.
pub(crate) fn about_field(field: &Field) -> String {
    let mut text = capital(&described(&field.kind, &field.facts));
    text.push('.');
    text.push_str(&promises(&field.facts));
    if field.physical != field.name {
        text.push_str(&[" Stored as ", &code(&field.physical), "."].concat());
    }
    text
}

/// A type, in words.
fn kind(kind: &Type) -> String {
    let text = match kind {
        Type::String => "text",
        Type::Bool => "a truth value",
        Type::Binary => "bytes",
        Type::Int => "a whole number",
        Type::Decimal => "an exact number",
        Type::Float => "a floating-point number",
        Type::Timestamp(Precision::Seconds) => "a time, kept to the second",
        Type::Timestamp(Precision::Millis) => "a time, kept to the millisecond",
        Type::Timestamp(Precision::Micros) => "a time, kept to the microsecond",
        Type::Date => "a day",
        Type::Year => "a year",
        Type::Month => "a month",
        Type::Hour => "an hour",
        Type::Minute => "a minute",
        Type::Epoch => "a time, kept as seconds since 1970",
        Type::Uuid => "a UUID",
        Type::Ulid => "a ULID",
        Type::Enum(values) => {
            let values: Vec<String> = values.iter().map(|value| code(value)).collect();
            return ["one of ", &values.join(", ")].concat();
        }
        Type::List(_) => "a list",
        Type::Map(_) => "a map from text",
        Type::Set(_) => "a set",
        Type::Counter => "a counter: it is only added to",
        Type::Struct(of) => return lower(&one(&of.name)),
        Type::Json => "any JSON value",
    };
    text.to_owned()
}

/// With a small letter at its start.
fn lower(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    first.chain(chars).collect()
}

/// What a missing one reads as, and whether it is printed.
fn promises(facts: &Facts) -> String {
    let mut text = match &facts.default {
        Some(default) if default.is_empty() => " A missing one reads as empty.".to_owned(),
        Some(default) => [" A missing one reads as ", &code(&default.to_string()), "."].concat(),
        None => String::new(),
    };
    if facts.sensitive {
        text.push_str(" Never printed.");
    }
    text
}

/// A type with what is asked of its values, in words.
fn described(of: &Type, facts: &Facts) -> String {
    let mut text = kind(of);
    let bounds = bounds(of, facts);
    if !bounds.is_empty() {
        text.push_str(&[" ", &listed(&bounds)].concat());
    }
    let (each, element) = match of {
        Type::List(of) => ("; each item is ", of),
        Type::Map(of) => ("; each value is ", of),
        Type::Set(of) => ("; each element is ", of),
        _ => return text,
    };
    [&text, each, &described(&element.kind, &element.facts)].concat()
}

fn bounds(kind: &Type, facts: &Facts) -> Vec<String> {
    let unit = if *kind == Type::String {
        " characters"
    } else {
        ""
    };
    let mut all = Vec::new();
    if let Some(matches) = &facts.matches {
        all.push(["that matches ", &code(matches)].concat());
    }
    match (facts.min, facts.max) {
        (Some(min), Some(max)) => {
            all.push(["from ", &min.to_string(), " to ", &max.to_string(), unit].concat());
        }
        (Some(min), None) => all.push(["of at least ", &min.to_string(), unit].concat()),
        (None, Some(max)) => all.push(["of at most ", &max.to_string(), unit].concat()),
        (None, None) => {}
    }
    if let Some(max) = facts.max_size {
        let unit = if *kind == Type::Binary { "" } else { " bytes" };
        all.push(["of at most ", &max.to_string(), unit].concat());
    }
    if let Some(most) = facts.spread.max_items {
        all.push(["of at most ", &most.0.to_string(), " members"].concat());
    }
    all
}

/// ` plus 90 days`.
fn plus(seconds: i64) -> String {
    let (word, size) = [
        ("day", 86_400),
        ("hour", 3_600),
        ("minute", 60),
        ("second", 1),
    ]
    .into_iter()
    .find(|(_, size)| seconds % size == 0)
    .unwrap_or(("second", 1));
    let count = seconds / size;
    let many = if count.abs() == 1 { "" } else { "s" };
    let sign = if count < 0 { " minus " } else { " plus " };
    [sign, &count.unsigned_abs().to_string(), " ", word, many].concat()
}
