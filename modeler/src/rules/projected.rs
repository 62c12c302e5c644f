//! What an index carries, and what is read from it.

use super::{Context, say};
use crate::{
    estimate::{PathEstimate, index_estimate},
    model::{
        AttributeRef, Carries, Condition, EntityId, Index, IndexId, IndexKind, Model, Pattern,
    },
    plan::Query,
    rules::say::names as quoted_names,
};

/// What an index carries beside its keys.
pub(crate) struct Projected {
    /// By physical name.
    pub(crate) carried: Vec<String>,
    /// What is read from it, by physical name.
    pub(crate) wanted: Vec<String>,
    /// The attributes that are carried and not read.
    pub(crate) unread: Vec<AttributeRef>,
}

/// What a global index that patterns read carries.
pub(crate) fn of(context: &Context<'_>, id: IndexId) -> Option<Projected> {
    let model = context.model;
    let index = model.index(id);
    if index.kind != IndexKind::Global || index.carries == Carries::Keys || model.incomplete {
        return None;
    }
    let mut read: Vec<AttributeRef> = Vec::new();
    let mut any = false;
    for (pattern, query) in say::readers(context, id) {
        any = true;
        // Where everything is wanted, nothing is left over.
        read_by(pattern, query, &mut read)?;
    }
    if !any {
        return None;
    }
    let mut projected = Projected {
        carried: Vec::new(),
        wanted: Vec::new(),
        unread: Vec::new(),
    };
    for entity in model
        .entity_ids()
        .filter(|entity| model.entity(*entity).entry(id).is_some())
    {
        carried(model, index, entity, &read, &mut projected);
    }
    // What two entities call the same is carried for both.
    let wanted = projected.wanted.clone();
    projected
        .unread
        .retain(|of| !wanted.contains(&model.attribute(*of).physical));
    Some(projected)
}

/// Adds what a pattern reads; none where it wants everything.
fn read_by(pattern: &Pattern, query: &Query, read: &mut Vec<AttributeRef>) -> Option<()> {
    if !query.count {
        let wanted = say::read(pattern)?;
        read.extend(&wanted.attributes.as_ref()?.attributes);
    }
    read.extend(query.filter.iter().flat_map(Condition::attributes));
    Some(())
}

fn carried(
    model: &Model,
    index: &Index,
    id: EntityId,
    read: &[AttributeRef],
    projected: &mut Projected,
) {
    let keys: Vec<&str> = index
        .key_names()
        .chain(model.table(index.table).key_names())
        .collect();
    for attribute in model.entity(id).attribute_ids() {
        let of = AttributeRef {
            entity: id,
            attribute,
        };
        let what = model.attribute(of);
        // What stands in a key is read back from there.
        if keys.contains(&what.physical.as_str()) || !model.carries(index, &what.physical) {
            continue;
        }
        let name = &what.physical;
        if !projected.carried.contains(name) {
            projected.carried.push(name.clone());
        }
        if !read.contains(&of) {
            projected.unread.push(of);
        } else if !projected.wanted.contains(name) && !in_keys(model, index, of) {
            projected.wanted.push(name.clone());
        }
    }
}

/// Whether an attribute can be read back from a key that the index carries anyway.
fn in_keys(model: &Model, index: &Index, of: AttributeRef) -> bool {
    let entity = model.entity(of.entity);
    let own = entity
        .entries
        .iter()
        .filter(|entry| model.index(entry.index).name == index.name);
    let templates = own
        .flat_map(|entry| entry.partition.iter().chain(&entry.sort))
        .chain([&entity.key.partition])
        .chain(&entity.key.sort);
    let mut whole = templates.flat_map(crate::model::Template::whole);
    whole.any(|attribute| attribute == of.attribute)
}

/// What the index would take and cost, were it to carry only these, by physical name.
pub(crate) fn without(context: &Context<'_>, id: IndexId, kept: &[String]) -> PathEstimate {
    let mut model = context.model.clone();
    model.indexes[id.index()].carries = match kept.is_empty() {
        true => Carries::Keys,
        false => Carries::Attributes(kept.to_vec()),
    };
    index_estimate(&model, context.plan, &context.estimate.prices, id)
}

/// The names of attributes, each once.
pub(crate) fn names(model: &Model, all: &[AttributeRef]) -> String {
    let seen = say::distinct(model, all);
    const MANY: usize = 4;
    if seen.len() > MANY {
        let rest = seen.len() - MANY;
        return format!(
            "{} and {rest} more",
            quoted_names(seen.into_iter().take(MANY))
        );
    }
    quoted_names(seen)
}

/// The projection to write.
pub(crate) fn advice(kept: &[String]) -> String {
    match kept.is_empty() {
        true => "write `project: keys`: the keys say all that is wanted".to_owned(),
        false => format!("write `project: [{}]`", kept.join(", ")),
    }
}
