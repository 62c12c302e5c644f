//! The load on the hottest partition key of the table and of each global index, and on the hottest item.
//!
//! Keys of several entities with the same partition template are one key. What nothing is known of counts
//! as nothing, so a load is never too high.

use rustc_hash::FxHashMap;

use super::{
    PatternEstimate, shares,
    touch::{Kind, Target, Touch},
    volumes::Volumes,
};
use crate::{
    known,
    limits::{PARTITION_READS, PARTITION_WRITES},
    model::{
        AttributeId, AttributeRef, Entity, EntityId, IndexId, IndexKind, Literal, Model, Part,
        PatternId, ShardBy, Template, Type,
    },
    plan::PathId,
};

/// Room that the advice leaves: as much again, for keys land in partitions by chance and loads grow.
pub const HEADROOM: f64 = 2.0;

/// More values than this together are not tried one by one.
const MOST_KEYS: usize = 512;

/// The partition keys that one template makes, on one path.
#[derive(Debug, Clone)]
pub struct KeySpace {
    /// The table of the first entity, or a global index.
    pub path: PathId,
    /// The entities whose items have such keys.
    pub entities: Vec<EntityId>,
    /// The key that takes most writes.
    pub written: Hot,
    /// The key that gives most reads.
    pub read: Hot,
    /// All keys that the model names a value of, and the most frequent other one.
    pub named: Vec<Hot>,
}

/// One key and what it takes.
#[derive(Debug, Clone, Default)]
pub struct Hot {
    /// The values of the placeholders, in order; none where it is the most frequent value.
    pub values: Vec<Option<Literal>>,
    /// Write units a second, at the peak.
    pub writes: f64,
    /// Read units a second, at the peak.
    pub reads: f64,
    /// What each pattern adds: units a second of the kind in question, most first.
    pub by: Vec<(PatternId, f64)>,
}

impl KeySpace {
    /// The templates of its keys, as one of its entities writes them.
    pub fn templates<'m>(&self, entity: &'m Entity) -> &'m [Template] {
        match self.path {
            PathId::Table => std::slice::from_ref(&entity.key.partition),
            PathId::Index(index) => entity
                .entry(index)
                .map_or(&[][..], |entry| &entry.partition),
        }
    }
}

impl Hot {
    /// How much of what a partition gives is taken: 1 is all of it.
    pub fn pressure(&self) -> f64 {
        (self.writes / PARTITION_WRITES).max(self.reads / PARTITION_READS)
    }
}

/// So many shards keep a load below a limit, with room.
pub fn advised(load: f64, limit: f64) -> f64 {
    (load / limit * HEADROOM - 1e-9).ceil().max(1.0)
}

/// The key spaces of a model.
pub(super) fn spaces(
    model: &Model,
    volumes: &Volumes,
    patterns: &[PatternEstimate],
) -> Vec<KeySpace> {
    let mut shapes = Shapes::default();
    for id in model.entity_ids() {
        let entity = model.entity(id);
        shapes.add(
            PathId::Table,
            id,
            entity,
            std::slice::from_ref(&entity.key.partition),
        );
        for entry in &entity.entries {
            if model.index(entry.index).kind == IndexKind::Global {
                shapes.add(PathId::Index(entry.index), id, entity, &entry.partition);
            }
        }
    }
    shapes.fill(model, patterns);
    let spaces = shapes.all.into_iter().map(|shape| {
        let loads = loads(model, volumes, &shape.members, &shape.touches, patterns);
        KeySpace {
            path: shape.path,
            written: hottest(&loads, Kind::Write),
            read: hottest(&loads, Kind::Read),
            entities: shape.members.iter().map(|member| member.entity).collect(),
            named: loads.iter().map(|load| load.hot(Kind::Write)).collect(),
        }
    });
    spaces.collect()
}

/// The hottest item of each entity.
pub(super) fn items(
    model: &Model,
    volumes: &Volumes,
    patterns: &[PatternEstimate],
) -> Vec<(Hot, Hot)> {
    let mut touches: Vec<Vec<(PatternId, usize)>> = vec![Vec::new(); model.entities.len()];
    for (id, at, touch) in all_touches(model, patterns) {
        if touch.one_item
            && !touch.creates
            && touch.path == PathId::Table
            && touch.target == Target::Item
        {
            touches[touch.entity.index()].push((id, at));
        }
    }
    let of = |id: EntityId| {
        let key = &model.entity(id).key;
        let member = [Member {
            entity: id,
            parts: [&key.partition]
                .into_iter()
                .chain(&key.sort)
                .flat_map(placeholders)
                .collect(),
        }];
        let touches = &touches[id.index()];
        let loads = loads(model, volumes, &member, touches, patterns);
        (hottest(&loads, Kind::Write), hottest(&loads, Kind::Read))
    };
    model.entity_ids().map(of).collect()
}

/// A placeholder of a partition key.
type Placeholder = (AttributeId, Option<Type>);

