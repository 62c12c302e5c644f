//! Attributes: their types and facts.

use rustc_hash::FxHashSet;

use super::{
    Sink, classes::Roots, defaults, names, quantities, spread, tables::word, types::Types,
};
use crate::{
    draft,
    findings::nearest,
    model::{Attribute, AttributeId, Derived, Element, Facts, Field, Precision, Type},
    quantity::{Bytes, Duration},
    rules::{duplicate_name, invalid_value, missing_field, type_mismatch, unknown_name},
    source::Text,
    words,
};

/// The attributes of an entity.
pub(super) fn attributes<'d>(
    entity: &'d draft::Entity,
    roots: &Roots<'d>,
    sink: &mut Sink<'_>,
) -> Vec<Attribute> {
    let mut all: Vec<Attribute> = Vec::new();
    let found = sink.findings.len();
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
        } else {
            let (entity, name) = (entity.name.value.clone(), written.name.value.clone());
            sink.lost.insert((entity, Some(name)));
        }
    }
    derive(entity, &mut all, sink);
    for finding in &mut sink.findings[found..] {
        let subject = &mut finding.subject.entity;
        subject.get_or_insert_with(|| entity.name.value.clone());
    }
    all
}

fn attribute<'d>(
    entity: &'d str,
    written: &'d draft::Attribute,
    roots: &Roots<'d>,
    sink: &mut Sink<'_>,
) -> Option<Attribute> {
    let root = roots.root(entity, written, sink)?;
    let same = std::ptr::eq(root.attribute, written);
    let (kind, mut facts) = if same {
        typed(written, &roots.types, sink)?
    } else {
        // What is wrong with the other attribute is said where it stands.
        let findings = &mut Vec::new();
        let dropped = false;
        typed(
            root.attribute,
            &roots.types,
            &mut Sink {
                findings,
                dropped,
                lost: FxHashSet::default(),
            },
        )?
    };
    if !same {
        settled(written, sink);
        // Whether it may be absent is said where it stands; the rest comes along.
        let own = self::facts(written, &kind, sink);
        facts.optional = own.optional;
        facts.default = own.default;
        facts.mutable = own.mutable;
        facts.sensitive |= own.sensitive;
        facts.spread = spread::inherit(facts.spread, own.spread);
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
        joined: !same,
        derived: None,
        span: written.name.span,
    })
}

/// What the other attribute says cannot be said again: the identifier is one, and so are its type and its form.
fn settled(written: &draft::Attribute, sink: &mut Sink<'_>) {
    let Some(other) = &written.same_as else {
        return;
    };
    let of = written.of.as_ref().map(|of| of.span);
    let values = written
        .values
        .as_ref()
        .and_then(|all| all.first())
        .map(|one| one.span);
    let span = |text: &Option<Text>| text.as_ref().map(|text| text.span);
    let said = [
        ("type", span(&written.kind)),
        ("of", of),
        ("values", values),
        ("precision", span(&written.precision)),
        ("matches", span(&written.matches)),
        ("case", span(&written.case)),
        ("min", span(&written.min)),
        ("max", span(&written.max)),
        ("max_size", span(&written.max_size)),
    ];
    for (name, at) in said {
        if let Some(at) = at {
            let message = format!(
                "`{name}` comes from `{}`, and says nothing here",
                other.as_str()
            );
            let finding = invalid_value::RULE.at(at, message);
            sink.report(finding.help(format!(
                "say it at `{}`, or leave `same_as` out",
                other.as_str()
            )));
        }
    }
}

fn typed(written: &draft::Attribute, types: &Types, sink: &mut Sink<'_>) -> Option<(Type, Facts)> {
    let kind = kind(written, types, sink)?;
    let facts = facts(written, &kind, sink);
    Some((kind, facts))
}

/// A field of a struct.
pub(super) fn field(
    written: &draft::Attribute,
    types: &Types,
    sink: &mut Sink<'_>,
) -> Option<Field> {
    let (kind, facts) = typed(written, types, sink)?;
    no_meaning_in_a_field(written, sink);
    let physical = written.physical.as_ref().unwrap_or(&written.name);
    Some(Field {
        name: written.name.value.clone(),
        physical: physical.value.clone(),
        kind,
        facts,
    })
}

