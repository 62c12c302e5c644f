//! Lengths that conditions of the model compare with: `size(changes) < 100`.

use tablewright_modeler::model::{
    AttributeRef, Condition, Literal, Model, Operand, Pattern, Value,
};

/// Longer lists than this are not made.
const MOST: usize = 300;

/// The lengths around those that an attribute's size is compared with.
pub(super) fn compared(model: &Model, of: AttributeRef) -> Vec<usize> {
    let conditions = model.patterns.iter().flat_map(Pattern::conditions);
    let tests = conditions.flat_map(Condition::tests);
    let found: Vec<usize> = tests.filter_map(|test| length(test, of)).collect();
    let around = found.iter().flat_map(|n| [n.saturating_sub(1), *n, n + 1]);
    let mut all: Vec<usize> = around.filter(|n| (1..=MOST).contains(n)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The length that a test compares the size of an attribute with.
fn length(test: &Condition, of: AttributeRef) -> Option<usize> {
    match test {
        Condition::Compare(Operand::Size(path), _, Operand::Value(Value::Literal(number)))
        | Condition::Compare(Operand::Value(Value::Literal(number)), _, Operand::Size(path))
            if path.attribute == of =>
        {
            match number {
                Literal::Number(digits) => digits.parse().ok(),
                _ => None,
            }
        }
        _ => None,
    }
}
