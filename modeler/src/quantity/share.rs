//! Shares: `15%`, also `0.15`.

use super::{Quantity, complaint, decimal};
use crate::syntax::Complaint;

/// A part of a whole, from nothing to all; exact to a trillionth, so that shares add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Share {
    trillionths: u64,
}

const WHOLE: u64 = 1_000_000_000_000;

impl Share {
    /// All of it.
    pub const ALL: Self = Self { trillionths: WHOLE };

    /// From 0 to 1.
    pub fn fraction(self) -> f64 {
        self.percent() / 100.0
    }

    /// From 0 to 100.
    pub fn percent(self) -> f64 {
        decimal::Decimal::new(self.trillionths).float() / 1e10
    }

    /// Whether shares together are more than the whole.
    pub fn exceed(shares: impl IntoIterator<Item = Self>) -> bool {
        let sum = |sum: u128, one: Self| sum + u128::from(one.trillionths);
        shares.into_iter().fold(0, sum) > u128::from(WHOLE)
    }
}

impl Quantity for Share {
    const WHAT: &'static str = "a share";
    const EXPECTED: &'static str = "write `15%` or `0.15`";

    fn parse(text: &str) -> Result<Self, Complaint> {
        let measured = decimal::measured(text, Self::WHAT)?;
        let percent = match measured.unit {
            "%" => true,
            "" => false,
            other => {
                let message = format!("`{other}` is not a unit of a share");
                return Err(complaint(message, measured.unit_at));
            }
        };
        let written = &text[measured.number_at.clone()];
        if !percent && written == "1" {
            let message = "`1` could be `1%` or `100%`".to_owned();
            return Err(complaint(message, measured.number_at));
        }
        let factor = if percent { WHOLE / 100 } else { WHOLE };
        let number = measured.number.times(factor);
        match number.and_then(decimal::Decimal::whole) {
            Some(trillionths) if trillionths <= WHOLE => Ok(Self { trillionths }),
            None if number.is_some_and(|number| !number.is_whole()) => Err(complaint(
                "a share this fine is not kept".to_owned(),
                measured.number_at,
            )),
            _ => Err(complaint(
                "a share is at most 100%".to_owned(),
                0..text.len(),
            )),
        }
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, rest) = (
            self.trillionths / 10_000_000_000,
            self.trillionths % 10_000_000_000,
        );
        if rest == 0 {
            return write!(f, "{whole}%");
        }
        let decimals = format!("{rest:010}");
        write!(f, "{whole}.{}%", decimals.trim_end_matches('0'))
    }
}
