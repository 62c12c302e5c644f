//! What the requests of one call touch: the facts that units, heat and money are made from.

use crate::{known::Facts, model::EntityId, plan::PathId};

/// What a request does to one partition of the table or of an index.
#[derive(Debug, Clone)]
pub struct Touch {
    /// The table, or an index of it.
    pub path: PathId,
    /// The entity whose key leads there; the first where a read wants several.
    pub entity: EntityId,
    /// Whose, in place of the entity's own key.
    pub target: Target,
    /// Whether it reads or writes.
    pub kind: Kind,
    /// Units that it consumes, each time.
    pub units: f64,
    /// How often it happens in one call, on average.
    pub times: f64,
    /// What is known of the values of the key; all others follow their distribution.
    pub facts: Facts,
    /// Whether it goes to one item, rather than to as many as the partition holds.
    pub one_item: bool,
    /// Whether it makes an item that was not there: no item is made twice.
    pub creates: bool,
    /// Whether its times are those of now.
    pub now: bool,
    /// Whether it writes nothing, but is charged as a write: a check in a transaction.
    pub checks: bool,
    /// Whether how often it happens follows from the model, rather than from a guess.
    pub known: bool,
}

/// What a touch goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// An item of the entity, or several, by its own key.
    Item,
    /// The marker of one of its unique values.
    Marker(usize),
    /// Everything: a Scan.
    Everything,
}

/// Reads and writes are counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Read units.
    Read,
    /// Write units.
    Write,
}

impl Touch {
    /// One read of one item of the table by its key.
    pub(super) fn read(entity: EntityId, units: f64) -> Self {
        Self {
            path: PathId::Table,
            entity,
            target: Target::Item,
            kind: Kind::Read,
            units,
            times: 1.0,
            facts: Facts::default(),
            one_item: true,
            creates: false,
            now: false,
            checks: false,
            known: true,
        }
    }

    /// One write of one item of the table by its key.
    pub(super) fn write(entity: EntityId, units: f64) -> Self {
        Self {
            kind: Kind::Write,
            ..Self::read(entity, units)
        }
    }

    /// Units of one call.
    pub fn all(&self) -> f64 {
        self.units * self.times
    }
}
