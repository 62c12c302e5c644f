//! Another sort key: what is bounded or ordered by comes right behind what is known. It changes the key of
//! items that are stored, so it is said and not offered as a change.

use super::{candidate::Wanted, shape::Shape, template::placeholder};
use crate::{
    findings::Edit,
    model::{AttributeId, Entity, Part, Template},
    plan::{Lacks, PathId},
    source::Text,
    words,
};

/// Another sort key, and what is said of it.
pub(super) struct Change {
    pub(super) edit: Edit,
    pub(super) help: String,
}

/// The sort key with which the nearest path might serve the read, where only order or range are missing.
pub(super) fn change(wanted: &Wanted<'_>) -> Option<Change> {
    let model = wanted.model();
    let near = wanted.context.plan.pattern(wanted.id).rejected.first()?;
    let [Lacks::Order(_) | Lacks::Range(_)] = near.lacks.as_slice() else {
        return None;
    };
    let entity = model.entity(wanted.entity);
    let template = match near.path {
        PathId::Table => entity.key.sort.as_ref()?,
        PathId::Index(id) => entity.entry(id)?.sort.first()?,
    };
    let shape = Shape::of(model, wanted.read)?;
    let sort = reordered(entity, template, &shape.all_known(), &shape.sorted)?;
    let (path, name) = (words::path_name(model, near.path), &entity.name);
    let help =
        format!("sort `{name}` in {path} by `{sort}`, which changes the keys of stored items");
    let edit = Edit {
        span: written(wanted, near.path)?.span,
        text: format!("\"{sort}\""),
    };
    Some(Change { edit, help })
}

/// The template with known attributes first, then what is sorted by, then the rest; none where its parts
/// are not alike, so that their order means something.
fn reordered(
    entity: &Entity,
    template: &Template,
    known: &[AttributeId],
    sorted: &[AttributeId],
) -> Option<String> {
    let literals = template.parts.iter().skip(1);
    let mut between = literals.filter_map(|part| match part {
        Part::Literal(text) => Some(text.as_str()),
        Part::Attribute { .. } => None,
    });
    let plain = |part: &Part| match part {
        Part::Attribute { cut, .. } => cut.is_none(),
        Part::Literal(_) => true,
    };
    if !between.all(|text| text == "#") || !template.parts.iter().all(plain) {
        return None;
    }
    let mut all: Vec<AttributeId> = template
        .attributes()
        .filter(|at| known.contains(at))
        .collect();
    let behind = template
        .attributes()
        .filter(|at| !known.contains(at) && !sorted.contains(at));
    all.extend(sorted);
    all.extend(behind);
    let as_written = |at: &AttributeId| {
        template.parts.iter().find_map(|part| match part {
            Part::Attribute {
                attribute,
                pad: Some(width),
                ..
            } if attribute == at => Some(format!(
                "{{{}:0{width}}}",
                entity.attributes[at.index()].name
            )),
            _ => None,
        })
    };
    let parts: Vec<String> = all
        .iter()
        .map(|at| {
            as_written(at)
                .unwrap_or_else(|| placeholder(&entity.attributes[at.index()], sorted.contains(at)))
        })
        .collect();
    Some(format!("{}{}", template.literal_prefix(), parts.join("#")))
}

/// The sort template of the entity on a path, as written.
fn written<'a>(wanted: &Wanted<'a>, path: PathId) -> Option<&'a Text> {
    let name = &wanted.model().entity(wanted.entity).name;
    let mut drafts = wanted.context.draft.entities.iter();
    let draft = drafts.find(|draft| draft.name.value == *name)?;
    match path {
        PathId::Table => draft.key.as_ref()?.sort.as_ref(),
        PathId::Index(id) => {
            let index = &wanted.model().index(id).name;
            let entry = draft.entries.iter().find(|e| e.index.value == *index);
            entry?.sort.as_ref()
        }
    }
}
