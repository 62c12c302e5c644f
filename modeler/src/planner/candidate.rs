//! One path to the items of a read: what it would ask, or what it lacks.

use super::{
    cover, filters, held,
    known::Known,
    membership, order, render,
    sort_key::{self, Reached},
    together::{self, Share},
};
use crate::{
    model::{
        AttributeId, AttributeRef, Carries, Comparison, Condition, Direction, Entry, IndexId,
        IndexKind, Model, Operand, Part, Path, Read, Template, Value, Via,
    },
    plan::{KeyValue, Lacks, PathId, SortCondition},
    proof,
};

/// A path, evaluated.
pub(super) struct Candidate {
    pub(super) path: PathId,
    pub(super) lacks: Vec<Lacks>,
    pub(super) partition: Vec<KeyValue>,
    /// Of several sort attributes the values of the first ones.
    pub(super) leading: Vec<KeyValue>,
    pub(super) sort: SortCondition,
    pub(super) direction: Option<Direction>,
    /// Known terms that are in no key part.
    pub(super) filter: Vec<Condition>,
    /// What the read's own filter leaves to do.
    pub(super) asked: Vec<Condition>,
    /// How many known attributes the sort key uses.
    pub(super) used: usize,
    /// A local index does not carry all that is wanted: the service fetches the items from the table.
    pub(super) fetches: bool,
}

/// Evaluates a path for a read, or with `count` for how many items it would find.
pub(super) fn evaluate(model: &Model, read: &Read, path: PathId, count: bool) -> Candidate {
    let mut candidate = Candidate {
        path,
        lacks: Vec::new(),
        partition: Vec::new(),
        leading: Vec::new(),
        sort: SortCondition::All,
        direction: None,
        filter: Vec::new(),
        asked: asked(model, read, path),
        used: 0,
        fetches: false,
    };
    pinned(read, &mut candidate);
    if let PathId::Index(id) = path {
        let index = model.index(id);
        if index.kind == IndexKind::Global && read.strong.is_some() {
            candidate.lacks.push(Lacks::Strong);
        }
        if !count {
            carried(model, read, id, &mut candidate);
        }
    }
    let everybody: Vec<Known<'_>> = read
        .entities
        .iter()
        .map(|id| Known::of_read(*id, model.entity(*id), read))
        .collect();
    let (mut sorts, mut used, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for known in &everybody {
        if let Some(own) = entity(known, read, path, &mut candidate) {
            sorts.push(own.reached.condition);
            open.push(own.reached.open);
            used.push((own.leading, own.held));
        }
    }
    if sorts.len() == read.entities.len() {
        let shares = everybody.iter().zip(&sorts).zip(&open);
        let shares: Vec<Share<'_>> = shares
            .map(|((known, sort), open)| Share { known, sort, open })
            .collect();
        let apart = together::apart(&read.order, &shares);
        candidate.lacks.extend(apart.map(Lacks::Order));
        candidate.sort = cover::cover(&sorts);
        // What one entity's sort key would hold may be lost in the condition that covers several: that
        // keeps the first pieces only, alike in all of them.
        let held = held::values(model, &candidate.sort);
        for (known, (leading, parts)) in everybody.iter().zip(&used) {
            let parts = parts.iter().zip(&held).filter(|(_, held)| **held);
            let parts = parts.filter_map(|(id, _)| *id);
            let used: Vec<AttributeId> = leading.iter().copied().chain(parts).collect();
            rest(model, known, read, &used, &mut candidate);
        }
        let ranged = read.range.as_ref().map(|range| range.attributes[0]);
        let narrowed = matches!(
            candidate.sort,
            SortCondition::TextRange { .. } | SortCondition::OwnRange { .. }
        );
        if let Some(of) = ranged.filter(|_| !narrowed && candidate.lacks.is_empty()) {
            candidate.lacks.push(Lacks::Range(of));
        }
    }
    let conditions = || candidate.asked.iter().chain(&candidate.filter);
    let on_key = filters::on_key(model, path, conditions());
    let named = conditions().flat_map(Condition::attributes).collect();
    if let PathId::Index(id) = path {
        unseen(not_carried(model, named, id), &mut candidate);
    }
    candidate.lacks.extend(on_key.map(Lacks::KeyFilter));
    candidate
}

/// Whether an index carries what is wanted; what a local one does not is fetched.
fn carried(model: &Model, read: &Read, id: IndexId, into: &mut Candidate) {
    let mut lost = not_carried(model, wanted(model, read), id);
    // What stands whole in a key is read back from it; a filter of the service cannot do that.
    lost.retain(|of| !in_key(model, *of, id));
    match model.index(id).kind {
        IndexKind::Local => into.fetches = !lost.is_empty(),
        IndexKind::Global if lost.is_empty() => {}
        IndexKind::Global => into.lacks.push(Lacks::Projection(lost)),
    }
}

fn pinned(read: &Read, candidate: &mut Candidate) {
    let wanted = match read.via {
        None => true,
        Some((Via::Table, _)) => candidate.path == PathId::Table,
        Some((Via::Index(id), _)) => candidate.path == PathId::Index(id),
        Some((Via::Scan, _)) => false,
    };
    if !wanted {
        candidate.lacks.push(Lacks::NotPinned);
    }
}

/// The keys of an entity on a path.
struct Keys<'a> {
    partition: &'a [Template],
    sort: &'a [Template],
    entry: Option<&'a Entry>,
}

