//! How many items there are, and how many values an attribute has.

use rustc_hash::FxHashMap;

use crate::{
    known::declared,
    model::{Attribute, AttributeId, AttributeRef, Entity, EntityId, Model, Part, Type, Volume},
};

/// What the volumes and the spreads of a model say of all its entities.
#[derive(Debug, Clone)]
pub struct Volumes {
    items: Vec<Option<f64>>,
    /// The entity whose items an identifier tells apart, for each class of attributes.
    owners: FxHashMap<u32, EntityId>,
    /// For each entity that has so many items for each value of an attribute: the whole of which it has them.
    wholes: Vec<Option<Whole>>,
}

/// Something of which an entity has so many items: a project of a tenant, where each project has so many tasks.
#[derive(Debug, Clone)]
pub(super) struct Whole {
    /// The attributes that tell it apart, together.
    pub attributes: Vec<AttributeId>,
    /// The entity that it is an item of.
    entity: Option<EntityId>,
}

impl Volumes {
    /// Of a model.
    pub fn new(model: &Model) -> Self {
        let mut all = Self {
            items: vec![None; model.entities.len()],
            owners: owners(model),
            wholes: Vec::new(),
        };
        all.wholes = wholes(model, &all.owners);
        // What an entity has may follow from what another has, and that from a third; no chain is longer
        // than this in a model that anybody could read.
        for _ in 0..8 {
            let before = all.items.iter().flatten().count();
            for id in model.entity_ids() {
                if all.items[id.index()].is_none() {
                    all.items[id.index()] = all.count(model, id);
                }
            }
            if all.items.iter().flatten().count() == before {
                break;
            }
        }
        all
    }

    /// How many items an entity has.
    pub fn items(&self, id: EntityId) -> Option<f64> {
        self.items[id.index()]
    }

    /// How many values an attribute has: what is said, what its type allows, or as many as there are items
    /// that it tells apart.
    pub fn distinct(&self, model: &Model, of: AttributeRef) -> Option<f64> {
        if let Some(shards) = model.entity(of.entity).shards_of(of.attribute) {
            return Some(f64::from(shards.typical()));
        }
        let attribute = model.attribute(of);
        declared(attribute).or_else(|| {
            let owner = self.owners.get(&attribute.class)?;
            self.items(*owner)
        })
    }

    /// Whether a value of one attribute is always found with the same value of another: the item that the
    /// first tells apart has both.
    pub fn determines(&self, model: &Model, one: AttributeRef, other: AttributeRef) -> bool {
        let (one, other) = (model.attribute(one), model.attribute(other));
        self.owners.get(&one.class).is_some_and(|owner| {
            let owner = model.entity(*owner);
            owner.attributes.iter().any(|of| of.class == other.class)
        })
    }

    /// Of what an entity has so many items each; none where its volume is not said so.
    pub(super) fn whole(&self, id: EntityId) -> Option<&Whole> {
        self.wholes[id.index()].as_ref()
    }

    fn count(&self, model: &Model, id: EntityId) -> Option<f64> {
        let entity = model.entity(id);
        let of = |attribute| AttributeRef {
            entity: id,
            attribute,
        };
        let said = match entity.volume {
            Some(Volume::Total(count)) => Some(count.float()),
            Some(Volume::Each {
                attribute,
                average,
                max,
            }) => {
                let each = average.map(|average| average.0);
                let each = each.or_else(|| max.map(|max| max.float()))?;
                let wholes = match self.whole(id).and_then(|whole| whole.entity) {
                    Some(whole) => self.items(whole),
                    None => self.distinct(model, of(attribute)),
                };
                wholes.map(|wholes| wholes * each)
            }
            None => None,
        };
        said.or_else(|| self.by_key(model, id))
    }

    /// As many as there are values of the key, where all its attributes say how many they have.
    fn by_key(&self, model: &Model, id: EntityId) -> Option<f64> {
        let entity = model.entity(id);
        let mut attributes = entity.key_attributes();
        attributes.retain(|one| entity.shards_of(*one).is_none());
        attributes.iter().try_fold(1.0, |all, attribute| {
            let of = AttributeRef {
                entity: id,
                attribute: *attribute,
            };
            // An owner would ask for itself.
            let owner = self.owners.get(&model.attribute(of).class);
            let values = match owner == Some(&id) {
                true => declared(model.attribute(of)),
                false => self.distinct(model, of),
            };
            Some(all * values?)
        })
    }
}

