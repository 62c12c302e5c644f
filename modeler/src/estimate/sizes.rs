//! The usual sizes of items and index entries, found once.

use crate::{
    model::{EntityId, IndexId, Model},
    size::{Usual, usual_entry, usual_item},
};

/// The usual sizes of a model's items and of their entries in its indexes.
#[derive(Debug, Clone)]
pub struct Sizes {
    items: Vec<Usual>,
    entries: Vec<Vec<(IndexId, Usual)>>,
}

impl Sizes {
    /// Of a model.
    pub fn new(model: &Model) -> Self {
        let ids = || model.entity_ids();
        let entries = ids().map(|id| {
            let held = model.entity(id).entries.iter();
            held.map(|entry| (entry.index, usual_entry(model, id, entry.index)))
                .collect()
        });
        Self {
            items: ids().map(|id| usual_item(model, id)).collect(),
            entries: entries.collect(),
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
}