fn keys<'a>(known: &Known<'a>, path: PathId) -> Option<Keys<'a>> {
    Some(match path {
        PathId::Table => Keys {
            partition: std::slice::from_ref(&known.entity.key.partition),
            sort: known.entity.key.sort.as_slice(),
            entry: None,
        },
        PathId::Index(id) => {
            let entry = known.entity.entry(id)?;
            Keys {
                partition: &entry.partition,
                sort: &entry.sort,
                entry: Some(entry),
            }
        }
    })
}

/// How far one entity's sort key is determined.
struct Own {
    /// The attributes of the leading sort attributes, which are known whole.
    leading: Vec<AttributeId>,
    reached: Reached,
    held: Held,
}

/// What the known pieces of a sort key hold whole, in their order; none for a piece that is cut.
type Held = Vec<Option<AttributeId>>;

/// One entity's share of a candidate: how far its sort key is determined, if it can be asked for.
fn entity(known: &Known<'_>, read: &Read, path: PathId, into: &mut Candidate) -> Option<Own> {
    let Some(keys) = keys(known, path) else {
        into.lacks.push(Lacks::Entry(known.id));
        return None;
    };
    if let Some(entry) = keys.entry {
        into.lacks.extend(membership::lacks(entry, known, read));
    }
    let fixed = partition(known, keys.partition, read, into);
    let leading = leading(known, keys.sort, read, into);
    let Some((template, later)) = keys.sort[leading..].split_first() else {
        return Some(without_sort(known, read, path, into));
    };
    let mut reached = match sort_key::reach(template, known, read.range.as_ref()) {
        Ok(reached) => reached,
        Err(lack) => {
            into.lacks.push(lack);
            return None;
        }
    };
    let known_parts = template.parts.len() - reached.open.len();
    let bare = std::iter::once(template)
        .chain(later)
        .all(|one| one.bare().is_some());
    let later = later.iter().flat_map(|template| &template.parts);
    reached.open.extend(later.cloned());
    // Where the partition is not known, that is what lacks.
    let few = path == PathId::Table || is_one(known) || !fixed;
    let single = reached.open.is_empty() && few;
    match order::serves(&read.order, &reached.open, [bare, single], known) {
        Ok(direction) => into.direction = into.direction.or(direction),
        Err(lack) => into.lacks.push(lack),
    }
    if fixed {
        into.used += leading + reached.used;
    }
    let held = template.parts[..known_parts]
        .iter()
        .filter_map(|part| match part {
            Part::Literal(_) => None,
            Part::Attribute { attribute, cut, .. } => Some(cut.is_none().then_some(*attribute)),
        });
    Some(Own {
        leading: keys.sort[..leading]
            .iter()
            .flat_map(Template::attributes)
            .collect(),
        held: held.collect(),
        reached,
    })
}

