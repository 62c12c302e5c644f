//! What a parameter of a condition is compared with: a call is allowed only where it has the item's own value.

use tablewright_modeler::model::{
    AttributeRef, Comparison, Condition, Operand, ParameterId, Pattern, Value,
};

/// The attribute that has to equal a parameter, in a condition of a pattern.
pub(super) fn with(pattern: &Pattern, id: ParameterId) -> Option<AttributeRef> {
    let mut tests = pattern.conditions().flat_map(Condition::tests);
    tests.find_map(|test| match test {
        Condition::Compare(Operand::Path(path), Comparison::Equal, Operand::Value(value))
        | Condition::Compare(Operand::Value(value), Comparison::Equal, Operand::Path(path))
            if path.steps.is_empty() && *value == Value::Parameter(id) =>
        {
            Some(path.attribute)
        }
        _ => None,
    })
}
