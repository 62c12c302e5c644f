//! What a write does to the list of all items.

use tablewright_modeler::model::{
    Change, ChangeKind, Given, Guard, Model, ParameterId, Part, Precision, Template, Type,
    Value as Term, Write, WriteKind,
};

use super::{
    Scope,
    condition::holds,
    path::{kind_of, read_path, write_path},
    read::matches,
};
use crate::{
    item::Item,
    values::{Value, inner},
};

/// The type of a moment before it is cut.
const FINEST: Type = Type::Timestamp(Precision::Micros);

/// How a write must end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A condition does not hold: nothing changes.
    Refused,
    /// Another item has a value that no two may share: nothing changes.
    Taken,
    /// It is done.
    Done {
        /// The item before.
        before: Option<Item>,
        /// The item after.
        after: Option<Item>,
    },
    /// The arguments ask for what the database refuses (a part of a document that is not there), or
    /// contradict each other (a day that is not that of the time): no call of this kind is made.
    Undefined,
}

impl Outcome {
    /// Whether nothing changes, for whatever reason.
    pub(crate) fn is_refused(&self) -> bool {
        matches!(self, Self::Refused | Self::Taken)
    }
}

/// What the write does, given the item that a put brings along.
pub(crate) fn write(
    scope: Scope<'_>,
    write: &Write,
    items: &[Item],
    brought: Option<&Item>,
) -> Outcome {
    let target = target(scope, write, brought);
    let before = items
        .iter()
        .find(|item| same_item(scope.model, item, &target));
    let target = in_place(scope.model, target, before);
    let nothing = Item::empty(scope.model, write.entity);
    let seen = before.unwrap_or(&nothing);
    // An upsert stores what it knows; for the others a term outside the key is a condition.
    let known = write.kind == WriteKind::Upsert
        || write
            .given
            .iter()
            .all(|given| given_holds(scope, write, given, seen));
    let allowed = write.guards.iter().all(|guard| match guard {
        Guard::Absent(_) => before.is_none(),
        Guard::Present(_) => before.is_some(),
        Guard::Version(believed, _) => version(scope, write, *believed, &target, before),
        Guard::Condition(condition, _) => holds(scope, condition, seen),
    });
    if !known || !allowed || (write.kind == WriteKind::Update && before.is_none()) {
        return Outcome::Refused;
    }
    let start = match write.kind {
        WriteKind::Delete => {
            return Outcome::Done {
                before: before.cloned(),
                after: None,
            };
        }
        WriteKind::Put => target,
        WriteKind::Check => {
            return Outcome::Done {
                before: before.cloned(),
                after: before.cloned(),
            };
        }
        WriteKind::Update => before.cloned().unwrap_or(target),
        WriteKind::Upsert if contradicts(scope.model, &target) => return Outcome::Undefined,
        WriteKind::Upsert => over(before, target),
    };
    let Some(after) = change(scope, &write.changes, &start).and_then(|after| {
        let believed = if write.kind == WriteKind::Put {
            Some(&start)
        } else {
            before
        };
        raised(scope.model, after, believed)
    }) else {
        return Outcome::Undefined;
    };
    if is_taken(scope.model, items, &after) {
        return Outcome::Taken;
    }
    Outcome::Done {
        before: before.cloned(),
        after: Some(after),
    }
}

/// Whether the stored version is what the caller believes: what its item says, for a put.
fn version(
    scope: Scope<'_>,
    write: &Write,
    believed: Option<ParameterId>,
    brought: &Item,
    before: Option<&Item>,
) -> bool {
    let Some(lock) = scope.model.entity(write.entity).lock else {
        return false;
    };
    let stored = before.and_then(|item| item.get(lock));
    let believed = match believed {
        Some(id) => scope.argument(id),
        None => brought.get(lock).cloned(),
    };
    stored.is_some() && stored == believed.as_ref()
}

/// The item with its optimistic lock one higher than it was; a put raises what its item says.
fn raised(model: &Model, mut after: Item, before: Option<&Item>) -> Option<Item> {
    if let Some(lock) = model.entity(after.entity).lock {
        let old = before.and_then(|item| item.get(lock));
        let new = add(old, Value::int(1))?;
        after.set(lock, Some(new));
    }
    Some(after)
}

