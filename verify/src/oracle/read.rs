//! Which items a read wants, and in which order.

use std::cmp::Ordering;

use tablewright_modeler::model::{
    AttributeId, Direction, Given, Order, ParameterId, Range, RangeForm, Read,
};

use super::{Scope, condition::holds};
use crate::{
    item::{Bounds, Item},
    values::Value,
};

/// The items that a read wants, of all that there are.
pub(crate) fn wanted<'a>(scope: Scope<'_>, read: &Read, items: &'a [Item]) -> Vec<&'a Item> {
    items
        .iter()
        .filter(|item| wants(scope, read, item))
        .collect()
}

fn wants(scope: Scope<'_>, read: &Read, item: &Item) -> bool {
    let mut told = read
        .given
        .iter()
        .filter(|given| !is_moot(scope, read, given));
    read.entities.contains(&item.entity)
        && told.all(|given| matches(scope, given, item))
        && read
            .range
            .as_ref()
            .is_none_or(|range| in_range(scope, range, item))
        && read
            .filter
            .as_ref()
            .is_none_or(|filter| holds(scope, filter, item))
}

/// Whether a term is the shard of an index which a read with a complete primary key does not go through.
fn is_moot(scope: Scope<'_>, read: &Read, given: &Given) -> bool {
    let Some(of) = given.attributes.first().filter(|_| given.automatic) else {
        return false;
    };
    let key = &scope.model.entity(of.entity).key;
    let known = |id: AttributeId| {
        let mut terms = read.given.iter().flat_map(|term| &term.attributes);
        terms.any(|known| known.entity == of.entity && known.attribute == id)
    };
    key.attributes().all(|id| id != of.attribute && known(id))
}

/// Whether an item has the known value. A term says nothing of an entity that has no such attribute.
pub(crate) fn matches(scope: Scope<'_>, given: &Given, item: &Item) -> bool {
    let Some((own, value)) = item.find(&given.attributes) else {
        return true;
    };
    let attribute = scope.model.attribute(own);
    let Some(value) = value.map(|value| value.folded(attribute)) else {
        return false;
    };
    let known = scope.terms(&given.value, &attribute.kind);
    known.iter().any(|known| value == known.folded(attribute))
}

fn in_range(scope: Scope<'_>, range: &Range, item: &Item) -> bool {
    let Some((own, value)) = item.find(&range.attributes) else {
        return true;
    };
    let Some(bounds) = bounds(scope, &range.form) else {
        return false;
    };
    let attribute = scope.model.attribute(own);
    let Some(value) = value else {
        return bounds == Bounds::All;
    };
    contains(&bounds, &value.folded(attribute), |text| {
        attribute.facts.lower.then(|| text.to_lowercase())
    })
}

/// The parameters of a range.
pub(crate) fn parameters(form: &RangeForm) -> Vec<ParameterId> {
    match *form {
        RangeForm::Between(low, high) => vec![low, high],
        RangeForm::Any(id)
        | RangeForm::From(id)
        | RangeForm::Until(id)
        | RangeForm::After(id)
        | RangeForm::Before(id)
        | RangeForm::StartsWith(id) => vec![id],
    }
}

/// The range of a call.
fn bounds(scope: Scope<'_>, form: &RangeForm) -> Option<Bounds> {
    let one = |id| scope.argument(id);
    Some(match *form {
        RangeForm::Any(id) => {
            let fold = |value: &Value| scope.normal(id, value);
            match scope.arguments.range(id)? {
                Bounds::All => Bounds::All,
                Bounds::Between(low, high) => Bounds::Between(fold(low), fold(high)),
                Bounds::From(value) => Bounds::From(fold(value)),
                Bounds::Until(value) => Bounds::Until(fold(value)),
                Bounds::After(value) => Bounds::After(fold(value)),
                Bounds::Before(value) => Bounds::Before(fold(value)),
                Bounds::StartsWith(text) => match fold(&Value::text(text)) {
                    Value::Text(text) => Bounds::StartsWith(text),
                    _ => return None,
                },
            }
        }
        RangeForm::Between(low, high) => Bounds::Between(one(low)?, one(high)?),
        RangeForm::From(id) => Bounds::From(one(id)?),
        RangeForm::Until(id) => Bounds::Until(one(id)?),
        RangeForm::After(id) => Bounds::After(one(id)?),
        RangeForm::Before(id) => Bounds::Before(one(id)?),
        RangeForm::StartsWith(id) => match one(id)? {
            Value::Text(text) => Bounds::StartsWith(text),
            _ => return None,
        },
    })
}

fn contains(bounds: &Bounds, value: &Value, lower: impl Fn(&str) -> Option<String>) -> bool {
    match bounds {
        Bounds::All => true,
        Bounds::Between(low, high) => low <= value && value <= high,
        Bounds::From(low) => low <= value,
        Bounds::Until(high) => value <= high,
        Bounds::After(low) => low < value,
        Bounds::Before(high) => value < high,
        Bounds::StartsWith(start) => {
            let start = lower(start).unwrap_or_else(|| start.clone());
            matches!(value, Value::Text(text) if text.starts_with(&start))
        }
    }
}

/// How two items of a result must follow each other; nothing where the order does not speak of both.
pub(crate) fn in_order(
    scope: Scope<'_>,
    order: &[Order],
    first: &Item,
    second: &Item,
) -> Option<Ordering> {
    let mut result = Ordering::Equal;
    for by in order {
        let (one, first) = first.find(&by.attributes)?;
        let (two, second) = second.find(&by.attributes)?;
        let first = first?.folded(scope.model.attribute(one));
        let second = second?.folded(scope.model.attribute(two));
        let step = first.cmp(&second);
        result = result.then(match by.direction {
            Direction::Ascending => step,
            Direction::Descending => step.reverse(),
        });
    }
    Some(result)
}
