//! How calls and items are shared among the values of an attribute.

use super::volumes::Volumes;
use crate::{
    known::float,
    model::{AttributeRef, Model, Skew},
};

/// The share of the value that occurs most; none where nothing says it.
pub(super) fn of_hottest(model: &Model, volumes: &Volumes, id: AttributeRef) -> Option<f64> {
    let of = model.attribute(id);
    let spread = &of.facts.spread;
    let mixed = spread.mix.iter().map(|(_, share)| share.fraction());
    let said = mixed.chain(spread.hottest.map(|share| share.fraction()));
    let said = said.fold(None, |most: Option<f64>, one| {
        Some(most.map_or(one, |most| most.max(one)))
    });
    let values = volumes.distinct(model, id);
    let skewed = match (spread.skew, values) {
        (Some(Skew::Zipf(exponent)), Some(values)) => Some(zipf(values, exponent)),
        _ => None,
    };
    if said.is_some() || skewed.is_some() {
        return Some(said.unwrap_or(0.0).max(skewed.unwrap_or(0.0)));
    }
    if of.kind.is_whole_seconds() {
        // What happens now happens at one of these times.
        return Some(1.0);
    }
    values.map(|values| 1.0 / values.max(1.0))
}

/// The share of the value that occurs most of those that `mix` does not name; none where nothing says it.
pub(super) fn of_other(model: &Model, volumes: &Volumes, id: AttributeRef) -> Option<f64> {
    let of = model.attribute(id);
    let spread = &of.facts.spread;
    if spread.mix.is_empty() {
        return of_hottest(model, volumes, id);
    }
    let mixed: f64 = spread.mix.iter().map(|(_, share)| share.fraction()).sum();
    let left = (1.0 - mixed).max(0.0);
    let values = volumes.distinct(model, id)? - float(spread.mix.len());
    let most = spread.hottest.map_or(0.0, |share| share.fraction());
    let even = if values < 1.0 { 0.0 } else { left / values };
    Some(most.max(even).min(left))
}

/// The share of the first of so many values, where that of rank `n` is in proportion to `1 / n^s`.
pub fn zipf(values: f64, exponent: f64) -> f64 {
    /// So many terms are added one by one; the sum of the others is close to the integral.
    const EXACT: u32 = 1_000;
    let exact = values.clamp(1.0, f64::from(EXACT));
    let mut sum = 0.0;
    let mut rank = 1.0;
    while rank <= exact {
        sum += f64::powf(rank, -exponent);
        rank += 1.0;
    }
    if values > exact {
        // From halfway between the last term and the next one to halfway behind the very last.
        let (low, high) = (exact + 0.5, values + 0.5);
        sum += match (exponent - 1.0).abs() < 1e-9 {
            true => (high / low).ln(),
            false => (high.powf(1.0 - exponent) - low.powf(1.0 - exponent)) / (1.0 - exponent),
        };
    }
    1.0 / sum
}
