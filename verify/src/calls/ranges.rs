//! Ranges of a call: every form, with ends that items have.

use tablewright_modeler::model::RangeForm;

use crate::{
    item::{Argument, Arguments, Bounds},
    values::Value,
};

/// The calls that a range makes of one. `values` are in order, of which the first and the last are what
/// items have at the ends.
pub(super) fn calls(base: &Arguments, form: &RangeForm, values: &[Value]) -> Vec<Arguments> {
    let mut all = Vec::new();
    match *form {
        RangeForm::Any(id) => {
            for bounds in every(values) {
                let mut call = base.clone();
                call.set(id, Argument::Range(bounds));
                all.push(call);
            }
        }
        RangeForm::Between(low, high) => {
            for (one, two) in pairs(values) {
                let mut call = base.clone();
                call.set(low, Argument::One(one));
                call.set(high, Argument::One(two));
                all.push(call);
            }
        }
        RangeForm::From(id)
        | RangeForm::Until(id)
        | RangeForm::After(id)
        | RangeForm::Before(id) => {
            for value in values {
                let mut call = base.clone();
                call.set(id, Argument::One(value.clone()));
                all.push(call);
            }
        }
        RangeForm::StartsWith(id) => {
            for start in starts(values) {
                let mut call = base.clone();
                call.set(id, Argument::One(Value::Text(start)));
                all.push(call);
            }
        }
    }
    all
}

fn every(values: &[Value]) -> Vec<Bounds> {
    let mut all = vec![Bounds::All];
    all.extend(
        pairs(values)
            .into_iter()
            .map(|(low, high)| Bounds::Between(low, high)),
    );
    for value in values {
        all.push(Bounds::From(value.clone()));
        all.push(Bounds::Until(value.clone()));
        all.push(Bounds::After(value.clone()));
        all.push(Bounds::Before(value.clone()));
    }
    all.extend(starts(values).into_iter().map(Bounds::StartsWith));
    all
}

/// The widest, one of a single value, and one that is the wrong way round and has nothing in it.
fn pairs(values: &[Value]) -> Vec<(Value, Value)> {
    let (Some(first), Some(last)) = (values.first(), values.last()) else {
        return Vec::new();
    };
    let middle = &values[values.len() / 2];
    let mut all = vec![
        (first.clone(), last.clone()),
        (middle.clone(), middle.clone()),
    ];
    all.push((first.clone(), middle.clone()));
    if first != last {
        all.push((last.clone(), first.clone()));
    }
    all
}

/// Beginnings of texts: nothing, a part, a whole value.
fn starts(values: &[Value]) -> Vec<String> {
    let texts = values.iter().filter_map(|value| match value {
        Value::Text(text) => Some(text),
        _ => None,
    });
    let mut all = Vec::new();
    for text in texts {
        let half = text.chars().count() / 2;
        all.push(text.clone());
        all.push(text.chars().take(half).collect());
        all.push(text.chars().take(1).collect());
    }
    all.sort();
    all.dedup();
    all
}
