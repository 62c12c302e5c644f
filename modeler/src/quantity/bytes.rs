//! Sizes: `200 B`, `4 KB`, `1 MB`. Binary, as DynamoDB counts.

use super::{Quantity, complaint, decimal};
use crate::syntax::Complaint;

/// A size in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Bytes(pub u64);

/// Units with their bytes, greatest first. Developer guide, "Constraints": a KB is 1,024 bytes.
const UNITS: [(&str, u64); 3] = [("MB", 1 << 20), ("KB", 1 << 10), ("B", 1)];

impl Bytes {
    /// The next whole number of bytes; as many as there can be for what is no number.
    pub fn ceil(bytes: f64) -> Self {
        format!("{:.0}", bytes.max(0.0).ceil())
            .parse()
            .map_or(Self(u64::MAX), Self)
    }
}

impl Quantity for Bytes {
    const WHAT: &'static str = "a size";
    const EXPECTED: &'static str = "write `254 B`, `4 KB` or `1 MB`";

    fn parse(text: &str) -> Result<Self, Complaint> {
        let measured = decimal::measured(text, Self::WHAT)?;
        let factor = match measured.unit {
            "" => Some(1),
            unit => UNITS
                .iter()
                .find_map(|(name, f)| (*name == unit).then_some(*f)),
        };
        let Some(factor) = factor else {
            let message = format!("`{}` is not a unit of size", measured.unit);
            return Err(complaint(message, measured.unit_at));
        };
        let number = measured.number.times(factor);
        match number.map(|number| (number.whole(), number.is_whole())) {
            Some((Some(bytes), _)) => Ok(Self(bytes)),
            Some((None, false)) => Err(complaint(
                "a size is a whole number of bytes".to_owned(),
                measured.number_at,
            )),
            _ => Err(complaint("a size is too large".to_owned(), 0..text.len())),
        }
    }
}

impl std::fmt::Display for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = UNITS
            .iter()
            .find(|(_, bytes)| self.0 > 0 && self.0.is_multiple_of(*bytes));
        let (name, bytes) = unit.unwrap_or(&("B", 1));
        write!(f, "{} {name}", self.0 / bytes)
    }
}