/// What only an attribute can be: part of a key, derived, or changed by itself.
fn no_meaning_in_a_field(written: &draft::Attribute, sink: &mut Sink<'_>) {
    let said = [
        ("from", &written.from),
        ("plus", &written.plus),
        ("case", &written.case),
        ("mutable", &written.mutable),
    ];
    for (name, text) in said {
        if let Some(text) = text {
            let message = format!("`{name}` says nothing of a field of a type");
            let finding = invalid_value::RULE.at(text.span, message);
            sink.report(finding.help("it is for attributes of entities"));
        }
    }
}

const WORDS: [&str; 21] = [
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
    "json",
];

fn kind(written: &draft::Attribute, types: &Types, sink: &mut Sink<'_>) -> Option<Type> {
    if written.lost {
        sink.dropped = true;
        return None;
    }
    let Some(word) = &written.kind else {
        let name = written.name.as_str();
        let (message, place) = match written.span == written.name.span {
            true => (
                format!("the attribute `{name}` has neither `type` nor `same_as`"),
                written.name.span,
            ),
            false => (format!("what `{name}` holds has no `type`"), written.span),
        };
        sink.report(missing_field::RULE.at(place, message));
        return None;
    };
    let kind = match word.as_str() {
        "enum" => Type::Enum(values(written, sink)?),
        "timestamp" => Type::Timestamp(precision(written.precision.as_ref(), sink)?),
        "list" => Type::List(Box::new(element(written, word, types, sink)?)),
        "map" => Type::Map(Box::new(element(written, word, types, sink)?)),
        "set" => {
            let of = element(written, word, types, sink)?;
            if of.kind.scalar().is_none() {
                let message = format!(
                    "a set holds texts, numbers or binaries, not `{}`",
                    of.kind.word()
                );
                sink.report(type_mismatch::RULE.at(word.span, message));
                return None;
            }
            Type::Set(Box::new(of))
        }
        other => simple(other, word, types, sink)?,
    };
    Some(kind)
}

fn simple(name: &str, word: &Text, types: &Types, sink: &mut Sink<'_>) -> Option<Type> {
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
            return types.get(word, sink);
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

fn element(
    written: &draft::Attribute,
    word: &Text,
    types: &Types,
    sink: &mut Sink<'_>,
) -> Option<Element> {
    let Some(of) = &written.of else {
        let message = format!("a {} has to say `of` what", word.as_str());
        let finding = missing_field::RULE.at(word.span, message);
        let word = word.as_str();
        sink.report(finding.help(format!(
            "`{{ type: {word}, of: string }}`, or any other type"
        )));
        return None;
    };
    let (kind, facts) = typed(of, types, sink)?;
    if kind == Type::Counter {
        let message = "a counter is an attribute, and added to as such";
        sink.report(type_mismatch::RULE.at(of.span, message).help("use `int`"));
        return None;
    }
    Some(Element { kind, facts })
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
        default: written
            .default
            .as_ref()
            .and_then(|value| defaults::default(value, kind, sink)),
        matches: written
            .matches
            .as_ref()
            .and_then(|text| pattern(text, kind, sink)),
        lower: written.case.as_ref().is_some_and(|text| {
            word(text, &[("lower", true)], "a letter case", sink).unwrap_or(false)
        }),
        min: written.min.as_ref().and_then(|text| whole(text, sink)),
        max: written.max.as_ref().and_then(|text| whole(text, sink)),
        max_size: max_size(written, sink),
        mutable: flag(&written.mutable, sink),
        sensitive: flag(&written.sensitive, sink),
        spread: spread::spread(written, kind, sink),
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

fn max_size(written: &draft::Attribute, sink: &mut Sink<'_>) -> Option<u64> {
    let size: Bytes = quantities::of_text(written.max_size.as_ref()?, sink)?;
    Some(size.0)
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
                "{} cannot be derived from `{}`, which is {}",
                words::a(all[at].kind.word()),
                all[source].name,
                words::a(all[source].kind.word())
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
            Some(text) => match quantities::of_text::<Duration>(text, sink) {
                Some(duration) => i64::try_from(duration.0).unwrap_or(i64::MAX),
                None => continue,
            },
        };
        all[at].derived = Some(Derived {
            from: AttributeId::new(source),
            plus_seconds,
        });
        all[at].facts.optional |= all[source].facts.optional;
    }
}
