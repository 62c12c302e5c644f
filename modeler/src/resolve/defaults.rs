//! What a missing attribute, or a missing field of a struct, reads as.

use super::{Sink, literals, names};
use crate::{
    draft::Value,
    findings::Finding,
    model::{Fallback, Literal, Struct, Type},
    rules::{invalid_value, missing_field, type_mismatch},
    source::{Span, Text},
    words,
};

/// A default of a type.
pub(super) fn default(value: &Value, kind: &Type, sink: &mut Sink<'_>) -> Option<Fallback> {
    match (value, kind) {
        (Value::Scalar(text), Type::Json) => Some(Fallback::Literal(any(text))),
        (Value::Scalar(_), Type::List(_) | Type::Map(_) | Type::Set(_) | Type::Struct(_)) => {
            refuse("one value is", value.span(), kind, sink)
        }
        (Value::Scalar(text), _) => literals::plain(text, kind, sink).map(Fallback::Literal),
        // `default()` in Rust does not say which of them it is.
        (Value::List(all, _), Type::Map(_)) if all.is_empty() => Some(Fallback::Entries(vec![])),
        (Value::List(all, _), Type::Set(_)) if all.is_empty() => Some(Fallback::Items(vec![])),
        (Value::Map(all, _), Type::List(_) | Type::Set(_)) if all.is_empty() => {
            Some(Fallback::Items(vec![]))
        }
        (Value::List(all, _), Type::List(of)) => items(all, &of.kind, sink),
        (Value::List(_, span), Type::Set(_)) => {
            let message = "an empty set is not stored, and would read as this default";
            let finding = invalid_value::RULE.at(*span, message);
            sink.report(finding.help("take a list, or leave the members out: `default: []`"));
            None
        }
        (Value::List(all, _), Type::Json) => items(all, kind, sink),
        (Value::Map(all, _), Type::Map(of)) => entries(all, &of.kind, sink),
        (Value::Map(all, _), Type::Json) => entries(all, kind, sink),
        (Value::Map(all, span), Type::Struct(of)) => fields(all, of, *span, sink),
        (Value::List(all, span), _) if all.is_empty() => refuse("nothing is", *span, kind, sink),
        (Value::Map(all, span), _) if all.is_empty() => refuse("nothing is", *span, kind, sink),
        (Value::List(_, span), _) => refuse("several values are", *span, kind, sink),
        (Value::Map(_, span), _) => refuse("named values are", *span, kind, sink),
    }
}

fn refuse(what: &str, span: Span, kind: &Type, sink: &mut Sink<'_>) -> Option<Fallback> {
    let word = kind.word();
    let message = format!("{what} not a default of the type `{word}`");
    let finding = type_mismatch::RULE.at(span, message);
    let shape = match kind {
        Type::List(_) | Type::Set(_) => Some("`[a, b]`"),
        Type::Map(_) | Type::Struct(_) => Some("`{ name: value }`"),
        _ => None,
    };
    sink.report(match shape {
        Some(shape) => finding.help(format!("write {shape}")),
        None => finding,
    });
    None
}

/// A value of any type: what is written without quotes is a number or a truth value where it reads as one.
fn any(text: &Text) -> Literal {
    match text.as_str() {
        "true" if !text.quoted => Literal::Bool(true),
        "false" if !text.quoted => Literal::Bool(false),
        digits if !text.quoted && digits.parse::<f64>().is_ok_and(f64::is_finite) => {
            Literal::Number(digits.to_owned())
        }
        other => Literal::Text(other.to_owned()),
    }
}

fn items(all: &[Value], of: &Type, sink: &mut Sink<'_>) -> Option<Fallback> {
    let all: Vec<_> = all.iter().map(|one| default(one, of, sink)).collect();
    let all: Option<Vec<Fallback>> = all.into_iter().collect();
    all.map(Fallback::Items)
}

fn entries(all: &[(Text, Value)], of: &Type, sink: &mut Sink<'_>) -> Option<Fallback> {
    let all: Vec<_> = all
        .iter()
        .map(|(name, one)| Some((name.value.clone(), default(one, of, sink)?)))
        .collect();
    let all: Option<Vec<(String, Fallback)>> = all.into_iter().collect();
    all.map(Fallback::Entries)
}

fn fields(all: &[(Text, Value)], of: &Struct, span: Span, sink: &mut Sink<'_>) -> Option<Fallback> {
    let mut found = Vec::new();
    let mut sound = true;
    for (name, value) in all {
        let known = of.fields.iter().map(|field| field.name.as_str());
        let made = match of.fields.iter().find(|field| field.name == name.value) {
            Some(field) => default(value, &field.kind, sink),
            None => {
                sink.report(names::unknown(name.span, name, "field", known));
                None
            }
        };
        sound &= made.is_some();
        found.extend(made.map(|made| (name.value.clone(), made)));
    }
    for field in &of.fields {
        let may_lack = field.facts.optional
            || field.facts.default.is_some()
            || matches!(field.kind, Type::Set(_));
        if !may_lack && !all.iter().any(|(name, _)| name.value == field.name) {
            sink.report(lacks(span, &of.name, &field.name));
            sound = false;
        }
    }
    sound.then_some(Fallback::Entries(found))
}

fn lacks(span: Span, of: &str, field: &str) -> Finding {
    missing_field::RULE.at(
        span,
        format!(
            "{} has {}, which the default lacks",
            words::a(of),
            words::a(field)
        ),
    )
}
