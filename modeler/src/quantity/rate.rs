//! Rates: `500/s`, `30/min`, `2k/h`, `1M/day`.

use super::{
    Quantity, complaint,
    count::{SUFFIXES, factor},
    decimal::{self, Decimal},
};
use crate::syntax::Complaint;

/// How often: a number for each unit of time, exactly as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rate {
    number: Decimal,
    per: Per,
}

/// The unit of time of a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Per {
    /// `/s`.
    Second,
    /// `/min`.
    Minute,
    /// `/h`.
    Hour,
    /// `/day`.
    Day,
}

impl Per {
    const ALL: [Self; 4] = [Self::Second, Self::Minute, Self::Hour, Self::Day];

    /// How many seconds it has.
    pub fn seconds(self) -> u32 {
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3_600,
            Self::Day => 86_400,
        }
    }

    /// As it is written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Second => "s",
            Self::Minute => "min",
            Self::Hour => "h",
            Self::Day => "day",
        }
    }
}

impl Rate {
    /// Calls in a second.
    pub fn per_second(self) -> f64 {
        self.number.float() / f64::from(self.per.seconds())
    }

    /// The unit of time that was written; seconds for a bare number.
    pub fn per(self) -> Per {
        self.per
    }
}

impl Quantity for Rate {
    const WHAT: &'static str = "a rate";
    const EXPECTED: &'static str = "write `500/s`, `30/min`, `2k/h` or `1M/day`";

    fn parse(text: &str) -> Result<Self, Complaint> {
        let measured = decimal::measured(text, Self::WHAT)?;
        let (suffix, per, per_at) = match measured.unit.split_once('/') {
            Some((suffix, per)) => {
                let end = measured.unit_at.end;
                let word = per.trim();
                (suffix.trim_end(), word, end - word.len()..end)
            }
            None => (measured.unit, "s", measured.unit_at.clone()),
        };
        let Some(factor) = factor(suffix) else {
            let at = measured.unit_at.start..measured.unit_at.start + suffix.len();
            let message = format!("`{suffix}` is not a suffix of a rate");
            return Err(complaint(message, at));
        };
        let Some(per) = Per::ALL.into_iter().find(|one| one.word() == per) else {
            let message = format!("`{per}` is not a unit of time");
            let whole = measured.unit_at;
            let at = if per_at.is_empty() { whole } else { per_at };
            return Err(complaint(message, at));
        };
        let number = measured
            .number
            .times(factor)
            .ok_or_else(|| complaint("a rate is too large".to_owned(), 0..text.len()))?;
        Ok(Self { number, per })
    }
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let per = self.per.word();
        let whole = self.number.whole().filter(|number| *number > 0);
        let round = whole.and_then(|number| {
            let (suffix, factor) = SUFFIXES.iter().find(|(_, f)| number.is_multiple_of(*f))?;
            Some((number / factor, suffix))
        });
        match round {
            Some((number, suffix)) => write!(f, "{number}{suffix}/{per}"),
            None => write!(f, "{}/{per}", self.number),
        }
    }
}
