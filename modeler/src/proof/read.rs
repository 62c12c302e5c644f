//! The texts that a read's key condition matches.

use super::{Language, attribute, between};
use crate::{
    model::{AttributeRef, Literal, Model, RangeForm, Type, Value},
    plan::{KeyPiece, KeyValue, SortCondition},
};

/// The texts that a key value can be, over all calls.
pub fn key_value(model: &Model, value: &KeyValue) -> Language {
    match value {
        KeyValue::Text(pieces) => pieces_language(model, pieces),
        KeyValue::Own { attribute, value } => one(model, *attribute, value, None, None),
    }
}

/// The sort keys that a condition can match, over all calls; possibly more.
pub fn sort_condition(model: &Model, condition: &SortCondition) -> Language {
    match condition {
        SortCondition::All | SortCondition::OwnRange { .. } => Language::anything(),
        SortCondition::Equals(value) => key_value(model, value),
        SortCondition::Prefix(prefix) => pieces_language(model, prefix).then(Language::anything()),
        SortCondition::TextRange {
            prefix,
            attribute: ranged,
            form,
            pad,
            ..
        } => {
            let part = attribute(model.attribute(*ranged), *pad, None);
            pieces_language(model, prefix).then(ranged_part(&part, *form))
        }
        SortCondition::Cover { low, high } => cover(model, low, high),
    }
}

fn pieces_language(model: &Model, pieces: &[KeyPiece]) -> Language {
    Language::Sequence(
        pieces
            .iter()
            .map(|piece| piece_language(model, piece))
            .collect(),
    )
}

fn piece_language(model: &Model, piece: &KeyPiece) -> Language {
    match piece {
        KeyPiece::Literal(text) => Language::Text(text.clone()),
        KeyPiece::Value {
            attribute,
            value,
            pad,
            cut,
        } => one(model, *attribute, value, *pad, cut.as_ref()),
    }
}

fn one(
    model: &Model,
    of: AttributeRef,
    value: &Value,
    pad: Option<u8>,
    cut: Option<&Type>,
) -> Language {
    let known = model.attribute(of);
    match value {
        Value::Literal(Literal::Text(text)) if cut.is_none() && known.facts.lower => {
            Language::Text(text.to_lowercase())
        }
        Value::Literal(Literal::Text(text)) if cut.is_none() => Language::Text(text.clone()),
        Value::Literal(Literal::Number(digits)) => {
            let width = pad.map_or(0, usize::from);
            Language::Text(match digits.strip_prefix('-') {
                Some(digits) => format!("-{digits:0>width$}", width = width.saturating_sub(1)),
                None => format!("{digits:0>width$}"),
            })
        }
        _ => attribute(known, pad, cut),
    }
}

/// What may stand where a part is ranged: between the least and the greatest text of the part where
/// an end is given, up to the end of the common prefix where none is. Only the first character is
/// compared.
fn ranged_part(part: &Language, form: RangeForm) -> Language {
    let firsts = first_characters(part);
    let (least, greatest) = (
        firsts.iter().map(|r| r.0).min(),
        firsts.iter().map(|r| r.1).max(),
    );
    let (Some(least), Some(greatest)) = (least, greatest) else {
        return Language::anything();
    };
    let (low, high) = match form {
        RangeForm::Between(..) => (least, greatest),
        RangeForm::From(_) | RangeForm::After(_) => (least, char::MAX),
        RangeForm::Until(_) | RangeForm::Before(_) => ('\0', greatest),
        RangeForm::Any(_) | RangeForm::StartsWith(_) => ('\0', char::MAX),
    };
    Language::range(low, high).then(Language::anything())
}

/// The characters that texts of the language can start with; none when there can be none at all.
fn first_characters(language: &Language) -> Vec<(char, char)> {
    match language {
        Language::Text(text) => text.chars().next().map(|c| (c, c)).into_iter().collect(),
        Language::Character(ranges) => ranges.clone(),
        Language::Either(all) => all.iter().flat_map(first_characters).collect(),
        Language::Repeat { of, .. } => first_characters(of),
        Language::Sequence(all) => {
            let mut firsts = Vec::new();
            for one in all {
                firsts.extend(first_characters(one));
                if one.characters().least > 0 {
                    break;
                }
            }
            firsts
        }
    }
}

/// From the start of one key to the start of another: what both begin with, then what lies between
/// the literal texts that follow.
fn cover(model: &Model, low: &[KeyPiece], high: &[KeyPiece]) -> Language {
    let same = low.iter().zip(high).take_while(|(a, b)| a == b).count();
    let literal = |pieces: &[KeyPiece]| match pieces.get(same) {
        Some(KeyPiece::Literal(text)) => text.clone(),
        _ => String::new(),
    };
    let (from, until) = (literal(low), literal(high));
    let until = (!until.is_empty()).then_some(until);
    pieces_language(model, &low[..same]).then(between(&from, until.as_deref()))
}
