//! Attributes: their types and facts.

use super::{Sink, classes::Roots, literals, names, tables::word};
use crate::{
    draft::{self, Value},
    findings::nearest,
    model::{Attribute, AttributeId, Derived, Facts, Precision, Type},
    rules::{duplicate_name, invalid_value, missing_field, type_mismatch, unknown_name},
    source::Text,
};

/// The attributes of an entity.
pub(super) fn attributes<'d>(
    entity: &'d draft::Entity,
    roots: &Roots<'d>,
    sink: &mut Sink<'_>,
) -> Vec<Attribute> {
    let mut all: Vec<Attribute> = Vec::new();
    for written in &entity.attributes {
        if let Some(first) = all.iter().find(|a| a.name == written.name.value) {
            let message = format!("the attribute `{}` is declared twice", first.name);
            let finding = duplicate_name::RULE.at(written.name.span, message);
            sink.report(
                finding
                    .related(first.span, "first declared here")
                    .entity(&*entity.name),
            );
        } else if let Some(attribute) = attribute(&entity.name, written, roots, sink) {
            all.push(attribute);
        }
    }
    derive(entity, &mut all, sink);
    all
}

fn attribute<'d>(
    entity: &'d str,
    written: &'d draft::Attribute,
    roots: &Roots<'d>,
    sink: &mut Sink<'_>,
) -> Option<Attribute> {
    let root = roots.root(entity, written, sink)?;
    let kind = kind(root.attribute, sink)?;
    let mut facts = facts(root.attribute, &kind, sink);
    if !std::ptr::eq(root.attribute, written) {
        // Whether it may be absent is said where it stands; the rest comes along.
        let own = self::facts(written, &kind, sink);
        facts.optional = own.optional;
        facts.default = own.default;
        facts.mutable = own.mutable;
    }
    let physical = written
        .physical
        .as_ref()
        .unwrap_or(&written.name)
        .value
        .clone();
    Some(Attribute {
        name: written.name.value.clone(),
        physical,
        kind,
        facts,
        class: root.class,
        derived: None,
        span: written.name.span,
    })
}

const WORDS: [&str; 20] = [
    "string",
    "bool",
    "binary",
    "int",
    "decimal",
    "float",
    "timestamp",
    "date",
    "year",
    "month",
    "hour",
    "minute",
    "epoch",
    "uuid",
    "ulid",
    "enum",
    "list",
    "map",
    "set",
    "counter",
];

fn kind(written: &draft::Attribute, sink: &mut Sink<'_>) -> Option<Type> {
    let Some(word) = &written.kind else {
        let message = format!(
            "the attribute `{}` has neither `type` nor `same_as`",
            &*written.name
        );
        sink.report(missing_field::RULE.at(written.name.span, message));
        return None;
    };
    let kind = match word.as_str() {
        "enum" => Type::Enum(values(written, sink)?),
        "timestamp" => Type::Timestamp(precision(written.precision.as_ref(), sink)?),
        "list" => Type::List(Box::new(element(written, word, sink)?)),
        "map" => Type::Map(Box::new(element(written, word, sink)?)),
        "set" => {
            let of = element(written, word, sink)?;
            if of.scalar().is_none() {
                let message = format!(
                    "a set holds texts, numbers or binaries, not `{}`",
                    of.word()
                );
                sink.report(type_mismatch::RULE.at(word.span, message));
                return None;
            }
            Type::Set(Box::new(of))
        }
        other => simple(other, word, sink)?,
    };
    Some(kind)
}

fn simple(name: &str, word: &Text, sink: &mut Sink<'_>) -> Option<Type> {
    Some(match name {
        "string" => Type::String,
        "bool" => Type::Bool,
        "binary" => Type::Binary,
        "int" => Type::Int,
        "decimal" => Type::Decimal,
        "float" => Type::Float,
        "timestamp" => Type::Timestamp(Precision::Millis),
        "date" => Type::Date,
        "year" => Type::Year,
        "month" => Type::Month,
        "hour" => Type::Hour,
        "minute" => Type::Minute,
        "epoch" => Type::Epoch,
        "uuid" => Type::Uuid,
        "ulid" => Type::Ulid,
        "counter" => Type::Counter,
        "json" => Type::Json,
        _ if name.starts_with(|c: char| c.is_ascii_uppercase()) => {
            sink.not_planned(word.span, "a type of `types`");
            Type::Json
        }
        _ => {
            let finding = unknown_name::RULE.at(word.span, format!("there is no type `{name}`"));
            sink.report(match nearest(name, WORDS) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help(format!("the types are {}", WORDS.join(", "))),
            });
            return None;
        }
    })
}

