//! What a parameter of a condition is compared with: a call is allowed only where it has the item's own value.

use tablewright_modeler::model::{
    AttributeRef, Comparison, Condition, Guard, Operand, ParameterId, Pattern, Value,
};

/// The attribute that has to equal a parameter, in a condition of a pattern.
pub(super) fn with(pattern: &Pattern, id: ParameterId) -> Option<AttributeRef> {
    let guards = pattern.writes().flat_map(|write| &write.guards);
    let conditions = guards.filter_map(|guard| match guard {
        Guard::Condition(condition, _) => Some(condition),
        _ => None,
    });
    let filters = pattern.reads().filter_map(|read| read.filter.as_ref());
    let mut all = conditions.chain(filters);
    all.find_map(|condition| within(condition, id))
}

fn within(condition: &Condition, id: ParameterId) -> Option<AttributeRef> {
    match condition {
        Condition::All(all) | Condition::Any(all) => all.iter().find_map(|one| within(one, id)),
        Condition::Not(inner) => within(inner, id),
        Condition::Compare(Operand::Path(path), Comparison::Equal, Operand::Value(value))
        | Condition::Compare(Operand::Value(value), Comparison::Equal, Operand::Path(path))
            if path.steps.is_empty() && *value == Value::Parameter(id) =>
        {
            Some(path.attribute)
        }
        _ => None,
    }
}