fn placeholders(template: &Template) -> impl Iterator<Item = Placeholder> {
    template.parts.iter().filter_map(|part| match part {
        Part::Literal(_) => None,
        Part::Attribute { attribute, cut, .. } => Some((*attribute, cut.clone())),
    })
}

/// An entity in a key space.
struct Member {
    entity: EntityId,
    parts: Vec<Placeholder>,
}

struct Shape {
    path: PathId,
    members: Vec<Member>,
    touches: Vec<(PatternId, usize)>,
}

#[derive(Default)]
struct Shapes<'m> {
    all: Vec<Shape>,
    by_text: FxHashMap<(PathId, usize, Vec<Piece<'m>>), usize>,
    by_entity: FxHashMap<(PathId, EntityId), usize>,
}

/// What makes two partition templates one.
#[derive(PartialEq, Eq, Hash)]
enum Piece<'m> {
    Text(&'m str),
    Value(u32, Option<u8>, Option<u8>),
    /// Where one key attribute ends.
    End,
}

impl<'m> Shapes<'m> {
    fn add(&mut self, path: PathId, id: EntityId, entity: &'m Entity, templates: &'m [Template]) {
        let mut text = Vec::new();
        for template in templates {
            text.extend(template.parts.iter().map(|part| match part {
                Part::Literal(text) => Piece::Text(text),
                Part::Attribute {
                    attribute,
                    pad,
                    cut,
                    ..
                } => Piece::Value(
                    entity.attributes[attribute.index()].class,
                    *pad,
                    cut.as_ref().and_then(Type::fineness),
                ),
            }));
            text.push(Piece::End);
        }
        let all = &mut self.all;
        let at = *self
            .by_text
            .entry((path, entity.table.index(), text))
            .or_insert_with(|| {
                all.push(Shape {
                    path,
                    members: Vec::new(),
                    touches: Vec::new(),
                });
                all.len() - 1
            });
        self.all[at].members.push(Member {
            entity: id,
            parts: templates.iter().flat_map(placeholders).collect(),
        });
        self.by_entity.insert((path, id), at);
    }

    fn fill(&mut self, model: &Model, patterns: &[PatternEstimate]) {
        for (id, at, touch) in all_touches(model, patterns) {
            let path = match touch.path {
                PathId::Index(index) if is_local(model, index) => PathId::Table,
                path => path,
            };
            if touch.target != Target::Item {
                continue;
            }
            if let Some(shape) = self.by_entity.get(&(path, touch.entity)) {
                self.all[*shape].touches.push((id, at));
            }
        }
    }
}

/// The touches of all patterns whose rates are known.
fn all_touches<'p>(
    model: &Model,
    patterns: &'p [PatternEstimate],
) -> impl Iterator<Item = (PatternId, usize, &'p Touch)> {
    model
        .pattern_ids()
        .zip(patterns)
        .filter(|(_, pattern)| pattern.calls.is_some())
        .flat_map(|(id, pattern)| {
            let touches = pattern.touches.iter().enumerate();
            touches
                .filter(|(_, touch)| touch.known)
                .map(move |(at, touch)| (id, at, touch))
        })
}

fn is_local(model: &Model, index: IndexId) -> bool {
    model.index(index).kind == IndexKind::Local
}

/// What one key takes, and from whom.
#[derive(Default)]
struct Load {
    values: Vec<Option<Literal>>,
    reads: Side,
    writes: Side,
}

/// Units a second of one kind, and what each pattern adds to them.
#[derive(Default)]
struct Side {
    all: f64,
    by: Vec<(PatternId, f64)>,
}

impl Side {
    fn add(&mut self, id: PatternId, load: f64) {
        self.all += load;
        match self.by.iter_mut().find(|(known, _)| *known == id) {
            Some((_, all)) => *all += load,
            None if load > 0.0 => self.by.push((id, load)),
            None => {}
        }
    }
}

impl Load {
    fn side(&self, kind: Kind) -> &Side {
        match kind {
            Kind::Read => &self.reads,
            Kind::Write => &self.writes,
        }
    }

    /// The key, with those who make it hot in one kind.
    fn hot(&self, kind: Kind) -> Hot {
        let mut by = self.side(kind).by.clone();
        by.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        Hot {
            values: self.values.clone(),
            writes: self.writes.all,
            reads: self.reads.all,
            by,
        }
    }
}

/// The key that takes most of one kind.
fn hottest(all: &[Load], kind: Kind) -> Hot {
    let more = |a, b| {
        let of = |load: &Load| load.side(kind).all;
        if of(b) > of(a) { b } else { a }
    };
    let touched = all.iter().filter(|load| !load.side(kind).by.is_empty());
    touched
        .reduce(more)
        .map(|load| load.hot(kind))
        .unwrap_or_default()
}