/// A path without a sort key.
fn without_sort(known: &Known<'_>, read: &Read, path: PathId, into: &mut Candidate) -> Own {
    if let Some(of) = read
        .range
        .iter()
        .flat_map(|r| &r.attributes)
        .find(|a| a.entity == known.id)
    {
        into.lacks.push(Lacks::Range(*of));
    }
    // Without a sort key a table's partition holds one item, and an index's are in no order.
    let single = matches!(path, PathId::Table);
    if let Some(wanted) = read.order.iter().find(|_| !single)
        && let Some(of) = wanted.attributes.iter().find(|a| a.entity == known.id)
        && known.source(of.attribute).is_none()
    {
        into.lacks.push(Lacks::Order(*of));
    }
    Own {
        leading: Vec::new(),
        reached: Reached {
            condition: SortCondition::All,
            open: Vec::new(),
            used: 0,
        },
        held: Held::new(),
    }
}

/// How many of several sort attributes are known whole, so that the condition is on the next; the last one
/// is left to that.
fn leading(known: &Known<'_>, sort: &[Template], read: &Read, into: &mut Candidate) -> usize {
    let ranged = |template: &Template| {
        let range = read.range.iter().flat_map(|range| &range.attributes);
        let own = range.filter(|of| of.entity == known.id);
        template
            .attributes()
            .any(|id| own.clone().any(|of| of.attribute == id))
    };
    let several = sort.len().saturating_sub(1);
    let values: Vec<KeyValue> = sort[..several]
        .iter()
        .take_while(|template| !ranged(template))
        .map_while(|template| render::value(template, known).ok())
        .collect();
    let count = values.len();
    let same = into.leading.len() == count
        && into
            .leading
            .iter()
            .zip(&values)
            .all(|(a, b)| cover::same_value(a, b));
    if read.entities.first() == Some(&known.id) {
        into.leading = values;
    } else if !same {
        into.lacks
            .push(Lacks::SplitPartitions(read.entities[0], known.id));
    }
    count
}

/// Whether the read knows the whole primary key, and so wants one item at most.
fn is_one(known: &Known<'_>) -> bool {
    let mut key = known.entity.key.attributes();
    key.all(|id| known.source(id).is_some())
}

fn partition(known: &Known<'_>, templates: &[Template], read: &Read, into: &mut Candidate) -> bool {
    let mut values = Vec::with_capacity(templates.len());
    let mut missing = Vec::new();
    for template in templates {
        match render::value(template, known) {
            Ok(value) => values.push(value),
            Err(attributes) => missing.extend(attributes),
        }
    }
    if !missing.is_empty() {
        into.lacks.push(Lacks::Partition(known.id, missing));
        return false;
    }
    let same = into.partition.len() == values.len()
        && into
            .partition
            .iter()
            .zip(&values)
            .all(|(a, b)| cover::same_value(a, b));
    if into.partition.is_empty() {
        into.partition = values;
    } else if !same {
        into.lacks
            .push(Lacks::SplitPartitions(read.entities[0], known.id));
    }
    true
}

/// Known terms that the key condition does not hold become filter.
fn rest(model: &Model, known: &Known<'_>, read: &Read, used: &[AttributeId], into: &mut Candidate) {
    let Some(keys) = keys(known, into.path) else {
        return;
    };
    for term in read.given.iter().filter(|term| !term.automatic) {
        let Some(of) = term.attributes.iter().find(|a| a.entity == known.id) else {
            continue;
        };
        let in_partition = keys.partition.iter().flat_map(|template| &template.parts).any(|part| {
            matches!(part, Part::Attribute { attribute, cut: None, .. } if *attribute == of.attribute)
        });
        if in_partition || used.contains(&of.attribute) {
            continue;
        }
        let path = Path {
            attribute: *of,
            steps: Vec::new(),
        };
        let equal = equal(path.clone(), &term.value);
        if keys
            .entry
            .is_some_and(|entry| membership::assures(entry, &equal))
        {
            continue;
        }
        let filter = if term.attributes.len() == read.entities.len() {
            equal
        } else {
            // The term is about this entity alone; the others have no such attribute.
            Condition::Any(vec![Condition::Missing(path), equal])
        };
        if !into
            .filter
            .iter()
            .any(|one| about_same(model, one, &filter))
        {
            into.filter.push(filter);
        }
    }
}

