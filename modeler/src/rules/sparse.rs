//! Index entries that only a few items have.

use crate::{
    model::{Entity, Entry},
    quantity::Share,
};

/// An attribute that is there in no more than this part of the items is rare.
const RARE: f64 = 0.1;

/// Whether an entry exists only sometimes: it has a `when`, or an attribute that may be absent and is
/// not said to be there often.
pub(crate) fn is_sparse(entity: &Entity, entry: &Entry) -> bool {
    let rare = |share: Share| share.fraction() <= RARE;
    entry.when.is_some()
        || entry.attributes().any(|id| {
            let facts = &entity.attributes[id.index()].facts;
            facts.optional && facts.spread.present.is_none_or(rare)
        })
}