/// What each key takes.
fn loads(
    model: &Model,
    volumes: &Volumes,
    members: &[Member],
    touches: &[(PatternId, usize)],
    patterns: &[PatternEstimate],
) -> Vec<Load> {
    if touches.is_empty() {
        return Vec::new();
    }
    let touch = |(id, at): &(PatternId, usize)| &patterns[id.index()].touches[*at];
    let of = |values: Vec<Option<Literal>>| {
        let mut load = Load {
            values,
            ..Load::default()
        };
        for at in touches {
            let touch = touch(at);
            let Some(calls) = patterns[at.0.index()].calls else {
                continue;
            };
            let share = share(model, volumes, members, touch, &load.values);
            let side = match touch.kind {
                Kind::Read => &mut load.reads,
                Kind::Write => &mut load.writes,
            };
            side.add(at.0, calls.peak * touch.times * share * touch.units);
        }
        load
    };
    let keys = keys(model, members, touches.iter().map(touch));
    keys.into_iter().map(of).collect()
}

/// The keys that may be the hottest: all values that the model names, and the most frequent other one.
fn keys<'t>(
    model: &Model,
    members: &[Member],
    touches: impl Iterator<Item = &'t Touch> + Clone,
) -> Vec<Vec<Option<Literal>>> {
    let width = members.first().map_or(0, |member| member.parts.len());
    let mut all: Vec<Vec<Option<Literal>>> = vec![Vec::new()];
    for at in 0..width {
        let mut values: Vec<Option<Literal>> = vec![None];
        for member in members {
            let (id, _) = &member.parts[at];
            let of = &model.entity(member.entity).attributes[id.index()];
            let mixed = of.facts.spread.mix.iter().map(|(value, _)| value);
            let here = touches
                .clone()
                .filter(|touch| touch.entity == member.entity);
            let named = here.filter_map(|touch| touch.facts.value(*id));
            for value in mixed.chain(named) {
                if !values.iter().flatten().any(|one| one == value) {
                    values.push(Some(value.clone()));
                }
            }
        }
        if all.len() * values.len() > MOST_KEYS {
            values.truncate(1);
        }
        all = all
            .into_iter()
            .flat_map(|key| {
                values.iter().map(move |value| {
                    let mut key = key.clone();
                    key.push(value.clone());
                    key
                })
            })
            .collect();
    }
    all
}

/// The share of a touch that goes to one key.
fn share(
    model: &Model,
    volumes: &Volumes,
    members: &[Member],
    touch: &Touch,
    values: &[Option<Literal>],
) -> f64 {
    let Some(member) = members.iter().find(|member| member.entity == touch.entity) else {
        return 0.0;
    };
    let parts = member.parts.iter().enumerate();
    let mut seen: Vec<AttributeId> = Vec::new();
    let mut all = 1.0;
    for (at, (id, cut)) in parts {
        // Where an attribute stands twice, it has one value.
        if seen.contains(id) {
            continue;
        }
        seen.push(*id);
        let of = AttributeRef {
            entity: member.entity,
            attribute: *id,
        };
        all *= of_part(
            model,
            volumes,
            touch,
            member,
            of,
            cut.is_some(),
            values[at].as_ref(),
        );
        if all == 0.0 {
            break;
        }
    }
    all
}

fn of_part(
    model: &Model,
    volumes: &Volumes,
    touch: &Touch,
    member: &Member,
    of: AttributeRef,
    is_cut: bool,
    value: Option<&Literal>,
) -> f64 {
    let attribute = model.attribute(of);
    if let Some(known) = touch.facts.value(of.attribute) {
        return f64::from(u8::from(value == Some(known)));
    }
    if let Some(share) = of_shard(model, volumes, of, touch, member) {
        return share;
    }
    if is_cut {
        return 1.0;
    }
    match value {
        Some(value) => known::of_value(attribute, value).unwrap_or(0.0),
        None if !touch.now
            && attribute.kind.is_whole_seconds()
            && attribute.facts.spread.distinct.is_some() =>
        {
            1.0 / volumes.distinct(model, of).unwrap_or(1.0)
        }
        None => shares::of_other(model, volumes, of).unwrap_or(0.0),
    }
}

/// The share of one shard of a key: of the hottest key, where each key has a count of its own.
fn of_shard(
    model: &Model,
    volumes: &Volumes,
    of: AttributeRef,
    touch: &Touch,
    member: &Member,
) -> Option<f64> {
    let entity = model.entity(of.entity);
    let shards = entity.shards_of(of.attribute)?;
    let count = f64::from(shards.greatest());
    let even = 1.0 / count.max(1.0);
    Some(match &shards.by {
        ShardBy::Random => even,
        // Values of few kinds, or mostly of one, do not spread evenly.
        ShardBy::Attributes(by) => {
            let is_one = |id: &AttributeId| {
                let in_key = member
                    .parts
                    .iter()
                    .any(|(of, cut)| of == id && cut.is_none());
                in_key || touch.facts.value(*id).is_some()
            };
            let most = |id: &AttributeId| {
                // Of one value there is one shard.
                if is_one(id) {
                    return 1.0;
                }
                let of = AttributeRef {
                    attribute: *id,
                    ..of
                };
                shares::of_hottest(model, volumes, of).unwrap_or(0.0)
            };
            by.iter().map(most).product::<f64>().max(even)
        }
    })
}
