//! Exact decimal numbers, as the database has them.

use std::{cmp::Ordering, fmt, iter::repeat_n, str::FromStr};

/// A decimal number: `0.digits × 10^exponent`, in one spelling only, so that equal numbers are equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Number {
    negative: bool,
    /// No zero in front, none behind; empty for zero.
    digits: Vec<u8>,
    exponent: i32,
}

impl Number {
    fn new(negative: bool, digits: &[u8], exponent: i32) -> Self {
        let leading = digits.iter().take_while(|digit| **digit == 0).count();
        let trailing = digits.iter().rev().take_while(|digit| **digit == 0).count();
        if leading == digits.len() {
            return Self {
                negative: false,
                digits: Vec::new(),
                exponent: 0,
            };
        }
        let digits = digits[leading..digits.len() - trailing].to_vec();
        Self {
            negative,
            digits,
            exponent: exponent - leading as i32,
        }
    }

    /// Its opposite.
    #[must_use]
    pub(crate) fn negated(&self) -> Self {
        Self::new(!self.negative, &self.digits, self.exponent)
    }

    /// The sum.
    #[must_use]
    pub(crate) fn plus(&self, other: &Self) -> Self {
        let low = self.last_place().min(other.last_place());
        let high = self.exponent.max(other.exponent) + 1;
        let width = (high - low).max(1) as usize;
        let (one, two) = (self.aligned(high, width), other.aligned(high, width));
        let mut sum: Vec<i16> = one.iter().zip(&two).map(|(a, b)| a + b).collect();
        let negative = sum
            .iter()
            .find(|digit| **digit != 0)
            .is_some_and(|digit| *digit < 0);
        if negative {
            sum.iter_mut().for_each(|digit| *digit = -*digit);
        }
        let mut carry = 0;
        for digit in sum.iter_mut().rev() {
            let total = *digit + carry;
            *digit = total.rem_euclid(10);
            carry = total.div_euclid(10);
        }
        let digits: Vec<u8> = sum.iter().map(|digit| *digit as u8).collect();
        Self::new(negative, &digits, high)
    }

    /// Signed digits from the place `high` down.
    fn aligned(&self, high: i32, width: usize) -> Vec<i16> {
        let sign = if self.negative { -1 } else { 1 };
        let before = if self.digits.is_empty() {
            0
        } else {
            (high - self.exponent) as usize
        };
        let digits = self.digits.iter().map(|digit| sign * i16::from(*digit));
        let mut all: Vec<i16> = repeat_n(0, before).chain(digits).collect();
        all.resize(width, 0);
        all
    }

    fn last_place(&self) -> i32 {
        self.exponent - self.digits.len() as i32
    }

    /// How many digits it needs.
    pub(crate) fn precision(&self) -> usize {
        self.digits.len()
    }

    /// Whether it is below zero.
    pub(crate) fn is_negative(&self) -> bool {
        self.negative
    }

    /// As an `i64`, where it is a whole number that fits.
    pub(crate) fn whole(&self) -> Option<i64> {
        if self.last_place() < 0 || self.exponent > 19 {
            return None;
        }
        self.to_string().parse().ok()
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        let digits: Vec<u8> = value
            .unsigned_abs()
            .to_string()
            .bytes()
            .map(|b| b - b'0')
            .collect();
        Self::new(value < 0, &digits, digits.len() as i32)
    }
}

impl FromStr for Number {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a number");
        let (mantissa, power) = match text.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, power.parse::<i32>().map_err(|_| wrong())?),
            None => (text, 0),
        };
        let negative = mantissa.starts_with('-');
        let bare = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
        let (whole, part) = bare.split_once('.').unwrap_or((bare, ""));
        let all: Vec<u8> = whole.bytes().chain(part.bytes()).collect();
        if all.is_empty() || !all.iter().all(u8::is_ascii_digit) {
            return Err(wrong());
        }
        let digits: Vec<u8> = all.iter().map(|byte| byte - b'0').collect();
        Ok(Self::new(
            negative,
            &digits,
            power.saturating_add(whole.len() as i32),
        ))
    }
}

impl fmt::Display for Number {
    /// Without an exponent: how a number stands in a text key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.digits.is_empty() {
            return f.write_str("0");
        }
        if self.negative {
            f.write_str("-")?;
        }
        let places = self.digits.iter().map(|digit| char::from(digit + b'0'));
        let text: String = places.collect();
        let before = usize::try_from(self.exponent).unwrap_or(0);
        if self.exponent <= 0 {
            write!(
                f,
                "0.{}{text}",
                "0".repeat(self.exponent.unsigned_abs() as usize)
            )
        } else if before >= text.len() {
            write!(f, "{text}{}", "0".repeat(before - text.len()))
        } else {
            write!(f, "{}.{}", &text[..before], &text[before..])
        }
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |n: &Self| {
            if n.digits.is_empty() {
                0
            } else {
                1 - 2 * i8::from(n.negative)
            }
        };
        sign(self).cmp(&sign(other)).then_with(|| {
            let size = self
                .exponent
                .cmp(&other.exponent)
                .then(self.digits.cmp(&other.digits));
            if self.negative { size.reverse() } else { size }
        })
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn one_spelling() {
        for (text, shown) in [
            ("0", "0"),
            ("-0.0", "0"),
            ("1.50", "1.5"),
            ("0012", "12"),
            ("1E3", "1000"),
            ("-12.5e-3", "-0.0125"),
            ("9223372036854775807", "9223372036854775807"),
            ("0.1", "0.1"),
        ] {
            assert_eq!(number(text).to_string(), shown);
        }
        assert!("1.2.3".parse::<Number>().is_err());
        assert!("".parse::<Number>().is_err());
        assert_eq!(Number::from(i64::MIN).to_string(), i64::MIN.to_string());
        assert_eq!(number("-9223372036854775808").whole(), Some(i64::MIN));
    }

    #[test]
    fn numbers_in_order() {
        let all = [
            "-1E100", "-20", "-3", "-0.5", "0", "0.05", "0.5", "1", "9", "10", "1E99",
        ];
        for pair in all.windows(2) {
            assert!(number(pair[0]) < number(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn sums() {
        for (a, b, sum) in [
            ("1", "2", "3"),
            ("9", "1", "10"),
            ("1", "-1", "0"),
            ("1", "-10", "-9"),
            ("-5", "2.5", "-2.5"),
            ("0.001", "1000", "1000.001"),
            ("0", "-7", "-7"),
            ("5", "0", "5"),
            ("-99", "-1", "-100"),
            ("100", "-0.1", "99.9"),
        ] {
            assert_eq!(number(a).plus(&number(b)), number(sum), "{a} + {b}");
        }
    }
}
