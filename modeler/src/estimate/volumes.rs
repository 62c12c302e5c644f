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
}

impl Volumes {
    /// Of a model.
    pub fn new(model: &Model) -> Self {
        let mut all = Self {
            items: vec![None; model.entities.len()],
            owners: owners(model),
        };
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
                self.distinct(model, of(attribute))
                    .map(|values| values * each)
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