/// Whether another item has a value that no two may share.
pub(crate) fn is_taken(model: &Model, items: &[Item], item: &Item) -> bool {
    let entity = model.entity(item.entity);
    entity.unique.iter().any(|unique| {
        let values = |item: &Item| -> Option<Vec<Value>> {
            let of = unique.attributes().into_iter();
            of.map(|id| Some(item.get(id)?.folded(&entity.attributes[id.index()])))
                .collect()
        };
        let own = values(item);
        own.is_some()
            && items.iter().any(|other| {
                other.entity == item.entity
                    && !same_item(model, other, item)
                    && values(other) == own
            })
    })
}

/// The target where the item lies already: an item keeps its shard.
fn in_place(model: &Model, mut target: Item, before: Option<&Item>) -> Item {
    if let Some(before) = before {
        let entity = model.entity(target.entity);
        for shards in entity.shards.iter().filter(|shards| !shards.is_random()) {
            if entity.key.attributes().any(|id| id == shards.attribute) {
                target.set(shards.attribute, before.get(shards.attribute).cloned());
            }
        }
    }
    target
}

/// Whether a known attribute is not what follows from the others that are known.
fn contradicts(model: &Model, known: &Item) -> bool {
    let mut derived = known.clone();
    derive(model, &mut derived);
    let pairs = known.values.iter().zip(&derived.values);
    let mut both = pairs.filter_map(|(known, derived)| known.as_ref().zip(derived.as_ref()));
    both.any(|(known, derived)| known != derived)
}

/// What is known, over what was there.
fn over(before: Option<&Item>, known: Item) -> Item {
    let mut all = before.cloned().unwrap_or_else(|| known.clone());
    for (place, value) in all.values.iter_mut().zip(known.values) {
        if value.is_some() {
            *place = value;
        }
    }
    all
}

/// A known term that the identity does not hold whole is a condition on the item; an absent item has none
/// of it.
fn given_holds(scope: Scope<'_>, write: &Write, given: &Given, seen: &Item) -> bool {
    let entity = scope.model.entity(write.entity);
    let key = &entity.key;
    let mut whole = std::iter::once(&key.partition)
        .chain(&key.sort)
        .flat_map(Template::whole);
    // A calculated shard is no part of the identity: given wrongly, it leads to nothing.
    let told = |id| given.automatic || entity.shards_of(id).is_none_or(|shards| shards.is_random());
    whole.any(|id| told(id) && given.attributes.iter().any(|of| of.attribute == id))
        || matches(scope, given, seen)
}

/// The item as far as the call knows it.
pub(crate) fn target(scope: Scope<'_>, write: &Write, brought: Option<&Item>) -> Item {
    if let Some(item) = brought {
        return normal(scope.model, &always(scope, write, item));
    }
    let mut item = Item::empty(scope.model, write.entity);
    for given in &write.given {
        for of in given
            .attributes
            .iter()
            .filter(|of| of.entity == write.entity)
        {
            let kind = &scope.model.attribute(*of).kind;
            item.set(
                of.attribute,
                scope.terms(&given.value, kind).into_iter().next(),
            );
        }
    }
    with_followers(scope.model, item)
}

/// The item of a put with what the pattern says that a new one always has: it may be a part of the key.
fn always(scope: Scope<'_>, write: &Write, item: &Item) -> Item {
    let mut item = item.clone();
    for change in write
        .changes
        .iter()
        .filter(|change| change.path.steps.is_empty())
    {
        if let ChangeKind::Set(term) = &change.kind
            && let Some(value) = scope.term(term, kind_of(scope.model, &change.path))
        {
            item.set(change.path.attribute.attribute, Some(value));
        }
    }
    derive(scope.model, &mut item);
    item
}

/// The item with what follows from the attributes that are known, where that is not known itself.
fn with_followers(model: &Model, mut item: Item) -> Item {
    let mut derived = item.clone();
    derive(model, &mut derived);
    for (known, value) in item.values.iter_mut().zip(derived.values) {
        if known.is_none() {
            *known = value;
        }
    }
    item
}