/// What is left to filter of what a read asks for: not that an item has what it needs to be in the index.
fn asked(model: &Model, read: &Read, path: PathId) -> Vec<Condition> {
    let all = read.filter.iter().flat_map(|filter| filter.conjuncts());
    let entry = match (path, read.entities.as_slice()) {
        (PathId::Index(index), [entity]) => model.entity(*entity).entry(index),
        _ => None,
    };
    let assured = |one: &&Condition| entry.is_some_and(|entry| membership::assures(entry, one));
    all.filter(|one| !assured(one)).cloned().collect()
}

/// `path = value` as a condition; `path IN (…)` where the value is one of a list.
pub(super) fn equal(path: Path, value: &Value) -> Condition {
    if matches!(value, Value::OneOf(_)) {
        return Condition::In(Operand::Path(path), vec![Operand::Value(value.clone())]);
    }
    Condition::Compare(
        Operand::Path(path),
        Comparison::Equal,
        Operand::Value(value.clone()),
    )
}

/// Whether two filters are one and the same request: terms of several entities on one physical
/// attribute, with one value.
fn about_same(model: &Model, a: &Condition, b: &Condition) -> bool {
    let physical = |path: &Path| &model.attribute(path.attribute).physical;
    match (a, b) {
        (
            Condition::Compare(Operand::Path(x), _, a),
            Condition::Compare(Operand::Path(y), _, b),
        ) => physical(x) == physical(y) && a == b,
        (Condition::In(Operand::Path(x), a), Condition::In(Operand::Path(y), b)) => {
            physical(x) == physical(y) && a == b
        }
        (Condition::Missing(x), Condition::Missing(y)) => physical(x) == physical(y),
        (Condition::Any(a), Condition::Any(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| about_same(model, a, b))
        }
        _ => false,
    }
}

/// Attributes that a filter names and the index does not carry: to the filter they are always missing.
fn unseen(lost: Vec<AttributeRef>, into: &mut Candidate) {
    let known = into.lacks.iter_mut().find_map(|lack| match lack {
        Lacks::Projection(known) => Some(known),
        _ => None,
    });
    match known {
        Some(known) => {
            let more = lost.into_iter().filter(|of| !known.contains(of));
            known.extend(more.collect::<Vec<_>>());
        }
        None if lost.is_empty() => {}
        None => into.lacks.push(Lacks::Projection(lost)),
    }
}

/// Those attributes that an index does not carry, each once.
fn not_carried(model: &Model, of: Vec<AttributeRef>, index_id: IndexId) -> Vec<AttributeRef> {
    let index = model.index(index_id);
    let carried = match &index.carries {
        Carries::All => return Vec::new(),
        Carries::Keys => &[][..],
        Carries::Attributes(names) => names,
    };
    let has = |of: AttributeRef| {
        let name = &model.attribute(of).physical;
        carried.contains(name)
            || index.key_names().any(|key| key == name)
            || model.table(index.table).key_names().any(|key| key == name)
    };
    let mut lost: Vec<AttributeRef> = Vec::new();
    for one in of {
        if !has(one) && !lost.contains(&one) {
            lost.push(one);
        }
    }
    lost
}

/// The attributes that a read wants.
fn wanted(model: &Model, read: &Read) -> Vec<AttributeRef> {
    match &read.attributes {
        Some(projection) => projection.attributes.clone(),
        None => read
            .entities
            .iter()
            .flat_map(|id| all_of(model, *id))
            .collect(),
    }
}

/// Whether an attribute can be read back from a key that the index carries: its own, or the table's.
fn in_key(model: &Model, of: AttributeRef, index: IndexId) -> bool {
    let entity = model.entity(of.entity);
    let entry = entity.entry(index).into_iter();
    let own = entry.flat_map(|entry| entry.partition.iter().chain(&entry.sort));
    let table = std::iter::once(&entity.key.partition).chain(&entity.key.sort);
    own.chain(table)
        .any(|template| proof::recoverable(entity, template, of.attribute))
}

fn all_of(model: &Model, entity: crate::model::EntityId) -> impl Iterator<Item = AttributeRef> {
    model
        .entity(entity)
        .attribute_ids()
        .map(move |attribute| AttributeRef { entity, attribute })
}
