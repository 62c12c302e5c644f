//! Durations: `30 s`, `30 min`, `1 h`, `90 days`.

use super::{Quantity, complaint, decimal};
use crate::syntax::Complaint;

/// A length of time in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Duration(pub u64);

const UNITS: [(&str, u64); 5] = [
    ("days", 86_400),
    ("day", 86_400),
    ("h", 3_600),
    ("min", 60),
    ("s", 1),
];

impl Duration {
    /// In signed seconds, as times are counted elsewhere.
    pub fn seconds(self) -> i64 {
        i64::try_from(self.0).unwrap_or(i64::MAX)
    }
}

impl Quantity for Duration {
    const WHAT: &'static str = "a duration";
    const EXPECTED: &'static str = "write `30 s`, `30 min`, `1 h` or `90 days`";

    fn parse(text: &str) -> Result<Self, Complaint> {
        let measured = decimal::measured(text, Self::WHAT)?;
        let unit = UNITS.iter().find(|(name, _)| *name == measured.unit);
        let Some((_, factor)) = unit else {
            return Err(match measured.unit {
                "" => complaint("a duration needs a unit".to_owned(), 0..text.len()),
                other => {
                    let message = format!("`{other}` is not a unit of time");
                    complaint(message, measured.unit_at)
                }
            });
        };
        let number = measured.number.times(*factor);
        match number.and_then(decimal::Decimal::whole) {
            // Times are counted in signed seconds elsewhere.
            Some(seconds) if i64::try_from(seconds).is_ok() => Ok(Self(seconds)),
            None if number.is_some_and(|number| !number.is_whole()) => Err(complaint(
                "a duration is a whole number of seconds".to_owned(),
                measured.number_at,
            )),
            _ => Err(complaint(
                "a duration is too long".to_owned(),
                0..text.len(),
            )),
        }
    }
}

impl std::fmt::Display for Duration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = UNITS
            .iter()
            .find(|(_, seconds)| self.0 > 0 && self.0.is_multiple_of(*seconds));
        match unit {
            Some(("days", seconds)) if self.0 == *seconds => f.write_str("1 day"),
            Some((name, seconds)) => write!(f, "{} {name}", self.0 / seconds),
            None => write!(f, "{} s", self.0),
        }
    }
}
