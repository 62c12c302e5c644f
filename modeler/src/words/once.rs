//! What the data of a table costs once.

use super::dollars;
use crate::{
    estimate::{Estimate, prices::GIGABYTE},
    model::TableId,
};

/// What it costs to restore a table, to export it to S3 and to import as much again; none where nothing is known to be stored.
pub fn once(estimate: &Estimate, id: TableId) -> Option<String> {
    let gigabytes = estimate.table(id).stored / GIGABYTE;
    if gigabytes <= 0.0 {
        return None;
    }
    let prices = &estimate.prices;
    let of = |(name, price): (&str, f64)| format!("{name} for {}", dollars(gigabytes * price));
    let all = [
        Some(("restored", prices.restored)),
        prices.exported.map(|price| ("exported to S3", price)),
        prices.imported.map(|price| ("imported from there", price)),
    ];
    let all: Vec<String> = all.into_iter().flatten().map(of).collect();
    Some(format!("once: {}", all.join(", ")))
}