fn element(written: &draft::Attribute, word: &Text, sink: &mut Sink<'_>) -> Option<Type> {
    match &written.of {
        Some(Value::Scalar(of)) => match of.as_str() {
            "enum" | "list" | "map" | "set" => {
                let message = format!("`of: {0}` has to say what the {0} holds", of.as_str());
                let finding = type_mismatch::RULE.at(of.span, message);
                sink.report(finding.help("use `json` for documents of any depth"));
                None
            }
            name => simple(name, of, sink),
        },
        Some(Value::Map(_, span) | Value::List(_, span)) => {
            sink.not_planned(*span, "an element with facts of its own");
            Some(Type::Json)
        }
        None => {
            let message = format!("a {} has to say `of` what", word.as_str());
            sink.report(missing_field::RULE.at(word.span, message));
            None
        }
    }
}

fn values(written: &draft::Attribute, sink: &mut Sink<'_>) -> Option<Vec<String>> {
    let Some(values) = written.values.as_ref().filter(|values| !values.is_empty()) else {
        let message = format!("the enum `{}` has no `values`", written.name.as_str());
        sink.report(missing_field::RULE.at(written.name.span, message));
        return None;
    };
    let mut all: Vec<String> = Vec::new();
    for value in values {
        if all.contains(&value.value) {
            let message = format!("the value `{}` stands twice", value.as_str());
            sink.report(duplicate_name::RULE.at(value.span, message));
        } else {
            all.push(value.value.clone());
        }
    }
    Some(all)
}

fn precision(written: Option<&Text>, sink: &mut Sink<'_>) -> Option<Precision> {
    const WORDS: [(&str, Precision); 3] = [
        ("s", Precision::Seconds),
        ("ms", Precision::Millis),
        ("us", Precision::Micros),
    ];
    match written {
        None => Some(Precision::Millis),
        Some(text) => word(text, &WORDS, "a precision", sink),
    }
}

fn facts(written: &draft::Attribute, kind: &Type, sink: &mut Sink<'_>) -> Facts {
    let flag = |text: &Option<Text>, sink: &mut Sink<'_>| {
        let words = [("true", true), ("false", false)];
        text.as_ref()
            .and_then(|text| word(text, &words, "`true` or `false`", sink))
            .unwrap_or(false)
    };
    let present = written
        .facts
        .iter()
        .any(|(name, _)| name.as_str() == "present");
    Facts {
        optional: flag(&written.optional, sink) || present,
        default: default(written, kind, sink),
        matches: written
            .matches
            .as_ref()
            .and_then(|text| pattern(text, kind, sink)),
        lower: written.case.as_ref().is_some_and(|text| {
            word(text, &[("lower", true)], "a letter case", sink).unwrap_or(false)
        }),
        min: written.min.as_ref().and_then(|text| whole(text, sink)),
        max: written.max.as_ref().and_then(|text| whole(text, sink)),
        max_size: written.max_size.as_ref().and_then(|text| bytes(text, sink)),
        mutable: flag(&written.mutable, sink),
        sensitive: flag(&written.sensitive, sink),
    }
}

fn default(
    written: &draft::Attribute,
    kind: &Type,
    sink: &mut Sink<'_>,
) -> Option<crate::model::Literal> {
    match written.default.as_ref()? {
        Value::Scalar(text) => literals::plain(text, kind, sink),
        other => {
            sink.not_planned(other.span(), "a default that is not a scalar");
            None
        }
    }
}

