//! What a filter may name: DynamoDB refuses a key attribute of what is queried, and an index knows only
//! what it carries.

use crate::{
    model::{AttributeRef, Condition, Model},
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
        .flat_map(Condition::attributes)
        .find(|of| is_key(*of))
}
