//! What a parameter of a condition is compared with: a call is allowed only where it has the item's own value.

use tablewright_modeler::model::{AttributeRef, Condition, ParameterId, Pattern, Value};

/// The attribute that has to equal a parameter, in a condition of a pattern.
pub(super) fn with(pattern: &Pattern, id: ParameterId) -> Option<AttributeRef> {
    let tests = pattern.conditions().flat_map(Condition::tests);
    let mut equal = tests.filter_map(Condition::equal);
    let found = equal.find(|(_, value)| **value == Value::Parameter(id));
    found.map(|(of, _)| of)
}
