//! What another system reads and writes.

use super::{names, patterns, terms::Scope};
use crate::{
    draft::{self, Value},
    model::{EntityId, Outside},
    rules::{invalid_value, missing_field},
    source::{Span, Text},
};

/// Resolves `outside: { by, through, reads, writes }`.
pub(super) fn outside(
    written: &draft::Outside,
    span: Span,
    names: &names::EntityNames<'_>,
    scope: &mut Scope<'_, '_, '_>,
) -> Option<Outside> {
    if written.fields.is_empty() {
        let message = "`outside` does not say what happens there";
        let finding = missing_field::RULE.at(span, message);
        scope.sink.report(
            finding.help("say `by` which system it is done, and what it `reads` or `writes`"),
        );
        return None;
    }
    let mut outside = Outside::default();
    for (field, value) in &written.fields {
        match field.as_str() {
            "by" => outside.by = Some(word(value, field, scope)?),
            "through" => outside.through = Some(word(value, field, scope)?),
            "reads" => outside.reads = entities(value, names, scope)?,
            // The reader reports every other field.
            _ => outside.writes = entities(value, names, scope)?,
        }
    }
    Some(outside)
}

fn word(value: &Value, field: &Text, scope: &mut Scope<'_, '_, '_>) -> Option<String> {
    match value {
        Value::Scalar(text) => Some(text.value.clone()),
        other => {
            let message = format!("`{}` is one value", field.as_str());
            scope
                .sink
                .report(invalid_value::RULE.at(other.span(), message));
            None
        }
    }
}

fn entities(
    value: &Value,
    names: &names::EntityNames<'_>,
    scope: &mut Scope<'_, '_, '_>,
) -> Option<Vec<EntityId>> {
    let mut all = Vec::new();
    for name in patterns::texts_of(value) {
        all.push(names::entity(name, scope.all, names, scope.sink)?);
    }
    Some(all)
}
