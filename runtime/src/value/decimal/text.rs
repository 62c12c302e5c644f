//! Decimals from and to text.

use std::fmt;
use std::str::FromStr;

use super::{Decimal, OUT_OF_RANGE};
use crate::error::Invalid;

impl FromStr for Decimal {
    type Err = Invalid;

    /// Digits with an optional sign, point and exponent: `-12.5`, `.5`, `1e-3`. Digits beyond the
    /// 38 that DynamoDB holds are refused unless they are zeros.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let not_a_number = || Invalid::value("is not a decimal number");
        let (negative, unsigned) = match text.as_bytes().first() {
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            _ => (false, text),
        };
        let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
            Some(at) => (&unsigned[..at], parse_exponent(&unsigned[at + 1..])?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.is_empty() && fraction.is_empty() {
            return Err(not_a_number());
        }

        let mut digits = 0_u128;
        let mut exponent = exponent;
        // Zeros are held back until a digit follows, so that any number of trailing ones fits.
        let mut zeros = 0_u32;
        for (at, byte) in whole.bytes().chain(fraction.bytes()).enumerate() {
            if !byte.is_ascii_digit() {
                return Err(not_a_number());
            }
            exponent -= i64::from(at >= whole.len());
            match byte - b'0' {
                0 => zeros = zeros.saturating_add(1),
                digit => {
                    digits =
                        append(digits, zeros, digit).ok_or_else(|| Invalid::value(OUT_OF_RANGE))?;
                    zeros = 0;
                }
            }
        }
        if digits == 0 {
            return Ok(Self::ZERO);
        }
        let exponent = i32::try_from(exponent + i64::from(zeros)).ok();
        exponent
            .and_then(|exponent| Self::canonical(negative, digits, exponent))
            .ok_or_else(|| Invalid::value(OUT_OF_RANGE))
    }
}

/// Puts zeros and a digit behind digits; `None` when that does not fit.
fn append(digits: u128, zeros: u32, digit: u8) -> Option<u128> {
    if digits == 0 {
        return Some(u128::from(digit)); // leading zeros
    }
    let shifted = digits.checked_mul(10_u128.checked_pow(zeros.checked_add(1)?)?)?;
    shifted.checked_add(u128::from(digit))
}

/// An exponent; one too large for an `i32` is cut, which is still far out of range.
fn parse_exponent(text: &str) -> Result<i64, Invalid> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Invalid::value("is not a decimal number"));
    }
    let magnitude = digits
        .parse::<i64>()
        .unwrap_or(i64::MAX)
        .min(i64::from(i32::MAX));
    Ok(if text.starts_with('-') {
        -magnitude
    } else {
        magnitude
    })
}

impl fmt::Display for Decimal {
    /// In plain digits, never with an exponent, so that the text can stand in a key and be read by
    /// anybody; up to 168 characters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits.to_string();
        let text = match usize::try_from(self.exponent) {
            Ok(zeros) => digits + &"0".repeat(zeros),
            Err(_) => {
                let places = usize::from(self.exponent.unsigned_abs());
                let padded = format!("{digits:0>width$}", width = places + 1);
                let (whole, fraction) = padded.split_at(padded.len() - places);
                format!("{whole}.{fraction}")
            }
        };
        f.pad_integral(!self.negative, "", &text)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Decimal({self})")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Option<String> {
        text.parse::<Decimal>()
            .ok()
            .map(|decimal| decimal.to_string())
    }

    #[test]
    fn reads_and_prints() {
        for (text, printed) in [
            ("0", "0"),
            ("-0.00", "0"),
            ("0e999999999999", "0"),
            ("1.50", "1.5"),
            ("-12.5e1", "-125"),
            (".5", "0.5"),
            ("5.", "5"),
            ("+1E-3", "0.001"),
            ("100", "100"),
            ("000123", "123"),
        ] {
            assert_eq!(parse(text).as_deref(), Some(printed), "{text}");
        }
        for text in [
            "", "-", ".", "e5", "1e", "1e+", "1.2.3", "NaN", "1_0", " 1", "٣", "--1",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn holds_exactly_what_dynamodb_holds() {
        let nines = "9".repeat(38);
        assert_eq!(parse(&nines), Some(nines.clone()));
        assert_eq!(parse(&format!("{nines}0000")), Some(format!("{nines}0000")));
        assert_eq!(parse(&format!("{nines}1")), None);
        assert_eq!(
            format!("9.{}e125", "9".repeat(37)).parse(),
            Ok(Decimal::MAX)
        );
        for held in ["1e125", "9.99e125", "1e-130", "9.9e-130", "-1e-130"] {
            assert!(parse(held).is_some(), "{held}");
        }
        for beyond in [
            "1e126",
            "9e-131",
            "1e-99999999999999999999",
            "1e99999999999999999999",
        ] {
            assert!(parse(beyond).is_none(), "{beyond}");
        }
        assert!(parse(&format!("0.{}1", "0".repeat(5000))).is_none());
    }

    proptest! {
        #[test]
        fn text_goes_there_and_back(digits in -(10_i128.pow(38) - 1)..10_i128.pow(38), exponent in -130_i16..88) {
            if let Ok(decimal) = Decimal::new(digits, exponent) {
                prop_assert_eq!(decimal.to_string().parse(), Ok(decimal));
                prop_assert_eq!(Decimal::new(digits, exponent).unwrap(), decimal);
            }
        }

        #[test]
        fn never_panics(text in "[-+]?[0-9.]{0,45}([eE][-+]?[0-9]{0,25})?|.*") {
            let _ = text.parse::<Decimal>();
        }

        #[test]
        fn order_is_that_of_floats(a in -1e9..1e9_f64, b in -1e9..1e9_f64) {
            let (x, y) = (Decimal::try_from(a)?, Decimal::try_from(b)?);
            prop_assert_eq!(x.partial_cmp(&y), a.partial_cmp(&b));
            prop_assert_eq!(x.to_f64(), a);
        }
    }
}
