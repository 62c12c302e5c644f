//! The smallest change of a model that would serve a read: an entry in an index, and the index where none
//! is free.

mod entry;
mod place;

use crate::{
    findings::Fix,
    model::{Entity, Index, IndexKind, Model, PatternId, Verb},
    rules::Context,
};

/// What to do about a read that no key serves: the words, and the change where its place is plain.
pub(crate) fn offer(context: &Context<'_>, id: PatternId) -> Option<(String, Option<Fix>)> {
    let model = context.model;
    let Verb::Read(read) = &model.pattern(id).verb else {
        return None;
    };
    let [wanted] = read.entities.as_slice() else {
        return None;
    };
    if read.strong.is_some() || read.via.is_some() {
        // A global index could not serve it, or the model says which key must.
        return None;
    }
    let entity = model.entity(*wanted);
    let templates = entry::templates(*wanted, entity, read)?;
    let free = free_index(model, entity);
    let name = free.map_or_else(|| new_name(model), |index| index.name.clone());
    let line = format!(
        "{name}: {{ partition: \"{}\", sort: \"{}\" }}",
        templates.partition, templates.sort
    );
    let draft = context
        .draft
        .entities
        .iter()
        .find(|draft| draft.name.value == entity.name)?;
    let mut edits: Vec<_> = place::in_entity(context.source, draft, &line)
        .into_iter()
        .collect();
    let mut complete = edits.len() == 1;
    let mut help = format!(
        "add `{line}` to the indexes of `{}`, and this is a Query",
        entity.name
    );
    if free.is_none() {
        let index = format!("{name}: {{ partition: {name}PK, sort: {name}SK }}");
        let table = context.draft.tables.first()?;
        let edit = place::in_table(context.source, table, &index);
        complete &= edit.is_some();
        edits.extend(edit);
        help = format!("add the index `{index}` to the table, and {help}");
    }
    edits.sort_by_key(|edit| edit.span);
    let title = format!(
        "with an entry of `{}` in `{name}` this is a Query",
        entity.name
    );
    let fix = complete.then_some(Fix {
        title,
        safe: false,
        edits,
    });
    Some((help, fix))
}

/// A global index whose keys are written for entries alone, and in which the entity has none yet.
fn free_index<'m>(model: &'m Model, entity: &Entity) -> Option<&'m Index> {
    let owned = |name: &str| {
        model.table.key_names().any(|key| key == name)
            || model
                .entities
                .iter()
                .any(|e| e.attributes.iter().any(|a| a.physical == name))
    };
    let mut indexes = model.index_ids().map(|id| (id, model.index(id)));
    let free = indexes.find(|(id, index)| {
        index.kind == IndexKind::Global
            && index.carries == crate::model::Carries::All
            && index.sort.len() == 1
            && !index.key_names().any(owned)
            && entity.entry(*id).is_none()
    });
    free.map(|(_, index)| index)
}

/// `GSI2` where there is a `GSI1`.
fn new_name(model: &Model) -> String {
    let taken = |name: &String| model.table.indexes.iter().any(|index| index.name == *name);
    (1..)
        .map(|number| format!("GSI{number}"))
        .find(|name| !taken(name))
        .unwrap_or_default()
}
