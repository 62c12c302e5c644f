//! Whether every wanted item is in an index: an entry exists while every attribute of its templates is
//! present and `when` holds, so what the pattern knows has to imply both.

use super::known::{Known, equals_literal};
use crate::{
    model::{AttributeId, Condition, Entry, Operand, Read, Value},
    plan::Lacks,
};

/// What is not implied.
pub(super) fn lacks(entry: &Entry, known: &Known<'_>, read: &Read) -> Vec<Lacks> {
    let mut lacks = Vec::new();
    let attributes = entry.attributes();
    for attribute in attributes {
        let lack = Lacks::Optional(known.of(attribute));
        if !is_present(attribute, known, read) && !lacks.contains(&lack) {
            lacks.push(lack);
        }
    }
    let conjuncts = entry.when.as_ref().map_or(&[][..], Condition::conjuncts);
    if !conjuncts.iter().all(|one| implied(one, known, read)) {
        lacks.push(Lacks::When(known.id));
    }
    lacks
}

/// Whether an entry exists only for items for which that holds, so that nothing is left to filter.
pub(super) fn assures(entry: &Entry, condition: &Condition) -> bool {
    let when = entry.when.as_ref();
    let mut demanded = when.iter().flat_map(|when| when.conjuncts());
    let exists = match condition {
        Condition::Exists(path) if path.steps.is_empty() => {
            entry.attributes().any(|id| id == path.attribute.attribute)
        }
        _ => false,
    };
    exists || demanded.any(|one| one == condition)
}

fn implied(conjunct: &Condition, known: &Known<'_>, read: &Read) -> bool {
    match conjunct {
        Condition::Exists(path) => is_present(path.attribute.attribute, known, read),
        other => equals_literal(other).is_some_and(|(attribute, literal)| {
            let is = |value: &Value| matches!(value, Value::Literal(known) if known == literal);
            known.direct(attribute).is_some_and(is)
                || filters(read)
                    .filter_map(Condition::equal)
                    .any(|(of, value)| of == known.of(attribute) && is(value))
        }),
    }
}

/// An optional attribute is surely there where the read bounds it, or filters on it.
fn is_present(attribute: AttributeId, known: &Known<'_>, read: &Read) -> bool {
    let of = known.of(attribute);
    let ranged = read.range.as_ref().is_some_and(|range| {
        range.attributes.contains(&of) && !matches!(range.form, crate::model::RangeForm::Any(_))
    });
    known.is_present(attribute)
        || ranged
        || filters(read).any(|one| match one {
            Condition::Exists(path)
            | Condition::BeginsWith(path, _)
            | Condition::Contains(path, _) => path.attribute == of,
            Condition::Compare(Operand::Path(path), sign, Operand::Value(_))
            | Condition::Compare(Operand::Value(_), sign, Operand::Path(path)) => {
                path.attribute == of && *sign != crate::model::Comparison::NotEqual
            }
            Condition::Between(Operand::Path(path), ..) | Condition::In(Operand::Path(path), _) => {
                path.attribute == of
            }
            _ => false,
        })
}

fn filters(read: &Read) -> impl Iterator<Item = &Condition> {
    read.filter.iter().flat_map(Condition::conjuncts)
}
