//! Key templates of an entity.

use super::{Sink, names};
use crate::{
    findings::{Edit, Finding, Fix},
    model::{Attribute, AttributeId, Entity, Part, Template, Type},
    rules::{invalid_template, literal_is_attribute, type_mismatch},
    source::{Span, Text},
    syntax::{RawPart, parse_template},
    words,
};

/// Parses a template and resolves its placeholders.
pub(super) fn template(text: &Text, entity: &Entity, sink: &mut Sink<'_>) -> Option<Template> {
    sharded(text, None, entity, sink)
}

/// Parses a template in which `{shard}` is that attribute.
pub(super) fn sharded(
    text: &Text,
    shard: Option<AttributeId>,
    entity: &Entity,
    sink: &mut Sink<'_>,
) -> Option<Template> {
    let raw = match parse_template(text) {
        Ok(raw) => raw,
        Err(complaint) => {
            sink.complain(&invalid_template::RULE, text, &complaint);
            return None;
        }
    };
    let mut parts = Vec::with_capacity(raw.len());
    for part in raw {
        match part {
            RawPart::Literal(literal, at) => {
                warn_of_names(&literal, at.start, text, entity, sink);
                parts.push(Part::Literal(literal));
            }
            RawPart::Placeholder { name, form, at } => {
                let span = text.part(at);
                parts.push(placeholder(
                    &name,
                    form.as_deref(),
                    span,
                    shard,
                    entity,
                    sink,
                )?);
            }
        }
    }
    Some(Template {
        parts,
        span: text.span,
    })
}

/// The template of a key attribute that is an attribute of the entity.
pub(super) fn bare(attribute: AttributeId, of: &Attribute) -> Template {
    let part = Part::Attribute {
        attribute,
        pad: None,
        cut: None,
        span: of.span,
    };
    Template {
        parts: vec![part],
        span: of.span,
    }
}

fn placeholder(
    name: &str,
    form: Option<&str>,
    span: Span,
    shard: Option<AttributeId>,
    entity: &Entity,
    sink: &mut Sink<'_>,
) -> Option<Part> {
    let own = entity.attribute("shard");
    if name == "shard" && shard.or(own).is_none() {
        let finding = invalid_template::RULE.at(span, "there are no `shards` that this could be");
        let help =
            "say beside the template how many there are: `shards: { count: 10, by: random }`";
        sink.report(finding.help(help).entity(&entity.name));
        return None;
    }
    let attribute = match shard.filter(|_| name == "shard") {
        Some(shard) => shard,
        None => match names::attribute(name, span, entity, sink) {
            Some(attribute) => attribute,
            None => {
                in_braces(form, span, sink);
                return None;
            }
        },
    };
    let kind = &entity.attributes[attribute.index()].kind;
    let (pad, cut) = match form {
        None => (None, None),
        Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => {
            let width = pad(digits, kind, span, sink)?;
            if let Some(finding) = too_narrow(width, &entity.attributes[attribute.index()], span) {
                // What was meant is clear.
                sink.findings.push(finding.entity(&entity.name));
            }
            (Some(width), None)
        }
        Some(word) => (None, Some(cut(word, kind, span, sink)?)),
    };
    Some(Part::Attribute {
        attribute,
        pad,
        cut,
        span,
    })
}

/// What is proposed for a placeholder is one, too.
fn in_braces(form: Option<&str>, span: Span, sink: &mut Sink<'_>) {
    let Some(fix) = sink
        .findings
        .last_mut()
        .and_then(|finding| finding.fix.as_mut())
    else {
        return;
    };
    for edit in fix.edits.iter_mut().filter(|edit| edit.span == span) {
        let form = form.map_or_else(String::new, |form| format!(":{form}"));
        edit.text = format!("{{{}{form}}}", edit.text);
    }
}

fn pad(digits: &str, kind: &Type, span: Span, sink: &mut Sink<'_>) -> Option<u8> {
    let width = digits
        .parse::<u8>()
        .ok()
        .filter(|width| (1..=38).contains(width));
    if width.is_none() || !digits.starts_with('0') {
        let message = format!("`{digits}` is not a width");
        let finding = invalid_template::RULE.at(span, message);
        sink.report(finding.help("write `{number:08}` for eight digits; 38 at most"));
        return None;
    }
    if !matches!(kind, Type::Int | Type::Counter) {
        let message = format!(
            "only whole numbers are padded, and this is {}",
            words::a(kind.word())
        );
        sink.report(type_mismatch::RULE.at(span, message));
        return None;
    }
    width
}

/// Whether an attribute may have values that so many digits have no room for: they could not be written.
fn too_narrow(width: u8, of: &Attribute, span: Span) -> Option<Finding> {
    let name = &of.name;
    let digits = of
        .facts
        .max
        .map(|max| (max, max.unsigned_abs().to_string().len()));
    if let Some(min) = of.facts.min.filter(|min| *min < 0) {
        let message = format!("`{name}` may be {min}, and a padded number has no sign");
        let finding = invalid_template::RULE.at(span, message);
        return Some(finding.help("let it stand alone in the key, or store it with an offset"));
    }
    let (max, digits) = digits.filter(|(_, digits)| *digits > usize::from(width))?;
    let message = format!("`{name}` may be {max}, and the key has room for {width} digits");
    let finding = invalid_template::RULE.at(span, message);
    Some(finding.help(format!("write `{{{name}:0{digits}}}`")))
}

fn cut(word: &str, kind: &Type, span: Span, sink: &mut Sink<'_>) -> Option<Type> {
    let coarse = match word {
        "year" => Type::Year,
        "month" => Type::Month,
        "date" => Type::Date,
        "hour" => Type::Hour,
        "minute" => Type::Minute,
        _ => {
            let message = format!("`{word}` is neither a width nor a coarser time");
            let finding = invalid_template::RULE.at(span, message);
            sink.report(
                finding.help("write `{number:08}`, or `year`, `month`, `date`, `hour`, `minute`"),
            );
            return None;
        }
    };
    if kind
        .fineness()
        .is_none_or(|fine| Some(fine) <= coarse.fineness())
    {
        let message = format!(
            "{} cannot be cut to {}",
            words::a(kind.word()),
            words::a(word)
        );
        sink.report(type_mismatch::RULE.at(span, message));
        return None;
    }
    Some(coarse)
}

/// A segment between delimiters that is just an attribute's name was meant as its value.
fn warn_of_names(literal: &str, start: usize, text: &Text, entity: &Entity, sink: &mut Sink<'_>) {
    let mut at = start;
    for segment in literal.split(['#', '|', '/', ':']) {
        let range = at..at + segment.len();
        at += segment.len() + 1;
        if segment.is_empty() || entity.attribute(segment).is_none() {
            continue;
        }
        let span = text.part(range);
        let message = format!(
            "`{segment}` is an attribute of `{}`, but stands here as plain text",
            entity.name
        );
        let finding = literal_is_attribute::RULE
            .at(span, message)
            .entity(&entity.name);
        let exact = text.verbatim.is_some() && text.quoted;
        sink.findings.push(if exact {
            finding.fix(Fix {
                title: "put its value there".to_owned(),
                safe: false,
                edits: vec![Edit {
                    span,
                    text: format!("{{{segment}}}"),
                }],
            })
        } else {
            finding.help(format!("write \"{{{segment}}}\" in quotes for its value"))
        });
    }
}