/// For each identifier the entity whose items it tells apart: it is declared there, and is all of the key
/// that varies, or is made to be unique.
fn owners(model: &Model) -> FxHashMap<u32, EntityId> {
    let mut all = FxHashMap::default();
    for id in model.entity_ids() {
        let entity = model.entity(id);
        for attribute in entity.key_attributes() {
            let of = &entity.attributes[attribute.index()];
            if !of.joined && (tells_apart(of) || is_whole_key(entity, attribute)) {
                all.entry(of.class).or_insert(id);
            }
        }
    }
    all
}

/// What the volumes are said of.
fn wholes(model: &Model, owners: &FxHashMap<u32, EntityId>) -> Vec<Option<Whole>> {
    let mut by_class: FxHashMap<u32, Vec<EntityId>> = FxHashMap::default();
    for id in model.entity_ids() {
        let entity = model.entity(id);
        for attribute in entity.key_attributes() {
            let class = entity.attributes[attribute.index()].class;
            by_class.entry(class).or_default().push(id);
        }
    }
    let of = |id| {
        let entity = model.entity(id);
        let Some(Volume::Each { attribute, .. }) = entity.volume else {
            return None;
        };
        let class = entity.attributes[attribute.index()].class;
        if owners.contains_key(&class) {
            return Some(Whole {
                attributes: vec![attribute],
                entity: None,
            });
        }
        let held = by_class.get(&class).map_or(&[][..], Vec::as_slice);
        let parts = held.iter().filter(|of| **of != id);
        let parts = parts.filter_map(|of| Some((*of, part_of(entity, model.entity(*of))?)));
        let found = parts.min_by_key(|(_, attributes)| attributes.len());
        Some(match found {
            Some((whole, attributes)) => Whole {
                attributes,
                entity: Some(whole),
            },
            None => Whole {
                attributes: until(entity, attribute),
                entity: None,
            },
        })
    };
    model.entity_ids().map(of).collect()
}

/// The attributes of an entity that are the key of another, where its own key has more than that.
fn part_of(entity: &Entity, whole: &Entity) -> Option<Vec<AttributeId>> {
    let own = entity.key_attributes();
    let of = |attribute: AttributeId| {
        let class = whole.attributes[attribute.index()].class;
        let mut all = entity.attribute_ids();
        all.find(|one| entity.attributes[one.index()].class == class)
    };
    let all: Option<Vec<_>> = whole.key_attributes().into_iter().map(of).collect();
    all.filter(|all| own.iter().any(|one| !all.contains(one)))
}

/// An attribute of a key with what stands before it there, for a slug is one of its tenant; alone where it is said how
/// many values it has, for those are all that there are.
fn until(entity: &Entity, attribute: AttributeId) -> Vec<AttributeId> {
    let attributes = &entity.attributes;
    if declared(&attributes[attribute.index()]).is_some() {
        return vec![attribute];
    }
    let is_name = |one: &AttributeId| {
        let is_time = attributes[one.index()].kind.fineness().is_some();
        *one == attribute || !(is_time || entity.shards_of(*one).is_some())
    };
    let mut all: Vec<AttributeId> = Vec::new();
    for one in entity.key.attributes() {
        all.push(one);
        if one == attribute {
            all.retain(is_name);
            return all;
        }
    }
    vec![attribute]
}

fn tells_apart(of: &Attribute) -> bool {
    matches!(of.kind, Type::Uuid | Type::Ulid)
}

fn is_whole_key(entity: &Entity, attribute: AttributeId) -> bool {
    let parts = entity.key.partition.parts.iter();
    let mut parts = parts.chain(entity.key.sort.iter().flat_map(|sort| &sort.parts));
    parts.all(|part| match part {
        Part::Literal(_) => true,
        Part::Attribute {
            attribute: one,
            cut,
            ..
        } => (*one == attribute && cut.is_none()) || entity.shards_of(*one).is_some(),
    })
}
