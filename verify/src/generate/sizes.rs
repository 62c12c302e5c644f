//! Lengths that conditions of the model compare with: `size(changes) < 100`.

use tablewright_modeler::model::{AttributeRef, Condition, Guard, Literal, Model, Operand, Value};

/// Longer lists than this are not made.
const MOST: usize = 300;

/// The lengths around those that an attribute's size is compared with.
pub(super) fn compared(model: &Model, of: AttributeRef) -> Vec<usize> {
    let mut found = Vec::new();
    for pattern in &model.patterns {
        let filters = pattern.reads().filter_map(|read| read.filter.as_ref());
        let guards = pattern.writes().flat_map(|write| &write.guards);
        let guards = guards.filter_map(|guard| match guard {
            Guard::Condition(condition, _) => Some(condition),
            _ => None,
        });
        filters
            .chain(guards)
            .for_each(|one| in_condition(one, of, &mut found));
    }
    let around = found.iter().flat_map(|n| [n.saturating_sub(1), *n, n + 1]);
    let mut all: Vec<usize> = around.filter(|n| (1..=MOST).contains(n)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn in_condition(condition: &Condition, of: AttributeRef, found: &mut Vec<usize>) {
    match condition {
        Condition::All(all) | Condition::Any(all) => {
            all.iter().for_each(|one| in_condition(one, of, found));
        }
        Condition::Not(one) => in_condition(one, of, found),
        Condition::Compare(Operand::Size(path), _, Operand::Value(Value::Literal(number)))
        | Condition::Compare(Operand::Value(Value::Literal(number)), _, Operand::Size(path))
            if path.attribute == of =>
        {
            if let Literal::Number(digits) = number {
                found.extend(digits.parse::<usize>());
            }
        }
        _ => {}
    }
}
