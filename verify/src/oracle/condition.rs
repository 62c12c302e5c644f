//! Whether a condition holds for an item.

use tablewright_modeler::model::{
    Comparison, Condition, Literal, Operand, Path, Type, Value as Term,
};

use super::{
    Scope,
    path::{kind_of, read_path},
};
use crate::{
    item::Item,
    values::{Value, inner},
};

/// Whether the condition holds. What compares with something missing is false, but `<>`, which is true.
pub(crate) fn holds(scope: Scope<'_>, condition: &Condition, item: &Item) -> bool {
    let read = |path: &Path| stored(scope, path, item);
    match condition {
        Condition::All(all) => all.iter().all(|one| holds(scope, one, item)),
        Condition::Any(any) => any.iter().any(|one| holds(scope, one, item)),
        Condition::Not(inner) => !holds(scope, inner, item),
        Condition::Compare(left, comparison, right) => {
            let kind = context(scope, &[left, right]);
            let left = operand(scope, left, kind, item);
            let right = operand(scope, right, kind, item);
            compare(left.as_ref(), *comparison, right.as_ref())
        }
        Condition::Between(value, low, high) => {
            let kind = context(scope, &[value, low, high]);
            let [value, low, high] = [value, low, high].map(|one| operand(scope, one, kind, item));
            compare(value.as_ref(), Comparison::AtLeast, low.as_ref())
                && compare(value.as_ref(), Comparison::AtMost, high.as_ref())
        }
        Condition::In(value, list) => {
            let kind = context(scope, &[value]);
            let value = operand(scope, value, kind, item);
            list.iter().any(|one| {
                let one = operand(scope, one, kind, item);
                compare(value.as_ref(), Comparison::Equal, one.as_ref())
            })
        }
        Condition::Exists(path) => read(path).is_some(),
        Condition::Missing(path) => read(path).is_none(),
        Condition::BeginsWith(path, prefix) => {
            let prefix = operand(scope, prefix, kind_of(scope.model, path), item);
            match (read(path), prefix) {
                (Some(Value::Text(text)), Some(Value::Text(prefix))) => text.starts_with(&prefix),
                (Some(Value::Bytes(bytes)), Some(Value::Bytes(prefix))) => {
                    bytes.starts_with(&prefix)
                }
                _ => false,
            }
        }
        Condition::Contains(path, part) => {
            let kind = kind_of(scope.model, path);
            let within = if matches!(kind, Type::String) {
                kind
            } else {
                inner(kind)
            };
            let part = operand(scope, part, within, item);
            part.is_some_and(|part| read(path).is_some_and(|whole| contains(&whole, &part)))
        }
        Condition::HasType(path, letter) => {
            read(path).is_some_and(|value| letter_of(&value) == letter.as_str())
        }
    }
}

/// What a path leads to, as it is stored.
fn stored(scope: Scope<'_>, path: &Path, item: &Item) -> Option<Value> {
    let value = read_path(scope.model, path, item)?;
    Some(deeply_stored(value, kind_of(scope.model, path)))
}

/// Moments inside lists and maps become text as well.
fn deeply_stored(value: &Value, kind: &Type) -> Value {
    let each = |value: &Value| deeply_stored(value, inner(kind));
    match value {
        Value::List(items) => Value::List(items.iter().map(each).collect()),
        Value::Set(members) => Value::Set(members.iter().map(each).collect()),
        Value::Map(fields) => Value::Map(
            fields
                .iter()
                .map(|(name, value)| (name.clone(), each(value)))
                .collect(),
        ),
        other => other.stored(kind),
    }
}

/// The type that a comparison is about: that of the attribute in it.
fn context<'a>(scope: Scope<'a>, operands: &[&Operand]) -> &'a Type {
    let found = operands.iter().find_map(|operand| match operand {
        Operand::Path(path) => Some(kind_of(scope.model, path)),
        Operand::Size(_) => Some(&Type::Int),
        Operand::Value(_) => None,
    });
    found.unwrap_or(&Type::Json)
}

fn operand(scope: Scope<'_>, operand: &Operand, kind: &Type, item: &Item) -> Option<Value> {
    match operand {
        Operand::Path(path) => stored(scope, path, item),
        Operand::Size(path) => size(&stored(scope, path, item)?).map(Value::int),
        // A literal has the spelling that is stored, also where it is a time.
        Operand::Value(Term::Literal(Literal::Text(text))) => Some(Value::text(text)),
        Operand::Value(term) => Some(deeply_stored(&scope.term(term, kind)?, kind)),
    }
}

/// The database counts text in UTF-16 units.
fn size(value: &Value) -> Option<i64> {
    let size = match value {
        Value::Text(text) => text.encode_utf16().count(),
        Value::Bytes(bytes) => bytes.len(),
        Value::List(items) => items.len(),
        Value::Map(fields) => fields.len(),
        Value::Set(members) => members.len(),
        _ => return None,
    };
    i64::try_from(size).ok()
}

fn compare(left: Option<&Value>, comparison: Comparison, right: Option<&Value>) -> bool {
    let (Some(left), Some(right)) = (left, right) else {
        return comparison == Comparison::NotEqual;
    };
    let ordered = matches!(
        (left, right),
        (Value::Text(_), Value::Text(_))
            | (Value::Number(_), Value::Number(_))
            | (Value::Bytes(_), Value::Bytes(_))
    );
    match comparison {
        Comparison::Equal => left == right,
        Comparison::NotEqual => left != right,
        Comparison::Less => ordered && left < right,
        Comparison::AtMost => ordered && left <= right,
        Comparison::Greater => ordered && left > right,
        Comparison::AtLeast => ordered && left >= right,
    }
}

fn contains(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Text(text), Value::Text(part)) => text.contains(part),
        (Value::Bytes(bytes), Value::Bytes(part)) => {
            part.is_empty() || bytes.windows(part.len()).any(|window| window == part)
        }
        (Value::List(items), part) => items.contains(part),
        (Value::Set(members), part) => members.contains(part),
        _ => false,
    }
}

fn letter_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "NULL",
        Value::Bool(_) => "BOOL",
        Value::Number(_) => "N",
        Value::Time(_) | Value::Text(_) => "S",
        Value::Bytes(_) => "B",
        Value::List(_) => "L",
        Value::Map(_) => "M",
        Value::Set(members) => match members.first() {
            Some(Value::Number(_)) => "NS",
            Some(Value::Bytes(_)) => "BS",
            _ => "SS",
        },
    }
}
