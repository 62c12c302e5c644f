//! What the deletion of expired items costs.
//!
//! It is free where the item was written, and a replicated write in each other region of a global table. Developer guide,
//! "Using time to live (TTL) in DynamoDB".

use super::{Bill, Pricing, units};
use crate::model::{Capacity, EntityId, TableId};

impl Pricing<'_> {
    /// Dollars a month, as far as it is known how often items are put.
    pub(super) fn expiry(&self, bill: Bill<'_>, id: TableId) -> f64 {
        let settings = &self.model.table(id).settings;
        if settings.regions.len() < 2 || settings.capacity != Capacity::OnDemand {
            return 0.0;
        }
        let here = self.model.entity_ids();
        let here = here.filter(|entity| self.model.entity(*entity).table == id);
        let units = here.filter_map(|entity| self.expiring(entity)).sum();
        bill.replicated(units)
    }

    /// Write units a second of what expires: as much as is put, for it does so once.
    fn expiring(&self, id: EntityId) -> Option<f64> {
        let entity = self.model.entity(id);
        let ttl = self.model.table(entity.table).ttl.as_ref()?;
        let expiry = entity.attributes.iter().find(|of| of.physical == *ttl)?;
        let often = match (expiry.facts.optional, expiry.facts.spread.present) {
            (false, _) => 1.0,
            (true, present) => present?.fraction(),
        };
        Some(self.made(id)? * often * units::write(self.sizes.item(id).bytes))
    }
}
