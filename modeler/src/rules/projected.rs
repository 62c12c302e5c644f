//! What an index carries, and what is read from it.

use super::{Context, say};
use crate::{
    estimate::{PathEstimate, Prices, estimate},
    model::{
        AttributeRef, Carries, Condition, EntityId, Index, IndexId, IndexKind, Model, Operand,
    },
    plan::Operation,
    rules::say::names as quoted_names,
    size::is_carried,
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
    for (pattern, _) in say::readers(context, id) {
        any = true;
        // Where everything is wanted, nothing is left over.
        read_by(model, context, pattern, &mut read)?;
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

fn read_by(
    model: &Model,
    context: &Context<'_>,
    pattern: &crate::model::Pattern,
    read: &mut Vec<AttributeRef>,
) -> Option<()> {
    let wanted = say::read(pattern)?;
    let at = model
        .patterns
        .iter()
        .position(|one| std::ptr::eq(one, pattern))?;
    let plan = context.plan.patterns.get(at)?;
    let is_count = matches!(&plan.operation, Some(Operation::Query(query)) if query.count);
    if !is_count {
        read.extend(&wanted.attributes.as_ref()?.attributes);
    }
    if let Some(Operation::Query(query)) = &plan.operation {
        query.filter.iter().for_each(|one| condition(one, read));
    }
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
        if keys.contains(&what.physical.as_str()) || !is_carried(model, index, what) {
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

fn condition(one: &Condition, read: &mut Vec<AttributeRef>) {
    let operand = |operand: &Operand, read: &mut Vec<AttributeRef>| match operand {
        Operand::Path(path) | Operand::Size(path) => read.push(path.attribute),
        Operand::Value(_) => {}
    };
    match one {
        Condition::All(all) | Condition::Any(all) => {
            all.iter().for_each(|one| condition(one, read))
        }
        Condition::Not(inner) => condition(inner, read),
        Condition::Compare(a, _, b) => {
            operand(a, read);
            operand(b, read);
        }
        Condition::Between(a, b, c) => [a, b, c].iter().for_each(|one| operand(one, read)),
        Condition::In(a, all) => {
            operand(a, read);
            all.iter().for_each(|one| operand(one, read));
        }
        Condition::Exists(path)
        | Condition::Missing(path)
        | Condition::BeginsWith(path, _)
        | Condition::Contains(path, _)
        | Condition::HasType(path, _) => read.push(path.attribute),
    }
}

/// What the index would take and cost, were it to carry only these, by physical name.
pub(crate) fn without(context: &Context<'_>, id: IndexId, kept: &[String]) -> PathEstimate {
    let mut model = context.model.clone();
    model.indexes[id.index()].carries = match kept.is_empty() {
        true => Carries::Keys,
        false => Carries::Attributes(kept.to_vec()),
    };
    let prices: Prices = context.estimate.prices.clone();
    *estimate(&model, context.plan, prices).index(id)
}

/// The names of attributes, each once.
pub(crate) fn names(model: &Model, all: &[AttributeRef]) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for one in all {
        let name = model.attribute(*one).name.as_str();
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
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
