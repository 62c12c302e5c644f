//! Literals against the types that they meet.

use super::Sink;
use crate::{
    findings::nearest,
    model::{Attribute, Facts, Literal, Type},
    proof,
    rules::{invalid_value, type_mismatch},
    source::{Span, Text},
    syntax::RawLiteral,
};

/// A literal of a condition or term, for an attribute of that type.
pub(super) fn literal(
    raw: &RawLiteral,
    kind: &Type,
    span: Span,
    sink: &mut Sink<'_>,
) -> Option<Literal> {
    let fits = match (raw, kind) {
        (RawLiteral::Text(text), Type::Enum(values)) if !values.contains(text) => {
            let finding =
                invalid_value::RULE.at(span, format!("`{text}` is not one of its values"));
            let known = values.iter().map(String::as_str);
            sink.report(match nearest(text, known) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help(format!("the values are {}", values.join(", "))),
            });
            return None;
        }
        (RawLiteral::Text(text), kind) => text_fits(text, kind),
        (RawLiteral::Number(digits), Type::Int | Type::Counter | Type::Epoch) => {
            digits.parse::<i64>().is_ok()
        }
        (RawLiteral::Number(_), Type::Decimal | Type::Float | Type::Json)
        | (RawLiteral::Bool(_), Type::Bool | Type::Json) => true,
        _ => false,
    };
    if !fits {
        let (what, shown) = match raw {
            RawLiteral::Text(text) => ("text", format!("'{text}'")),
            RawLiteral::Number(digits) => ("number", digits.clone()),
            RawLiteral::Bool(value) => ("bool", value.to_string()),
        };
        let message = format!(
            "the {what} {shown} is not a value of type `{}`",
            kind.word()
        );
        sink.report(type_mismatch::RULE.at(span, message));
        return None;
    }
    Some(match raw {
        RawLiteral::Text(text) => Literal::Text(text.clone()),
        RawLiteral::Number(digits) => Literal::Number(digits.clone()),
        RawLiteral::Bool(value) => Literal::Bool(*value),
    })
}

/// A literal that an attribute could never have: capitals where it is lowered, a text that its `matches` does
/// not take, a number beyond its bounds. It is kept, for what was meant is clear.
pub(super) fn possible(literal: &Literal, of: &Attribute, span: Span, sink: &mut Sink<'_>) {
    let facts = &of.facts;
    let name = &of.name;
    let (message, help) = match literal {
        Literal::Text(text) if facts.lower && text.to_lowercase() != *text => (
            format!("`{text}` is never a value of `{name}`, whose letters are lowered"),
            Some(format!("write '{}'", text.to_lowercase())),
        ),
        Literal::Text(text) if !matches(facts, text) => (
            format!("`{text}` does not match what `{name}` can be"),
            None,
        ),
        Literal::Text(text) if of.kind == Type::String && is_longer(text, facts.max) => (
            format!(
                "`{text}` is never a value of `{name}`: it has {} characters at most",
                facts.max.unwrap_or(0)
            ),
            None,
        ),
        Literal::Number(digits) => match digits.parse::<i64>() {
            Ok(number) if facts.max.is_some_and(|max| number > max) => (
                format!(
                    "`{name}` is never {number}: it is {} at most",
                    facts.max.unwrap_or(0)
                ),
                None,
            ),
            Ok(number) if facts.min.is_some_and(|min| number < min) => (
                format!(
                    "`{name}` is never {number}: it is {} at least",
                    facts.min.unwrap_or(0)
                ),
                None,
            ),
            _ => return,
        },
        Literal::Text(_) | Literal::Bool(_) => return,
    };
    let finding = invalid_value::RULE
        .at(span, message)
        .related(of.span, "declared here");
    sink.findings.push(match help {
        Some(help) => finding.help(help),
        None => finding,
    });
}

fn is_longer(text: &str, most: Option<i64>) -> bool {
    let most = most.and_then(|most| usize::try_from(most).ok());
    most.is_some_and(|most| text.chars().count() > most)
}

/// Whether the whole text is what `matches` says, as far as that can be read.
fn matches(facts: &Facts, text: &str) -> bool {
    let Some(Ok(language)) = facts.matches.as_deref().map(proof::parse) else {
        return true;
    };
    proof::contains(&language, text)
}

/// A scalar outside of any expression (`default: 0`).
pub(super) fn plain(text: &Text, kind: &Type, sink: &mut Sink<'_>) -> Option<Literal> {
    let raw = match (text.as_str(), kind) {
        ("true", Type::Bool) => RawLiteral::Bool(true),
        ("false", Type::Bool) => RawLiteral::Bool(false),
        (digits, kind) if kind.is_number() => RawLiteral::Number(digits.to_owned()),
        (other, _) => RawLiteral::Text(other.to_owned()),
    };
    if matches!(&raw, RawLiteral::Number(digits) if digits.parse::<f64>().is_err()) {
        let message = format!("`{}` is not a number", text.as_str());
        sink.report(type_mismatch::RULE.at(text.span, message));
        return None;
    }
    literal(&raw, kind, text.span, sink)
}

/// Whether a text has the stored shape of a type.
fn text_fits(text: &str, kind: &Type) -> bool {
    // 9 a digit, h a hexadecimal digit, u a digit or capital letter; all else itself.
    let shape = |shape: &str| {
        shape.len() == text.len()
            && shape
                .bytes()
                .zip(text.bytes())
                .all(|(want, got)| match want {
                    b'9' => got.is_ascii_digit(),
                    b'h' => matches!(got, b'0'..=b'9' | b'a'..=b'f'),
                    b'u' => got.is_ascii_digit() || got.is_ascii_uppercase(),
                    other => other == got,
                })
    };
    match kind {
        Type::String | Type::Enum(_) | Type::Json => true,
        Type::Timestamp(precision) => shape(match precision {
            crate::model::Precision::Seconds => "9999-99-99T99:99:99Z",
            crate::model::Precision::Millis => "9999-99-99T99:99:99.999Z",
            crate::model::Precision::Micros => "9999-99-99T99:99:99.999999Z",
        }),
        Type::Date => shape("9999-99-99"),
        Type::Year => shape("9999"),
        Type::Month => shape("9999-99"),
        Type::Hour => shape("9999-99-99T99"),
        Type::Minute => shape("9999-99-99T99:99"),
        Type::Uuid => shape("hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh"),
        Type::Ulid => shape("uuuuuuuuuuuuuuuuuuuuuuuuuu"),
        _ => false,
    }
}
