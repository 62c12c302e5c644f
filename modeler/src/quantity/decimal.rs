//! Exact numbers with decimals, as they are written before a unit.

use super::complaint;
use crate::syntax::Complaint;

/// `digits / 10^decimals`. Without trailing zeros among the decimals, so equal numbers are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Decimal {
    digits: u128,
    decimals: u32,
}

/// The most digits of a number, before and behind the point together.
const MOST_DIGITS: u32 = 24;

impl Decimal {
    /// The number itself, where it is whole.
    pub(super) fn new(whole: u64) -> Self {
        Self {
            digits: u128::from(whole),
            decimals: 0,
        }
    }

    fn normal(mut self) -> Self {
        while self.decimals > 0 && self.digits.is_multiple_of(10) {
            self.digits /= 10;
            self.decimals -= 1;
        }
        self
    }

    /// Multiplied; none where it gets too large.
    pub(super) fn times(self, factor: u64) -> Option<Self> {
        let digits = self.digits.checked_mul(u128::from(factor))?;
        let product = Self { digits, ..self }.normal();
        (product.digits < 10_u128.pow(MOST_DIGITS)).then_some(product)
    }

    /// A whole number of 64 bits; none for anything else.
    pub(super) fn whole(self) -> Option<u64> {
        (self.decimals == 0)
            .then(|| u64::try_from(self.digits).ok())
            .flatten()
    }

    /// Whether it has decimals.
    pub(super) fn is_whole(self) -> bool {
        self.decimals == 0
    }

    /// The nearest floating-point number.
    pub(super) fn float(self) -> f64 {
        // The standard parser rounds correctly, and a number of this shape is always one.
        self.to_string().parse().unwrap_or(f64::INFINITY)
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let decimals = self.decimals as usize;
        if decimals == 0 {
            return write!(f, "{}", self.digits);
        }
        let digits = format!("{:0>width$}", self.digits, width = decimals + 1);
        let (whole, rest) = digits.split_at(digits.len() - decimals);
        write!(f, "{whole}.{rest}")
    }
}

/// A number and the unit behind it.
pub(super) struct Measured<'t> {
    /// The number.
    pub(super) number: Decimal,
    /// Its bytes.
    pub(super) number_at: std::ops::Range<usize>,
    /// The unit without spaces around it; may be empty.
    pub(super) unit: &'t str,
    /// Its bytes.
    pub(super) unit_at: std::ops::Range<usize>,
}

/// Splits `1.5 KB` into its number and its unit. `what` is what the text should have been.
pub(super) fn measured<'t>(text: &'t str, what: &str) -> Result<Measured<'t>, Complaint> {
    let start = text.len() - text.trim_start().len();
    let rest = &text[start..];
    let of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '_');
    let length = rest.find(|c| !of_number(c)).unwrap_or(rest.len());
    let number_at = start..start + length;
    let written = &text[number_at.clone()];
    if written.is_empty() {
        let message = match rest.chars().next() {
            None => format!("{what} is missing here"),
            Some('-') => format!("{what} is never negative"),
            Some(_) => format!("{what} starts with a digit"),
        };
        return Err(complaint(message, 0..text.len()));
    }
    let number = number(written).ok_or_else(|| {
        let message = format!("`{written}` is not a number");
        complaint(message, number_at.clone())
    })?;
    let after = &text[number_at.end..];
    let unit = after.trim();
    let unit_start = number_at.end + after.len() - after.trim_start().len();
    Ok(Measured {
        number,
        number_at,
        unit,
        unit_at: unit_start..unit_start + unit.len(),
    })
}

/// `1`, `1_000`, `1.5`. Underscores stand between digits only.
fn number(text: &str) -> Option<Decimal> {
    let (whole, rest) = match text.split_once('.') {
        Some((whole, rest)) => (whole, Some(rest)),
        None => (text, None),
    };
    let whole = digits(whole)?;
    let rest = rest.map_or(Some(String::new()), digits)?;
    let decimals = u32::try_from(rest.len()).ok()?;
    let all = whole + &rest;
    let digits: u128 = all.parse().ok()?;
    if digits >= 10_u128.pow(MOST_DIGITS) || decimals > MOST_DIGITS {
        return None;
    }
    Some(Decimal { digits, decimals }.normal())
}

fn digits(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split('_').collect();
    let good = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    groups.iter().all(good).then(|| groups.concat())
}