/// The item as it is stored: with letters lowered where an attribute says so.
fn normal(model: &Model, item: &Item) -> Item {
    let mut item = item.clone();
    for (attribute, value) in model
        .entity(item.entity)
        .attributes
        .iter()
        .zip(&mut item.values)
    {
        *value = value.as_ref().map(|value| value.folded(attribute));
    }
    item
}

/// Whether two items are one: what the primary key holds of their attributes is equal. Of a time that it
/// cuts, that is the coarser time.
pub(crate) fn same_item(model: &Model, one: &Item, two: &Item) -> bool {
    let entity = model.entity(one.entity);
    let parts = std::iter::once(&entity.key.partition)
        .chain(&entity.key.sort)
        .flat_map(|template| &template.parts);
    one.entity == two.entity
        && parts.into_iter().all(|part| {
            let Part::Attribute { attribute, cut, .. } = part else {
                return true;
            };
            // A calculated shard follows from the rest.
            if entity
                .shards_of(*attribute)
                .is_some_and(|shards| !shards.is_random())
            {
                return true;
            }
            let of = &entity.attributes[attribute.index()];
            let held = |item: &Item| {
                let value = item.get(*attribute)?.folded(of);
                Some(value.cut(&of.kind, cut.as_ref().unwrap_or(&of.kind)))
            };
            held(one) == held(two)
        })
}

/// The item after all changes; each sees the item as it was.
fn change(scope: Scope<'_>, changes: &[Change], before: &Item) -> Option<Item> {
    let mut after = before.clone();
    for Change { path, kind, .. } in changes {
        let own = kind_of(scope.model, path);
        let old = read_path(scope.model, path, before);
        let new = match kind {
            ChangeKind::Remove => None,
            ChangeKind::Set(term) => Some(scope.term(term, own)?),
            ChangeKind::Add(term) => Some(add(old, added(scope, term, own)?)?),
            ChangeKind::Subtract(term) => match scope.term(term, own)? {
                Value::Number(number) => Some(add(old, Value::Number(number.negated()))?),
                _ => return None,
            },
            ChangeKind::Append(term) => Some(append(old, scope.term(term, inner(own))?)?),
        };
        if !write_path(&mut after, path, new) {
            return None;
        }
    }
    derive(scope.model, &mut after);
    Some(after)
}

/// What is added: for a set a set, also where a single element is given.
fn added(scope: Scope<'_>, term: &Term, own: &Type) -> Option<Value> {
    match (own, scope.term(term, own)?) {
        (Type::Set(_), set @ Value::Set(_)) => Some(set),
        (Type::Set(of), _) => Some(Value::Set([scope.term(term, &of.kind)?].into())),
        (_, number) => Some(number),
    }
}

/// A number grows, a set gains; what is missing counts as nothing.
fn add(old: Option<&Value>, more: Value) -> Option<Value> {
    match (old, more) {
        (None, more) => Some(more),
        (Some(Value::Number(old)), Value::Number(more)) => {
            let sum = old.plus(&more);
            (sum.precision() <= 38).then_some(Value::Number(sum))
        }
        (Some(Value::Set(old)), Value::Set(more)) => {
            Some(Value::Set(old.union(&more).cloned().collect()))
        }
        _ => None,
    }
}

fn append(old: Option<&Value>, more: Value) -> Option<Value> {
    match old {
        None => Some(Value::List(vec![more])),
        Some(Value::List(items)) => {
            Some(Value::List(items.iter().cloned().chain([more]).collect()))
        }
        Some(_) => None,
    }
}

/// Fills the attributes that follow others.
pub(crate) fn derive(model: &Model, item: &mut Item) {
    let entity = model.entity(item.entity);
    // Twice, because one derived attribute may follow another that is declared after it.
    for _ in 0..2 {
        for (id, attribute) in entity.attribute_ids().zip(&entity.attributes) {
            let Some(derived) = &attribute.derived else {
                continue;
            };
            let from = &entity.attributes[derived.from.index()].kind;
            let value = item.get(derived.from).and_then(|value| {
                let moment = value.moment(from)?;
                let later = Value::Time(moment.checked_add(derived.plus_seconds * 1_000_000)?);
                Some(later.cut(&FINEST, &attribute.kind))
            });
            item.set(id, value);
        }
    }
}
