//! The usual sizes of items and index entries, found once, and again where more is known of them.

use crate::{
    known::Facts,
    model::{AttributeId, Entity, EntityId, IndexId, Model, Type},
    size::{Measured, Usual},
};

/// The usual sizes of a model's items and of their entries in its indexes.
#[derive(Debug, Clone)]
pub struct Sizes {
    measured: Vec<Measured>,
    items: Vec<Usual>,
    entries: Vec<Vec<(IndexId, Usual)>>,
}

impl Sizes {
    /// Of a model.
    pub fn new(model: &Model) -> Self {
        let ids = || model.entity_ids();
        let nothing = Facts::default();
        let measured: Vec<Measured> = ids().map(|id| Measured::new(model, id)).collect();
        let of = |id: EntityId| &measured[id.index()];
        let entries = ids().map(|id| {
            let held = model.entity(id).entries.iter();
            held.map(|entry| (entry.index, of(id).entry(model, id, entry.index, &nothing)))
                .collect()
        });
        Self {
            items: ids().map(|id| of(id).item(model, id, &nothing)).collect(),
            entries: entries.collect(),
            measured,
        }
    }

    /// Of an item.
    pub fn item(&self, id: EntityId) -> Usual {
        self.items[id.index()]
    }

    /// Of an entity's entry in an index; that of the item where it has none there.
    pub fn entry(&self, id: EntityId, index: IndexId) -> Usual {
        let found = self.entries[id.index()].iter().find(|(of, _)| *of == index);
        found.map_or(self.item(id), |(_, size)| *size)
    }

    /// Of what a read meets on a path.
    pub fn on(&self, id: EntityId, index: Option<IndexId>) -> Usual {
        index.map_or(self.item(id), |index| self.entry(id, index))
    }

    /// The same of an item of which something is known.
    pub(super) fn known(
        &self,
        model: &Model,
        id: EntityId,
        index: Option<IndexId>,
        facts: &Facts,
    ) -> Usual {
        if !matters(model.entity(id), facts) {
            return self.on(id, index);
        }
        match index.filter(|index| model.entity(id).entry(*index).is_some()) {
            Some(index) => self.measured[id.index()].entry(model, id, index, facts),
            None => self.measured[id.index()].item(model, id, facts),
        }
    }
}

/// Whether facts are of what an item may lack, or of a value whose length is then known.
fn matters(entity: &Entity, facts: &Facts) -> bool {
    let of = |id: AttributeId| &entity.attributes[id.index()];
    let mut present = facts.present.iter();
    let mut values = facts.values.iter();
    present.any(|(id, _)| of(*id).facts.optional)
        || values.any(|(id, _)| matches!(of(*id).kind, Type::Enum(_) | Type::String))
}
