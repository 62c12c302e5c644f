//! Plausible values: the same identifier has the same value wherever it stands.

use regex_lite::Regex;
use tablewright_modeler::model::{
    AttributeId, AttributeRef, Comparison, Condition, Entity, EntityId, Literal, Model, Operand,
    Part, Precision, Template, Type, Value,
};

/// Texts that many an attribute could hold.
const WORDS: [&str; 12] = [
    "ada",
    "zrh",
    "EUR",
    "acme",
    "north-7",
    "ABC",
    "a1b2c3",
    "CH",
    "42",
    "ada@example.com",
    "2026",
    "x",
];

/// A template with values in its placeholders.
pub(crate) fn template(model: &Model, entity: EntityId, template: &Template) -> String {
    let parts = template.parts.iter().map(|part| match part {
        Part::Literal(text) => text.clone(),
        Part::Attribute {
            attribute,
            pad,
            cut,
            ..
        } => {
            let text = value(
                model,
                AttributeRef {
                    entity,
                    attribute: *attribute,
                },
            );
            let text = match cut {
                Some(cut) => cut_to(&text, cut),
                None => text,
            };
            let width = pad.map_or(0, usize::from);
            let zeros = width.saturating_sub(text.len());
            ["0".repeat(zeros), text].concat()
        }
    });
    parts.collect()
}

/// A value of an attribute as it is stored.
pub(crate) fn value(model: &Model, of: AttributeRef) -> String {
    let entity = model.entity(of.entity);
    let attribute = model.attribute(of);
    if attribute.facts.sensitive {
        return "•••".to_owned();
    }
    if let Some(derived) = &attribute.derived {
        let from = AttributeRef {
            attribute: derived.from,
            ..of
        };
        return made(model, from, &attribute.kind);
    }
    if let Some(literal) = needed(entity, of.attribute) {
        return literal;
    }
    plain(
        &attribute.kind,
        &attribute.name,
        attribute.class,
        attribute.facts.matches.as_deref(),
        attribute.facts.min,
    )
}

/// What an entry asks of an attribute, so that the item is in the index.
fn needed(entity: &Entity, of: AttributeId) -> Option<String> {
    let entry = entity
        .entries
        .iter()
        .find_map(|entry| entry.when.as_ref())?;
    entry.conjuncts().iter().find_map(|one| match one {
        Condition::Compare(
            Operand::Path(path),
            Comparison::Equal,
            Operand::Value(Value::Literal(literal)),
        ) if path.attribute.attribute == of && path.steps.is_empty() => Some(match literal {
            Literal::Text(text) => text.clone(),
            Literal::Number(digits) => digits.clone(),
            Literal::Bool(value) => value.to_string(),
        }),
        _ => None,
    })
}

/// What follows from the moment of another attribute.
fn made(model: &Model, from: AttributeRef, kind: &Type) -> String {
    let moment = match model.attribute(from).kind {
        Type::Ulid => "2026-05-01T09:00:00.000Z".to_owned(),
        _ => value(model, from),
    };
    match kind {
        Type::Epoch => "1780909200".to_owned(),
        kind => cut_to(&moment, kind),
    }
}

/// A time cut to a coarser one.
fn cut_to(moment: &str, kind: &Type) -> String {
    let letters = match kind {
        Type::Year => 4,
        Type::Month => 7,
        Type::Date => 10,
        Type::Hour => 13,
        Type::Minute => 16,
        _ => return moment.to_owned(),
    };
    match moment.starts_with("01") {
        // A ULID begins with its time, in letters that nobody reads.
        true => "2026-05-01T09:00:00.000Z".chars().take(letters).collect(),
        false => moment.chars().take(letters).collect(),
    }
}

fn plain(kind: &Type, name: &str, class: u32, matches: Option<&str>, min: Option<i64>) -> String {
    match kind {
        Type::String => text(name, class, matches),
        Type::Bool => "true".to_owned(),
        Type::Binary => "(bytes)".to_owned(),
        Type::Int => min.unwrap_or(3).max(3).to_string(),
        Type::Counter => "17".to_owned(),
        Type::Decimal => "19.90".to_owned(),
        Type::Float => "0.5".to_owned(),
        Type::Timestamp(Precision::Seconds) => "2026-05-01T09:00:00Z".to_owned(),
        Type::Timestamp(Precision::Millis) => "2026-05-01T09:00:00.000Z".to_owned(),
        Type::Timestamp(Precision::Micros) => "2026-05-01T09:00:00.000000Z".to_owned(),
        Type::Epoch => "1780909200".to_owned(),
        Type::Date | Type::Year | Type::Month | Type::Hour | Type::Minute => {
            cut_to("2026-05-01T09:00:00.000Z", kind)
        }
        Type::Uuid => format!("6f1c2d34-0000-4000-8000-{class:012}"),
        Type::Ulid => format!("01JT5K4R80{class:0>16}"),
        Type::Enum(values) => values.first().cloned().unwrap_or_default(),
        Type::List(of) => format!("[{}, …]", plain(of, name, class, None, None)),
        Type::Set(of) => format!("{{{}, …}}", plain(of, name, class, None, None)),
        Type::Map(_) | Type::Struct(_) | Type::Json => "{…}".to_owned(),
    }
}

/// A text that matches, or the name in braces where none of those that we know does.
fn text(name: &str, class: u32, matches: Option<&str>) -> String {
    let Some(pattern) = matches else {
        return match name {
            name if name.contains("mail") => "ada@example.com".to_owned(),
            name if name.ends_with("id") => format!("{}-{class}", name.trim_end_matches("_id")),
            name => format!("a {}", name.replace('_', " ")),
        };
    };
    let whole = Regex::new(&format!("^(?:{pattern})$"));
    let fits = |text: &str| whole.as_ref().is_ok_and(|whole| whole.is_match(text));
    let own = [format!("{name}-1"), name.to_owned(), name.replace('_', "-")];
    let own = own.iter().map(String::as_str);
    let found = own.chain(WORDS).find(|text| fits(text));
    found.map_or_else(|| format!("{{{name}}}"), str::to_owned)
}
