//! A Scan: what is left where no key serves.

use super::candidate::equal;
use crate::{
    model::{
        Comparison, Condition, Operand, ParameterId, Path, Range, RangeForm, Read, Value, Via,
    },
    plan::{Operation, Scan},
};

/// The Scan that would answer a read. It is accepted where the model pins it and nothing is asked that a
/// Scan cannot do: an order, or a range whose form is left to the caller.
pub(super) fn scan(read: &Read) -> Operation {
    let mut filter: Vec<Condition> = read
        .given
        .iter()
        .filter(|term| !term.automatic)
        .map(|term| {
            equal(
                Path {
                    attribute: term.attributes[0],
                    steps: Vec::new(),
                },
                &term.value,
            )
        })
        .collect();
    let open = matches!(
        &read.range,
        Some(Range {
            form: RangeForm::Any(_),
            ..
        })
    );
    filter.extend(read.range.as_ref().and_then(bounded));
    filter.extend(read.filter.iter().flat_map(|one| one.conjuncts().to_vec()));
    let pinned = matches!(read.via, Some((Via::Scan, _)));
    Operation::Scan(Scan {
        entities: read.entities.clone(),
        filter,
        limit: read.limit.map(|limit| limit.value),
        consistent: read.strong.is_some(),
        accepted: pinned && read.order.is_empty() && !open,
    })
}

fn bounded(range: &Range) -> Option<Condition> {
    let path = Path {
        attribute: range.attributes[0],
        steps: Vec::new(),
    };
    let value = |id: ParameterId| Operand::Value(Value::Parameter(id));
    let compare = |sign, id| Condition::Compare(Operand::Path(path.clone()), sign, value(id));
    Some(match range.form {
        RangeForm::Any(_) => return None,
        RangeForm::Between(low, high) => {
            Condition::Between(Operand::Path(path), value(low), value(high))
        }
        RangeForm::From(id) => compare(Comparison::AtLeast, id),
        RangeForm::Until(id) => compare(Comparison::AtMost, id),
        RangeForm::After(id) => compare(Comparison::Greater, id),
        RangeForm::Before(id) => compare(Comparison::Less, id),
        RangeForm::StartsWith(id) => Condition::BeginsWith(path, value(id)),
    })
}
