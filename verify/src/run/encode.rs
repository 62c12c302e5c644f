//! Values to the runtime's own types and through its conversions: what generated code does.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{Timestamp, civil::Date};
use tablewright::{
    Bucket, Decimal, Epoch, Hour, Invalid, Micros, Millis, Minute, Month, Padded, Seconds, ToValue,
    Year,
    key::{padded, text},
    serde_json,
    time::of_ulid,
    ulid::Ulid,
    uuid::Uuid,
};
use tablewright_modeler::model::{Precision, Type};

use crate::values::{Number, Value, inner, is_moment, part};

/// A value of one type as one of another: still a moment, which the conversion cuts.
pub(crate) fn converted(value: Value, from: &Type, to: &Type) -> Result<Value, Invalid> {
    if from == to || !is_moment(to) {
        return Ok(value);
    }
    Ok(match (&value, from) {
        (Value::Text(text), Type::Ulid) => {
            Value::Time(of_ulid(parsed::<Ulid>(text)?)?.as_microsecond())
        }
        (Value::Number(seconds), Type::Epoch) => {
            Value::Time(seconds.whole().unwrap_or(0).saturating_mul(1_000_000))
        }
        _ => value,
    })
}

/// A value through the runtime's conversion for its type.
pub(crate) fn encode(value: &Value, kind: &Type) -> Result<AttributeValue, Invalid> {
    match (value, kind) {
        (Value::Time(micros), kind) => moment(at(*micros)?, kind),
        (Value::Number(number), kind) => numeric(number, kind),
        (Value::Text(text), Type::Uuid) => parsed::<Uuid>(text)?.to_value(),
        (Value::Text(text), Type::Ulid) => parsed::<Ulid>(text)?.to_value(),
        (value, Type::Json) => json(value).to_value(),
        (Value::Text(text), _) => text.to_value(),
        (Value::Bool(value), _) => value.to_value(),
        (Value::Bytes(bytes), _) => bytes.to_value(),
        (Value::List(items), kind) => {
            let items = items.iter().map(|item| encode(item, inner(kind)));
            items.collect::<Result<Vec<_>, _>>()?.to_value()
        }
        (Value::Map(fields), kind) => {
            let fields = fields
                .iter()
                .map(|(name, v)| Ok((name.clone(), encode(v, part(kind, name))?)));
            fields
                .collect::<Result<BTreeMap<_, _>, Invalid>>()?
                .to_value()
        }
        (Value::Set(members), kind) => {
            let members = members.iter().map(|member| encode(member, inner(kind)));
            set(members.collect::<Result<Vec<_>, _>>()?)
        }
        (Value::Null, _) => Ok(AttributeValue::Null(true)),
    }
}

fn set(members: Vec<AttributeValue>) -> Result<AttributeValue, Invalid> {
    let (mut texts, mut numbers, mut bytes) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for member in members {
        match member {
            AttributeValue::S(text) => drop(texts.insert(text)),
            AttributeValue::N(digits) => drop(numbers.insert(parsed::<Decimal>(&digits)?)),
            AttributeValue::B(blob) => drop(bytes.insert(blob.into_inner())),
            _ => {
                return Err(Invalid::value(
                    "a set of something else than texts, numbers or bytes",
                ));
            }
        }
    }
    match (numbers.is_empty(), bytes.is_empty()) {
        (false, _) => numbers.to_value(),
        (_, false) => bytes.to_value(),
        _ => texts.to_value(),
    }
}

/// A value as a piece of a text key.
pub(crate) fn key_text(value: &Value, kind: &Type, pad: Option<u8>) -> Result<String, Invalid> {
    match (value, kind) {
        (Value::Number(number), _) => match (pad, number.whole()) {
            (Some(width), Some(whole)) => padded(whole, usize::from(width)),
            (Some(width), None) => text(&[&Padded(i64::MAX, usize::from(width))]),
            (None, _) if *kind == Type::Epoch => text(&[&Epoch(epoch(number)?)]),
            (None, Some(whole)) => text(&[&whole]),
            (None, None) => text(&[&decimal(number)?]),
        },
        (Value::Time(micros), kind) => {
            let at = at(*micros)?;
            match kind {
                Type::Year => text(&[&Year::of(at)?]),
                Type::Month => text(&[&Month::of(at)?]),
                Type::Date => text(&[&Date::of(at)?]),
                Type::Hour => text(&[&Hour::of(at)?]),
                Type::Minute => text(&[&Minute::of(at)?]),
                Type::Timestamp(Precision::Seconds) => text(&[&Seconds(at)]),
                Type::Timestamp(Precision::Millis) => text(&[&Millis(at)]),
                _ => text(&[&Micros(at)]),
            }
        }
        (Value::Text(id), Type::Uuid) => text(&[&parsed::<Uuid>(id)?]),
        (Value::Text(id), Type::Ulid) => text(&[&parsed::<Ulid>(id)?]),
        (Value::Text(own), _) => text(&[&own.as_str()]),
        (other, _) => Err(Invalid::value(format!("{other} stands in no text key"))),
    }
}

fn moment(at: Timestamp, kind: &Type) -> Result<AttributeValue, Invalid> {
    match kind {
        Type::Year => Year::of(at)?.to_value(),
        Type::Month => Month::of(at)?.to_value(),
        Type::Date => Date::of(at)?.to_value(),
        Type::Hour => Hour::of(at)?.to_value(),
        Type::Minute => Minute::of(at)?.to_value(),
        Type::Epoch => Epoch(at).to_value(),
        Type::Timestamp(Precision::Seconds) => Seconds(at).to_value(),
        Type::Timestamp(Precision::Millis) => Millis(at).to_value(),
        _ => Micros(at).to_value(),
    }
}

fn numeric(number: &Number, kind: &Type) -> Result<AttributeValue, Invalid> {
    match (kind, number.whole()) {
        (Type::Int | Type::Counter, Some(whole)) => whole.to_value(),
        (Type::Epoch, _) => Epoch(epoch(number)?).to_value(),
        (Type::Float, _) => parsed::<f64>(&number.to_string())?.to_value(),
        (Type::Json, _) => json(&Value::Number(number.clone())).to_value(),
        _ => decimal(number)?.to_value(),
    }
}

fn json(value: &Value) -> serde_json::Value {
    use serde_json::Value as Json;
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(number) => serde_json::from_str(&number.to_string()).unwrap_or(Json::Null),
        Value::Time(micros) => Json::from(*micros),
        Value::Text(text) => Json::String(text.clone()),
        Value::Bytes(bytes) => Json::from(bytes.clone()),
        Value::List(items) => items.iter().map(json).collect(),
        Value::Set(items) => items.iter().map(json).collect(),
        Value::Map(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), json(value)))
            .collect(),
    }
}

pub(crate) fn decimal(number: &Number) -> Result<Decimal, Invalid> {
    parsed(&number.to_string())
}

pub(crate) fn at(micros: i64) -> Result<Timestamp, Invalid> {
    Timestamp::from_microsecond(micros).map_err(|_| Invalid::value("no such moment"))
}

fn epoch(number: &Number) -> Result<Timestamp, Invalid> {
    at(number.whole().unwrap_or(i64::MAX).saturating_mul(1_000_000))
}

fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, Invalid> {
    text.parse()
        .map_err(|_| Invalid::value(format!("`{text}` has not the spelling of its type")))
}
