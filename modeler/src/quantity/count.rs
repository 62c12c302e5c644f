//! Counts: `2M`, `40k`, `1.5B`.

use super::{Quantity, complaint, decimal};
use crate::syntax::Complaint;

/// How many; a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Count(pub u64);

/// How many on average; may have decimals.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Average(pub f64);

/// The greatest average: what is beyond it is a mistake, and could not be written back in digits.
const MOST_ON_AVERAGE: f64 = 1e18;

/// Suffixes with their factors, greatest first.
pub(super) const SUFFIXES: [(&str, u64); 3] =
    [("B", 1_000_000_000), ("M", 1_000_000), ("k", 1_000)];

/// The factor of a suffix.
pub(super) fn factor(suffix: &str) -> Option<u64> {
    let of = |(name, factor): &(&str, u64)| (*name == suffix).then_some(*factor);
    match suffix {
        "" => Some(1),
        _ => SUFFIXES.iter().find_map(of),
    }
}

fn scaled(text: &str, what: &str) -> Result<decimal::Decimal, Complaint> {
    let measured = decimal::measured(text, what)?;
    let Some(factor) = factor(measured.unit) else {
        let message = format!("`{}` is not a suffix of a count", measured.unit);
        return Err(complaint(message, measured.unit_at));
    };
    measured
        .number
        .times(factor)
        .ok_or_else(|| complaint(format!("{what} is too large"), 0..text.len()))
}

impl Count {
    /// As a floating-point number.
    pub fn float(self) -> f64 {
        decimal::Decimal::new(self.0).float()
    }
}

impl Quantity for Count {
    const WHAT: &'static str = "a count";
    const EXPECTED: &'static str = "write a whole number: `95`, `40k`, `2M` or `1.5B`";

    fn parse(text: &str) -> Result<Self, Complaint> {
        let number = scaled(text, Self::WHAT)?;
        number.whole().map(Self).ok_or_else(|| {
            let why = if number.is_whole() {
                "is too large"
            } else {
                "is a whole number"
            };
            complaint(format!("a count {why}"), 0..text.len())
        })
    }
}

impl Quantity for Average {
    const WHAT: &'static str = "an average number";
    const EXPECTED: &'static str = "write a number: `4`, `1.5`, `40k` or `2M`";

    fn parse(text: &str) -> Result<Self, Complaint> {
        let number = scaled(text, Self::WHAT)?.float();
        if number > MOST_ON_AVERAGE {
            return Err(complaint(
                "an average number is too large".to_owned(),
                0..text.len(),
            ));
        }
        Ok(Self(number))
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let round = SUFFIXES
            .iter()
            .find(|(_, factor)| self.0 > 0 && self.0.is_multiple_of(*factor));
        match round {
            Some((suffix, factor)) => write!(f, "{}{suffix}", self.0 / factor),
            None => write!(f, "{}", self.0),
        }
    }
}

impl std::fmt::Display for Average {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}
