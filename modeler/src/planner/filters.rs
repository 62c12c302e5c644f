//! What a filter may name: DynamoDB refuses a key attribute of what is queried, and an index knows only
//! what it carries.

use crate::{
    model::{AttributeRef, Condition, Model, Operand, Path},
    plan::PathId,
};

/// The first attribute that a filter names and that is in the key of the path. Only the key that is asked
/// counts: a query of an index may filter on the key of the table.
pub(super) fn on_key<'a>(
    model: &Model,
    path: PathId,
    filters: impl IntoIterator<Item = &'a Condition>,
) -> Option<AttributeRef> {
    let is_key = |of: AttributeRef| {
        let physical = &model.attribute(of).physical;
        match path {
            PathId::Table => model
                .table_of(of.entity)
                .key_names()
                .any(|name| name == physical),
            PathId::Index(id) => model.index(id).key_names().any(|name| name == physical),
        }
    };
    filters
        .into_iter()
        .flat_map(attributes)
        .find(|of| is_key(*of))
}

/// The attributes that a condition is about.
pub(super) fn attributes(condition: &Condition) -> Vec<AttributeRef> {
    let of = |path: &Path| path.attribute;
    let operands = |all: &[&Operand]| {
        let paths = all.iter().filter_map(|one| match one {
            Operand::Path(path) | Operand::Size(path) => Some(of(path)),
            Operand::Value(_) => None,
        });
        paths.collect()
    };
    match condition {
        Condition::All(all) | Condition::Any(all) => all.iter().flat_map(attributes).collect(),
        Condition::Not(inner) => attributes(inner),
        Condition::Compare(a, _, b) => operands(&[a, b]),
        Condition::Between(a, b, c) => operands(&[a, b, c]),
        Condition::In(a, list) => operands(&std::iter::once(a).chain(list).collect::<Vec<_>>()),
        Condition::Exists(path) | Condition::Missing(path) | Condition::HasType(path, _) => {
            vec![of(path)]
        }
        Condition::BeginsWith(path, operand) | Condition::Contains(path, operand) => {
            std::iter::once(of(path))
                .chain(operands(&[operand]))
                .collect()
        }
    }
}