fn pattern(text: &Text, kind: &Type, sink: &mut Sink<'_>) -> Option<String> {
    if !matches!(kind, Type::String) {
        let message = format!("`matches` is for strings, and this is `{}`", kind.word());
        sink.report(type_mismatch::RULE.at(text.span, message));
        return None;
    }
    match regex_syntax::Parser::new().parse(text) {
        Ok(_) => Some(text.value.clone()),
        Err(error) => {
            let why = match &error {
                regex_syntax::Error::Parse(error) => error.kind().to_string(),
                regex_syntax::Error::Translate(error) => error.kind().to_string(),
                _ => "it cannot be read".to_owned(),
            };
            let message = format!("`matches` is not a regular expression: {why}");
            sink.report(invalid_value::RULE.at(text.span, message));
            None
        }
    }
}

fn whole(text: &Text, sink: &mut Sink<'_>) -> Option<i64> {
    let number = text.value.replace('_', "");
    let (digits, factor) = match number.char_indices().last() {
        Some((at, 'k')) => (&number[..at], 1_000),
        Some((at, 'M')) => (&number[..at], 1_000_000),
        Some((at, 'B')) => (&number[..at], 1_000_000_000),
        _ => (number.as_str(), 1),
    };
    let parsed = digits
        .parse::<i64>()
        .ok()
        .and_then(|n| n.checked_mul(factor));
    if parsed.is_none() {
        let message = format!("`{}` is not a whole number", text.as_str());
        sink.report(invalid_value::RULE.at(text.span, message));
    }
    parsed
}

fn bytes(text: &Text, sink: &mut Sink<'_>) -> Option<u64> {
    let (number, unit) = match text.find(|c: char| !c.is_ascii_digit() && c != '.') {
        Some(at) => (&text[..at], text[at..].trim()),
        None => (text.as_str(), "B"),
    };
    let factor = match unit {
        "B" => Some(1u64),
        "KB" => Some(1 << 10),
        "MB" => Some(1 << 20),
        _ => None,
    };
    let size = factor.and_then(|factor| number.trim().parse::<u64>().ok()?.checked_mul(factor));
    if size.is_none() {
        let message = format!("`{}` is not a size", text.as_str());
        sink.report(
            invalid_value::RULE
                .at(text.span, message)
                .help("write `254 B`, `4 KB` or `1 MB`"),
        );
    }
    size
}

/// `from` and `plus`, once all attributes of the entity are known.
fn derive(entity: &draft::Entity, all: &mut [Attribute], sink: &mut Sink<'_>) {
    for at in 0..all.len() {
        let Some(written) = entity
            .attributes
            .iter()
            .find(|a| a.name.value == all[at].name)
        else {
            continue;
        };
        let Some(from) = &written.from else { continue };
        let Some(source) = all.iter().position(|a| a.name == from.value) else {
            let known = all.iter().map(|a| a.name.as_str());
            let what = format!("attribute of `{}` called", &*entity.name);
            sink.report(names::unknown(from.span, from, &what, known).entity(&*entity.name));
            continue;
        };
        let (fine, coarse) = (all[source].kind.fineness(), all[at].kind.fineness());
        // What is kept for some time after a day or a minute expires so long after its start.
        let bucket_expires = all[at].kind == Type::Epoch && written.plus.is_some();
        if source == at
            || fine.is_none()
            || coarse.is_none()
            || (coarse > fine && !bucket_expires)
            || all[at].kind == Type::Ulid
        {
            let message = format!(
                "a `{}` cannot be derived from `{}`, which is a `{}`",
                all[at].kind.word(),
                all[source].name,
                all[source].kind.word()
            );
            sink.report(
                type_mismatch::RULE
                    .at(from.span, message)
                    .entity(&*entity.name),
            );
            continue;
        }
        let plus_seconds = match &written.plus {
            None => 0,
            Some(text) => match literals::seconds(text) {
                Some(seconds) => seconds,
                None => {
                    let message = format!("`{}` is not a duration", text.as_str());
                    let finding = invalid_value::RULE.at(text.span, message);
                    sink.report(finding.help("write `30 min`, `1 h` or `90 days`"));
                    continue;
                }
            },
        };
        all[at].derived = Some(Derived {
            from: AttributeId::new(source),
            plus_seconds,
        });
        all[at].facts.optional |= all[source].facts.optional;
    }
}
